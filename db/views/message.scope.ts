import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";

const ALL = sql`true`;
const NONE = sql`false`;
const OPEN = sql`messages.confidentiality = 'open'`;

/**
 * Which messages an actor may see, as a condition on `messages`; row-level security says the same beneath it. Sealed ones are the city
 * supervisor's alone, those sent past the deputy never come to deputies and clerks. Source: product rules, sections 5 and 8.
 */
export function messageScope(actor: Actor): SQL {
  if (actor.kind === "system") return ALL;
  if (actor.kind === "anonymous") {
    const messageId = actor.link?.messageId ?? null;
    return messageId === null ? NONE : sql`messages.message_id = ${messageId}`;
  }
  switch (actor.role) {
    case "city_supervisor":
      return ALL;
    case "county_supervisor":
      return sql`(${OPEN} and messages.county_code = ${actor.countyCode})`;
    case "township_officer":
    case "station_clerk":
      return sql`(${OPEN} and not messages.is_direct and messages.township_code = ${actor.townshipCode})`;
    case "deputy":
      return sql`(${OPEN} and not messages.is_direct and messages.deputy_id = ${actor.deputyId})`;
    case "firm_representative":
      // Anybody may name a firm, and seal what colleagues must not read: a firm's people see what came from a phone of the firm, sealed from their own.
      return sql`(messages.firm_id = ${actor.firmId} and ((${OPEN} and messages.firm_match = 'phone')
        or messages.phone = (select phone from users where users.user_id = ${actor.userId})))`;
    default:
      return NONE;
  }
}
