import { changedOf } from "./pairs.ts";
import { benchOf, piecesBetween, refine, spend } from "./pieces.ts";
import { costOf, type Instance, loadTerm } from "./problem.ts";
import { changedMinimum, pairedToday } from "./repair.ts";
import { type Clock, type Meter, type Solved, solveRounds } from "./rounds.ts";

/**
 * One point of the stability curve: with `keep` as the weight, `changed` firms change and the plan costs `cost` (without
 * the weight); no plan that changes so few costs less than `bound`.
 */
export type CurvePoint = { keep: number; changed: number; cost: number; bound: number };

/** What the search for a plan within the budget hands back: pairs, and the solution whose multiplier bounds best. */
export type Budgeted = { assignment: Int32Array; solved: Solved; multiplier: number };

/** The plan's cost as the problem states it. */
export function objectiveOf(instance: Instance, assignment: Int32Array): number {
  const loads = new Int32Array(instance.deputies);
  let cost = 0;
  for (let f = 0; f < instance.firms; f++) {
    const d = assignment[f]!;
    if (d < 0) cost += instance.unpaired;
    else {
      cost += costOf(instance, f, d) + loadTerm(instance, loads[d]!);
      loads[d] = loads[d]! + 1;
    }
  }
  return cost;
}

/**
 * The stability curve (稳定曲线): for each weight `keep`, in the order given, the changes and the cost without `keep`.
 * Each point starts from the tree of the one before.
 */
export function stabilityCurve(
  instance: Instance,
  keeps: readonly number[],
  clock: Clock,
  meter: Meter,
): CurvePoint[] {
  const bare = { ...instance, keep: 0 };
  const paired = pairedToday(instance);
  let last: Solved | undefined;
  return keeps.map((keep) => {
    last = solveRounds(instance, keep, clock, meter, last);
    const changed = changedOf(instance, last.assignment);
    return {
      keep,
      changed,
      cost: objectiveOf(bare, last.assignment),
      bound: last.value + keep * (paired - changed),
    };
  });
}

/** A solution at one multiplier: copies, because the next one reuses network and tree. */
type Probe = { multiplier: number; assignment: Int32Array; changed: number; bound: number };

/** Most pieces looked through in pairs when part of the budget is left over. */
const MOST_PIECES = 160;

/**
 * The cheapest plan found with at most `budget` changes. Lagrangian: the multiplier m is added to `keep`; changes never
 * grow with m, so a search by doubling and halving finds the least integer m whose optimum A keeps the budget, while
 * the optimum B at m - 1 exceeds it. A and B differ by cycles and paths of moves (a deputy's firm goes on to the next
 * deputy); each costs between -m and -(m - 1) for every change it adds, so applying them to A while the budget lasts
 * stays within one unit of cost for each change, plus m for each change of the budget that no piece fits. When some is
 * left over, pieces from neighbouring multipliers are tried as well, singly and in pairs.
 * `budget` is at least `changedMinimum`, hence some m keeps it. Returns the solution whose multiplier bounds best.
 */
export function solveWithinBudget(
  instance: Instance,
  budget: number,
  free: Solved,
  clock: Clock,
  meter: Meter,
): Budgeted {
  const paired = pairedToday(instance);
  let solved = free;
  const probe = (multiplier: number): Probe => {
    solved = solveRounds(instance, instance.keep + multiplier, clock, meter, solved);
    const { assignment, value } = solved;
    const changed = changedOf(instance, assignment);
    return { multiplier, assignment, changed, bound: value + multiplier * (paired - budget) };
  };
  const changed = changedOf(instance, free.assignment);
  let over: Probe = { multiplier: 0, assignment: free.assignment, changed, bound: free.value };
  if (changed <= budget) return { assignment: free.assignment, solved, multiplier: 0 };
  let within: Probe | null = null;
  for (let step = 64; within === null; step *= 4) {
    const next = probe(step);
    if (next.changed <= budget) within = next;
    else over = next;
  }
  while (within.multiplier - over.multiplier > 1) {
    const next = probe(Math.floor((within.multiplier + over.multiplier) / 2));
    if (next.changed <= budget) within = next;
    else over = next;
  }
  const pieces = piecesBetween(instance, within.assignment, over.assignment);
  const bench = benchOf(instance, within.assignment, objectiveOf(instance, within.assignment));
  const begun = clock();
  spend(instance, bench, pieces, budget);
  meter.solve += clock() - begun;
  if (bench.changed < budget && bench.cost > Math.max(within.bound, over.bound)) {
    const fewer = neighbour(probe, within, 1);
    const more = neighbour(probe, over, -1);
    pieces.push(...piecesBetween(instance, fewer.assignment, within.assignment));
    pieces.push(...piecesBetween(instance, over.assignment, more.assignment));
    const chosen = pieces.sort((a, b) => a.firms.length - b.firms.length).slice(0, MOST_PIECES);
    const resumed = clock();
    refine(instance, bench, chosen, budget);
    meter.solve += clock() - resumed;
  }
  const best = within.bound >= over.bound ? within : over;
  if (solved.keep !== instance.keep + best.multiplier) probe(best.multiplier);
  return { assignment: bench.plan, solved, multiplier: best.multiplier };
}

/** The nearest multipliers on one side, by growing steps, whose optimum differs by some changes. */
function neighbour(probe: (multiplier: number) => Probe, from: Probe, side: 1 | -1): Probe {
  let found = from;
  for (let step = 1; step <= 1024 && Math.abs(found.changed - from.changed) < 4; step *= 2) {
    const multiplier = from.multiplier + side * step;
    if (multiplier < 0) break;
    found = probe(multiplier);
  }
  return found;
}

/** Whether the budget can be kept at all: it is never below what the hard rules force. */
export function budgetShortBy(instance: Instance): { budget: number; minimum: number } | null {
  const minimum = changedMinimum(instance);
  const { maxChanges } = instance;
  return maxChanges !== null && maxChanges < minimum ? { budget: maxChanges, minimum } : null;
}
