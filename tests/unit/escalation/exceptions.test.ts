import { describe, expect, it } from "vitest";
import { DEFAULT_DEADLINE_POLICY } from "#app/domain/deadline/policy.ts";
import { DEFAULT_LADDER_POLICY } from "#app/domain/escalation/default-ladder.ts";
import { rungsOf } from "#app/domain/escalation/policy.ts";
import { refuse } from "#app/domain/result.ts";
import { judgeDraft } from "#app/domain/supervision/judge-draft.ts";
import { exceptionsOf, type LadderException } from "#app/domain/supervision/ladder-exceptions.ts";
import { draftedLadder, ladderNumbers } from "#app/domain/supervision/rehearsal.ts";
import { draftOfForm, pointAtRow } from "#app/features/rules/draft-of-form.ts";
import { draftRulesSchema } from "#app/features/rules/rules.schema.ts";

const exception = (where: Partial<LadderException>, level2Days = 2): LadderException => ({
  categoryCode: null,
  severity: null,
  countyCode: null,
  yellowShare: 0.5,
  level2Days,
  level3Days: 4,
  ...where,
});
const numbers = ladderNumbers(DEFAULT_LADDER_POLICY);
const withExceptions = (exceptions: LadderException[]) =>
  draftedLadder(DEFAULT_LADDER_POLICY, { ...numbers, exceptions });
const issue = {
  unitKind: "government" as const,
  categoryCode: "06",
  severity: "ordinary" as const,
  countyCode: "420506",
};
const level2 = (policy: typeof DEFAULT_LADDER_POLICY, scope: Parameters<typeof rungsOf>[2]) =>
  rungsOf([policy], "main", scope, Date.parse("2026-03-03T02:00:00Z")).find((rung) => rung.level === 2)
    ?.workingDays;

describe("an exception to the ladder", () => {
  it("holds where all its conditions do, and the one with most conditions wins", () => {
    const policy = withExceptions([
      exception({ categoryCode: "06" }, 2),
      exception({ categoryCode: "06", severity: "urgent" }, 1),
      exception({ countyCode: "420583" }, 3),
    ]);
    expect(level2(policy, issue)).toBe(2);
    expect(level2(policy, { ...issue, severity: "urgent" })).toBe(1);
    expect(level2(policy, { ...issue, categoryCode: "07", countyCode: "420583" })).toBe(3);
    expect(level2(policy, { ...issue, categoryCode: "07" })).toBe(numbers.level2Days);
    expect(level2(policy, { ...issue, unitKind: "utility" })).toBe(2);
  });

  it("puts no pressure on courts and prosecutors", () => {
    const policy = withExceptions([exception({ categoryCode: "06" })]);
    for (const unitKind of ["court", "prosecutor"] as const)
      expect(rungsOf([policy], "main", { ...issue, unitKind }, 0)).toEqual(
        DEFAULT_LADDER_POLICY.main[unitKind],
      );
  });

  it("is read back as it was set, stays when other numbers change, and goes when it is taken away", () => {
    const set = [exception({ severity: "urgent" }), exception({ categoryCode: "06", countyCode: "420506" })];
    const policy = withExceptions(set);
    expect(exceptionsOf(policy)).toEqual(set);
    const { exceptions: _unsaid, ...older } = { ...ladderNumbers(policy), level2Days: 6 };
    expect(exceptionsOf(draftedLadder(policy, older))).toEqual(set);
    expect(draftedLadder(policy, { ...numbers, exceptions: [] })).toEqual(DEFAULT_LADDER_POLICY);
  });

  it("is refused twice at one place, or with level 3 before level 2, and told where", () => {
    const now = { deadlines: DEFAULT_DEADLINE_POLICY, ladder: DEFAULT_LADDER_POLICY };
    const judged = (exceptions: LadderException[]) =>
      judgeDraft({ deadlines: null, calendar: null, ladder: { ...numbers, exceptions } }, now);
    expect(judged([])).toMatchObject({ ok: false, error: { code: "rules.nothing_changed" } });
    expect(judged([exception({ categoryCode: "06" }), exception({ categoryCode: "06" }, 3)])).toMatchObject({
      ok: false,
      error: { code: "rules.exception_twice", field: "exception1_category" },
    });
    expect(judged([exception({ severity: "urgent" }, 4)])).toMatchObject({
      ok: false,
      error: { code: "rules.ladder_order", field: "exception0_level3Days" },
    });
    expect(judged([exception({ severity: "urgent" })]).ok).toBe(true);
  });

  it("is what a row of the form says that names a place", () => {
    const { days, answerDays } = DEFAULT_DEADLINE_POLICY;
    const form = draftRulesSchema.parse({
      intent: "rehearse",
      purpose: "例外",
      ...Object.fromEntries(Object.entries(answerDays).map(([kind, value]) => [`answer_${kind}`, value])),
      ...Object.fromEntries(Object.entries(days).map(([clock, value]) => [`days_${clock}`, value])),
      yellowPercent: 70,
      level2Days: 5,
      level3Days: 10,
      notSolved: 2,
      returns: 3,
      sameProblem: 5,
      exception0_category: "",
      exception1_category: "06",
      exception1_severity: "urgent",
      exception1_county: "",
      exception1_yellowPercent: "50",
      exception1_level2Days: "2",
      exception1_level3Days: "4",
    });
    expect(draftOfForm(form).ladder?.exceptions).toEqual([
      exception({ categoryCode: "06", severity: "urgent" }),
    ]);
    // The draft's first exception stands in the form's second row: a refusal points there.
    const refused = refuse("rules.ladder_order", {}, "exception0_level3Days");
    expect(pointAtRow(refused, form).error.field).toBe("exception1_level3Days");
    const other = refuse("rules.ladder_order", {}, "level3Days");
    expect(pointAtRow(other, form)).toEqual(other);
  });
});
