import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";

const ALL = sql`true`;
const NONE = sql`false`;

/** Which firms an actor may see, as a condition on `firms`; whoever is not named sees none. Source: product rules, section 8. */
export function firmScope(actor: Actor): SQL {
  if (actor.kind === "system") return ALL;
  if (actor.kind === "anonymous") return NONE;
  switch (actor.role) {
    case "city_supervisor":
    case "system_administrator":
    case "auditor":
      return ALL;
    case "county_supervisor":
      return sql`firms.county_code = ${actor.countyCode}`;
    case "township_officer":
    case "station_clerk":
      return sql`firms.township_code = ${actor.townshipCode}`;
    case "deputy":
      return sql`firms.firm_id in (select firm_id from pairings where deputy_id = ${actor.deputyId} and ended_on is null)`;
    case "firm_representative":
      return sql`firms.firm_id = ${actor.firmId}`;
    default:
      return NONE;
  }
}

/** Which deputies an actor may see, as a condition on `deputies`. A firm sees its own liaison. */
export function deputyScope(actor: Actor): SQL {
  if (actor.kind === "system") return ALL;
  if (actor.kind === "anonymous") return NONE;
  switch (actor.role) {
    case "city_supervisor":
    case "system_administrator":
    case "auditor":
      return ALL;
    case "county_supervisor":
      return sql`deputies.county_code = ${actor.countyCode}`;
    case "township_officer":
    case "station_clerk":
      return sql`deputies.township_code = ${actor.townshipCode}`;
    case "deputy":
      return sql`deputies.deputy_id = ${actor.deputyId}`;
    case "firm_representative":
      return sql`deputies.deputy_id in (select deputy_id from pairings where firm_id = ${actor.firmId} and ended_on is null)`;
    default:
      return NONE;
  }
}

/**
 * Which single contacts an actor may open: those of {@link contactScope}, and for offices those with a firm that the register did not
 * know, by the deputies credited. Not for lists: it costs a look at each row.
 */
export function recordScope(actor: Actor): SQL {
  const seen = contactScope(actor);
  if (actor.kind !== "person" || !NAMERS.includes(actor.role)) return seen;
  return sql`(${seen} or ${namedFirmScope(actor)})`;
}

/** The contacts with a firm that was only named, by deputies of the actor's place. */
export function namedFirmScope(actor: Actor): SQL {
  return sql`(contacts.named_firm <> '' and exists (select from contact_deputies cd join deputies on deputies.deputy_id = cd.deputy_id
    where cd.contact_id = contacts.contact_id and ${deputyScope(actor)}))`;
}

const NAMERS: readonly string[] = ["county_supervisor", "township_officer", "station_clerk"];

/** Which contacts an actor may see, as a condition on `contacts`: own records, and those of firms in scope. */
export function contactScope(actor: Actor): SQL {
  if (actor.kind === "system") return ALL;
  if (actor.kind === "anonymous") return NONE;
  switch (actor.role) {
    case "city_supervisor":
    case "auditor":
      return ALL;
    case "county_supervisor":
    case "township_officer":
    case "station_clerk":
    case "firm_representative":
      return sql`contacts.contact_id in (select contact_id from contact_firms join firms using (firm_id) where ${firmScope(actor)})`;
    case "deputy":
      return sql`(contacts.contact_id in (select contact_id from contact_deputies where deputy_id = ${actor.deputyId})
        or contacts.contact_id in (select contact_id from contact_firms join firms using (firm_id) where ${firmScope(actor)}))`;
    default:
      return NONE;
  }
}
