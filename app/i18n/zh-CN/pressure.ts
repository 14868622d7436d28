/** Reports of pressure, which the city supervisor alone reads. */
export const pressure = {
  "pressure.lead": "企业说因反映问题受到压力。只有市级督办人员能看到。",
  "pressure.empty": "没有压力反映",
  "pressure.open": "待处理",
  "pressure.handled": "已处理",
  "pressure.record": "登记处理",
  "pressure.note": "联系了谁、怎样处理",
  "pressure.done": "已登记",
} as const;
