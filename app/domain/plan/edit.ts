import { objectiveOf } from "#app/domain/pairing/budget.ts";
import { loadsOf } from "#app/domain/pairing/pairs.ts";
import { piecesBetween } from "#app/domain/pairing/pieces.ts";
import type { Instance } from "#app/domain/pairing/problem.ts";

/**
 * Carries a plan over to another optimum with as few firms moved as can be: of the difference between `before` and `after` (an
 * optimum of `instance`) only the walk with `firm` is applied, where that already costs what the optimum costs and breaks no rule;
 * otherwise the whole optimum is taken. So an edit by hand moves nobody who has nothing to do with it, and its price is exact.
 */
export function nearestOptimum(
  instance: Instance,
  before: Int32Array,
  after: Int32Array,
  firm: number,
): Int32Array {
  const piece = piecesBetween(instance, before, after).find(({ firms }) => firms.includes(firm));
  if (piece === undefined) return before[firm] === after[firm] ? settled(instance, before, after) : after;
  const plan = before.slice();
  for (const moved of piece.firms) plan[moved] = after[moved]!;
  return settled(instance, plan, after);
}

/** `plan` if it is as good as the optimum and within every capacity, else the optimum itself. */
function settled(instance: Instance, plan: Int32Array, optimum: Int32Array): Int32Array {
  const fits = loadsOf(instance, plan).every((load, deputy) => load <= instance.capacity[deputy]!);
  const keepsPins = plan.every((deputy, firm) => instance.pin[firm]! < 0 || instance.pin[firm] === deputy);
  const equal = objectiveOf(instance, plan) === objectiveOf(instance, optimum);
  return fits && keepsPins && equal ? plan : optimum;
}
