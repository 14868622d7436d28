import { sql } from "drizzle-orm";
import type { Ctx } from "#db/client.ts";

/** Plans an actor may see: a county supervisor those of the county, the city supervisor and the system all. */
export function planScope({ actor }: Pick<Ctx, "actor">) {
  if (actor.kind === "system") return sql`true`;
  if (actor.kind !== "person") return sql`false`;
  if (actor.role === "city_supervisor" || actor.role === "auditor") return sql`true`;
  return actor.role === "county_supervisor"
    ? sql`pairing_plans.county_code = ${actor.countyCode}`
    : sql`false`;
}

/** The county an actor may plan: a county supervisor its own alone, the city supervisor and the system any or the whole city. */
export function plannedCounty(ctx: Ctx, countyCode: string | null): string | null | undefined {
  const { actor } = ctx;
  if (actor.kind === "system") return countyCode;
  if (actor.kind !== "person") return undefined;
  if (actor.role === "city_supervisor") return countyCode;
  return actor.role === "county_supervisor" ? (actor.countyCode ?? undefined) : undefined;
}
