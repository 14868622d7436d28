import type { CountyFigures, PairsFigures } from "#app/domain/plan/figures.ts";

/** What a plan is summed up by; counts of firms, costs in the policy's integer weights, times in milliseconds. */
export type PlanFigures = {
  firms: number;
  deputies: number;
  paired: number;
  unpaired: number;
  changed: number;
  changedMinimum: number;
  inOwnTownship: number;
  sameSector: number;
  idleDeputies: number;
  objective: number;
  bound: number;
  proven: boolean;
  /** Firms without a deputy by township code. */
  shortfall: { townshipCode: string; firms: number }[];
  before: { paired: number; inOwnTownship: number; sameSector: number; idleDeputies: number };
  ms: number;
  /** Today's pairs and the plan's side by side; plans made before these were kept have none. */
  today?: PairsFigures;
  after?: PairsFigures;
  counties?: CountyFigures[];
  /** Where one more place would be worth most, by township, best first: what the whole would save. */
  worth?: { townshipCode: string; worth: number }[];
  /** Pairs that end because their firm is no longer in the programme; not among `changed`. */
  ended?: number;
};
