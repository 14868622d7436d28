import type { Role } from "#app/domain/access/roles.ts";

/** Whoever reads the rules and their rehearsals. Source: product rules, screens. */
export const RULES_READERS: readonly Role[] = ["city_supervisor", "system_administrator", "auditor"];
/** Whoever rehearses: the city supervisor deadlines and ladder, the system administrator the calendar. */
export const RULES_KEEPERS: readonly Role[] = ["city_supervisor", "system_administrator"];
