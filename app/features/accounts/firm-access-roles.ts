import type { Role } from "#app/domain/access/roles.ts";

/** Who hands a firm its one-time link, face to face. */
export const FIRM_ACCESS_GIVERS = [
  "deputy",
  "station_clerk",
  "township_officer",
] as const satisfies readonly Role[];
