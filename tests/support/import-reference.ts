import type { ImportReference } from "#app/domain/register/judge/candidates.ts";

const COUNTIES: [string, string, string][] = [
  ["420502", "西陵区", "西陵"],
  ["420503", "伍家岗区", "伍家岗"],
  ["420504", "点军区", "点军"],
  ["420505", "猇亭区", "猇亭"],
  ["420506", "夷陵区", "夷陵"],
  ["420525", "远安县", "远安"],
  ["420526", "兴山县", "兴山"],
  ["420527", "秭归县", "秭归"],
  ["420528", "长阳土家族自治县", "长阳"],
  ["420529", "五峰土家族自治县", "五峰"],
  ["420581", "宜都市", "宜都"],
  ["420582", "当阳市", "当阳"],
  ["420583", "枝江市", "枝江"],
  ["GXQ", "宜昌高新技术产业开发区", "高新区"],
];

const TOWNSHIPS: [string, string, string][] = [
  ["420502001", "420502", "西陵街道"],
  ["420506001", "420506", "小溪塔街道"],
  ["420506101", "420506", "樟村坪镇"],
  ["420506104", "420506", "太平溪镇"],
  ["420506107", "420506", "龙泉镇"],
  ["420526100", "420526", "古夫镇"],
  ["420582001", "420582", "玉泉街道"],
  ["420583101", "420583", "问安镇"],
];

const SECTORS: [string, string][] = [
  ["A", "农、林、牧、渔业"],
  ["C", "制造业"],
  ["E", "建筑业"],
  ["F", "批发和零售业"],
  ["G", "交通运输、仓储和邮政业"],
  ["I", "信息传输、软件和信息技术服务业"],
  ["K", "房地产业"],
];

/** A small reference: all counties of the city, some townships, some sections. */
export const SMALL_REFERENCE: ImportReference = {
  counties: COUNTIES.map(([code, name, shortName]) => ({ code, name, shortName })),
  townships: TOWNSHIPS.map(([code, countyCode, name]) => ({ code, countyCode, name })),
  sectors: SECTORS.map(([code, name]) => ({ code, name })),
};
