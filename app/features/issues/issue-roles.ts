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
/** Whoever works on several issues at once: reminds, tags, transfers or assigns them. */
export const BULK_WORKERS: readonly Role[] = [
  "county_supervisor",
  "city_supervisor",
  "county_dispatcher",
  "city_dispatcher",
];
/** Whoever has the separate right to take lists of issues out of the system. */
export const ISSUE_EXPORTERS: readonly Role[] = [...BULK_WORKERS, "department_head"];
/** Whoever puts tags on issues and sees them. */
export const TAGGERS: readonly Role[] = ["county_supervisor", "city_supervisor"];
/** Whoever keeps views of the list: everybody at a desk. */
export const VIEW_KEEPERS: readonly Role[] = [...BULK_WORKERS, "handler", "department_head", "auditor"];
/** Whoever carries an issue on paper too: the offices on both sides. */
export const HANDLING_SHEET_READERS: readonly Role[] = [...BULK_WORKERS, "handler", "department_head"];
/** Whoever has figures of an office of their own: units and dispatchers. */
export const FIGURE_READERS: readonly Role[] = [
  "handler",
  "department_head",
  "county_dispatcher",
  "city_dispatcher",
];
