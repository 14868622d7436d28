import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";

/** The county an actor imports for: a county supervisor always the own one, others the one named or all; undefined = may not import. */
export function importCounty(actor: Actor, named: string | null): string | null | undefined {
  if (actor.kind === "system") return named;
  if (actor.kind !== "person") return undefined;
  if (actor.role === "system_administrator") return named;
  if (actor.role === "county_supervisor" && (named === null || named === actor.countyCode))
    return actor.countyCode;
  return undefined;
}

/** Which imports an actor may see, as a condition on `imports`. */
export function importScope(actor: Actor): SQL {
  if (actor.kind === "system") return sql`true`;
  if (actor.kind !== "person") return sql`false`;
  if (actor.role === "system_administrator") return sql`true`;
  return actor.role === "county_supervisor" ? sql`imports.county_code = ${actor.countyCode}` : sql`false`;
}
