import { ROLES, type Role } from "#app/domain/access/roles.ts";

/** Whoever has to do with issues; the two administrators see no issue contents. Source: product rules, section 8. */
export const ISSUE_READERS: readonly Role[] = ROLES.filter(
  (role) => role !== "system_administrator" && role !== "security_administrator",
);
/** Whoever may give a command in some quality; the domain decides in which state and relation. */
export const ISSUE_ACTORS: readonly Role[] = ISSUE_READERS.filter(
  (role) => role !== "auditor" && role !== "post_holder",
);
/** Whoever may raise an issue. */
export const ISSUE_RAISERS: readonly Role[] = [
  "firm_representative",
  "deputy",
  "station_clerk",
  "township_officer",
  "county_supervisor",
  "city_supervisor",
];
