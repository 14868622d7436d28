import { isAllowed, layOut, type PairingProblem, plainCost } from "#app/domain/pairing/problem.ts";
import type { ChangeReason } from "./states.ts";

/** What else is known of a plan's rows: deputies who left, firms whose pair was set by hand or comes from a past day. */
export type ReasonFacts = {
  hasLeft: (deputy: number) => boolean;
  byHand: (firm: number) => boolean;
  restored: (firm: number) => boolean;
};

/**
 * Why each firm gets what it gets, one reason a firm, the most compelling first: its pair of today can't stay (the deputy left,
 * a hard rule forbids it, the deputy holds too many), else a person wanted it so, else another pair is better for the firm itself, or,
 * where it is not, the firm moved for the sake of the whole: to make room for another or to even the load. O(firms).
 */
export function changeReasons(
  problem: PairingProblem,
  assignment: readonly number[],
  facts: ReasonFacts,
): ChangeReason[] {
  const { current, deputies } = problem;
  const holding = new Array<number>(deputies.township.length).fill(0);
  for (const deputy of current) if (deputy >= 0) holding[deputy] = holding[deputy]! + 1;
  const instance = layOut(problem);
  const barred = new Set(problem.forbidden.map(([firm]) => firm));
  return assignment.map((deputy, firm) => {
    const today = current[firm]!;
    if (deputy === today) return today < 0 ? "no_place" : "kept";
    if (facts.byHand(firm)) return "by_hand";
    if (today < 0) return "new_firm";
    if (facts.hasLeft(today)) return "deputy_left";
    if ((barred.has(firm) || !inReach(problem, firm, today)) && !isAllowed(problem, firm, today))
      return "not_allowed";
    if (facts.restored(firm)) return "restored";
    if (holding[today]! > deputies.capacity[today]!) return "over_capacity";
    if (deputy < 0) return "no_place";
    return plainCost(instance, firm, deputy) < plainCost(instance, firm, today) ? "better" : "make_room";
  });
}

function inReach({ firms, deputies, townshipCounty }: PairingProblem, firm: number, deputy: number): boolean {
  const home = deputies.township[deputy]!;
  const there = firms.township[firm]!;
  const reach = deputies.reach[deputy]!;
  return reach === 2 || home === there || (reach === 1 && townshipCounty[home] === townshipCounty[there]);
}
