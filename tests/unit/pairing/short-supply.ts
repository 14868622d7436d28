import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import { type Plan, solvePairing } from "#app/domain/pairing/solve.ts";

/** Two townships of one county and one of another; three deputies, five firms, everything in short
 * supply; firms 0 and 3 held, 1 free, 2 with a forbidden deputy. */
export const shortSupply: PairingProblem = {
  townshipCounty: [0, 0, 1],
  sectorGroup: [0, 0, 1],
  cost: {
    distance: [0, 300, 1000],
    sector: [0, 40, 100],
    gap: [
      [0, 30],
      [30, 0],
    ],
    load: [-5050, -50, 0],
    unpaired: 20000,
    keep: 100,
  },
  deputies: {
    township: [0, 2, 1],
    sector: [1, 0, 2],
    level: [0, 1, 0],
    capacity: [2, 3, 1],
    reach: [1, 2, 1],
  },
  firms: { township: [0, 1, 2, 0, 1], sector: [1, 2, 0, 0, 2], size: [0, 1, 0, 1, 0] },
  current: [0, -1, 1, 2, 2],
  forbidden: [[2, 1]],
  pinned: [[3, 0]],
  maxChanges: null,
};

/** The plan of a problem that is not refused. */
export function solved(stated: PairingProblem): Plan {
  const result = solvePairing(stated);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}
