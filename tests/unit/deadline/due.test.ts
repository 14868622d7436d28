import { describe, expect, it } from "vitest";
import { officeMsBetween } from "#app/domain/calendar/office-time.ts";
import { dueOf, runMs, workingDaysOf } from "#app/domain/deadline/due.ts";
import { explainDue } from "#app/domain/deadline/explain.ts";
import { carriedMs, passingOnMs, timeByParty } from "#app/domain/deadline/holding.ts";
import { effectiveAt, isPast } from "#app/domain/deadline/order.ts";
import { DEFAULT_DEADLINE_POLICY, longestExtension, policyInForce } from "#app/domain/deadline/policy.ts";
import type { ClockSpan, ClockTerms } from "#app/domain/deadline/span.ts";
import { at, testCalendar } from "#tests/support/calendar.ts";

const calendar = testCalendar();
const policy = DEFAULT_DEADLINE_POLICY;
const HOUR = 3_600_000;

type AnswerTerms = Extract<ClockTerms, { by: "answer" }>;

function answerSpan(
  startedAt: number,
  terms: Partial<AnswerTerms> = {},
  rest: Partial<ClockSpan> = {},
): ClockSpan {
  return {
    kind: "answer",
    ladder: "main",
    episode: 1,
    owner: { party: "handler", departmentId: 7 },
    startedAt,
    endedAt: null,
    terms: {
      by: "answer",
      type: "ordinary",
      severity: "ordinary",
      urgentSince: null,
      extensionDays: 0,
      round: 1,
      shared: false,
      ...terms,
    },
    pauses: [],
    reached: [],
    gate: "none",
    stoodDownAt: null,
    rearms: null,
    ...rest,
  };
}

function dueAt(span: ClockSpan, carried = 0): number {
  const due = dueOf(span, policy, calendar, carried);
  if (!due.ok) throw new Error(due.error.code);
  return due.value.dueAt;
}

describe("the answer clock", () => {
  const start = at("2026-11-02", "10:00");

  it("takes 3 days for inquiries and urgent issues, 15 for ordinary, 30 for complex ones", () => {
    expect(dueAt(answerSpan(start, { type: "inquiry" }))).toBe(at("2026-11-05", "18:00"));
    expect(dueAt(answerSpan(start))).toBe(at("2026-11-23", "18:00"));
    expect(dueAt(answerSpan(start, { type: "complex" }))).toBe(at("2026-12-14", "18:00"));
    expect(dueAt(answerSpan(start, { type: "complex", severity: "urgent" }))).toBe(at("2026-11-05", "18:00"));
  });

  it("a co-handler has half of the lead's time", () => {
    expect(dueAt(answerSpan(start, { shared: true }))).toBe(at("2026-11-11", "18:00"));
    expect(workingDaysOf(answerSpan(start, { shared: true, type: "inquiry" }), policy)).toBe(1);
  });

  it("an extension adds at most half the time", () => {
    expect(longestExtension(policy, "ordinary", "ordinary")).toBe(7);
    expect(longestExtension(policy, "inquiry", "ordinary")).toBe(1);
    expect(dueAt(answerSpan(start, { extensionDays: 7 }))).toBe(at("2026-12-02", "18:00"));
  });

  it("a pause adds exactly the office time it covered", () => {
    const paused = answerSpan(
      start,
      {},
      { pauses: [{ from: at("2026-11-10", "11:00"), to: at("2026-11-12", "15:00") }] },
    );
    expect(dueAt(paused)).toBe(at("2026-11-26", "10:00"));
    expect(runMs(paused, policy, calendar, dueAt(paused))).toBe(
      officeMsBetween(calendar, policy.officeHours, start, dueAt(answerSpan(start))),
    );
  });

  it("a pause over a weekend buys nothing", () => {
    const paused = answerSpan(
      start,
      {},
      { pauses: [{ from: at("2026-11-06", "18:00"), to: at("2026-11-09", "08:00") }] },
    );
    expect(dueAt(paused)).toBe(dueAt(answerSpan(start)));
  });

  it("a pause that begins when the time is up gives none back", () => {
    const late = answerSpan(
      start,
      {},
      { pauses: [{ from: at("2026-11-24", "09:00"), to: at("2026-12-08", "09:00") }] },
    );
    expect(dueAt(late)).toBe(at("2026-11-23", "18:00"));
  });

  it("a pause that lasts has not moved the due instant yet", () => {
    const paused = answerSpan(start, {}, { pauses: [{ from: at("2026-11-10", "11:00"), to: null }] });
    expect(dueAt(paused)).toBe(dueAt(answerSpan(start)));
  });

  it("raising severity shortens a running clock to three days from the raise, and keeps the pauses since", () => {
    const raised = at("2026-11-09", "09:00");
    expect(dueAt(answerSpan(start, { severity: "urgent", urgentSince: raised }))).toBe(
      at("2026-11-12", "18:00"),
    );
    const pauses = [{ from: at("2026-11-10", "08:00"), to: at("2026-11-10", "18:00") }];
    expect(dueAt(answerSpan(start, { severity: "urgent", urgentSince: raised }, { pauses }))).toBe(
      at("2026-11-13", "18:00"),
    );
  });

  it("raising severity late never lengthens the clock", () => {
    const raised = at("2026-11-20", "09:00");
    expect(dueAt(answerSpan(start, { severity: "urgent", urgentSince: raised }))).toBe(
      at("2026-11-23", "18:00"),
    );
  });

  it("a unit handed the issue back has only what it had left", () => {
    const first = answerSpan(start, {}, { endedAt: at("2026-11-09", "18:00") });
    const back = answerSpan(at("2026-11-16", "08:00"), {}, { episode: 3 });
    const other = answerSpan(
      at("2026-11-09", "18:00"),
      {},
      {
        episode: 2,
        owner: { party: "handler", departmentId: 8 },
        endedAt: at("2026-11-16", "08:00"),
      },
    );
    const carried = carriedMs(back, [first, other, back], [policy], calendar);
    expect(carried).toBe((6 + 5 * 8) * HOUR);
    expect(dueAt(back, carried)).toBeLessThan(dueAt(back));
    expect(carriedMs(other, [first, other, back], [policy], calendar)).toBe(0);
  });

  it("a unit that has used all its time is due at once, never before it was handed the issue", () => {
    const back = answerSpan(at("2026-11-16", "09:00"), {}, { episode: 3 });
    expect(dueAt(back, 10_000 * HOUR)).toBe(at("2026-11-16", "09:00"));
  });

  it("a promise is due at closing time of its own day", () => {
    const promise = answerSpan(start, {}, { kind: "promise", terms: { by: "date", dueOn: "2026-12-31" } });
    expect(dueAt(promise)).toBe(at("2026-12-31", "18:00"));
  });
});

describe("why is this due then", () => {
  it("names the start, weekends, holidays, make-up days, pauses and extension", () => {
    const span = answerSpan(
      at("2026-09-29", "10:00"),
      { type: "inquiry", extensionDays: 1 },
      {
        pauses: [{ from: at("2026-10-08", "08:00"), to: at("2026-10-08", "18:00") }],
      },
    );
    const due = dueOf(span, policy, calendar);
    if (!due.ok) throw new Error("covered");
    const notes = explainDue(span, due.value, policy, calendar);
    expect(notes.map((note) => [note.day.slice(5), note.note, note.workingDay])).toEqual([
      ["09-29", "start", null],
      ["09-30", "counted", 1],
      ["10-01", "holiday", null],
      ["10-02", "holiday", null],
      ["10-03", "holiday", null],
      ["10-04", "holiday", null],
      ["10-05", "holiday", null],
      ["10-06", "holiday", null],
      ["10-07", "holiday", null],
      ["10-08", "paused", null],
      ["10-09", "counted", 2],
      ["10-10", "makeup", 3],
      ["10-11", "weekend", null],
      ["10-12", "extended", 4],
    ]);
    expect(notes.at(-1)?.provisional).toBe(false);
  });
});

describe("which version, whose time, in which order", () => {
  it("a clock keeps the version in force at its own start", () => {
    const versions = [policy, { ...policy, version: 2, inForceFrom: at("2026-11-10") }];
    expect(policyInForce(versions, at("2026-11-09", "23:59")).version).toBe(1);
    expect(policyInForce(versions, at("2026-11-10")).version).toBe(2);
    expect(policyInForce([versions[1]!], at("2026-01-01")).version).toBe(2);
  });

  it("time is told per party, pauses apart, and passing on is charged to who passed on", () => {
    const from = at("2026-11-02", "08:00");
    const middle = at("2026-11-04", "18:00");
    const holds = [
      { owner: { party: "dispatcher" as const, departmentId: null }, from, to: middle },
      { owner: { party: "handler" as const, departmentId: 7 }, from: middle, to: null },
    ];
    const pauses = [{ from: at("2026-11-05", "08:00"), to: at("2026-11-05", "18:00") }];
    const times = timeByParty(holds, pauses, [policy], calendar, at("2026-11-06", "18:00"));
    expect(times.map((time) => [time.owner.party, time.officeMs / HOUR, time.pausedMs / HOUR])).toEqual([
      ["dispatcher", 24, 0],
      ["handler", 8, 8],
    ]);
    const ledger = [{ departmentId: 7, from, to: middle, why: "objection_upheld" as const }];
    expect(passingOnMs(ledger, 7, [policy], calendar) / HOUR).toBe(24);
    expect(passingOnMs(ledger, 8, [policy], calendar)).toBe(0);
  });

  it("an act at the due instant is in time, and the log's order is never turned back", () => {
    expect(isPast(100, 100)).toBe(false);
    expect(isPast(100, 101)).toBe(true);
    expect(effectiveAt(100, 90)).toBe(100);
    expect(effectiveAt(null, 90)).toBe(90);
  });
});
