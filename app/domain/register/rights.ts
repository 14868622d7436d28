import type { Role } from "#app/domain/access/roles.ts";
import { IMPORT_KINDS, type ImportKind } from "./sheet/fields.ts";

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

/** Roles that plan the pairs of their county or of the city. Source: product rules, section 3. */
export const PLANNERS = ["county_supervisor", "city_supervisor"] as const satisfies readonly Role[];

/** Roles with the separate right to take lists out of the system. */
export const REGISTER_EXPORTERS = [
  "city_supervisor",
  "county_supervisor",
  "system_administrator",
] as const satisfies readonly Role[];

/** Roles that import registers: a county supervisor for the county, the system administrator for all. */
export const REGISTER_IMPORTERS = [
  "county_supervisor",
  "system_administrator",
] as const satisfies readonly Role[];

/** Roles that import ledgers of issues and of past visits: the city supervisor owns them, a county supervisor the county's; the administrator reads no issue. */
export const LEDGER_IMPORTERS = ["city_supervisor", "county_supervisor"] as const satisfies readonly Role[];

/** Roles that import anything. */
export const IMPORTERS = [...LEDGER_IMPORTERS, "system_administrator"] as const satisfies readonly Role[];

/** The kinds of lists that a role imports. */
export function importKindsOf(role: Role): ImportKind[] {
  return IMPORT_KINDS.filter((kind) =>
    isOneOf(kind === "issues" || kind === "contacts" ? LEDGER_IMPORTERS : REGISTER_IMPORTERS, role),
  );
}

/** Whether `role` stands on a list of roles. */
export function isOneOf(roles: readonly Role[], role: Role): boolean {
  return roles.includes(role);
}
