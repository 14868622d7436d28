/** Roles a grant may carry. Source: product rules, who may do and see what. */
export const ROLES = [
  "firm_representative",
  "deputy",
  "station_clerk",
  "township_officer",
  "county_supervisor",
  "city_supervisor",
  "county_dispatcher",
  "city_dispatcher",
  "handler",
  "department_head",
  "post_holder",
  "system_administrator",
  "security_administrator",
  "auditor",
] as const;
export type Role = (typeof ROLES)[number];

/** 三员分立: nobody holds two of these at once. */
export const EXCLUSIVE_ROLES: readonly Role[] = ["system_administrator", "security_administrator", "auditor"];

/** A deputy's levels 代表层级, lowest first; the index is the `level` of the pairing problem. */
export const DEPUTY_LEVELS = ["township", "county", "city", "provincial", "national"] as const;
export type DeputyLevel = (typeof DEPUTY_LEVELS)[number];

/** Size classes of firms by registered capital (< 1, < 10, < 100 million yuan, more), smallest first. */
export const FIRM_SIZES = ["micro", "small", "medium", "large"] as const;
export type FirmSize = (typeof FIRM_SIZES)[number];
