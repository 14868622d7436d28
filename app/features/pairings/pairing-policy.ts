import type { DeputyLevel } from "#app/domain/access/roles.ts";
import type { PairingPolicy } from "#app/domain/plan/pairing-policy.ts";

/** What a what-if takes for granted: deputies who leave, other capacities or weights, deputies a township would get. */
export type Assumptions = {
  leaving?: number[];
  policy?: Partial<PairingPolicy>;
  additions?: { townshipCode: string; level: DeputyLevel; count: number }[];
};

/** What a plan was asked for, stored with it. */
export type PlanSettings = {
  keep?: number;
  maxChanges?: number | null;
  /** The day whose pairs a `restore` goes back to. */
  restoreOn?: string;
  assume?: Assumptions;
};
