/** What firms of a section do: its weight among all firms, words for names and the lines of business scopes. */
export type Trade = { sector: string; weight: number; words: readonly string[]; scopes: readonly string[] };

/** Mix of sections as in registers of the region; all names and scopes are our own wording. */
export const TRADES: readonly Trade[] = [
  {
    sector: "F",
    weight: 20,
    words: ["商贸", "贸易", "物资贸易", "建材销售", "汽车销售服务", "农产品购销", "医药贸易", "石油制品销售"],
    scopes: [
      "日用百货、五金交电批发零售",
      "建筑材料、装饰材料销售",
      "农副产品收购与销售",
      "汽车及零配件销售",
      "预包装食品销售",
      "机电设备及配件销售",
      "劳保用品、办公用品销售",
    ],
  },
  {
    sector: "C",
    weight: 19,
    words: [
      "机械制造",
      "食品",
      "化工",
      "新材料",
      "电气",
      "包装材料",
      "建材",
      "生物科技",
      "茶业",
      "纺织",
      "饲料",
      "装备制造",
    ],
    scopes: [
      "机械零部件加工、销售",
      "食品生产与销售",
      "化工产品（不含危险化学品）生产、销售",
      "包装制品生产、销售",
      "茶叶种植、加工、销售",
      "水泥制品、预拌混凝土生产销售",
      "金属结构件制造、安装",
      "电线电缆及电气成套设备制造",
    ],
  },
  {
    sector: "E",
    weight: 14,
    words: ["建筑工程", "建筑劳务", "装饰工程", "市政工程", "水电安装", "园林绿化工程", "路桥工程"],
    scopes: [
      "房屋建筑工程施工",
      "室内外装饰装修工程设计与施工",
      "市政公用工程施工",
      "建筑劳务分包",
      "水电暖安装工程",
      "土石方工程施工",
      "园林绿化工程施工与养护",
    ],
  },
  {
    sector: "A",
    weight: 11,
    words: ["种植", "养殖", "生态农业", "柑橘", "水产养殖", "农业开发"],
    scopes: [
      "柑橘种植、销售",
      "生猪、家禽养殖与销售",
      "茶叶、蔬菜种植",
      "水产养殖与销售",
      "农业技术推广与咨询",
      "中药材种植与初加工",
    ],
  },
  {
    sector: "L",
    weight: 7,
    words: ["人力资源", "广告", "商务咨询", "设备租赁", "物业管理", "会展服务", "旅行社"],
    scopes: [
      "人力资源服务、劳务派遣",
      "广告设计、制作、发布",
      "企业管理咨询",
      "机械设备租赁",
      "物业管理服务",
      "会议及展览服务",
    ],
  },
  {
    sector: "G",
    weight: 6,
    words: ["物流", "运输", "港口服务", "仓储", "快运"],
    scopes: [
      "道路普通货物运输",
      "仓储服务（不含危险品）",
      "国内货物运输代理",
      "港口装卸服务",
      "冷链物流服务",
    ],
  },
  {
    sector: "K",
    weight: 4,
    words: ["房地产开发", "置业", "房产经纪"],
    scopes: ["房地产开发、销售", "房屋租赁", "房地产经纪服务"],
  },
  {
    sector: "I",
    weight: 4,
    words: ["网络科技", "信息技术", "软件", "电子科技"],
    scopes: ["软件开发与技术服务", "信息系统集成服务", "互联网信息服务", "电子产品研发、销售"],
  },
  {
    sector: "H",
    weight: 3,
    words: ["餐饮管理", "酒店管理", "酒店"],
    scopes: ["餐饮服务", "住宿服务", "餐饮企业管理"],
  },
  {
    sector: "D",
    weight: 2,
    words: ["水电开发", "新能源", "燃气", "供水"],
    scopes: ["水力发电", "光伏发电项目建设与运营", "燃气供应与管道安装", "自来水生产与供应"],
  },
  {
    sector: "R",
    weight: 2,
    words: ["文化传媒", "体育文化", "旅游开发"],
    scopes: ["文化艺术交流活动策划", "体育场馆管理", "旅游景区开发与管理"],
  },
  {
    sector: "M",
    weight: 2,
    words: ["工程设计", "检测技术", "环保科技", "技术服务"],
    scopes: ["工程勘察设计", "检验检测服务", "环保技术研发与服务", "工程监理与造价咨询"],
  },
  {
    sector: "B",
    weight: 1.5,
    words: ["矿业", "采石", "砂石"],
    scopes: ["磷矿石开采、销售", "建筑用石料开采、加工", "砂石料加工、销售"],
  },
  {
    sector: "O",
    weight: 1.5,
    words: ["汽车维修", "家政服务", "维修服务"],
    scopes: ["机动车维修", "家庭服务", "电器维修服务"],
  },
  {
    sector: "J",
    weight: 1,
    words: ["融资担保", "小额贷款", "投资管理"],
    scopes: ["融资性担保业务", "发放小额贷款", "以自有资金对外投资"],
  },
  {
    sector: "N",
    weight: 0.8,
    words: ["环境工程", "环卫服务"],
    scopes: ["污水处理与再生利用", "城市环境卫生管理服务"],
  },
  { sector: "P", weight: 0.6, words: ["教育咨询", "职业培训"], scopes: ["教育信息咨询", "职业技能培训"] },
  {
    sector: "Q",
    weight: 0.6,
    words: ["养老服务", "医院管理"],
    scopes: ["养老服务", "医疗器械租赁、健康咨询"],
  },
];

/** Forms of organisation with their tails: registers write them so; one in four firms is something other than a limited company. */
export const FORMS: readonly {
  kind: string;
  tail: string;
  weight: number;
  authority: string;
  coop?: true;
}[] = [
  { kind: "有限责任公司", tail: "有限公司", weight: 62, authority: "91" },
  { kind: "有限责任公司", tail: "有限责任公司", weight: 13, authority: "91" },
  { kind: "股份有限公司", tail: "股份有限公司", weight: 1.2, authority: "91" },
  { kind: "分支机构", tail: "有限公司分公司", weight: 9, authority: "91" },
  { kind: "个人独资企业", tail: "经营部", weight: 4, authority: "91" },
  { kind: "个人独资企业", tail: "厂", weight: 2, authority: "91" },
  { kind: "合伙企业", tail: "合伙企业（有限合伙）", weight: 0.8, authority: "91" },
  { kind: "农民专业合作社", tail: "专业合作社", weight: 8, authority: "93", coop: true },
];

/** Bands of registered capital of companies in units of ten thousand yuan, with their weights. */
export const CAPITAL_BANDS: readonly (readonly [from: number, to: number, weight: number])[] = [
  [1, 10, 4],
  [10, 50, 15],
  [50, 100, 22],
  [100, 500, 31],
  [500, 1_000, 10],
  [1_000, 5_000, 13],
  [5_000, 10_000, 3],
  [10_000, 80_000, 2],
];

const STEMS = [..."甲乙丙丁戊己庚辛壬癸"];
const FIRST = [..."云禾山川江海石林松竹泉峰溪岩星月风雨田原谷岭汀洲屿湾港桥塔亭台廊轩坊舟帆锚梭砚笺墨"];
const SECOND = [..."丰泰和宁安达远明朗清润博雅诚信恒毅勤俭谦平正中立行健朴素简约方圆长久新晨"];

/** The nth trade name: a heavenly stem before two characters (丙云丰), so that no real firm is meant. */
export function tradeName(n: number): string {
  const stem = STEMS[n % STEMS.length];
  const rest = Math.floor(n / STEMS.length);
  return `${stem}${FIRST[rest % FIRST.length]}${SECOND[Math.floor(rest / FIRST.length) % SECOND.length]}`;
}

/** How many different trade names there are. */
export const TRADE_NAMES = STEMS.length * FIRST.length * SECOND.length;

/** Roads and villages of addresses: plainly made up, the same in every county. */
export const ROADS: readonly string[] = [..."甲乙丙丁戊己庚辛壬癸"].flatMap((stem) => [
  `${stem}一路`,
  `${stem}二路`,
  `${stem}三街`,
]);
export const VILLAGES: readonly string[] = [..."东南西北上中下前后新"].flatMap((side) => [
  `${side}甲村`,
  `${side}乙村`,
]);

export const PARKS: readonly string[] = ["第一工业园", "第二工业园", "物流园", "创业园"];
