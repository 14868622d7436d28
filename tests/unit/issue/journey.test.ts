import { describe, expect, it } from "vitest";
import { clockRows, escalationEvents, escalationsDue, lapsesDue } from "#app/domain/issue/clock-rows.ts";
import { issueColumns } from "#app/domain/issue/columns.ts";
import { foldIssue } from "#app/domain/issue/fold/apply.ts";
import { at } from "#tests/support/calendar.ts";
import { BOOK, IssueWorld, OTHER_UNIT, SAY } from "#tests/support/issue-world.ts";

const START = at("2026-11-02", "10:00");

function rows(world: IssueWorld) {
  return clockRows(1, world.facts, BOOK, world.calendar);
}

function open(world: IssueWorld): string[] {
  return rows(world)
    .filter((row) => row.endedAt === null)
    .map((row) => row.kind)
    .sort();
}

describe("the whole way of an issue", () => {
  it("runs from the firm's word to its own 'solved' in the second round", () => {
    const world = new IssueWorld(START).to("answered");
    world.do("handler", { kind: "record_delivery", way: "phone" });
    world.at(at("2026-11-03", "10:00")).do("firm", { ...SAY, say: "not_solved" });
    expect(world.facts).toMatchObject({ state: "dispatched", round: 2, returns: 1, notSolved: 1 });
    world.do("handler", { kind: "sign_for" }).answer("A");
    world.do("firm", { ...SAY, say: "solved", result: "satisfied", attitude: "satisfied" });
    expect(world.facts).toMatchObject({ state: "closed", closing: "resolved" });
    expect(open(world)).toEqual([]);
    expect(foldIssue(world.log)).toEqual(world.facts);
  });

  it("each state has the clocks of the table", () => {
    const world = new IssueWorld(START).to("submitted");
    expect(open(world)).toEqual(["triage"]);
    expect(open(new IssueWorld(START).to("accepted"))).toEqual(["transfer"]);
    expect(open(new IssueWorld(START).to("transferred"))).toEqual(["assignment"]);
    expect(open(new IssueWorld(START).to("dispatched"))).toEqual([
      "answer",
      "interim",
      "objection",
      "opinion",
      "signing",
    ]);
    expect(open(new IssueWorld(START).to("answered"))).toEqual(["delivery"]);
    expect(open(new IssueWorld(START).to("promised"))).toEqual(["delivery", "promise", "promise_date"]);
  });

  it("the answer clock starts at dispatch, not at signing, and the issue's columns say what is next", () => {
    const world = new IssueWorld(START).to("dispatched");
    world.at(at("2026-11-04", "09:00")).do("handler", { kind: "sign_for" });
    const answer = rows(world).find((row) => row.kind === "answer");
    expect(answer).toMatchObject({ startedAt: START, dueAt: at("2026-11-23", "18:00"), policyVersion: 1 });
    expect(answer?.nextLevel).toBe(0);
    expect(issueColumns(world.facts, rows(world))).toMatchObject({
      state: "handling",
      episode: 1,
      round: 1,
      nextDueClock: "signing",
      leadDepartmentId: 7,
    });
  });

  it("an upheld objection starts the new owner's clock at the ruling and charges the time to who passed it on", () => {
    const world = new IssueWorld(START).to("dispatched");
    world
      .at(at("2026-11-04", "09:00"))
      .do("handler", { kind: "object", reason: "职责在他处", proposedDepartmentId: 8 });
    const ruled = at("2026-11-05", "11:00");
    world
      .at(ruled)
      .do("countyDispatcher", { kind: "rule_objection", upheld: true, reason: "", unit: OTHER_UNIT });
    const main = rows(world).filter((row) => row.ladder === "main");
    expect(main.map((row) => [row.episode, row.owner.departmentId, row.startedAt, row.endedAt])).toEqual([
      [1, 7, START, ruled],
      [2, 8, ruled, null],
    ]);
    expect(world.facts.passingOn).toEqual([
      { departmentId: 7, from: START, to: ruled, why: "objection_upheld" },
    ]);
  });

  it("a refused objection runs on", () => {
    const world = new IssueWorld(START).to("dispatched");
    world.do("handler", { kind: "object", reason: "", proposedDepartmentId: null });
    world
      .at(at("2026-11-05", "11:00"))
      .do("countyDispatcher", { kind: "rule_objection", upheld: false, reason: "", unit: null });
    expect(rows(world).find((row) => row.kind === "answer")).toMatchObject({
      startedAt: START,
      endedAt: null,
    });
    expect(world.try("handler", { kind: "object", reason: "", proposedDepartmentId: null })).toMatchObject({
      error: { code: "issue.already_objected" },
    });
  });

  it("climbs 0, 1, 2, opens the gate once, and waits for a person", () => {
    const world = new IssueWorld(START).to("handling");
    const levels: string[] = [];
    for (let i = 0; i < 12; i++) {
      const next = rows(world).find((row) => row.ladder === "main")?.nextDueAt;
      if (next == null) break;
      expect(
        escalationsDue(world.facts, BOOK, world.calendar, next).filter((one) => one.ladder === "main"),
      ).toEqual([]);
      world.at(next + 1);
      const due = escalationsDue(world.facts, BOOK, world.calendar, world.now).filter(
        (one) => one.ladder === "main",
      );
      levels.push(...due.map((one) => `${one.what} ${one.level}`));
      world.append(escalationEvents(due, world.now));
    }
    expect(levels).toEqual(["escalate 0", "escalate 1", "escalate 2", "open_gate 3"]);
    expect(world.facts.level).toBe(2);
    expect(world.try("countySupervisor", { kind: "stand_down", reason: "" })).toMatchObject({ ok: false });
    world.do("citySupervisor", { kind: "decide_level", level: 4, reason: "重点督办" });
    expect(world.facts.level).toBe(4);
    world.do("citySupervisor", { kind: "stand_down", reason: "已落实" });
    expect(world.facts.level).toBeNull();
    world.do("citySupervisor", { kind: "rearm", reason: "反复" });
    expect(
      rows(world)
        .filter((row) => row.ladder === "main")
        .map((row) => row.episode),
    ).toEqual([1, 2]);
    expect(escalationsDue(world.facts, BOOK, world.calendar, world.now).map((one) => one.level)).toContain(0);
  });

  it("silence is never 'solved': call-back, three vain tries, five days, unconfirmed", () => {
    const world = new IssueWorld(START).to("answered");
    world.do("handler", { kind: "record_delivery", way: "in_person" });
    const silent = rows(world).find((row) => row.kind === "confirmation")?.lapseAt ?? 0;
    expect(lapsesDue(rows(world), silent)).toEqual([]);
    world.at(silent + 1);
    expect(lapsesDue(rows(world), world.now)).toEqual([{ kind: "open_callback" }]);
    world.do("system", { kind: "open_callback" });
    for (let i = 0; i < 3; i++) world.do("deputy", { kind: "record_vain_try" });
    world.at(
      (rows(world).find((row) => row.kind === "correction" && row.endedAt === null)?.lapseAt ?? 0) + 1,
    );
    world.do("system", { kind: "conclude_callback" });
    expect(world.facts).toMatchObject({ state: "closed", closing: "unconfirmed" });
  });
});
