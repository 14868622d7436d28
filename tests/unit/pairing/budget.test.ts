import { describe, expect, test } from "vitest";
import { stabilityCurve } from "#app/domain/pairing/budget.ts";
import { layOut } from "#app/domain/pairing/problem.ts";
import { solvePairing } from "#app/domain/pairing/solve.ts";
import { figure } from "./full-figures.ts";
import { optimumByHighs } from "./highs-oracle.ts";
import { randomProblem } from "./random-problem.ts";

const SIZE = { deputies: 10, firms: 30 };

describe("a budget of changes", () => {
  test("is kept, at a cost between its bound and a sliver above the integer optimum", () => {
    let dearer = 0;
    const runs = figure(600, 120);
    for (let seed = 1; seed <= runs; seed++) {
      const drawn = randomProblem(seed, SIZE);
      const free = solvePairing(drawn);
      if (!free.ok) throw new Error(free.error.code);
      const { changed, changedMinimum } = free.value;
      const maxChanges = changedMinimum + Math.floor(((changed - changedMinimum) * (seed % 5)) / 4);
      const problem = { ...drawn, maxChanges };
      const kept = solvePairing(problem);
      if (!kept.ok) throw new Error(kept.error.code);
      const best = optimumByHighs(problem)!;
      expect.soft({ seed, faults: kept.value.faults }).toEqual({ seed, faults: [] });
      expect.soft(kept.value.changed, `seed ${seed}`).toBeLessThanOrEqual(maxChanges);
      expect.soft(kept.value.bound, `seed ${seed}`).toBeLessThanOrEqual(best);
      expect.soft(kept.value.objective, `seed ${seed}`).toBeGreaterThanOrEqual(best);
      if (kept.value.objective > best) dearer++;
    }
    expect(dearer).toBeLessThanOrEqual(Math.ceil(runs * 0.03));
  }, 600_000);

  test("below what the hard rules force is refused with that number", () => {
    let refused = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const problem = randomProblem(seed, SIZE);
      const free = solvePairing(problem);
      if (!free.ok) throw new Error(free.error.code);
      const minimum = free.value.changedMinimum;
      if (minimum === 0) continue;
      refused++;
      expect(solvePairing({ ...problem, maxChanges: minimum - 1 })).toMatchObject({
        ok: false,
        error: { code: "pairing.budget_below_minimum", facts: { budget: minimum - 1, minimum } },
      });
      expect(solvePairing({ ...problem, maxChanges: minimum }).ok).toBe(true);
    }
    expect(refused).toBeGreaterThan(10);
  }, 60_000);
});

describe("the stability curve", () => {
  test("falls in changes and rises in cost as today's pairs weigh more", () => {
    const meter = { build: 0, solve: 0, pairs: 0, pivots: 0, rounds: 0 };
    for (let seed = 1; seed <= 60; seed++) {
      const instance = layOut(randomProblem(seed, SIZE));
      const curve = stabilityCurve(instance, [0, 1, 10, 100, 1000, 100_000], () => 0, meter);
      for (const { cost, bound } of curve) expect(cost).toBe(bound);
      for (let i = 1; i < curve.length; i++) {
        expect(curve[i]!.changed).toBeLessThanOrEqual(curve[i - 1]!.changed);
        expect(curve[i]!.cost).toBeGreaterThanOrEqual(curve[i - 1]!.cost);
      }
    }
  }, 60_000);
});
