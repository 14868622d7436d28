import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";

/**
 * Gives each of these deputies what they need to sign in, as far as it is missing: an account in the state `invited`, and a running
 * grant as deputy. A phone that another account bears is left out, for nobody has shown that both are the same person; such a deputy signs
 * in by card number. The account opens with an activation card. Returns how many accounts are new.
 */
export async function openDeputyAccounts(
  tx: Tx,
  now: string,
  today: string,
  deputyIds: readonly number[],
  grantedBy: number | null,
): Promise<number> {
  if (deputyIds.length === 0) return 0;
  const mine = sql`d.state = 'active' and d.deputy_id in (select jsonb_array_elements_text(${JSON.stringify(deputyIds)}::text::jsonb)::int)`;
  const opened = await tx.execute(sql`
    with wanting as materialized (
      select d.deputy_id, d.name, nextval('users_user_id_seq')::int as user_id,
        case when exists (select from users u where u.phone = d.phone) then null else d.phone end as phone
      from deputies d where d.user_id is null and ${mine} order by d.deputy_id
    ), made as (
      insert into users (user_id, name, phone, state, created_at) overriding system value
      select user_id, name, phone, 'invited', ${now}::timestamptz from wanting)
    update deputies d set user_id = w.user_id from wanting w where w.deputy_id = d.deputy_id returning d.deputy_id`);
  await tx.execute(sql`
    insert into role_grants (user_id, role, county_code, township_code, deputy_id, started_on, granted_by, created_at)
    select d.user_id, 'deputy', d.county_code, d.township_code, d.deputy_id, ${today}::date, ${grantedBy}::int, ${now}::timestamptz
    from deputies d where d.user_id is not null and ${mine} and not exists (select from role_grants g
      where g.user_id = d.user_id and g.deputy_id = d.deputy_id and (g.ended_on is null or g.ended_on > ${today}::date))`);
  return opened.length;
}
