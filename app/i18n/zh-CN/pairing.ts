/** Words of the pairing problem: refusals and what is wrong with a problem's field. */
export const pairing = {
  "error.pairing.bad_problem": "联系安排数据有误：{{field}}（序号 {{index}}）{{why}}",
  "error.pairing.pin_forbidden": "不能固定企业 {{firm}} 与代表 {{deputy}}：该组合被回避规则或联系范围排除",
  "error.pairing.pins_over_capacity": "代表 {{deputy}} 被固定 {{pins}} 家企业，超过其名额 {{capacity}} 家",
  "error.pairing.budget_below_minimum": "变动上限 {{budget}} 家低于硬性规则必然造成的 {{minimum}} 家变动",
  "error.pairing.plan_stale": "起草之后登记信息又有 {{differences}} 处影响方案的变化，请重新起草",
  "error.pairing.already_published": "该方案已经发布",

  "pairing.why.missing": "缺失",
  "pairing.why.not_an_object": "不是对象",
  "pairing.why.not_a_list": "不是列表",
  "pairing.why.not_a_pair": "不是“企业、代表”两个序号",
  "pairing.why.not_an_integer": "不是整数",
  "pairing.why.not_json": "不是有效的 JSON",
  "pairing.why.unknown_format": "格式不是 liaison-pairing/1",
  "pairing.why.ragged": "长度与同组各列不一致",
  "pairing.why.out_of_range": "序号超出范围",
  "pairing.why.negative": "不能为负数",
  "pairing.why.too_large": "数值过大",
  "pairing.why.empty": "不能为空",
  "pairing.why.not_convex": "比前一项小，负担表必须逐项不减",
  "pairing.why.pinned_twice": "同一企业被固定两次",
} as const;
