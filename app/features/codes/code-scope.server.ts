import { type SQL, sql } from "drizzle-orm";
import type { PersonActor } from "#app/domain/access/actor.ts";

/** Which deputies' and stations' codes an actor may see and print, as a condition on `d` (deputies) and `s` (stations). */
export function codeScope(actor: PersonActor): SQL {
  switch (actor.role) {
    case "deputy":
      return sql`d.deputy_id = ${actor.deputyId}`;
    case "station_clerk":
    case "township_officer":
      return sql`coalesce(d.township_code, s.township_code) = ${actor.townshipCode}`;
    case "county_supervisor":
      return sql`coalesce(d.county_code, s.county_code) = ${actor.countyCode}`;
    case "city_supervisor":
      return sql`true`;
    default:
      return sql`false`;
  }
}
