import type { AnswerClass } from "#app/domain/issue/states.ts";

/** Answers of the units by class; {u} is the unit, {m} a month. Our own wording. */
export const ANSWERS: Readonly<Record<AnswerClass, readonly string[]>> = {
  A: [
    "{u}接件后当天与企业联系，组织专班到现场核实，所反映的问题已处理到位，企业现场确认。",
    "经核查情况属实。{u}已协调相关单位完成整改，今后将建立定期回访机制，防止问题反复。",
    "问题已解决：手续已办结，相关证照已送达企业；对经办环节超时的情况进行了内部通报。",
    "{u}会同属地召开协调会，明确了责任和时限，目前已全部落实，款项已拨付到账。",
    "已按规定为企业办理完毕，并指定专人作为后续联系人，企业对结果无异议。",
  ],
  B: [
    "情况属实，{u}已制定办理方案，正在按程序推进，预计在承诺日期前办结，其间每周向企业反馈进度。",
    "该事项涉及资金安排，已列入近期拨付计划，将在承诺日期前支付到位。",
    "现场已踏勘，施工方案已确定，因工序需要，将在承诺日期前完工并请企业验收。",
    "{u}已发函督促责任单位限期解决，并在承诺日期前反馈最终结果。",
  ],
  C: [
    "所提问题需要统筹规划解决，{u}已列入下一年度工作计划，将按计划实施并及时告知进展。",
    "受现有条件限制暂不能立即解决，已纳入专项规划项目库，争取{m}月启动前期工作。",
    "该建议有参考价值，{u}将在修订有关办法时研究吸收。",
  ],
  D: [
    "经核实，现行规定对此有明确要求，{u}已向企业当面解释政策依据，并提供了可行的替代办法。",
    "该事项不符合政策规定的条件，{u}已逐条说明原因，企业今后符合条件时可再次申请。",
    "有关收费系按公示标准执行，已向企业出示文件和明细，并说明复核渠道。",
  ],
};

/** What firms add to their word on an answer. */
export const VERDICT_WORDS: Readonly<
  Record<"solved" | "partly" | "not_solved" | "understood", readonly string[]>
> = {
  solved: ["问题解决了，谢谢。", "办得很快，满意。", "已经处理好了。", ""],
  partly: ["解决了一部分，剩下的希望按时完成。", "还有一项没有落实。"],
  not_solved: ["实际没有解决，还是老样子。", "只是打了个电话，问题还在。", "答复和实际不符。"],
  understood: ["理解，政策确实是这样。", "知道了，希望以后能解决。", ""],
};

/** Words that come with steps on the way; {u} is the unit. */
export const STEP_WORDS = {
  "issue.information_supplied": [
    "材料已补充：合同和往来函件都有，需要原件可以送来。",
    "补充说明：情况从{y}开始，前后反映过{n}次。",
    "具体地点在{r}，照片已发给联络员。",
  ],
  "issue.material_added": ["补充一张现场照片和一份说明。"],
  "issue.withdrawn": ["问题已经自行协商好了，先撤回。", "情况有变化，以后需要再提。", ""],
  "issue.contested": ["结果和实际不一样，希望再核实一次。", "承诺的事没有做到。"],
  "issue.contact_recorded": [
    "已与企业负责人通话，核实了基本情况，约定到现场查看。",
    "到企业现场了解情况，收集了相关材料，后续由专人跟进。",
    "企业补充了诉求背景，已说明办理程序和时限。",
  ],
  "issue.interim_answered": [
    "{u}已到现场核实，正在会同相关单位研究办理方案，将在时限内正式答复。",
    "{u}已受理，材料审核过半，预计还需{n}个工作日。",
  ],
  "issue.opinion_given": [
    "涉及{u}职责的部分已核实，建议由主办单位统筹，我单位配合落实。",
    "{u}对该事项无不同意见，相关数据已提供给主办单位。",
  ],
} as const;

export const DECLINE_REASONS: readonly (readonly [reason: string, whereToGo: string])[] = [
  ["已当场向企业解释清楚，无需转办", "可随时联系代表或乡镇人大"],
  ["属于企业之间的民事纠纷，不在受理范围", "可向人民法院起诉或申请调解"],
  ["已进入诉讼程序，依法不予受理", "请通过诉讼程序反映"],
  ["已由代表当场协调解决，不再立项", "如有反复可再次提出"],
  ["事项已在12345办理中，避免重复", "请关注12345工单进度"],
];

export const ASKED: readonly string[] = [
  "请补充合同或者付款凭证。",
  "请补充具体地点和时间。",
  "请说明此前向哪个部门反映过、答复如何。",
  "请提供相关文件或照片。",
];

export const OBJECTIONS: readonly string[] = [
  "不属于本单位职责范围",
  "该路段由其他单位管养",
  "审批权限不在本单位",
];
export const PAUSES: readonly string[] = ["等待企业补充材料", "等待上级答复"];
export const EXTENSIONS: readonly string[] = [
  "涉及多个单位协调，需要延长",
  "现场施工受天气影响",
  "资金拨付程序尚未走完",
];
export const LEVEL_REASONS: readonly string[] = [
  "长期未解决，企业反映强烈",
  "多次催办没有实质进展",
  "影响面较大，需要专题协调",
];
export const CONSENTERS: readonly string[] = ["分管副主任", "常委会主任会议", "财经委主任"];
