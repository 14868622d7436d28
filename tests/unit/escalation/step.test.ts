import { describe, expect, it } from "vitest";
import { DEPARTMENT_KINDS } from "#app/domain/access/posts.ts";
import { buildCalendar } from "#app/domain/calendar/calendar.ts";
import { CLOCK_KINDS, LADDERS } from "#app/domain/deadline/clocks.ts";
import { DEFAULT_LADDER_POLICY } from "#app/domain/escalation/default-ladder.ts";
import { type PolicyBook, rungsOf } from "#app/domain/escalation/policy.ts";
import { RECIPIENT_ADDRESSES, RECIPIENTS } from "#app/domain/escalation/recipients.ts";
import { type LadderFacts, nextDueAt, nextRung, step } from "#app/domain/escalation/step.ts";
import { at, calendarRows, testCalendar } from "#tests/support/calendar.ts";
import { BOOK } from "#tests/support/issue-world.ts";

const calendar = testCalendar();
const HOUR = 3_600_000;
const START = at("2026-11-02", "08:00");
const DUE = at("2026-11-16", "18:00");

/** An answer clock of ten working days from the start of Monday, 11 office days of 8 hours in all. */
function clock(rest: Partial<LadderFacts> = {}): LadderFacts {
  return {
    kind: "answer",
    ladder: "main",
    episode: 1,
    unitKind: "government",
    categoryCode: null,
    severity: "ordinary",
    countyCode: "420506",
    startedAt: START,
    dueAt: DUE,
    allowanceMs: 88 * HOUR,
    workingDays: 10,
    pausedAt: null,
    endedAt: null,
    stoodDownAt: null,
    reached: [],
    gate: "none",
    notSolved: 0,
    returns: 0,
    sameProblemFirms: 0,
    ...rest,
  };
}

function levels(facts: LadderFacts, now: number, book: PolicyBook = BOOK): string[] {
  return step(facts, book, calendar, now).map((one) => `${one.what} ${one.level} ${one.reason.trigger}`);
}

describe("the ladder 0 to 3 by time", () => {
  it("turns yellow when 70% of the office time is used, red when overdue, then after 5 and 10 working days", () => {
    const yellow = nextDueAt(clock(), BOOK, calendar);
    expect(yellow).toBe(at("2026-11-11", "15:36"));
    expect(levels(clock(), yellow ?? 0)).toEqual([]);
    expect(levels(clock(), (yellow ?? 0) + 1)).toEqual(["escalate 0 share"]);
    expect(nextRung(clock({ reached: [0] }), BOOK, calendar)).toEqual({ level: 1, at: DUE });
    expect(nextDueAt(clock({ reached: [0, 1] }), BOOK, calendar)).toBe(at("2026-11-23", "18:00"));
    expect(nextDueAt(clock({ reached: [0, 1, 2] }), BOOK, calendar)).toBe(at("2026-11-30", "18:00"));
  });

  it("an answer at the due instant is in time: red comes strictly after it", () => {
    expect(levels(clock({ reached: [0] }), DUE)).toEqual([]);
    expect(levels(clock({ reached: [0] }), DUE + 1)).toEqual(["escalate 1 overdue"]);
  });

  it("after an outage every level that is due is reached, lowest first, and the gate is opened once", () => {
    const late = at("2026-12-25", "09:00");
    expect(levels(clock(), late)).toEqual([
      "escalate 0 share",
      "escalate 1 overdue",
      "escalate 2 overdue",
      "open_gate 3 overdue",
    ]);
    expect(levels(clock({ reached: [0, 1, 2], gate: "open" }), late)).toEqual([]);
    expect(nextDueAt(clock({ reached: [0, 1, 2], gate: "open" }), BOOK, calendar)).toBeNull();
  });

  it("says nothing while paused, stood down or ended, and 4 and 5 never come by themselves", () => {
    const late = at("2026-12-25", "09:00");
    for (const silent of [{ pausedAt: START }, { stoodDownAt: START }, { endedAt: START }]) {
      expect(levels(clock(silent), late)).toEqual([]);
      expect(nextDueAt(clock(silent), BOOK, calendar)).toBeNull();
    }
    expect(nextDueAt(clock({ reached: [0, 1, 2, 3], gate: "decided" }), BOOK, calendar)).toBeNull();
  });

  it("clocks of three days or less put yellow in the digest only", () => {
    const late = DUE + 1;
    expect(step(clock({ workingDays: 3 }), BOOK, calendar, late)[0]?.digestOnly).toBe(true);
    expect(step(clock({ workingDays: 10 }), BOOK, calendar, late)[0]?.digestOnly).toBe(false);
    expect(step(clock({ workingDays: 3 }), BOOK, calendar, late)[1]?.digestOnly).toBe(false);
  });

  it("keeps the whole chain below in copy, and drafts a notice with level 2", () => {
    const [, , second] = step(clock(), BOOK, calendar, at("2026-12-25"));
    expect(second).toMatchObject({
      tells: ["unit_head", "county_committee"],
      copies: ["unit_handler", "unit_liaison", "unit_deputy_head"],
      draftsNotice: true,
    });
  });
});

describe("a sealed issue", () => {
  it("is never told to county, deputy or clerk: the city supervisor stands in, once", () => {
    const shut = [
      "county_supervisor",
      "county_deputy_director",
      "county_committee",
      "zone_committee",
      "deputy",
      "clerk",
    ];
    for (const ladder of LADDERS) {
      for (const unitKind of DEPARTMENT_KINDS) {
        for (const one of step(
          clock({ ladder, unitKind, isSealed: true }),
          BOOK,
          calendar,
          at("2027-03-01"),
        )) {
          const told = [...one.tells, ...one.copies];
          expect(told.filter((recipient) => shut.includes(recipient))).toEqual([]);
          expect(new Set(told).size).toBe(told.length);
        }
      }
    }
  });
});

describe("the ladder by count", () => {
  it("the second 'not solved' makes level 2 due at once, the first does not", () => {
    expect(levels(clock({ notSolved: 1 }), START + 1)).toEqual([]);
    expect(levels(clock({ notSolved: 2 }), START + 1)).toEqual(["escalate 2 not_solved"]);
  });

  it("the third return opens the gate, and five firms with the same problem do", () => {
    expect(levels(clock({ returns: 3, notSolved: 3 }), START + 1)).toEqual([
      "escalate 2 not_solved",
      "open_gate 3 returns",
    ]);
    expect(levels(clock({ sameProblemFirms: 4 }), START + 1)).toEqual([]);
    expect(levels(clock({ sameProblemFirms: 5 }), START + 1)).toEqual(["open_gate 3 same_problem"]);
  });

  it("a gate opened by count does not keep the unit from being reminded by time", () => {
    expect(levels(clock({ returns: 3, gate: "open", reached: [2] }), DUE + 1)).toEqual([
      "escalate 0 share",
      "escalate 1 overdue",
    ]);
  });
});

describe("the ladder is data", () => {
  it("courts and prosecutors are reminded, never pressed", () => {
    for (const unitKind of ["court", "prosecutor"] as const) {
      const all = step(clock({ unitKind, notSolved: 5, returns: 5 }), BOOK, calendar, at("2027-06-01"));
      expect(all.map((one) => one.level)).toEqual([0, 1]);
    }
  });

  it("vertical units bring in their superior organ, utilities their regulator, zones their own committee", () => {
    const told = (unitKind: LadderFacts["unitKind"]) =>
      step(clock({ unitKind }), BOOK, calendar, at("2026-12-25"))[2]?.tells;
    expect(told("vertical")).toContain("superior_organ");
    expect(told("utility")).toContain("regulator");
    expect(told("zone")).toContain("zone_committee");
  });

  it("the override with most conditions that all hold wins", () => {
    const urgent = rungsOf([DEFAULT_LADDER_POLICY], "main", clock(), START).slice(0, 2);
    const override = { unitKind: null, categoryCode: null, severity: null, countyCode: null };
    const ladders = [
      {
        ...DEFAULT_LADDER_POLICY,
        overrides: [
          { ...override, severity: "urgent" as const, rungs: urgent },
          { ...override, severity: "urgent" as const, countyCode: "420506", rungs: urgent.slice(0, 1) },
          { ...override, categoryCode: "09", rungs: [] },
        ],
      },
    ];
    expect(rungsOf(ladders, "main", clock({ severity: "urgent" }), START)).toHaveLength(1);
    expect(rungsOf(ladders, "main", clock({ severity: "urgent", countyCode: "1" }), START)).toHaveLength(2);
    expect(rungsOf(ladders, "main", clock(), START)).toHaveLength(6);
  });

  it("a clock climbs the ladder of its own start", () => {
    const later = {
      ...DEFAULT_LADDER_POLICY,
      version: 2,
      inForceFrom: START + 1,
      main: { ...DEFAULT_LADDER_POLICY.main, government: [] },
    };
    const book = { ...BOOK, ladders: [DEFAULT_LADDER_POLICY, later] };
    expect(levels(clock(), DUE + 1, book)).toHaveLength(2);
    expect(levels(clock({ startedAt: START + 1 }), DUE + 1, book)).toHaveLength(0);
  });

  it("every kind of unit and every clock has its ladder, and everybody told has an address", () => {
    const scope = clock();
    for (const kind of DEPARTMENT_KINDS) expect(DEFAULT_LADDER_POLICY.main[kind].length).toBeGreaterThan(0);
    for (const ladder of LADDERS) {
      for (const rung of rungsOf([DEFAULT_LADDER_POLICY], ladder, scope, START)) {
        expect(rung.tells.every((recipient) => RECIPIENT_ADDRESSES[recipient] !== undefined)).toBe(true);
        if (ladder !== "main")
          expect([rung.gate, rung.draftsNotice, rung.notSolved, rung.returns]).toEqual([
            false,
            false,
            null,
            null,
          ]);
      }
    }
    expect(CLOCK_KINDS.length).toBe(LADDERS.length + 1);
    expect(Object.keys(RECIPIENT_ADDRESSES).sort()).toEqual([...RECIPIENTS].sort());
  });
});

describe("at the end of the calendar", () => {
  const short = buildCalendar(calendarRows(2026, 2026), { from: "2026-01-01", to: "2026-12-31" });

  it("a level beyond it is looked at again when the coverage ends, and never fired on a guess", () => {
    const facts = clock({ dueAt: at("2026-12-28", "18:00"), reached: [0, 1] });
    expect(nextDueAt(facts, BOOK, short)).toBe(at("2027-01-01"));
    expect(step(facts, BOOK, short, at("2027-03-01"))).toEqual([]);
    expect(step(facts, BOOK, calendar, at("2027-03-01")).map((one) => one.level)).toEqual([2, 3]);
  });
});
