import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { importKindsOf } from "#app/domain/register/rights.ts";
import type { ImportKind } from "#app/domain/register/sheet/fields.ts";

/** The county an actor imports a kind of list for: a county supervisor always the own one, others the one named or all; undefined = may not import it. */
export function importCounty(
  actor: Actor,
  kind: ImportKind,
  named: string | null,
): string | null | undefined {
  if (actor.kind === "system") return named;
  if (actor.kind !== "person" || !importKindsOf(actor.role).includes(kind)) return undefined;
  if (actor.role !== "county_supervisor") return named;
  return named === null || named === actor.countyCode ? actor.countyCode : undefined;
}

/** Which imports an actor may see, as a condition on `imports`: of the kinds the role imports, a county supervisor those of the county. */
export function importScope(actor: Actor): SQL {
  if (actor.kind === "system") return sql`true`;
  if (actor.kind !== "person") return sql`false`;
  const kinds = sql`imports.kind in (select jsonb_array_elements_text(${JSON.stringify(importKindsOf(actor.role))}::text::jsonb))`;
  return actor.role === "county_supervisor"
    ? sql`(${kinds} and imports.county_code = ${actor.countyCode})`
    : kinds;
}
