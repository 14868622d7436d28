import { loadsOf } from "./pairs.ts";
import { allows, type Instance, loadTerm, plainCost } from "./problem.ts";

/** Pairs being exchanged: `wrong[f]` is 1 while the flow priced the firm's pair below the truth. */
type Exchange = {
  instance: Instance;
  keep: number;
  assignment: Int32Array;
  loads: Int32Array;
  wrong: Uint8Array;
};

/**
 * Exchanges conflicts away at equal cost, changing `assignment` in place, and returns the firms that remain in
 * conflict, ascending. A firm is in conflict when the classes priced its pair below the truth: the pair is forbidden,
 * or `keep` is negative and it is today's. Tried in fixed order: another deputy with a free place, then a swap with
 * another firm, both only where the whole costs no more than the flow did. O(firms + deputies) for each conflict.
 */
export function exchangeConflicts(
  instance: Instance,
  keep: number,
  split: ReadonlySet<number>,
  assignment: Int32Array,
): number[] {
  const conflicts = conflictsIn(instance, keep, split, assignment);
  if (conflicts.length === 0) return conflicts;
  const wrong = new Uint8Array(instance.firms);
  for (const f of conflicts) wrong[f] = 1;
  const exchange: Exchange = { instance, keep, assignment, loads: loadsOf(instance, assignment), wrong };
  for (const f of conflicts) {
    if (wrong[f] === 0) continue;
    const costs = costsOf(exchange, f);
    if (!toFreePlace(exchange, f, costs)) swap(exchange, f, costs);
  }
  return conflicts.filter((f) => wrong[f] === 1);
}

function conflictsIn(
  instance: Instance,
  keep: number,
  split: ReadonlySet<number>,
  assignment: Int32Array,
): number[] {
  const { current, forbidden, pin } = instance;
  const found: number[] = [];
  for (const [f, banned] of forbidden) {
    const d = assignment[f]!;
    if (d >= 0 && pin[f] === -1 && banned.includes(d)) found.push(f);
  }
  if (keep < 0) {
    for (let f = 0; f < instance.firms; f++) {
      const d = assignment[f]!;
      const todays = d >= 0 && current[f] === d && pin[f] === -1;
      if (todays && !split.has(f) && !found.includes(f)) found.push(f);
    }
  }
  return found.sort((a, b) => a - b);
}

/** What firm f costs at each deputy, infinity where it may not be. */
function costsOf({ instance, keep }: Exchange, f: number): Float64Array {
  const costs = new Float64Array(instance.deputies);
  const today = instance.current[f]!;
  for (let d = 0; d < costs.length; d++) {
    costs[d] = allows(instance, f, d) ? plainCost(instance, f, d) : Number.POSITIVE_INFINITY;
  }
  if (today >= 0) costs[today] = costs[today]! - keep;
  return costs;
}

/** What the flow charged for the firm's pair as it stands. */
function charged({ instance, keep, assignment, wrong }: Exchange, f: number): number {
  const d = assignment[f]!;
  if (d < 0) return instance.unpaired;
  const kept = instance.current[f] === d && wrong[f] === 0;
  return plainCost(instance, f, d) - (kept ? keep : 0);
}

function toFreePlace(exchange: Exchange, f: number, costs: Float64Array): boolean {
  const { instance, assignment, loads, wrong } = exchange;
  const from = assignment[f]!;
  const saved = charged(exchange, f) + loadTerm(instance, loads[from]! - 1);
  for (let d = 0; d < costs.length; d++) {
    const load = loads[d]!;
    if (d === from || load >= instance.capacity[d]!) continue;
    if (costs[d]! + loadTerm(instance, load) > saved) continue;
    loads[from] = loads[from]! - 1;
    loads[d] = load + 1;
    assignment[f] = d;
    wrong[f] = 0;
    return true;
  }
  return false;
}

function swap(exchange: Exchange, f: number, costs: Float64Array): void {
  const { instance, keep, assignment, wrong } = exchange;
  const { firms, pin, current, unpaired } = instance;
  const from = assignment[f]!;
  const price = charged(exchange, f);
  for (let other = 0; other < firms; other++) {
    const d = assignment[other]!;
    if (d === from || pin[other] !== -1) continue;
    const mine = d < 0 ? unpaired : costs[d]!;
    if (mine === Number.POSITIVE_INFINITY) continue;
    const its = plainCost(instance, other, from) - (current[other] === from ? keep : 0);
    if (mine + its > price + charged(exchange, other) || !allows(instance, other, from)) continue;
    assignment[f] = d;
    assignment[other] = from;
    wrong[f] = 0;
    wrong[other] = 0;
    return;
  }
}
