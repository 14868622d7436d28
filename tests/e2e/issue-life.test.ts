import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CommandKind } from "#app/domain/issue/commands.ts";
import { COMMAND_KINDS, placeOf, rowsOf } from "#app/domain/issue/transitions.ts";
import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import { lapseClocks } from "#app/features/issues/lapse-clocks.command.server.ts";
import { launchBrowser, type OpenedPage, openPage } from "#tests/support/browser.ts";
import { type Caller, type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

/**
 * Each row of the life cycle's table is driven once in a browser by the role that owns it, by the buttons of the issue's own page; the
 * system's rows happen when the clock moves. Pages are driven without scripts: each button must work so, and it costs less.
 */
let served: ServedOffice;
let browser: Browser;
const opened = new Map<Caller, OpenedPage>();
/** Rows that were driven, as "command#row". */
const driven = new Set<string>();
const DAY = 86_400_000;

beforeAll(async () => {
  [served, browser] = await Promise.all([serveOffice(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

async function pageOf(caller: Caller) {
  const known = opened.get(caller);
  if (known) return known.page;
  const fresh = await openPage(browser, served, caller, { width: 1440, javaScript: false });
  opened.set(caller, fresh);
  return fresh.page;
}

async function standing(issueId: number) {
  const [row] = await served.office.owner<{ state: string; closing: string | null; version: number }[]>`
    select state, closing, version from issues where issue_id = ${issueId}`;
  return row!;
}

function note(command: CommandKind, from: string, row?: number) {
  const index = row ?? rowsOf(command).findIndex((one) => (one.from as readonly string[]).includes(from));
  driven.add(`${command}#${index}`);
}

/** Opens the issue as the caller, finds the button of the command, fills its form and presses it; the issue must have moved. */
async function give(
  caller: Caller,
  issueId: number,
  command: CommandKind,
  fields: Record<string, string | true> = {},
  row?: number,
): Promise<string> {
  const before = await standing(issueId);
  const page = await pageOf(caller);
  await page.goto(`/issues/${issueId}`);
  const button = page.locator(`button[name="command"][value="${command}"]`);
  if ((await button.count()) !== 1) throw new Error(`${caller} has no button ${command} at ${before.state}`);
  const fold = page.locator("details", { has: button });
  if ((await fold.count()) > 0 && (await fold.first().getAttribute("open")) === null)
    await fold.first().locator("summary").first().click();
  const form = page.locator("form", { has: button });
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`);
    const kind = await field.first().evaluate((one) => `${one.tagName} ${one.getAttribute("type")}`);
    if (value === true) await field.check();
    else if (kind.endsWith("radio")) await form.locator(`[name="${name}"][value="${value}"]`).check();
    else if (kind.endsWith("checkbox")) {
      const inside = form.locator("details", { has: field.first() });
      if ((await inside.count()) > 0) await inside.first().locator("summary").click();
      await form.locator(`[name="${name}"][value="${value}"]`).check();
    } else if (kind.startsWith("SELECT")) await field.selectOption(value);
    else await field.fill(value);
  }
  await button.click();
  await page.waitForLoadState("load");
  const after = await standing(issueId);
  if (after.version === before.version)
    throw new Error(
      `${caller} ${command}: ${(await page.locator("main").innerText()).replace(/\s+/g, " ").slice(0, 300)}`,
    );
  note(command, placeOf(before), row);
  return placeOf(after);
}

/** An issue that the firm raises on its own form. */
async function raise(title: string, confidentiality = "open"): Promise<number> {
  const page = await pageOf("firm_representative");
  await page.goto("/issues/new");
  await page.locator("[name=firmId]").first().check();
  await page.locator("[name=title]").fill(title);
  await page.locator("[name=words]").fill(`${title}，请帮忙协调。`);
  await page.locator(`[name=confidentiality][value=${confidentiality}]`).check();
  await page.locator("main form button[type=submit], main form button:not([type])").last().click();
  await page.waitForLoadState("load");
  const [row] = await served.office.owner<{ issue_id: number }[]>`
    select issue_id from issue_parties where title = ${title}`;
  driven.add("submit#0");
  return row!.issue_id;
}

const accept = (issueId: number) => give("county_supervisor", issueId, "accept", { categoryCode: "02" });
const CONSENT = { consentedBy: "主任会议" };
async function dispatch(issueId: number, coHandler?: number) {
  await accept(issueId);
  await give("county_supervisor", issueId, "transfer", CONSENT);
  const co = coHandler === undefined ? {} : { coHandlers: String(coHandler) };
  await give("county_dispatcher", issueId, "dispatch", {
    departmentId: String(served.office.units.lead),
    ...co,
  });
}
async function answer(issueId: number, answerClass: string, more: Record<string, string> = {}) {
  await give("handler", issueId, "draft_answer", { answerClass, body: `答复 ${answerClass}` });
  return give("department_head", issueId, "sign_answer", { answerClass, ...more });
}

/** Moves the clock and lets the system do what is due; whoever was signed in signs in again. */
async function later(days: number) {
  served.office.advance(days * DAY);
  const ctx = served.office.ctx("system");
  for (let more = true; more; ) more = (await lapseClocks(ctx)).more;
  for (let more = true; more; ) more = (await sweepDue(ctx)).more;
  await served.signInAll();
  for (const one of opened.values()) await one.close();
  opened.clear();
}

/** The system's rows that an issue's log shows. */
async function noteSystem(issueId: number, events: Record<string, string>) {
  const rows = await served.office.owner<{ kind: string }[]>`
    select kind from events where subject_kind = 'issue' and subject_id = ${issueId} and actor_role = 'system'`;
  for (const [event, row] of Object.entries(events)) {
    expect(rows.map((one) => one.kind)).toContain(event);
    driven.add(row);
  }
}

describe("the life of an issue in the browser", () => {
  it("goes from the firm through deputy, supervisor, department and head to not solved, a second round, and solved", async () => {
    const issueId = await raise("道路破损影响送货");
    await give("deputy", issueId, "add_material", { words: "代表现场看过" });
    await dispatch(issueId);
    await give("handler", issueId, "sign_for");
    await give("handler", issueId, "record_contact", { way: "phone", words: "已通话" });
    await give("handler", issueId, "draft_answer", { answerClass: "A", body: "已修" });
    await give("department_head", issueId, "send_back_answer", { comment: "写清日期" });
    expect(await answer(issueId, "A")).toBe("answered");
    expect(await give("firm_representative", issueId, "say", { say: "not_solved", words: "还是坏的" })).toBe(
      "dispatched",
    );
    const page = await pageOf("firm_representative");
    await page.goto(`/issues/${issueId}`);
    expect(await page.locator("main").innerText()).toContain("第 2 次办理");
    await give("handler", issueId, "sign_for");
    expect(await answer(issueId, "A")).toBe("answered");
    await give("handler", issueId, "record_delivery", { way: "phone" });
    await give("department_head", issueId, "correct_answer", { body: "已于十二月修好" });
    const said = { say: "solved", rating: "satisfied", attitude: "satisfied" };
    expect(await give("firm_representative", issueId, "say", said)).toBe("closed:resolved");
    const [kept] = await served.office.owner`
      select count(*)::int as n from answers where issue_id = ${issueId} and state = 'superseded' and signed_at is not null`;
    expect(kept?.n).toBeGreaterThan(0);
  }, 120_000);

  it("drives every other row by the role that owns it", async () => {
    const { units } = served.office;
    // Answers D: understood, ratified or not, contested, the third time before a person.
    const contested = await raise("政策能否再说明");
    await dispatch(contested);
    await give("handler", contested, "sign_for");
    await answer(contested, "D");
    await give("firm_representative", contested, "say", { say: "understood" });
    await give("county_supervisor", contested, "refuse_ratification", { reason: "说得不清" });
    for (const round of [1, 2, 3]) {
      await give("handler", contested, "sign_for");
      await answer(contested, "D");
      await give("firm_representative", contested, "say", { say: "understood" });
      await give("county_supervisor", contested, "ratify", { reason: "确属解释事项" });
      await give(round === 1 ? "deputy" : "firm_representative", contested, "contest", { words: "不认可" });
    }
    await give("city_supervisor", contested, "rule_contest", { reason: "维持" });

    // Intake: asking, declining, merging, naming, other endings.
    const other = await raise("停水影响生产");
    const intake = await raise("检查太多", "shielded");
    await give("firm_representative", intake, "agree_to_naming");
    await give("county_supervisor", intake, "change_confidentiality", { to: "open", reason: "企业同意" });
    await give("county_supervisor", intake, "decline", { reason: "非本系统事项", whereToGo: "市监局" });
    await give("firm_representative", intake, "contest_decline", { words: "请再看" });
    await give("city_supervisor", intake, "review_decline", { reason: "应当受理" });
    const [into] = await served.office.owner<{ number: string }[]>`
      select number from issues where issue_id = ${other}`;
    await give("county_supervisor", intake, "merge", { intoNumber: into!.number, reason: "同一事" });
    await give("county_supervisor", intake, "undo_merge", { reason: "不是同一事" });
    await give("county_supervisor", intake, "merge", { intoNumber: into!.number, reason: "同一事" });
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
    await dispatch(other);
    await give("firm_representative", other, "withdraw", { words: "已解决" });
    await give("city_supervisor", other, "record_protective_call", { note: "未受压力" });

    // The unit's desk: objection, reassignment, opinion, interim answer, pauses, extension.
    const desk = await raise("用电容量不足");
    await dispatch(desk, units.other);
    await give("handler", desk, "object", { reason: "非我单位职责" });
    await give("county_dispatcher", desk, "rule_objection", { reason: "属你单位" });
    await give("other_handler", desk, "give_opinion", { body: "配合施工" });
    await give("handler", desk, "sign_for");
    await give("handler", desk, "ask_reassignment", { reason: "应由供电公司办" });
    await give("county_dispatcher", desk, "rule_reassignment", { reason: "不同意" });
    await give("county_dispatcher", desk, "redispatch", {
      departmentId: String(units.lead),
      reason: "重新交办",
    });
    await give("handler", desk, "sign_for");
    await give("handler", desk, "give_interim_answer", { body: "正在勘察" });
    const today = Date.parse(await served.office.clock.now());
    const dayAfter = (days: number) => new Date(today + days * DAY).toISOString().slice(0, 10);
    const pause = async (until: string) => {
      await give("handler", desk, "ask_pause", { pauseReason: "firm_material", until });
      await give("county_supervisor", desk, "rule_request", { what: "pause", granted: true, reason: "同意" });
    };
    await pause(dayAfter(5));
    await give("firm_representative", desk, "resume", {}, 0);
    await pause(dayAfter(5));
    await give("handler", desk, "resume", {}, 1);
    await pause(dayAfter(5));

    // Promises: accepted, disputed, ruled; partly solved becomes one.
    const promised = await raise("管网改造要多久");
    await dispatch(promised);
    await give("handler", promised, "sign_for");
    expect(await answer(promised, "B", { promisedOn: dayAfter(120) })).toBe("promised");
    await give("firm_representative", promised, "dispute_promise_date", { reason: "太久" });
    await give("county_supervisor", promised, "rule_promise_date", {
      promisedOn: dayAfter(90),
      reason: "提前",
    });
    const agreed = await raise("路灯何时装");
    await dispatch(agreed);
    await give("handler", agreed, "sign_for");
    await answer(agreed, "B", { promisedOn: dayAfter(60) });
    await give("firm_representative", agreed, "accept_promise_date");
    await answer(agreed, "A");
    await give("firm_representative", agreed, "say", {
      say: "partly",
      remains: "还差两盏",
      wantedOn: dayAfter(50),
    });
    expect(
      await give("county_supervisor", agreed, "rule_partly", { promisedOn: dayAfter(50), reason: "同意" }),
    ).toBe("promised");

    // What the system does when the clocks run out, and the call-back.
    const silent = await raise("窗口排队太久");
    await dispatch(silent);
    await give("handler", silent, "sign_for");
    await answer(silent, "A");
    await give("handler", silent, "record_delivery", { way: "in_person" });
    const asked = await raise("材料还缺什么");
    await give("county_supervisor", asked, "ask_information", { what: "请补合同" });
    await give("firm_representative", asked, "supply_information", { words: "合同附后" });
    await give("county_supervisor", asked, "ask_information", { what: "还缺发票" });
    await later(9);
    await noteSystem(asked, { "issue.information_reminded": "remind_information#0" });
    await noteSystem(silent, { "issue.callback_opened": "open_callback#0" });
    await noteSystem(desk, { "issue.resumed": "resume#2" });
    await give("deputy", silent, "record_vain_try");
    await give("deputy", silent, "record_call", {
      say: "solved",
      rating: "satisfied",
      attitude: "satisfied",
    });
    await give("handler", desk, "ask_extension", { days: "5", reason: "设备未到" });
    await later(9);
    await noteSystem(asked, { "issue.unsupplied": "close_unsupplied#0" });
    await noteSystem(silent, { "issue.callback_concluded": "conclude_callback#0" });
    await noteSystem(desk, { "issue.request_lapsed": "lapse_request#0" });
    expect(placeOf(await standing(silent))).toBe("closed:resolved");
    await give("firm_representative", asked, "supply_information", { words: "发票附后" });
    await later(60);
    await give("city_supervisor", desk, "decide_level", { level: "3", reason: "长期未办" });
    await give("county_supervisor", desk, "stand_down", { reason: "已安排" });
    await give("county_supervisor", desk, "rearm", { reason: "又停了" });

    const rows = COMMAND_KINDS.flatMap((command) => rowsOf(command).map((_row, at) => `${command}#${at}`));
    expect(rows.filter((row) => !driven.has(row))).toEqual([]);
  }, 400_000);
});
