import { describe, expect, test } from "vitest";
import { explainerOf, worthOfPlaces } from "#app/domain/pairing/explain.ts";
import { isAllowed, type PairingProblem } from "#app/domain/pairing/problem.ts";
import { solvePairing } from "#app/domain/pairing/solve.ts";
import { numbersFrom, randomProblem } from "./random-problem.ts";

const SIZE = { deputies: 8, firms: 20 };

function costOf(problem: PairingProblem): number | null {
  const result = solvePairing(problem);
  return result.ok ? result.value.objective : null;
}

/** The problem with firm f forced to deputy d, or to nobody when d is -1. */
function forced(problem: PairingProblem, f: number, d: number): PairingProblem {
  const pinned = problem.pinned.filter(([firm]) => firm !== f);
  if (d >= 0) return { ...problem, pinned: [...pinned, [f, d]] };
  const all = problem.deputies.township.map((_, other): [number, number] => [f, other]);
  return { ...problem, pinned, forbidden: [...problem.forbidden, ...all] };
}

describe("an explanation", () => {
  test("prices a forced pair at the difference of two full solves, for firms free, held, set apart or pinned", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const problem = randomProblem(seed, SIZE);
      const result = solvePairing(problem);
      const firms = problem.firms.township.length;
      const deputies = problem.deputies.township.length;
      if (!result.ok || firms === 0 || deputies === 0) continue;
      const explainer = explainerOf(result.value);
      const r = numbersFrom(seed);
      for (let n = 0; n < 3; n++) {
        const f = r.below(firms);
        const d = r.below(deputies);
        const cost = isAllowed(problem, f, d) ? costOf(forced(problem, f, d)) : null;
        const price = explainer.price(f, d)?.price ?? null;
        expect.soft({ seed, f, d, price }).toEqual({
          seed,
          f,
          d,
          price: cost === null ? null : cost - result.value.objective,
        });
      }
    }
  }, 60_000);

  test("names the cheapest other deputy, the price of none, and moves that make a plan of that cost", () => {
    for (let seed = 1; seed <= 80; seed++) {
      const problem = randomProblem(seed, SIZE);
      const result = solvePairing(problem);
      const firms = problem.firms.township.length;
      if (!result.ok || firms === 0) continue;
      const f = numbersFrom(seed).below(firms);
      const explanation = explainerOf(result.value).explain(f);
      const others = problem.deputies.township
        .map((_, d) => d)
        .filter((d) => d !== explanation.deputy && isAllowed(problem, f, d))
        .map((d) => costOf(forced(problem, f, d)))
        .filter((cost) => cost !== null);
      const next = others.length === 0 ? null : Math.min(...others) - result.value.objective;
      expect.soft(explanation.next?.price ?? null, `seed ${seed}`).toBe(next);
      if (explanation.without !== null) {
        const without = costOf(forced(problem, f, -1))! - result.value.objective;
        expect.soft(explanation.without.price, `seed ${seed}`).toBe(without);
      }
      for (const { deputy, moves } of explanation.alternatives) {
        const plan = result.value.assignment.slice();
        for (const { firm, from, to } of moves) {
          expect.soft(plan[firm], `seed ${seed}`).toBe(from);
          plan[firm] = to;
        }
        expect.soft(plan[f], `seed ${seed}`).toBe(deputy);
      }
    }
  }, 60_000);

  test("knows what one more place at a deputy would save", () => {
    for (let seed = 1; seed <= 80; seed++) {
      const problem = randomProblem(seed, SIZE);
      const result = solvePairing(problem);
      if (!result.ok) continue;
      worthOfPlaces(result.value).forEach((worth, d) => {
        if (worth === null || (problem.forbidden.length > 0 && worth === 0)) return;
        const capacity = problem.deputies.capacity.map((places, other) => places + (other === d ? 1 : 0));
        const cost = costOf({ ...problem, deputies: { ...problem.deputies, capacity } })!;
        if (problem.forbidden.length > 0 || problem.cost.keep < 0) {
          expect.soft(result.value.objective - cost, `seed ${seed}`).toBeLessThanOrEqual(worth);
        } else expect.soft(result.value.objective - cost, `seed ${seed}`).toBe(worth);
      });
    }
  }, 60_000);
});
