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
};
