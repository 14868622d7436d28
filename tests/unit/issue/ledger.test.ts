import { describe, expect, it } from "vitest";
import { clockRows } from "#app/domain/issue/clock-rows.ts";
import { foldIssue } from "#app/domain/issue/fold/apply.ts";
import {
  type LedgerEntry,
  type LedgerPlace,
  ledgerEvents,
  ledgerPlace,
} from "#app/domain/issue/ledger/ledger-life.ts";
import { splitUnits } from "#app/domain/register/judge/issues.ts";
import { readAnswerClass, readDone, readSatisfaction } from "#app/domain/register/values/ledger-words.ts";
import { testCalendar } from "#tests/support/calendar.ts";
import { BOOK } from "#tests/support/issue-world.ts";

const RAISED: LedgerEntry = {
  countyCode: "420506",
  categoryCode: "06",
  severity: "ordinary",
  unit: null,
  unitOf: "county",
  coHandlers: [],
  raisedOn: "2026-03-02",
  transferredOn: null,
  dispatchedOn: null,
  answeredOn: null,
  promisedOn: null,
  closedOn: null,
  inHand: false,
  hasAnswer: false,
  answerClass: null,
  satisfaction: null,
  done: null,
};
const unit = { departmentId: 7, kind: "government" as const };
const DISPATCHED: LedgerEntry = { ...RAISED, unit, dispatchedOn: "2026-03-05" };
const NOW = Date.parse("2026-11-24T02:00:00Z");
const KEEPER = { userId: 3, role: "city_supervisor" as const };

function entered(entry: LedgerEntry) {
  const place = ledgerPlace(entry);
  if (typeof place === "string") throw new Error(place);
  return foldIssue(ledgerEvents(entry, place, KEEPER, NOW, "2026-17"));
}

describe("where an issue of a ledger enters the life cycle", () => {
  const closed = (closing: LedgerPlace["closing"]) => ({ state: "closed", closing });
  it.each<[string, Partial<LedgerEntry>, unknown]>([
    ["nothing but a date waits for review", {}, { state: "submitted", closing: null }],
    [
      "what was transferred waits for a unit",
      { transferredOn: "2026-03-04" },
      { state: "transferred", closing: null },
    ],
    ["a unit and a date of dispatch wait for the unit", DISPATCHED, { state: "dispatched", closing: null }],
    [
      "words of progress say that it is in work",
      { ...DISPATCHED, inHand: true },
      { state: "handling", closing: null },
    ],
    [
      "an answer waits for the firm",
      { ...DISPATCHED, answeredOn: "2026-03-20" },
      { state: "answered", closing: null },
    ],
    [
      "an answer under way is a promise",
      { ...DISPATCHED, answeredOn: "2026-03-20", answerClass: "B", promisedOn: "2026-12-31" },
      { state: "promised", closing: null },
    ],
    [
      "done and satisfied is solved",
      { ...DISPATCHED, done: "yes", satisfaction: "satisfied" },
      closed("resolved"),
    ],
    ["done without the firm's word is never solved", { ...DISPATCHED, done: "yes" }, closed("unconfirmed")],
    [
      "done by explaining is explained",
      { ...DISPATCHED, done: "yes", answerClass: "D" },
      closed("explained"),
    ],
    [
      "done though not satisfied waits for a person",
      { ...DISPATCHED, done: "yes", satisfaction: "dissatisfied" },
      "not_satisfied",
    ],
    [
      "a unit since nobody knows when waits for a person",
      { ...DISPATCHED, dispatchedOn: null },
      "dispatch_missing",
    ],
    ["done by no unit waits for a person", { done: "yes" }, "unit_missing"],
    [
      "not done with a closing date contradicts itself",
      { ...DISPATCHED, done: "no", closedOn: "2026-04-01" },
      "contradicts",
    ],
    [
      "under way without a date waits for a person",
      { ...DISPATCHED, done: "answered", answerClass: "B" },
      "promise_missing",
    ],
  ])("%s", (_name, more, place) => {
    expect(ledgerPlace({ ...RAISED, ...more })).toEqual(place);
  });
});

describe("the log of an issue that enters from a ledger", () => {
  it("runs its clocks since the ledger's days, with their true age", () => {
    const facts = entered({ ...DISPATCHED, inHand: true });
    const answer = clockRows(1, facts, BOOK, testCalendar()).find((row) => row.kind === "answer");
    expect(facts.state).toBe("handling");
    expect(facts.platforms).toEqual([{ platform: "问题台账", number: "2026-17" }]);
    expect(new Date(answer?.startedAt ?? 0).toISOString()).toBe("2026-03-05T03:00:00.000Z");
    expect(new Date(answer?.dueAt ?? 0).toISOString().slice(0, 10)).toBe("2026-03-26");
  });

  it("leaves no clock running on what is closed, and none of its steps lies ahead", () => {
    for (const more of [
      { done: "yes" },
      { done: "yes", satisfaction: "satisfied" },
      { done: "yes", answerClass: "C" },
    ] as const) {
      const entry = { ...DISPATCHED, closedOn: "2026-11-24", ...more };
      const place = ledgerPlace(entry) as LedgerPlace;
      const log = ledgerEvents(entry, place, KEEPER, NOW, null);
      const facts = foldIssue(log);
      expect({ state: facts.state, closing: facts.closing }).toEqual(place);
      expect(facts.clocks.filter((span) => span.endedAt === null)).toEqual([]);
      expect(log.map((event) => event.at)).toEqual(log.map((event) => event.at).sort((a, b) => a - b));
      expect(Math.max(...log.map((event) => event.at))).toBeLessThanOrEqual(NOW);
    }
  });
});

describe("the words of ledgers", () => {
  it("reads marks and words for done", () => {
    const done = (text: string) => readDone(text).value;
    expect(["是", "√", "已办结", "✓", "办结", "已解决", "销号"].map(done)).toEqual(Array(7).fill("yes"));
    expect(["否", "×", "未办结", "正在办理", "办理中", "持续推进"].map(done)).toEqual(Array(6).fill("no"));
    expect(done("已答复")).toBe("answered");
    expect([readDone(""), readDone("甲乙")]).toEqual([
      { value: null, known: true },
      { value: null, known: false },
    ]);
  });

  it("reads classes of answers and satisfaction", () => {
    expect(
      ["A类", "正在解决", "列入规划", "D", "解释说明"].map((text) => readAnswerClass(text).value),
    ).toEqual(["A", "B", "C", "D", "D"]);
    expect(["满意", "基本满意", "不满意", "未评价"].map((text) => readSatisfaction(text).value)).toEqual([
      "satisfied",
      "basically",
      "dissatisfied",
      null,
    ]);
  });

  it("splits a cell of several units", () => {
    expect(splitUnits("1.市住建局（牵头）、市城管委；夷陵区水利局\n供电公司")).toEqual([
      "市住建局",
      "市城管委",
      "夷陵区水利局",
      "供电公司",
    ]);
  });
});
