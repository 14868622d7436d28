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
