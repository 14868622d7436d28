import type { Role } from "#app/domain/access/roles.ts";

/** Roles that read the register of firms, each within its rows. Source: product rules, section 8. */
export const FIRM_READERS = [
  "city_supervisor",
  "county_supervisor",
  "township_officer",
  "station_clerk",
  "deputy",
  "system_administrator",
  "auditor",
] as const satisfies readonly Role[];

/** Roles that read the register of deputies; a deputy's own record is the duty file. */
export const DEPUTY_READERS = [
  "city_supervisor",
  "county_supervisor",
  "township_officer",
  "station_clerk",
  "system_administrator",
  "auditor",
] as const satisfies readonly Role[];

/** Roles that place firms, take them into the programme and correct the registers' data. */
export const REGISTER_EDITORS = [
  "city_supervisor",
  "county_supervisor",
  "system_administrator",
] as const satisfies readonly Role[];

/** Roles with the separate right to take lists out of the system. */
export const REGISTER_EXPORTERS = [
  "city_supervisor",
  "county_supervisor",
  "system_administrator",
] as const satisfies readonly Role[];

/** Roles that import: a county supervisor for the county, the system administrator for all. */
export const IMPORTERS = ["county_supervisor", "system_administrator"] as const satisfies readonly Role[];

/** Whether `role` stands on a list of roles. */
export function isOneOf(roles: readonly Role[], role: Role): boolean {
  return roles.includes(role);
}
