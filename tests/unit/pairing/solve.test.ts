import { describe, expect, test } from "vitest";
import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import { type Plan, solvePairing } from "#app/domain/pairing/solve.ts";
import { figure } from "./full-figures.ts";
import { optimumByHighs } from "./highs-oracle.ts";
import { randomProblem } from "./random-problem.ts";

function solved(problem: PairingProblem): Plan {
  const result = solvePairing(problem);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

const SMALL = { deputies: 12, firms: 40 };

describe("a solved pairing problem", () => {
  test("costs what HiGHS finds over every permitted pair, and is proven, for random problems of every kind", () => {
    for (let seed = 1; seed <= figure(2000, 300); seed++) {
      const problem = randomProblem(seed, SMALL);
      const plan = solved(problem);
      expect.soft({ seed, cost: plan.objective, proven: plan.proven }).toEqual({
        seed,
        cost: optimumByHighs(problem),
        proven: true,
      });
    }
  }, 600_000);

  test("costs what HiGHS finds for larger random problems", () => {
    for (let seed = 1; seed <= figure(20, 3); seed++) {
      const problem = randomProblem(seed * 7919, {
        deputies: figure(200, 40),
        firms: figure(700, 120),
      });
      expect.soft({ seed, cost: solved(problem).objective }).toEqual({ seed, cost: optimumByHighs(problem) });
    }
  }, 3_600_000);

  test("leaves potentials that satisfy the conditions of optimality on every arc", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const { network, flow, pi } = solved(randomProblem(seed, SMALL)).solved;
      const excess = network.supply.slice();
      for (let a = 0; a < network.arcs; a++) {
        const reduced = network.cost[a]! + pi[network.from[a]!]! - pi[network.to[a]!]!;
        if (reduced > 0) expect(flow[a]).toBe(0);
        if (reduced < 0) expect(flow[a]).toBe(network.capacity[a]);
        expect(flow[a]! >= 0 && flow[a]! <= network.capacity[a]!).toBe(true);
        excess[network.from[a]!] = excess[network.from[a]!]! - flow[a]!;
        excess[network.to[a]!] = excess[network.to[a]!]! + flow[a]!;
      }
      expect(excess.every((left) => left === 0)).toBe(true);
    }
  }, 60_000);

  test("is the same plan each time it is solved", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const problem = randomProblem(seed, SMALL);
      const first = solved(problem);
      const again = solved(structuredClone(problem));
      expect(again.assignment).toEqual(first.assignment);
      expect(again.certificate.digest).toBe(first.certificate.digest);
    }
  }, 60_000);

  test("changes only what the hard rules force when today's pairs weigh most", () => {
    for (let seed = 1; seed <= 200; seed++) {
      const drawn = randomProblem(seed, SMALL);
      const plan = solved({ ...drawn, cost: { ...drawn.cost, keep: 10_000_000 } });
      expect.soft({ seed, changed: plan.changed }).toEqual({ seed, changed: plan.changedMinimum });
    }
  }, 60_000);

  test("says how many firms each township leaves without a deputy", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const problem = randomProblem(seed, SMALL);
      const { shortfall, unpaired, assignment } = solved(problem);
      expect(shortfall.reduce((sum, row) => sum + row.firms, 0)).toBe(unpaired);
      for (const { township, firms } of shortfall) {
        const without = assignment.filter((d, f) => d < 0 && problem.firms.township[f] === township);
        expect(without.length).toBe(firms);
      }
    }
  }, 60_000);

  test("exists without firms and without deputies", () => {
    const drawn = randomProblem(3, SMALL);
    const nobody = { township: [], sector: [], level: [], capacity: [], reach: [] };
    const firms = drawn.firms.township.length;
    const idle = solved({
      ...drawn,
      firms: { township: [], sector: [], size: [] },
      current: [],
      forbidden: [],
      pinned: [],
    });
    const alone = solved({
      ...drawn,
      deputies: nobody,
      current: drawn.current.map(() => -1),
      forbidden: [],
      pinned: [],
    });
    expect([idle.objective, idle.proven]).toEqual([0, true]);
    expect([alone.objective, alone.proven, alone.unpaired]).toEqual([
      firms * drawn.cost.unpaired,
      true,
      firms,
    ]);
  }, 60_000);

  test("gives pinned firms the first places of their deputy", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const pinned = randomProblem(seed, SMALL);
      const { assignment } = solved(pinned);
      for (const [firm, deputy] of pinned.pinned) expect(assignment[firm]).toBe(deputy);
    }
  }, 60_000);
});
