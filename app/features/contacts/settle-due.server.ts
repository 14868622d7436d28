import { eq, sql } from "drizzle-orm";
import { nextContactDue } from "#app/domain/contact/cadence.ts";
import type { ContactOutcome } from "#app/domain/contact/kinds.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { firms } from "#db/schema/firms.ts";
import { pairings } from "#db/schema/pairings.ts";
import { cadenceAt, loadRulebook, type Rulebook } from "#db/views/rulebook.ts";
import { settleContactClocks } from "#db/writes/settle-contact-clocks.ts";

type Standing = {
  pairing_id: number;
  started_on: string;
  happened_on: string | null;
  outcome: ContactOutcome | null;
  next_visit_on: string | null;
  last_met: string | null;
  cadence_days: number | null;
};

/** Firms settled in one statement after an import. */
const PART = 1_000;

/** Locks the firms of a contact in one order, so that two joint visits can't wait for each other. */
export async function lockFirms(tx: Tx, firmIds: readonly number[]): Promise<void> {
  await tx.execute(
    sql`select firm_id from firms where firm_id = any(${idList(firmIds)}) order by firm_id for update`,
  );
}

/**
 * Brings `last_contact_on` and `contact_due_on` of the firms' running pairs into line with their contacts: the pair's due day follows
 * its last successful contact by the firm's own cadence, else the policy's; an unsuccessful one by anybody, not looked into yet, pauses it (those of imported ledgers are history and don't); their clocks follow. No due
 * day falls before `notBefore`. Called under {@link lockFirms}.
 */
export async function settleDue(
  tx: Tx,
  now: string,
  firmIds: readonly number[],
  rulebook: Rulebook,
  notBefore?: string,
): Promise<void> {
  const cadence = cadenceAt(rulebook, now);
  const ids = idList(firmIds);
  await tx.execute(sql`
    update firms set last_contact_on = met.last_met
    from (select f.firm_id, (
        select max(cf.happened_on) from contact_firms cf join contacts c using (contact_id)
        where cf.firm_id = f.firm_id and c.withdrawn_at is null and c.outcome = 'met') as last_met
      from firms f where f.firm_id = any(${ids})) met
    where firms.firm_id = met.firm_id and firms.last_contact_on is distinct from met.last_met`);
  const rows = await tx.execute<Standing>(sql`
    select p.pairing_id, f.cadence_days, p.started_on::text, latest.happened_on::text, latest.outcome, latest.next_visit_on::text,
      (select max(cf.happened_on)::text from contact_firms cf
        join contacts c on c.contact_id = cf.contact_id
        join contact_deputies cd on cd.contact_id = cf.contact_id and cd.deputy_id = p.deputy_id
        where cf.firm_id = p.firm_id and c.withdrawn_at is null and c.outcome = 'met') as last_met
    from pairings p join firms f on f.firm_id = p.firm_id
    left join lateral (
      select c.happened_on, c.outcome, c.next_visit_on from contact_firms cf join contacts c using (contact_id)
      where cf.firm_id = p.firm_id and c.withdrawn_at is null
        and (c.outcome <> 'met' and c.source <> 'import' or exists (
          select 1 from contact_deputies cd where cd.contact_id = c.contact_id and cd.deputy_id = p.deputy_id))
        and (c.outcome = 'met' or c.source <> 'import' and c.outcome_reviewed_at is null)
      order by c.happened_on desc, c.contact_no desc limit 1) latest on true
    where p.firm_id = any(${ids}) and p.ended_on is null and f.opted_out_at is null
    order by p.pairing_id for update of p`);
  for (const row of rows) {
    const latest =
      row.happened_on !== null && row.outcome !== null && !beforePair(row)
        ? { happenedOn: row.happened_on, outcome: row.outcome, nextVisitOn: row.next_visit_on }
        : { happenedOn: row.started_on, outcome: "met" as const, nextVisitOn: null };
    const due = nextContactDue(latest, { ...cadence, everyDays: row.cadence_days ?? cadence.everyDays });
    const contactDueOn = due !== null && notBefore !== undefined && due < notBefore ? notBefore : due;
    await tx
      .update(pairings)
      .set({ lastContactOn: row.last_met, contactDueOn })
      .where(eq(pairings.pairingId, row.pairing_id));
  }
  await settleContactClocks(tx, now, rulebook, firmIds);
}

/** A visit paid before the pair began does not make it overdue from its first day: the pair's own beginning counts. */
function beforePair({ happened_on, outcome, started_on }: Standing): boolean {
  return outcome === "met" && happened_on !== null && happened_on < started_on;
}

/** Does the same after visits of a ledger of the past were written or taken back, firm by firm in parts. */
export function settleVisits(db: Ctx["db"]) {
  return async (tx: Tx, now: string, firmIds: readonly number[]): Promise<void> => {
    const rulebook = await loadRulebook(db, tx, now);
    for (let at = 0; at < firmIds.length; at += PART) {
      const part = firmIds.slice(at, at + PART);
      await lockFirms(tx, part);
      await settleDue(tx, now, part, rulebook);
    }
  };
}

/** Leaves a firm in peace: nothing is due with it any more until it is asked again. */
export async function leaveAlone(
  tx: Tx,
  now: string,
  firmIds: readonly number[],
  rulebook: Rulebook,
): Promise<void> {
  for (const firmId of firmIds) {
    await tx.update(firms).set({ optedOutAt: now }).where(eq(firms.firmId, firmId));
    await tx.execute(
      sql`update pairings set contact_due_on = null where firm_id = ${firmId} and ended_on is null`,
    );
  }
  await settleContactClocks(tx, now, rulebook, firmIds);
}

function idList(ids: readonly number[]) {
  return sql`${`{${ids.join(",")}}`}::integer[]`;
}
