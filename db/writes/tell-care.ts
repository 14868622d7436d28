import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";

/**
 * Tells each township office, by one notice, how many firms of deputies who leave it looks after 代管 until the next plan is published;
 * returns how many firms these are in all.
 */
export async function tellCare(tx: Tx, now: string, deputyIds: readonly number[]): Promise<number> {
  const leaving = sql`(select jsonb_array_elements_text(${JSON.stringify(deputyIds)}::text::jsonb)::int)`;
  const [held] = await tx.execute<{ firms: number }>(sql`
    select count(*)::int as firms from pairings where ended_on is null and deputy_id in ${leaving}`);
  await tx.execute(sql`
    with told as (
      insert into notices (recipient_user_id, kind, facts, created_at)
      select g.user_id, 'pairing_care', jsonb_build_object('count', count(*), 'href', '/care'), ${now}::timestamptz
      from pairings p join firms f using (firm_id) join role_grants g on g.role = 'township_officer'
        and g.township_code = f.township_code and g.ended_on is null
      where p.ended_on is null and p.deputy_id in ${leaving} group by g.user_id returning notice_id)
    insert into outbox (topic, notice_id, payload, created_at, available_at)
    select 'notice', notice_id, '{}'::jsonb, ${now}, ${now} from told`);
  return held?.firms ?? 0;
}
