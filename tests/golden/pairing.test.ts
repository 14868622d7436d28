import { describe, expect, test } from "vitest";
import { explainerOf } from "#app/domain/pairing/explain.ts";
import { parseProblem } from "#app/domain/pairing/parse-problem.ts";
import { isAllowed, type PairingProblem } from "#app/domain/pairing/problem.ts";
import { type Plan, solvePairing } from "#app/domain/pairing/solve.ts";
import { hasSharedData, sharedBytes } from "#tests/support/shared-data.ts";
import { FULL, figure } from "#tests/unit/pairing/full-figures.ts";
import { numbersFrom } from "#tests/unit/pairing/random-problem.ts";

type Expected = {
  objective?: number;
  maxChanges?: number;
  minimum?: number;
  lowerBound?: number;
  refused?: boolean;
};

const here = hasSharedData("pairing/expected.json");
const read = (name: string) => JSON.parse(sharedBytes(`pairing/${name}.json`).toString("utf8"));
const expected: Record<string, Expected> = here ? read("expected") : {};
const named = (part: (value: Expected) => boolean) =>
  Object.entries(expected).filter(([, value]) => part(value));

/** The code each refused file is made for, and the field at fault. */
const REFUSALS: Record<string, [code: string, field: string, index: number | null]> = {
  "refuse-pin-forbidden": ["pairing.pin_forbidden", "pinned", null],
  "refuse-pins-over-capacity": ["pairing.pins_over_capacity", "pinned", null],
  "refuse-load-not-convex": ["pairing.bad_problem", "cost.load", 2],
  "refuse-township-out-of-range": ["pairing.bad_problem", "firms.township", 7],
  "refuse-ragged-columns": ["pairing.bad_problem", "deputies.sector", 299],
  "refuse-negative-capacity": ["pairing.bad_problem", "deputies.capacity", 2],
  "refuse-budget-below-minimum": ["pairing.budget_below_minimum", "maxChanges", null],
};

function problemOf(name: string): PairingProblem {
  const parsed = parseProblem(read(name));
  if (!parsed.ok) throw new Error(parsed.error.code);
  return parsed.value;
}

function planOf(problem: PairingProblem): Plan {
  const result = solvePairing(problem);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe.skipIf(!here)("problems with a known optimum", () => {
  test.each(named(({ objective }) => objective !== undefined))(
    "%s is solved to its optimum and proven",
    (name, value) => {
      const plan = planOf(problemOf(name));
      expect({ objective: plan.objective, bound: plan.bound, proven: plan.proven }).toEqual({
        objective: value.objective,
        bound: value.objective,
        proven: true,
      });
    },
  );

  test.each(named(({ lowerBound }) => lowerBound !== undefined))(
    "%s keeps its budget of changes near the bound",
    (name, value) => {
      const plan = planOf(problemOf(name));
      expect(plan.faults).toEqual([]);
      expect(plan.changedMinimum).toBe(value.minimum);
      expect(plan.changed).toBeLessThanOrEqual(value.maxChanges!);
      expect(plan.objective).toBeGreaterThanOrEqual(value.lowerBound!);
      expect(plan.objective - plan.bound).toBeLessThan(Math.abs(plan.bound) * 0.001);
    },
  );

  test.each(named(({ refused }) => refused === true))("%s is refused for its own reason", (name) => {
    const parsed = parseProblem(read(name));
    const result = parsed.ok ? solvePairing(parsed.value) : parsed;
    const [code, field, index] = REFUSALS[name]!;
    expect(result).toMatchObject({ ok: false, error: { code, field } });
    if (index !== null) expect(result).toMatchObject({ error: { facts: { field, index } } });
  });

  const figures: [string, number][] = [
    ["middle", figure(500, 12)],
    ["middle-keep-100", figure(500, 12)],
    ...(FULL
      ? ([
          ["full-scratch", 20],
          ["full-keep-100", 20],
        ] as [string, number][])
      : []),
  ];
  test.each(figures)(
    "%s: stated prices equal the difference of two full solves",
    (name, count) => {
      const problem = problemOf(name);
      const plan = planOf(problem);
      const explainer = explainerOf(plan);
      const r = numbersFrom(count);
      for (let n = 0; n < count; n++) {
        const f = r.below(problem.firms.township.length);
        let d = r.below(problem.deputies.township.length);
        while (!isAllowed(problem, f, d)) d = r.below(problem.deputies.township.length);
        const whole = planOf({ ...problem, pinned: [[f, d]] }).objective;
        expect.soft({ f, d, price: explainer.price(f, d)?.price }).toEqual({
          f,
          d,
          price: whole - plan.objective,
        });
      }
    },
    1_200_000,
  );
});
