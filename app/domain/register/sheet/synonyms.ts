import type {
  DeputyField,
  FirmField,
  ImportField,
  ImportKind,
  IssueField,
  PairField,
  VisitField,
} from "./fields.ts";

/** Header words of each field, as `wordKey` leaves them and without bracketed remarks; the first is the usual one. */
export const FIRM_SYNONYMS: Record<FirmField, string> = {
  name: "企业名称 单位名称 公司名称 企业全称 单位全称 公司全称 纳税人名称 市场主体名称 经营主体名称 市场主体 经营主体 主体名称 商事主体名称 机构名称 联系企业 联系企业名称 重点企业名称 企业 公司 名称 字号名称 NAME FIRM FIRMNAME COMPANY COMPANYNAME",
  uscc: "统一社会信用代码 社会信用代码 信用代码 统一代码 社会统一信用代码 统一信用代码 统一社会信用代码证号 统一社会信用代码/注册号 统一社会信用代码或注册号 纳税人识别号 税号 纳税识别号 营业执照号 营业执照号码 营业执照编号 执照号 营业执照注册号 机构代码 信用编码 企业代码 三证合一号码 USCC CREDITCODE UNIFIEDSOCIALCREDITCODE",
  entityKind:
    "企业类型 市场主体类型 经营主体类型 主体类型 公司类型 单位类型 类型 企业性质 单位性质 经济性质 经济类型 登记注册类型 组织形式 ENTITYKIND ENTITYTYPE TYPE",
  established:
    "成立日期 成立时间 成立年月日 成立年月 注册时间 注册日期 登记日期 登记时间 设立日期 设立时间 开业日期 开业时间 核准日期 创办时间 建立时间 ESTABLISHED ESTABLISHEDON FOUNDED",
  capital:
    "注册资本 注册资金 注册资本金 注册资本万元 注册资金万元 认缴资本 认缴出资额 认缴注册资本 资金数额 出资额 出资总额 成员出资总额 REGCAPITALWAN REGISTEREDCAPITAL REGISTEREDCAPITALWAN CAPITAL",
  capitalCurrency: "币种 注册资本币种 货币种类 CURRENCY CAPITALCURRENCY",
  businessScope:
    "经营范围 主营业务 主营范围 业务范围 经营项目 主要产品 主营产品 经营业务 主要业务 BUSINESSSCOPE SCOPE",
  address:
    "注册地址 地址 住所 住址 企业住所 经营地址 生产经营地址 经营场所 经营地 生产经营地 注册地 企业地址 单位地址 公司地址 详细地址 通讯地址 办公地址 登记住所 住所地 主要经营场所 ADDRESS",
  county:
    "县市区 县区 区县 所属县市区 所属区县 所属县区 所在县市区 所在区县 所属地区 所属区域 属地 县市区名称 区域 行政区划 辖区 县 区 市区 COUNTY DISTRICT",
  township:
    "所属乡镇 乡镇 乡镇街道 镇街 街道 所在乡镇 乡镇办 所属街道 所属镇街 所在街道 街道乡镇 所属乡镇街道 所在乡镇街道 乡镇街办 TOWNSHIP",
  sector:
    "行业 所属行业 行业类别 行业门类 行业分类 行业代码 国民经济行业 国民经济行业分类 产业类别 SECTOR INDUSTRY INDUSTRYSECTION",
  size: "企业规模 规模 规模类型 划型 企业划型 规模划型 SIZE SIZECLASS",
  contactName: "联系人 企业联系人 联系人姓名 负责人 企业负责人 联络人 联络员 CONTACT CONTACTNAME",
  phone:
    "联系电话 电话 联系方式 手机 手机号 手机号码 电话号码 联系人电话 企业电话 固定电话 PHONE TELEPHONE MOBILE",
  state: "登记状态 经营状态 企业状态 状态 存续状态 登记情况 STATE STATUS",
  inProgramme: "是否纳入联系 纳入联系 是否联系企业 是否重点联系 是否重点企业 是否入库 INPROGRAMME",
};

export const DEPUTY_SYNONYMS: Record<DeputyField, string> = {
  name: "姓名 代表姓名 代表 人大代表 人大代表姓名 代表名字 名字 NAME DEPUTY DEPUTYNAME",
  phone: "联系电话 电话 联系方式 手机 手机号 手机号码 电话号码 移动电话 代表电话 本人电话 PHONE MOBILE",
  cardNo: "代表证号 代表证编号 证号 代表证号码 代表证 代表编号 证件编号 CARDNO CARDNUMBER",
  level: "代表层级 层级 代表级别 级别 代表类别 代表类型 所属层级 代表职务 LEVEL",
  electoralUnit:
    "选区 选举单位 所在选区 选区名称 当选选区 选区/选举单位 选区选举单位 选区或选举单位 原选举单位 代表团 所在代表团 ELECTORALUNIT CONSTITUENCY",
  group: "代表小组 所在代表小组 所属代表小组 小组 GROUP",
  county: FIRM_SYNONYMS.county,
  township: `${FIRM_SYNONYMS.township} 乡镇人大 所属乡镇人大`,
  sector: `${FIRM_SYNONYMS.sector} 从事行业 专业领域 职业 界别`,
  employerName:
    "工作单位 单位 所在单位 单位及职务 工作单位及职务 单位职务 单位名称 企业名称 任职单位 所在企业 EMPLOYER EMPLOYERNAME",
  employerUscc:
    "单位信用代码 单位统一社会信用代码 统一社会信用代码 信用代码 社会信用代码 工作单位信用代码 EMPLOYERUSCC USCC",
  station:
    "代表家站 代表之家 所属站点 所在站点 联络站 代表联络站 联系站点 进站站点 家站点 代表家站点 站点 所在代表家站 代表工作站 STATION",
  termStarted:
    "任期开始 任职时间 当选时间 当选日期 任职日期 任期起 任期起始 任期开始日期 起始日期 任期自 TERMSTARTED STARTED STARTEDON",
  termEnded:
    "任期结束 任期截止 任期止 任期届满 届满时间 届满日期 离任时间 离任日期 卸任时间 任期结束日期 截止日期 任期至 TERMENDED ENDED ENDEDON",
  change:
    "变动情况 换届情况 任职情况 连任情况 变动 变动类型 是否连任 连任/新任/卸任 连任新任卸任 换届变动 CHANGE",
  remark: "备注 说明 备注说明 REMARK NOTE",
};

export const PAIR_SYNONYMS: Record<PairField, string> = {
  deputyName:
    "代表姓名 人大代表 人大代表姓名 代表 姓名 联系代表 联系代表姓名 包联代表 代表名字 DEPUTY DEPUTYNAME",
  deputyPhone:
    "联系方式 联系电话 电话 代表电话 代表联系方式 代表联系电话 手机 手机号 手机号码 DEPUTYPHONE PHONE",
  deputyCardNo: DEPUTY_SYNONYMS.cardNo,
  level: DEPUTY_SYNONYMS.level,
  group: `${DEPUTY_SYNONYMS.group} 代表团 所在代表团`,
  county: FIRM_SYNONYMS.county,
  township: FIRM_SYNONYMS.township,
  firm: `${FIRM_SYNONYMS.name} 联系市场主体 联系经营主体 联系主体 联系企业名单 包联企业 结对企业 挂点企业 联系对象 对口企业 所联系企业 企业一 企业二 企业三 企业四 企业五 企业1 企业2 企业3 企业4 企业5 联系企业1 联系企业2 联系企业3 联系企业4 联系企业5`,
  firmUscc: FIRM_SYNONYMS.uscc,
  started: "开始日期 开始时间 联系开始时间 起始日期 结对时间 联系起始日期 STARTED STARTEDON",
  ended: "结束日期 结束时间 联系结束时间 终止日期 解除时间 截止日期 ENDED ENDEDON",
  remark: DEPUTY_SYNONYMS.remark,
};

export const ISSUE_SYNONYMS: Record<IssueField, string> = {
  number: "问题编号 诉求编号 编号 台账编号 交办编号 转办编号 登记编号 文号 NUMBER NO",
  title: "问题 问题名称 问题标题 诉求名称 诉求标题 标题 事项名称 问题事项 问题概要 问题摘要 TITLE",
  content:
    "问题内容 诉求内容 问题描述 诉求描述 具体问题 反映问题 反映的问题 反映问题内容 反映事项 存在问题 存在的问题 问题诉求 困难问题 问题及诉求 具体诉求 主要问题 企业诉求 诉求事项 意见建议 CONTENT TEXT",
  firmName: `${FIRM_SYNONYMS.name} 反映企业 诉求企业 涉及企业 来访企业 反映单位 诉求主体 反映主体 涉及主体`,
  firmCode: `${FIRM_SYNONYMS.uscc} 组织机构代码 组织机构代码证号 机构代码证 注册号 工商注册号 企业注册号`,
  county: FIRM_SYNONYMS.county,
  category: "问题类别 诉求类别 类别 问题分类 诉求分类 问题类型 诉求类型 分类 类型 CATEGORY",
  severity: "紧急程度 缓急 轻重缓急 是否紧急 SEVERITY URGENT",
  raisedBy: "提出代表 反映代表 收集代表 联系代表 代表姓名 人大代表 代表 收集人 DEPUTY",
  raised:
    "提出时间 提出日期 反映时间 反映日期 收集时间 收集日期 登记时间 登记日期 受理时间 受理日期 诉求时间 来访时间 接收时间 收到时间 上报时间 RAISED RAISEDON",
  transferred: "转办时间 转办日期 移交时间 移交日期 TRANSFERRED",
  dispatched: "交办时间 交办日期 派单时间 分办时间 分派时间 下达时间 交办 DISPATCHED",
  unit: "承办单位 责任单位 主办单位 牵头单位 办理单位 交办单位 责任部门 承办部门 主办部门 牵头部门 主办责任单位 主责单位 UNIT DEPARTMENT",
  coUnit: "协办单位 配合单位 协办部门 配合部门 会办单位 COUNIT",
  progress: "办理情况 办理进展 进展情况 办理进度 工作进展 目前进展 处理情况 进展 落实情况 PROGRESS",
  answer: "答复内容 答复 答复意见 回复内容 回复 回复意见 办理结果说明 ANSWER",
  answerClass: "答复类别 答复类型 办理结果 办结类别 结果类别 办理结果类别 解决情况 解决程度 ANSWERCLASS",
  answered: "答复时间 答复日期 回复时间 回复日期 ANSWERED",
  promised: "承诺时间 承诺办结时间 承诺日期 预计办结时间 计划完成时间 预计完成时间 拟办结时间 PROMISED",
  done: "是否办结 办结情况 办理状态 状态 是否完成 是否解决 是否销号 销号情况 办结与否 办结状态 完成情况 当前状态 DONE STATUS",
  closed: "办结时间 办结日期 完成时间 完成日期 销号时间 销号日期 CLOSED",
  satisfaction: "满意度 企业满意度 满意情况 评价 企业评价 满意度评价 是否满意 回访评价 回访结果 SATISFACTION",
  confidential: "是否保密 保密 是否公开企业 保密要求 CONFIDENTIAL",
};

export const VISIT_SYNONYMS: Record<VisitField, string> = {
  happened:
    "走访时间 走访日期 联系时间 联系日期 走访联系时间 走访联系日期 时间 日期 活动时间 活动日期 到访时间 到访日期 VISITED HAPPENED DATE",
  firmName: `${PAIR_SYNONYMS.firm} 走访企业 走访企业名称 走访对象 走访单位 被走访企业 受访企业 走访市场主体 走访经营主体 走访主体`,
  firmCode: FIRM_SYNONYMS.uscc,
  deputyName: `${PAIR_SYNONYMS.deputyName} 走访代表 走访人 走访人员 走访代表姓名 参加代表 参与代表`,
  deputyPhone: PAIR_SYNONYMS.deputyPhone,
  deputyCardNo: DEPUTY_SYNONYMS.cardNo,
  county: FIRM_SYNONYMS.county,
  contactKind: "走访方式 联系方式类别 联系形式 走访形式 方式 形式 活动形式 KIND",
  outcome: "走访结果 联系结果 是否见到 走访状态 OUTCOME RESULT",
  place: "走访地点 地点 活动地点 PLACE",
  peopleMet: "接待人 接待人员 企业接待人 受访人 见面人 座谈人员 企业联系人 PEOPLEMET",
  talked:
    "走访内容 走访情况 走访记录 联系内容 联系情况 主要内容 走访情况记录 了解情况 走访了解情况 座谈内容 企业情况 经营情况 内容 CONTENT NOTE",
  found:
    "反映问题 反映的问题 企业反映问题 存在问题 存在困难 困难问题 企业诉求 意见建议 收集问题 收集的问题 问题诉求 问题建议 诉求建议 发现问题 FOUND",
  handled: "处理情况 办理情况 解决情况 处理结果 落实情况 答复情况 HANDLED",
};

/** Fields that may stand in more than one column of a sheet. */
export const REPEATABLE_FIELDS: ReadonlySet<ImportField> = new Set(["firm", "unit", "coUnit"]);

const CONTAINED: Record<ImportKind, [RegExp, ImportField][]> = {
  firms: [
    [/信用代码|信用编码/, "uscc"],
    [/(?:企业|单位|公司|主体)(?:全?名称|全称)/, "name"],
    [/注册(?:资本|资金)/, "capital"],
    [/经营范围|主营业务/, "businessScope"],
    [/(?:成立|设立|注册|开业)(?:日期|时间|年月)/, "established"],
  ],
  deputies: [
    [/代表证号?/, "cardNo"],
    [/信用代码/, "employerUscc"],
    [/选举单位|选区/, "electoralUnit"],
  ],
  pairs: [
    [/信用代码/, "firmUscc"],
    [/联系.{0,4}(?:企业|主体)/, "firm"],
  ],
  issues: [
    [/信用代码|机构代码|注册号/, "firmCode"],
    [/(?:企业|单位|公司|主体)(?:全?名称|全称)/, "firmName"],
    [/(?:协办|配合|会办)(?:单位|部门)/, "coUnit"],
    [/(?:承办|责任|主办|牵头)(?:单位|部门)/, "unit"],
    [/(?:问题|诉求)(?:内容|描述|情况)/, "content"],
    [/(?:提出|反映|收集|登记)(?:时间|日期)/, "raised"],
    [/交办(?:时间|日期)/, "dispatched"],
    [/答复(?:时间|日期)/, "answered"],
    [/(?:办结|销号|完成)(?:时间|日期)/, "closed"],
    [/是否.{0,4}(?:办结|解决|完成|销号)/, "done"],
    [/满意/, "satisfaction"],
  ],
  contacts: [
    [/信用代码/, "firmCode"],
    [/(?:走访|联系).{0,6}(?:时间|日期)/, "happened"],
    [/走访.{0,4}(?:企业|主体|单位)/, "firmName"],
    [/(?:问题|诉求|困难|建议)/, "found"],
    [/走访.{0,6}(?:内容|情况|记录)/, "talked"],
  ],
};

const SYNONYMS: Record<ImportKind, Partial<Record<ImportField, string>>> = {
  firms: FIRM_SYNONYMS,
  deputies: DEPUTY_SYNONYMS,
  pairs: PAIR_SYNONYMS,
  issues: ISSUE_SYNONYMS,
  contacts: VISIT_SYNONYMS,
};

const EXACT = Object.fromEntries(
  Object.entries(SYNONYMS).map(([kind, fields]) => [
    kind,
    new Map(
      Object.entries(fields).flatMap(([field, words]) =>
        words.split(" ").map((word) => [word, field as ImportField] as const),
      ),
    ),
  ]),
) as Record<ImportKind, Map<string, ImportField>>;

/** The field a header word names and whether the word is on the list or only contains one; null when it names none. Expects a key of `wordKey`. */
export function fieldOfWord(kind: ImportKind, key: string): { field: ImportField; exact: boolean } | null {
  const exact = EXACT[kind].get(key);
  if (exact) return { field: exact, exact: true };
  const contained = CONTAINED[kind].find(([pattern]) => key.length <= 30 && pattern.test(key));
  return contained ? { field: contained[1], exact: false } : null;
}
