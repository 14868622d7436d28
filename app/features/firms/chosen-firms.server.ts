import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { firmScope } from "#db/views/firm.scope.ts";
import { firmCondition } from "./firm-conditions.server.ts";
import type { FirmFilters } from "./firm-filters.schema.ts";

/** The firms a bulk action means: some by id, or all that a list's filters leave. */
export type ChosenFirms = { ids: readonly number[] } | { matching: FirmFilters };

/** A bulk action touches at most this many firms at once; more are done in further steps. */
export const MOST_CHOSEN = 5_000;

/** The chosen firms within the actor's scope, as a condition on `firms`. */
export function chosenCondition(actor: Actor, chosen: ChosenFirms): SQL {
  if ("matching" in chosen) return firmCondition(actor, chosen.matching);
  const ids = JSON.stringify(chosen.ids.map(Number));
  return sql`firms.firm_id in (select value::int from jsonb_array_elements_text(${ids}::text::jsonb)) and ${firmScope(actor)}`;
}
