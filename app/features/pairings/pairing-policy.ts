import type { DeputyLevel } from "#app/domain/access/roles.ts";

/** The policy `pairing`: capacities, reach and weights as a supervisor may change them. Source: pairing rules, section 1. */
export type PairingPolicy = {
  capacity: Record<DeputyLevel, number>;
  reach: Record<DeputyLevel, "township" | "county" | "city">;
  distance: number[];
  sector: number[];
  gapStep: number;
  load: number[];
  unpaired: number;
  keepRepair: number;
  keepReoptimise: number;
};

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
