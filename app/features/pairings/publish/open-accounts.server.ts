import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { openDeputyAccounts } from "#db/writes/open-deputy-accounts.ts";

/**
 * Opens accounts for the deputies who get firms by the plan of a change of term 换届 and have none, mostly the new ones, together with
 * their pairs, so that the notice of the plan finds them, and tells each township office, by one notice, how many activation cards it has to print. Plans that no term was begun with open
 * none. Returns how many accounts are new.
 */
export async function openTermAccounts(
  tx: Tx,
  planId: number,
  today: string,
  now: string,
  publishedBy: number | null,
): Promise<number> {
  const fresh = await tx.execute<{ deputy_id: number }>(sql`
    select distinct p.deputy_id from pairings p join deputies d using (deputy_id)
    where p.plan_id = ${planId} and p.ended_on is null and d.user_id is null
      and exists (select from events e where e.subject_kind = 'pairing_plan' and e.subject_id = ${planId} and e.kind = 'pairing_term.begun')
    order by p.deputy_id`);
  const deputyIds = fresh.map((row) => row.deputy_id);
  if (deputyIds.length === 0) return 0;
  const opened = await openDeputyAccounts(tx, now, today, deputyIds, publishedBy);
  await tx.execute(sql`
    with told as (
      insert into notices (recipient_user_id, kind, facts, created_at)
      select g.user_id, 'pairing_cards', jsonb_build_object('planId', ${planId}::int, 'count', count(*), 'href', '/cards'), ${now}::timestamptz
      from deputies d join role_grants g on g.role = 'township_officer' and g.township_code = d.township_code and g.ended_on is null
      where d.deputy_id in (select jsonb_array_elements_text(${JSON.stringify(deputyIds)}::text::jsonb)::int)
      group by g.user_id returning notice_id)
    insert into outbox (topic, notice_id, payload, created_at, available_at)
    select 'notice', notice_id, '{}'::jsonb, ${now}, ${now} from told`);
  return opened;
}
