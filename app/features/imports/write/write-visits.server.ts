import { sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { Tx } from "#db/client.ts";
import { actorColumns } from "#db/record.ts";

/** Brings what is due with these firms into line with their visits, as the noun of contacts does it. */
export type SettleVisits = (tx: Tx, now: string, firmIds: readonly number[]) => Promise<void>;

/** The judged visits of an import, one row each. */
const judged = (importId: number) => sql`
  select import_row_id, (candidate -> 'write') as w from import_rows
  where import_id = ${importId} and change = 'added'`;

/** Judged visits that were logged by other means since. */
export async function staleVisits(tx: Tx, importId: number): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from (${judged(importId)}) r
    where exists (select from contacts c join contact_firms f using (contact_id) join contact_deputies d using (contact_id)
      where c.withdrawn_at is null and c.happened_on = (w ->> 'happenedOn')::date
        and w -> 'firmIds' @> to_jsonb(f.firm_id) and w -> 'deputyIds' @> to_jsonb(d.deputy_id))`);
  return row?.count ?? 0;
}

/** Writes the visits of a judged ledger in the order of the file; answers with the firms they were at. */
export async function writeVisits(tx: Tx, actor: Actor, importId: number, now: string): Promise<number[]> {
  const { actorUserId, actorRole } = actorColumns(actor);
  const firms = await tx.execute<{ firmId: number }>(sql`
    with rows as materialized (select import_row_id, w, gen_random_uuid() as contact_id from (${judged(importId)}) r),
    written as (
      insert into contacts (contact_id, kind, outcome, happened_on, place, people_met, internal_note, source, import_id,
        recorded_by, recorded_as, created_at)
      select contact_id, w ->> 'kind', w ->> 'outcome', (w ->> 'happenedOn')::date, w ->> 'place', w ->> 'peopleMet',
        w ->> 'words', 'import', ${importId}, ${actorUserId}::int, ${actorRole}, ${now}::timestamptz
      from rows order by import_row_id returning contact_id, contact_no),
    at_firms as (
      insert into contact_firms (contact_id, firm_id, happened_on)
      select contact_id, firm::int, (w ->> 'happenedOn')::date from rows cross join jsonb_array_elements_text(w -> 'firmIds') firm
      returning firm_id),
    by_deputies as (
      insert into contact_deputies (contact_id, deputy_id, happened_on)
      select contact_id, deputy::int, (w ->> 'happenedOn')::date
      from rows cross join jsonb_array_elements_text(w -> 'deputyIds') deputy),
    told as (
      update import_rows i set target_id = written.contact_no from rows join written using (contact_id)
      where i.import_row_id = rows.import_row_id)
    select distinct firm_id as "firmId" from at_firms order by firm_id`);
  return firms.map((row) => row.firmId);
}

/** Visits of a ledger that can't be taken back: somebody has added to them, or something refers to them. */
export async function usedVisits(tx: Tx, importId: number): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from contacts c where c.import_id = ${importId} and (
      c.version <> 1 or c.withdrawn_at is not null
      or exists (select from contact_revisions r where r.contact_id = c.contact_id)
      or exists (select from issue_parties p where p.contact_id = c.contact_id)
      or exists (select from files f where f.subject_kind = 'contact' and f.subject_id = c.contact_no)
      or exists (select from events e where e.subject_kind = 'contact' and e.subject_id = c.contact_no))`);
  return row?.count ?? 0;
}

/** Takes the visits of a ledger back; answers with the firms they were at. */
export async function undoVisits(tx: Tx, importId: number): Promise<number[]> {
  const these = sql`(select contact_id from contacts where import_id = ${importId})`;
  const firms = await tx.execute<{ firmId: number }>(sql`
    delete from contact_firms where contact_id in ${these} returning firm_id as "firmId"`);
  await tx.execute(sql`delete from contact_deputies where contact_id in ${these}`);
  await tx.execute(sql`delete from contacts where import_id = ${importId}`);
  return [...new Set(firms.map((row) => row.firmId))].sort((a, b) => a - b);
}
