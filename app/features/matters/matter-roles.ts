import type { Role } from "#app/domain/access/roles.ts";

/** Whoever opens, changes and closes matters. */
export const MATTER_KEEPERS: readonly Role[] = ["county_supervisor", "city_supervisor"];
/** Whoever reads them; rows are those of `matterScope`. */
export const MATTER_READERS: readonly Role[] = [
  ...MATTER_KEEPERS,
  "county_dispatcher",
  "city_dispatcher",
  "handler",
  "department_head",
  "auditor",
];

/** Most issues that one matter groups. */
export const MOST_IN_MATTER = 200;
