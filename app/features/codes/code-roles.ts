import type { Role } from "#app/domain/access/roles.ts";

/** Who sees and prints codes: deputies and clerks their own, officers of a township, supervisors of their county or all. */
export const CODE_READERS = [
  "deputy",
  "station_clerk",
  "township_officer",
  "county_supervisor",
  "city_supervisor",
] as const satisfies readonly Role[];
