import { changedOf, loadsOf } from "./pairs.ts";
import { costOf, type Instance, loadTerm } from "./problem.ts";
import { changedMinimum, pairedToday } from "./repair.ts";
import { type Clock, type Meter, type Solved, solveRounds } from "./rounds.ts";

/** One point of the stability curve: with `keep` as the weight, `changed` firms change and the plan costs `cost`. */
export type CurvePoint = { keep: number; changed: number; cost: number };

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
  let last: Solved | undefined;
  return keeps.map((keep) => {
    last = solveRounds(instance, keep, clock, meter, last);
    return {
      keep,
      changed: changedOf(instance, last.assignment),
      cost: objectiveOf(bare, last.assignment),
    };
  });
}

/** A solution at one multiplier: copies, because the next one reuses network and tree. */
type Probe = { multiplier: number; assignment: Int32Array; changed: number };

/**
 * The cheapest plan found with at most `budget` changes. Lagrangian: the multiplier m is added to `keep`; changes never
 * grow with m, so a search by doubling and halving finds the least integer m whose optimum A keeps the budget, while
 * the optimum B at m - 1 exceeds it. A and B differ by cycles and paths of moves (a deputy's firm goes on to the next
 * deputy); each costs between -m and -(m - 1) for every change it adds, so applying them to A while the budget lasts
 * stays within one unit of cost for each change, plus m for each change of the budget that no piece fits.
 * `budget` is at least `changedMinimum`, hence some m keeps it.
 */
export function solveWithinBudget(
  instance: Instance,
  budget: number,
  free: Solved,
  clock: Clock,
  meter: Meter,
): Budgeted {
  let solved = free;
  const probe = (multiplier: number): Probe => {
    solved = solveRounds(instance, instance.keep + multiplier, clock, meter, solved);
    const { assignment } = solved;
    return { multiplier, assignment, changed: changedOf(instance, assignment) };
  };
  let over: Probe = {
    multiplier: 0,
    assignment: free.assignment,
    changed: changedOf(instance, free.assignment),
  };
  if (over.changed <= budget) return { assignment: over.assignment, solved, multiplier: 0 };
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
  const assignment = blend(instance, budget, within.assignment, over.assignment);
  const paired = pairedToday(instance);
  const value = (at: Solved, m: number) => at.value + m * (paired - budget);
  const upper = probe(within.multiplier);
  const bound = value(solved, upper.multiplier);
  probe(over.multiplier);
  if (value(solved, over.multiplier) < bound) probe(within.multiplier);
  return { assignment, solved, multiplier: solved.keep - instance.keep };
}

/** Applies the pieces in which `to` differs from `from`, most changes first, as long as budget and capacity last. */
function blend(instance: Instance, budget: number, from: Int32Array, to: Int32Array): Int32Array {
  const plan = from.slice();
  const loads = loadsOf(instance, plan);
  let room = budget - changedOf(instance, plan);
  const pieces = piecesBetween(instance, from, to)
    .map((firms) => ({ firms, adds: addedChanges(instance, firms, from, to) }))
    .sort((a, b) => b.adds - a.adds);
  for (const { firms, adds } of pieces) {
    if (adds > room) continue;
    for (const f of firms) move(plan, loads, f, to[f]!);
    const fits = firms.every((f) => to[f]! < 0 || loads[to[f]!]! <= instance.capacity[to[f]!]!);
    if (fits) room -= adds;
    else for (const f of firms) move(plan, loads, f, from[f]!);
  }
  return objectiveOf(instance, plan) <= objectiveOf(instance, from) ? plan : from;
}

function move(plan: Int32Array, loads: Int32Array, f: number, d: number): void {
  const before = plan[f]!;
  if (before >= 0) loads[before] = loads[before]! - 1;
  if (d >= 0) loads[d] = loads[d]! + 1;
  plan[f] = d;
}

function addedChanges(
  instance: Instance,
  firms: readonly number[],
  from: Int32Array,
  to: Int32Array,
): number {
  let added = 0;
  for (const f of firms) {
    const today = instance.current[f]!;
    if (today < 0) continue;
    if (to[f] !== today) added++;
    if (from[f] !== today) added--;
  }
  return added;
}

/**
 * Splits the difference of two plans into walks: firm by firm, the deputy a firm moves to passes one of his own moving
 * firms on, until nobody is left to pass on or the walk comes back to a deputy it has seen (a cycle, cut off there).
 */
function piecesBetween(instance: Instance, from: Int32Array, to: Int32Array): number[][] {
  const leaving = new Map<number, number[]>();
  const arriving = new Map<number, number>();
  for (let f = instance.firms - 1; f >= 0; f--) {
    if (from[f] === to[f]) continue;
    const list = leaving.get(from[f]!);
    if (list === undefined) leaving.set(from[f]!, [f]);
    else list.push(f);
    arriving.set(to[f]!, (arriving.get(to[f]!) ?? 0) + 1);
  }
  const pieces: number[][] = [];
  const walk = (start: number) => {
    const trail: number[] = [];
    const seenAt = new Map<number, number>([[start, 0]]);
    let at = start;
    for (;;) {
      const f = leaving.get(at)?.pop();
      if (f === undefined) break;
      trail.push(f);
      at = to[f]!;
      const back = seenAt.get(at);
      if (back === undefined) {
        seenAt.set(at, trail.length);
        continue;
      }
      const cycle = trail.splice(back);
      for (const member of cycle) if (to[member]! !== at) seenAt.delete(to[member]!);
      pieces.push(cycle);
    }
    if (trail.length > 0) pieces.push(trail);
  };
  const deputies = [...leaving.keys()].sort((a, b) => a - b);
  const surplus = (d: number) => (leaving.get(d)?.length ?? 0) - (arriving.get(d) ?? 0);
  for (const d of deputies) for (let n = surplus(d); n > 0; n--) walk(d);
  for (const d of deputies) while ((leaving.get(d)?.length ?? 0) > 0) walk(d);
  return pieces;
}

/** Whether the budget can be kept at all: it is never below what the hard rules force. */
export function budgetShortBy(instance: Instance): { budget: number; minimum: number } | null {
  const minimum = changedMinimum(instance);
  const { maxChanges } = instance;
  return maxChanges !== null && maxChanges < minimum ? { budget: maxChanges, minimum } : null;
}
