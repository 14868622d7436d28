import { describe, expect, it } from "vitest";
import { clockRows, escalationsDue, lapsesDue } from "#app/domain/issue/clock-rows.ts";
import type { IssueCommand } from "#app/domain/issue/commands.ts";
import { whyHere } from "#app/domain/issue/why-here.ts";
import { at } from "#tests/support/calendar.ts";
import {
  ACCEPT,
  BOOK,
  CAST,
  CONSENT,
  IssueWorld,
  OTHER_UNIT,
  SAY,
  SUBMIT,
  UNIT,
} from "#tests/support/issue-world.ts";

const START = at("2026-11-02", "10:00");

function rows(world: IssueWorld) {
  return clockRows(1, world.facts, BOOK, world.calendar);
}

function codeOf(result: ReturnType<IssueWorld["try"]>): string {
  return result.ok ? "ok" : result.error.code;
}

function due(world: IssueWorld): string[] {
  return escalationsDue(world.facts, BOOK, world.calendar, world.now)
    .filter((one) => one.ladder === "main")
    .map((one) => `${one.what} ${one.level}`);
}

describe("intake", () => {
  it("information not supplied in 5 + 5 working days closes the issue, supplying reopens it", () => {
    const world = new IssueWorld(START).to("submitted");
    world.do("countySupervisor", { kind: "ask_information", what: "合同" });
    expect(rows(world).find((row) => row.kind === "triage")?.pausedAt).toBe(START);
    expect(codeOf(world.at(at("2026-11-09", "17:00")).try("system", { kind: "remind_information" }))).toBe(
      "issue.not_due_yet",
    );
    world.at(at("2026-11-09", "18:01")).do("system", { kind: "remind_information" });
    expect(codeOf(world.at(at("2026-11-16", "17:00")).try("system", { kind: "close_unsupplied" }))).toBe(
      "issue.not_due_yet",
    );
    world.at(at("2026-11-16", "18:01")).do("system", { kind: "close_unsupplied" });
    expect(world.facts.closing).toBe("unsupplied");
    world.do("firm", { kind: "supply_information" });
    expect(world.facts).toMatchObject({ state: "submitted", closing: null });
  });

  it("a refusal is contested once and reviewed by the city, not by who declined", () => {
    const world = new IssueWorld(START).to("submitted");
    world.do("citySupervisor", { kind: "decline", reason: "", whereToGo: "仲裁" });
    world.do("firm", { kind: "contest_decline" });
    expect(codeOf(world.try("firm", { kind: "contest_decline" }))).toBe("issue.already_contested");
    const review: IssueCommand = { kind: "review_decline", upheld: true, reason: "" };
    expect(codeOf(world.try("citySupervisor", review))).toBe("issue.same_person");
    const other = CAST.citySupervisor.actor;
    if (other.kind !== "person") throw new Error("a person");
    world.do({ ...CAST.citySupervisor, actor: { ...other, userId: 60 } }, review);
    expect(codeOf(world.try("firm", { kind: "contest_decline" }))).toBe("issue.already_contested");
    expect(world.facts.review).toBe("final");
  });

  it("the firm's choice of confidentiality is the floor until it agrees to be named", () => {
    const world = new IssueWorld(START).do("firm", {
      ...SUBMIT,
      confidentiality: "shielded",
    } as IssueCommand);
    expect(codeOf(world.try("countySupervisor", ACCEPT))).toBe("issue.below_firms_choice");
    world.do("countySupervisor", { ...ACCEPT, confidentiality: "shielded" } as IssueCommand);
    const lower: IssueCommand = { kind: "change_confidentiality", to: "open", reason: "" };
    expect(codeOf(world.try("countySupervisor", lower))).toBe("issue.firm_must_agree");
    world.do("firm", { kind: "agree_to_naming" }).do("countySupervisor", lower);
    expect(world.facts.confidentiality).toBe("open");
  });

  it("sealing takes an issue, and its open clock, out of the county's hands", () => {
    const world = new IssueWorld(START).to("accepted");
    world.do("countySupervisor", { kind: "change_confidentiality", to: "sealed", reason: "" });
    expect(rows(world).find((row) => row.kind === "transfer")?.owner.party).toBe("city_supervisor");
    const transfer: IssueCommand = { kind: "transfer", to: "county", consent: CONSENT };
    expect(codeOf(world.try("countySupervisor", transfer))).toBe("issue.not_your_role");
    expect(codeOf(world.try("citySupervisor", transfer))).toBe("ok");
  });

  it("nothing is transferred without recorded consent, and a unit of the government not directly", () => {
    const world = new IssueWorld(START).to("accepted");
    const consent = { ...CONSENT, consentedBy: "" };
    expect(codeOf(world.try("countySupervisor", { kind: "transfer", to: "county", consent }))).toBe(
      "issue.consent_missing",
    );
    expect(
      codeOf(
        world.try("countySupervisor", {
          kind: "dispatch_directly",
          unit: UNIT,
          coHandlers: [],
          consent: CONSENT,
        }),
      ),
    ).toBe("issue.direct_dispatch_not_allowed");
    const court = { departmentId: 20, kind: "court" as const };
    world.do("countySupervisor", {
      kind: "dispatch_directly",
      unit: court,
      coHandlers: [],
      consent: CONSENT,
    });
    expect(codeOf(world.try("citySupervisor", { kind: "decide_level", level: 3, reason: "" }))).toBe(
      "issue.ladder_has_no_gate",
    );
  });

  it("what leads beyond the calendar is refused", () => {
    const world = new IssueWorld(at("2027-12-20"))
      .do("firm", SUBMIT)
      .do("countySupervisor", { ...ACCEPT, type: "complex" } as IssueCommand);
    world.do("countySupervisor", { kind: "transfer", to: "county", consent: CONSENT });
    expect(codeOf(world.try("countyDispatcher", { kind: "dispatch", unit: UNIT, coHandlers: [] }))).toBe(
      "calendar.beyond_coverage",
    );
  });
});

describe("the unit's time", () => {
  it("an objection comes within two working days; later it is a reassignment at the unit's cost", () => {
    const world = new IssueWorld(START).to("handling").at(at("2026-11-04", "18:01"));
    expect(codeOf(world.try("handler", { kind: "object", reason: "", proposedDepartmentId: null }))).toBe(
      "issue.objection_too_late",
    );
    world.do("handler", { kind: "ask_reassignment", reason: "", proposedDepartmentId: 8 });
    expect(codeOf(world.try("handler", { kind: "draft_answer", answerClass: "A" }))).toBe(
      "issue.ruling_pending",
    );
    world.do("countyDispatcher", { kind: "rule_reassignment", granted: true, reason: "", unit: OTHER_UNIT });
    expect(world.facts.passingOn).toMatchObject([{ departmentId: 7, why: "reassigned" }]);
  });

  it("one pause at a time with an end date; the answer clock stands still and the system resumes it", () => {
    const world = new IssueWorld(START).to("handling");
    const ask: IssueCommand = { kind: "ask_pause", reason: "statutory_procedure", until: "2026-11-10" };
    world.do("handler", ask);
    expect(codeOf(world.try("handler", ask))).toBe("issue.request_pending");
    world.do("countySupervisor", { kind: "rule_request", what: "pause", granted: true, reason: "" });
    expect(codeOf(world.try("handler", ask))).toBe("issue.already_paused");
    const answer = rows(world).find((row) => row.kind === "answer");
    expect(answer).toMatchObject({ pausedAt: START, nextDueAt: null, lapse: "resume" });
    world.at(at("2026-11-11", "00:00"));
    expect(lapsesDue(rows(world), world.now)).toContainEqual({ kind: "resume" });
    world.do("system", { kind: "resume" });
    expect(rows(world).find((row) => row.kind === "answer")?.dueAt).toBe(at("2026-12-02", "16:00"));
  });

  it("a request nobody decides is refused visibly when its clock runs out", () => {
    const world = new IssueWorld(START).to("handling");
    world.do("handler", { kind: "ask_extension", days: 5, reason: "" }).at(at("2026-11-04", "18:01"));
    expect(lapsesDue(rows(world), world.now)).toContainEqual({ kind: "lapse_request" });
    world.do("system", { kind: "lapse_request" });
    expect(world.facts).toMatchObject({ extensionRequest: null, extensionDays: 0 });
  });

  it("one extension of at most half the time", () => {
    const world = new IssueWorld(START).to("handling");
    expect(codeOf(world.try("handler", { kind: "ask_extension", days: 8, reason: "" }))).toBe(
      "issue.extension_too_long",
    );
    world.do("handler", { kind: "ask_extension", days: 7, reason: "" });
    world.do("countySupervisor", { kind: "rule_request", what: "extension", granted: true, reason: "" });
    expect(rows(world).find((row) => row.kind === "answer")?.dueAt).toBe(at("2026-12-02", "18:00"));
    expect(codeOf(world.try("handler", { kind: "ask_extension", days: 1, reason: "" }))).toBe(
      "issue.extension_used",
    );
  });

  it("a head signs, or a delegate while the delegation lasts; a handler alone does not", () => {
    const sign: IssueCommand = { kind: "sign_answer", answerClass: "A", promisedOn: null };
    const world = new IssueWorld(START)
      .to("handling")
      .do("handler", { kind: "draft_answer", answerClass: "A" });
    expect(codeOf(world.try("handler", sign))).toBe("issue.not_your_role");
    const delegated = (until: number) => ({ ...CAST.handler, delegation: { headUserId: 10, until } });
    expect(codeOf(world.try(delegated(START - 1), sign))).toBe("issue.not_your_role");
    world.do(delegated(START + 1), sign);
    expect(world.log.at(-1)).toMatchObject({ kind: "issue.answer_signed", payload: { signedFor: 10 } });
  });

  it("a B answer needs a date, and one beyond six months a supervisor", () => {
    const world = new IssueWorld(START)
      .to("handling")
      .do("handler", { kind: "draft_answer", answerClass: "B" });
    const sign = (promisedOn: string | null): IssueCommand => ({
      kind: "sign_answer",
      answerClass: "B",
      promisedOn,
    });
    expect(codeOf(world.try("head", sign(null)))).toBe("issue.promise_needs_date");
    expect(codeOf(world.try("head", sign("2026-11-02")))).toBe("issue.date_not_future");
    expect(codeOf(world.try("head", sign("2028-01-05")))).toBe("calendar.beyond_coverage");
    world.do("head", sign("2027-06-30"));
    expect(world.facts.dateRuling).toBe("far");
    world.do("countySupervisor", { kind: "rule_promise_date", promisedOn: "2027-03-31", reason: "" });
    expect(
      rows(world)
        .filter((row) => row.kind === "promise")
        .map((row) => row.episode),
    ).toEqual([2, 3]);
  });
});

describe("the firm's word", () => {
  it("'understood' answers C and D only; C and D wait for ratification", () => {
    const solved = new IssueWorld(START).to("answered");
    expect(codeOf(solved.try("firm", { ...SAY, say: "understood" }))).toBe("issue.say_not_for_class");
    const explained = new IssueWorld(START).to("handling").answer("D");
    expect(codeOf(explained.try("countySupervisor", { kind: "ratify", reason: "" }))).toBe(
      "issue.not_awaiting_ratification",
    );
    explained.do("firm", { ...SAY, say: "not_solved" });
    expect(codeOf(explained.try("firm", { ...SAY, say: "understood" }))).toBe("issue.already_said");
    explained.do("countySupervisor", { kind: "refuse_ratification", reason: "" });
    expect(explained.facts).toMatchObject({ state: "dispatched", round: 2, returns: 1 });
  });

  it("'partly' names what remains, with a date, and becomes a promise", () => {
    const world = new IssueWorld(START).to("answered");
    expect(codeOf(world.try("firm", { ...SAY, say: "partly" }))).toBe("issue.partly_needs_date");
    world.do("firm", { ...SAY, say: "partly", remains: "尾款", wantedOn: "2026-11-30" });
    world.do("countySupervisor", { kind: "rule_partly", promisedOn: "2026-12-10", reason: "" });
    expect(world.facts.state).toBe("promised");
    expect(rows(world).find((row) => row.kind === "promise")?.dueAt).toBe(at("2026-12-10", "18:00"));
  });

  it("the second 'not solved' makes level 2 due, the third return opens the gate, the third contest goes to a person", () => {
    const world = new IssueWorld(START).to("answered");
    world.do("firm", { ...SAY, say: "not_solved" }).at(START + 1);
    expect(due(world)).toEqual([]);
    world
      .do("handler", { kind: "sign_for" })
      .answer("A")
      .do("firm", { ...SAY, say: "not_solved" })
      .at(START + 2);
    expect(due(world)).toEqual(["escalate 2"]);
    world
      .do("handler", { kind: "sign_for" })
      .answer("A")
      .do("firm", { ...SAY, say: "solved" });
    world.do("firm", { kind: "contest" }).at(START + 3);
    expect(due(world)).toEqual(["escalate 2", "open_gate 3"]);
    for (let i = 0; i < 2; i++) {
      world
        .do("handler", { kind: "sign_for" })
        .answer("A")
        .do("firm", { ...SAY, say: "solved" })
        .do("firm", { kind: "contest" });
    }
    expect(world.facts).toMatchObject({ state: "closed", contestReview: true, contests: 3 });
    world.do("citySupervisor", { kind: "rule_contest", reopened: true, reason: "" });
    expect(world.facts.state).toBe("dispatched");
  });

  it("a closing is contested within 30 days, a withdrawn issue taken up within 90", () => {
    const closed = new IssueWorld(START).to("answered").do("firm", { ...SAY, say: "solved" });
    expect(codeOf(closed.at(at("2026-12-03", "00:01")).try("firm", { kind: "contest" }))).toBe(
      "issue.window_over",
    );
    expect(codeOf(closed.at(at("2026-12-02", "23:59")).try("firm", { kind: "contest" }))).toBe("ok");
    const withdrawn = new IssueWorld(START).to("handling").do("firm", { kind: "withdraw" });
    expect(
      rows(withdrawn)
        .filter((row) => row.endedAt === null)
        .map((row) => row.kind),
    ).toEqual(["protective_call"]);
    withdrawn.at(at("2027-01-31")).do("firm", { kind: "take_up_again" });
    expect(withdrawn.facts).toMatchObject({ state: "submitted", round: 1 });
  });

  it("a conflicted deputy neither calls back nor contests", () => {
    const world = new IssueWorld(START)
      .to("answered")
      .do("handler", { kind: "record_delivery", way: "phone" });
    world.at(at("2026-11-10")).do("system", { kind: "open_callback" });
    expect(codeOf(world.try({ ...CAST.deputy, conflicted: true }, { kind: "record_vain_try" }))).toBe(
      "issue.conflicted",
    );
    world.do("deputy", { kind: "record_vain_try" });
  });

  it("exclusion from the rates needs a second person", () => {
    const world = new IssueWorld(START)
      .to("handling")
      .do("countySupervisor", { kind: "propose_exclusion", reason: "" });
    const rule: IssueCommand = { kind: "rule_exclusion", agreed: true, reason: "" };
    expect(codeOf(world.try("countySupervisor", rule))).toBe("issue.same_person");
    world.do("citySupervisor", rule);
    expect(world.facts.exclusion?.state).toBe("excluded");
  });
});

describe("why it is on the desk", () => {
  it("names the holder, what is due and what comes next by itself", () => {
    const world = new IssueWorld(START).to("handling");
    world.do("handler", { kind: "record_contact", way: "phone" });
    expect(whyHere(world.facts, rows(world), world.log)).toMatchObject({
      level: null,
      reached: null,
      holder: { party: "handler", departmentId: 7 },
      due: { clock: "interim" },
      next: { what: "reminder", clock: "interim" },
    });
  });
});
