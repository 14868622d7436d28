import { loadsOf } from "./pairs.ts";
import { allows, type Instance, loadTerm, plainCost } from "./problem.ts";

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
  const { firms, current, forbidden, pin } = instance;
  const suspects = keep < 0 ? Array.from(current.keys()) : [...forbidden.keys()].sort((a, b) => a - b);
  const inConflict = (f: number) => {
    const d = assignment[f]!;
    if (d < 0 || pin[f] !== -1) return false;
    if (forbidden.get(f)?.includes(d)) return true;
    return keep < 0 && current[f] === d && !split.has(f);
  };
  const conflicts = suspects.filter(inConflict);
  if (conflicts.length === 0) return [];
  const loads = loadsOf(instance, assignment);
  const truth = (f: number, d: number) => {
    if (d < 0) return instance.unpaired;
    if (!allows(instance, f, d)) return Number.POSITIVE_INFINITY;
    return plainCost(instance, f, d) - (current[f] === d ? keep : 0);
  };
  const charged = (f: number) => {
    const d = assignment[f]!;
    if (d < 0) return instance.unpaired;
    const bare = inConflict(f) || current[f] !== d;
    return plainCost(instance, f, d) - (bare ? 0 : keep);
  };
  const toFreePlace = (f: number) => {
    const from = assignment[f]!;
    const saved = charged(f) + loadTerm(instance, loads[from]! - 1);
    for (let d = 0; d < instance.deputies; d++) {
      const load = loads[d]!;
      if (d === from || load >= instance.capacity[d]!) continue;
      if (truth(f, d) + loadTerm(instance, load) > saved) continue;
      loads[from] = loads[from]! - 1;
      loads[d] = load + 1;
      assignment[f] = d;
      return true;
    }
    return false;
  };
  const swap = (f: number) => {
    const from = assignment[f]!;
    const price = charged(f);
    for (let other = 0; other < firms; other++) {
      const d = assignment[other]!;
      if (d === from || pin[other] !== -1) continue;
      const after = truth(f, d);
      if (after === Number.POSITIVE_INFINITY) continue;
      if (after + truth(other, from) > price + charged(other)) continue;
      assignment[f] = d;
      assignment[other] = from;
      return true;
    }
    return false;
  };
  const left = conflicts.filter((f) => inConflict(f) && !toFreePlace(f) && !swap(f));
  return left.filter(inConflict);
}
