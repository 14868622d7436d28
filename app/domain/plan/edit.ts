import { objectiveOf } from "#app/domain/pairing/budget.ts";
import { loadsOf } from "#app/domain/pairing/pairs.ts";
import { piecesBetween } from "#app/domain/pairing/pieces.ts";
import { allows, costOf, type Instance, loadTerm } from "#app/domain/pairing/problem.ts";

/**
 * Carries a plan over to another optimum with as few firms moved as can be. In turns: the firm alone, the firm and one of its new
 * deputy's, `wished` (moves the caller knows of; the first choice where an edit is taken back), the walk of the difference that holds
 * the firm, the whole optimum. Each is taken only if it costs just what the optimum `after` of `instance` costs and breaks no rule: so the price of an edit is exact and
 * nobody moves who has nothing to do with it. O(firms + places of the deputy x deputies).
 */
export function nearestOptimum(
  instance: Instance,
  before: Int32Array,
  after: Int32Array,
  firm: number,
  wished?: Int32Array,
): Int32Array {
  const best = objectiveOf(instance, after);
  const good = (plan: Int32Array) => objectiveOf(instance, plan) === best && isWithin(instance, plan);
  const pinned = instance.pin[firm]!;
  const piece = piecesBetween(instance, before, after).find(({ firms }) => firms.includes(firm));
  const short = () => (pinned < 0 ? undefined : shortEdit(instance, before, firm, pinned, best));
  const walk = () => piece && moved(before, piece.firms, after);
  const candidates = pinned < 0 ? [() => wished, () => before, walk] : [short, () => wished, walk];
  for (const candidate of candidates) {
    const plan = candidate();
    if (plan !== undefined && good(plan)) return plan;
  }
  return after;
}

function moved(before: Int32Array, firms: readonly number[], after: Int32Array): Int32Array {
  const plan = before.slice();
  for (const firm of firms) plan[firm] = after[firm]!;
  return plan;
}

/** Whether every capacity and pin is kept and every pair permitted. */
function isWithin(instance: Instance, plan: Int32Array): boolean {
  const { capacity, pin } = instance;
  if (loadsOf(instance, plan).some((load, deputy) => load > capacity[deputy]!)) return false;
  return plan.every((deputy, firm) => (pin[firm]! >= 0 ? pin[firm] === deputy : true));
}

/** The firm alone to `deputy`, or with one firm of the deputy's handed on, if that costs `best`. */
function shortEdit(
  instance: Instance,
  before: Int32Array,
  firm: number,
  deputy: number,
  best: number,
): Int32Array | undefined {
  const loads = loadsOf(instance, before);
  const alone = before.slice();
  alone[firm] = deputy;
  if (loads[deputy]! < instance.capacity[deputy]! && objectiveOf(instance, alone) === best) return alone;
  const held = (f: number, d: number) => (d < 0 ? instance.unpaired : costOf(instance, f, d));
  const from = before[firm]!;
  const spared = from < 0 ? 0 : loadTerm(instance, loads[from]! - 1);
  const base = objectiveOf(instance, before) + held(firm, deputy) - held(firm, from);
  for (let other = 0; other < before.length; other++) {
    if (before[other] !== deputy || instance.pin[other]! >= 0) continue;
    const given = base - held(other, deputy);
    for (let next = -1; next < instance.deputies; next++) {
      if (next === deputy || (next >= 0 && !allows(instance, other, next))) continue;
      if (next >= 0 && next !== from && loads[next]! >= instance.capacity[next]!) continue;
      const burden = next === from ? 0 : (next < 0 ? 0 : loadTerm(instance, loads[next]!)) - spared;
      if (given + held(other, next) + burden !== best) continue;
      alone[other] = next;
      return alone;
    }
  }
  return undefined;
}
