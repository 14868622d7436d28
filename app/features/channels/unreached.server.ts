import { sql } from "drizzle-orm";
import type { Role } from "#app/domain/access/roles.ts";
import type { Tx } from "#db/client.ts";
import { reachedBy } from "#db/views/party-users.ts";

/** People of one role whom no channel reaches; they read the inbox only. */
export type UnreachedGroup = { role: Role; unreached: number; people: number };

/** The names of the channels that are set up; empty before any server has started. */
export async function channelsSetUp(tx: Tx): Promise<string[]> {
  const [row] = await tx.execute<{ names: string[] }>(
    sql`select value->'names' as names from installation where name = 'channels'`,
  );
  return row?.names ?? [];
}

/** Which groups have people whom none of the personal channels reaches today, the largest first. Rooms reach nobody in particular. */
export async function unreachedGroups(
  tx: Tx,
  now: string,
  names: readonly string[],
): Promise<UnreachedGroup[]> {
  const mail = names.includes("mail");
  const sms = names.includes("sms");
  const rows = await tx.execute<UnreachedGroup>(sql`
    with people as (
      select distinct g.role, u.user_id,
        ${reachedBy(sql`${mail}::boolean`, sql`${sms}::boolean`)} as reached
      from role_grants g join users u using (user_id)
      where u.state = 'active' and g.started_on <= (${now}::timestamptz at time zone 'Asia/Shanghai')::date
        and (g.ended_on is null or g.ended_on > (${now}::timestamptz at time zone 'Asia/Shanghai')::date))
    select role, count(*) filter (where not reached)::int as unreached, count(*)::int as people
    from people group by role having count(*) filter (where not reached) > 0 order by 2 desc, 1`);
  return [...rows];
}
