import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";

/** Pairs of an import that can't be taken back: changed since, or their firm met by the deputy, or the deputy in use elsewhere. */
export async function usedPairs(tx: Tx, importId: number): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from import_rows r join pairings p on p.pairing_id = r.target_id
    where r.import_id = ${importId} and (
      (r.change = 'added' and (p.version <> 1 or p.ended_on is not null or p.last_contact_on is not null))
      or (r.change = 'updated' and exists (
        select from pairings other where other.firm_id = p.firm_id and other.ended_on is null)))`);
  if (row && row.count > 0) return row.count;
  const [deputies] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from deputies d where d.import_id = ${importId} and (d.user_id is not null
      or exists (select from pairings p where p.deputy_id = d.deputy_id and p.pairing_id not in (
        select target_id from import_rows where import_id = ${importId} and target_id is not null))
      or exists (select from contact_deputies c where c.deputy_id = d.deputy_id)
      or exists (select from issue_parties i where i.deputy_id = d.deputy_id)
      or exists (select from role_grants g where g.deputy_id = d.deputy_id))`);
  return deputies?.count ?? 0;
}

/** Takes the pairs of an import back: those it started go, those it ended run on, deputies it brought in go too. */
export async function undoPairs(tx: Tx, importId: number, today: string): Promise<void> {
  await tx.execute(sql`
    delete from pairings where pairing_id in (
      select target_id from import_rows where import_id = ${importId} and change = 'added')`);
  await tx.execute(sql`
    update pairings set ended_on = null, end_reason = null, version = version + 1
    where ended_on <= ${today}::date and pairing_id in (
      select target_id from import_rows where import_id = ${importId} and change = 'updated')`);
  await tx.execute(sql`
    delete from mandates where deputy_id in (select deputy_id from deputies where import_id = ${importId})`);
  await tx.execute(sql`delete from deputies where import_id = ${importId}`);
}
