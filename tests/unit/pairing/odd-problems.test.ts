import { describe, expect, test } from "vitest";
import { explainerOf } from "#app/domain/pairing/explain.ts";
import { isAllowed } from "#app/domain/pairing/problem.ts";
import { solvePairing } from "#app/domain/pairing/solve.ts";
import { figure } from "./full-figures.ts";
import { optimumByHighs } from "./highs-oracle.ts";
import { ODD_SHAPES, oddProblem } from "./odd-problem.ts";
import { numbersFrom } from "./random-problem.ts";

const SEEDS = figure(100, 8);

describe("a problem at the edge", () => {
  test.each(Object.keys(ODD_SHAPES))(
    "%s: solved to the optimum over every permitted pair",
    (shape) => {
      for (let seed = 1; seed <= SEEDS; seed++) {
        const problem = oddProblem(shape, seed);
        const result = solvePairing(problem);
        if (!result.ok) throw new Error(`${result.error.code} at seed ${seed}`);
        const { objective, proven, faults } = result.value;
        expect.soft({ seed, cost: objective, proven, faults }).toEqual({
          seed,
          cost: optimumByHighs(problem),
          proven: true,
          faults: [],
        });
      }
    },
    600_000,
  );

  test.each(Object.keys(ODD_SHAPES))(
    "%s: priced at the difference of two full solves",
    (shape) => {
      for (let seed = 1; seed <= SEEDS; seed++) {
        const problem = oddProblem(shape, seed);
        const result = solvePairing(problem);
        const firms = problem.firms.township.length;
        const deputies = problem.deputies.township.length;
        if (!result.ok || firms === 0 || deputies === 0) continue;
        const r = numbersFrom(seed);
        const f = r.below(firms);
        const d = r.below(deputies);
        const pinned = [...problem.pinned.filter(([firm]) => firm !== f), [f, d] as const];
        const forced = isAllowed(problem, f, d) ? solvePairing({ ...problem, pinned }) : null;
        const price = forced?.ok ? forced.value.objective - result.value.objective : null;
        expect
          .soft({ seed, f, d, price: explainerOf(result.value).price(f, d)?.price ?? null })
          .toEqual({ seed, f, d, price });
      }
    },
    600_000,
  );

  test.each(Object.keys(ODD_SHAPES))(
    "%s: the least budget is kept, one below is refused",
    (shape) => {
      for (let seed = 1; seed <= SEEDS; seed++) {
        const problem = oddProblem(shape, seed);
        const free = solvePairing(problem);
        if (!free.ok) throw new Error(free.error.code);
        const { changedMinimum } = free.value;
        const kept = solvePairing({ ...problem, maxChanges: changedMinimum });
        if (!kept.ok) throw new Error(kept.error.code);
        expect.soft({ seed, faults: kept.value.faults }).toEqual({ seed, faults: [] });
        expect.soft(kept.value.changed, `seed ${seed}`).toBe(changedMinimum);
        expect.soft(kept.value.bound, `seed ${seed}`).toBeLessThanOrEqual(kept.value.objective);
        if (changedMinimum === 0) continue;
        expect.soft(solvePairing({ ...problem, maxChanges: changedMinimum - 1 })).toMatchObject({
          ok: false,
          error: { code: "pairing.budget_below_minimum", facts: { minimum: changedMinimum } },
        });
      }
    },
    600_000,
  );
});
