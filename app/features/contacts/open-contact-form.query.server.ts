import { sql } from "drizzle-orm";
import type { PersonActor } from "#app/domain/access/actor.ts";
import { dayOf, isoDay } from "#app/domain/calendar/civil-day.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { firmScope } from "#db/views/firm.scope.ts";

/** What the form that logs a contact opens with: firms to tick, the one preselected, today. */
export type ContactFormFacts = {
  today: string;
  firms: { firmId: number; name: string }[];
  chosenFirmId: number | null;
  /** An officer or clerk names the deputy for whom they record. */
  recordsForOthers: boolean;
};

/**
 * The form's facts: a deputy's own firms, the wanted one ticked, else the most overdue. An officer or clerk gets the wanted firm alone;
 * they find it in the register first. A firm outside the actor's scope is simply not offered.
 */
export function openContactForm(
  ctx: Ctx,
  actor: PersonActor,
  wantedFirmId: number | null,
): Promise<ContactFormFacts> {
  return readTx(ctx, async (tx, now) => {
    const own = actor.role === "deputy";
    const rows = await tx.execute<{ firm_id: number; name: string }>(
      own
        ? sql`select firms.firm_id, firms.name from pairings p join firms using (firm_id)
            where p.deputy_id = ${actor.deputyId} and p.ended_on is null
            order by p.contact_due_on asc nulls last, firms.firm_id`
        : sql`select firms.firm_id, firms.name from firms
            where firms.firm_id = ${wantedFirmId} and ${firmScope(actor)}`,
    );
    const firms = rows.map((row) => ({ firmId: row.firm_id, name: row.name }));
    const wanted = firms.find((firm) => firm.firmId === wantedFirmId) ?? firms[0];
    return {
      today: isoDay(dayOf(Date.parse(now))),
      firms,
      chosenFirmId: wanted?.firmId ?? null,
      recordsForOthers: !own,
    };
  });
}
