import type { LifeDesk } from "./life-desk.ts";

/**
 * Walks that together take each way of the life cycle's table once, each step by the role that owns it; the system's ways happen when
 * the clock moves.
 */
export const WALKS: Record<string, (desk: LifeDesk) => Promise<void>> = {
  "intake: ask, supply, decline, merge, name, hand back, divert, convert": intake,
  "answers: sent back, signed, corrected, ratified or not, contested up to a person's ruling": answers,
  "promises: disputed and ruled, accepted, kept in part": promises,
  "the unit's desk: objection, reassignment, opinion, pauses, levels": unitsDesk,
  "what runs out: information not supplied, a silent firm called back with each result": silence,
};

const CONSENT = { consentedBy: "主任会议" };

async function intake(desk: LifeDesk): Promise<void> {
  const { give, raise, accept, dispatch, numberOf, units } = desk;
  const other = await raise("停水影响生产");
  const intake = await raise("检查太多", "shielded");
  await give("firm_representative", intake, "agree_to_naming");
  await give("county_supervisor", intake, "change_confidentiality", { to: "open", reason: "企业同意" });
  await give("county_supervisor", intake, "decline", { reason: "非本系统事项", whereToGo: "市监局" });
  await give("firm_representative", intake, "contest_decline", { words: "请再看" });
  await give("city_supervisor", intake, "review_decline", { reason: "应当受理" });
  const merge = { intoNumber: await numberOf(other), reason: "同一事" };
  await give("county_supervisor", intake, "merge", merge);
  await give("county_supervisor", intake, "undo_merge", { reason: "不是同一事" });
  await give("county_supervisor", intake, "merge", merge);
  await give("firm_representative", intake, "contest_merge", { words: "两回事" });
  await give("city_supervisor", intake, "review_merge", { reason: "应分开" });
  await accept(intake);
  await give("county_supervisor", intake, "reclassify", {
    categoryCode: "13",
    severity: "ordinary",
    type: "ordinary",
    reason: "归类有误",
  });
  await give("county_supervisor", intake, "link_platform", { platform: "12345", number: "A1" });
  await give("deputy", intake, "add_material", { words: "代表现场看过" });
  await give("county_supervisor", intake, "transfer", CONSENT);
  await give("county_dispatcher", intake, "hand_back", { reason: "请先核实" });
  await give("county_supervisor", intake, "propose_exclusion", { reason: "重复登记" });
  await give("city_supervisor", intake, "rule_exclusion", { reason: "不同意" });
  await give("county_supervisor", intake, "dispatch_directly", {
    ...CONSENT,
    departmentId: String(units.court),
  });
  await give("county_supervisor", intake, "divert", { divertTo: "court", reason: "已在诉讼" });
  await give("firm_representative", intake, "take_up_again");
  await accept(intake);
  await give("county_supervisor", intake, "convert", { suggestionNo: "建议1" });

  const refused = await raise("想要别家的地");
  await give("county_supervisor", refused, "decline", { reason: "不属诉求", whereToGo: "自规局" });
  await give("firm_representative", refused, "contest_decline", { words: "请再看" });
  await give("city_supervisor", refused, "review_decline", { upheld: true, reason: "维持" });
  const same = await raise("停水影响生产二");
  await give("county_supervisor", same, "merge", merge);
  await give("firm_representative", same, "contest_merge", { words: "两回事" });
  await give("city_supervisor", same, "review_merge", { upheld: true, reason: "确为同一事" });
  await dispatch(other);
  await give("firm_representative", other, "withdraw", { words: "已解决" });
  await give("city_supervisor", other, "record_protective_call", { note: "未受压力" });
}

async function answers(desk: LifeDesk): Promise<void> {
  const { give, answered, answer } = desk;
  const contested = await answered("政策能否再说明", "D");
  await give("firm_representative", contested, "say", { say: "understood" });
  await give("county_supervisor", contested, "refuse_ratification", { reason: "说得不清" });
  for (const round of [1, 2, 3, 4]) {
    await give("handler", contested, "sign_for");
    if (round === 1) {
      await give("handler", contested, "draft_answer", { answerClass: "D", body: "不行" });
      await give("department_head", contested, "send_back_answer", { comment: "写清依据" });
    }
    await answer(contested, "D");
    if (round === 1) await give("department_head", contested, "correct_answer", { body: "依据见附件" });
    await give("handler", contested, "record_delivery", { way: "phone" });
    await give("firm_representative", contested, "say", { say: "understood" });
    await give("county_supervisor", contested, "ratify", { reason: "确属解释事项" });
    await give(round === 1 ? "deputy" : "firm_representative", contested, "contest", {
      words: `第 ${round} 次不认可`,
    });
    const reopened: Record<string, true> = round === 3 ? { reopened: true } : {};
    if (round >= 3) await give("city_supervisor", contested, "rule_contest", { ...reopened, reason: "已议" });
  }
  const outcome = await answered("标牌被拆", "A");
  await give("firm_representative", outcome, "say", { say: "not_solved" });
  await give("handler", outcome, "sign_for");
  await answer(outcome, "A");
  await give("firm_representative", outcome, "say", { say: "solved" });
}

async function promises(desk: LifeDesk): Promise<void> {
  const { give, answered, answer, dayAfter } = desk;
  const promised = await answered("管网改造要多久", "B", { promisedOn: await dayAfter(120) });
  await give("firm_representative", promised, "dispute_promise_date", { reason: "太久" });
  const sooner = { promisedOn: await dayAfter(90), reason: "提前" };
  await give("county_supervisor", promised, "rule_promise_date", sooner);
  const agreed = await answered("路灯何时装", "B", { promisedOn: await dayAfter(60) });
  await give("firm_representative", agreed, "accept_promise_date");
  await answer(agreed, "A");
  const wantedOn = await dayAfter(50);
  await give("firm_representative", agreed, "say", { say: "partly", remains: "还差两盏", wantedOn });
  await give("county_supervisor", agreed, "rule_partly", { promisedOn: wantedOn, reason: "同意" });
}

async function unitsDesk(desk: LifeDesk): Promise<void> {
  const { give, raise, dispatch, dayAfter, units } = desk;
  const moved = await raise("消防通道被占");
  await dispatch(moved);
  await give("handler", moved, "sign_for");
  await give("handler", moved, "object", { reason: "非我单位职责" });
  const toOther = { departmentId: String(units.other), reason: "属住建" };
  await give("county_dispatcher", moved, "rule_objection", { ...toOther, upheld: true });
  await give("other_handler", moved, "sign_for");
  await give("other_handler", moved, "ask_reassignment", { reason: "查明属市监" });
  const toLead = { departmentId: String(units.lead), reason: "属市监" };
  await give("county_dispatcher", moved, "rule_reassignment", { ...toLead, granted: true });

  const held = await raise("用电容量不足");
  await dispatch(held, units.other);
  await give("handler", held, "object", { reason: "非我单位职责" });
  await give("county_dispatcher", held, "rule_objection", { reason: "属你单位" });
  await give("other_handler", held, "give_opinion", { body: "配合施工" });
  await give("handler", held, "sign_for");
  await give("handler", held, "ask_reassignment", { reason: "应由供电公司办" });
  await give("county_dispatcher", held, "rule_reassignment", { reason: "不同意" });
  const elsewhere = { departmentId: String(units.other), reason: "改派" };
  await give("county_dispatcher", held, "redispatch", elsewhere);
  await give("other_handler", held, "sign_for");
  await give("other_handler", held, "give_interim_answer", { body: "正在勘察" });
  const meeting = { meetOn: await dayAfter(5), meetAt: "14:30" };
  await give("other_handler", held, "record_contact", { way: "relayed", words: "请到现场见面", ...meeting });
  const pause = async () => {
    const until = await dayAfter(5);
    await give("other_handler", held, "ask_pause", { pauseReason: "firm_material", until });
    await give("county_supervisor", held, "rule_request", { what: "pause", granted: true, reason: "同意" });
  };
  await pause();
  await give("firm_representative", held, "resume", {}, 0);
  await pause();
  await give("other_handler", held, "resume", {}, 1);
  await pause();
  await desk.later(9);
  await desk.sawSystem(held, "issue.resumed", "resume#2 → same");
  await give("other_handler", held, "ask_extension", { days: "5", reason: "设备未到" });
  await desk.later(9);
  await desk.sawSystem(held, "issue.request_lapsed", "lapse_request#0 → same");
  await desk.later(60);
  await give("city_supervisor", held, "decide_level", { level: "3", reason: "长期未办" });
  await give("city_supervisor", held, "stand_down", { reason: "已安排" });
  await give("city_supervisor", held, "rearm", { reason: "又停了" });
}

async function silence(desk: LifeDesk): Promise<void> {
  const { give, raise, answered, later, sawSystem, placeOf } = desk;
  const asked = await raise("材料还缺什么");
  await give("county_supervisor", asked, "ask_information", { what: "请补合同" });
  await give("firm_representative", asked, "supply_information", { words: "合同附后" });
  await give("county_supervisor", asked, "ask_information", { what: "还缺发票" });
  const silent = {
    solved: await answered("窗口排队太久", "A"),
    not_solved: await answered("垃圾清运不及时", "A"),
    explained: await answered("税率为何调整", "D"),
    unreached: await answered("路口信号灯太短", "A"),
  };
  for (const issueId of Object.values(silent))
    await give("handler", issueId, "record_delivery", { way: "in_person" });
  await later(9);
  await sawSystem(asked, "issue.information_reminded", "remind_information#0 → same");
  await sawSystem(silent.solved, "issue.callback_opened", "open_callback#0 → same");
  await give("deputy", silent.solved, "record_vain_try");
  const heard = { rating: "satisfied", attitude: "satisfied" };
  await give("deputy", silent.solved, "record_call", { say: "solved", ...heard });
  await give("station_clerk", silent.not_solved, "record_call", { say: "not_solved" });
  await give("county_supervisor", silent.explained, "record_call", { say: "understood" });
  for (const caller of ["deputy", "station_clerk", "county_supervisor"] as const)
    await give(caller, silent.unreached, "record_vain_try");
  await later(9);
  await sawSystem(asked, "issue.unsupplied", "close_unsupplied#0 → closed:unsupplied");
  for (const issueId of Object.values(silent)) {
    const place = await placeOf(issueId);
    const to = place === "answered" ? "same" : place;
    await sawSystem(issueId, "issue.callback_concluded", `conclude_callback#0 → ${to}`);
  }
  await give("firm_representative", asked, "supply_information", { words: "发票附后" });
}
