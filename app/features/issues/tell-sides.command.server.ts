import { sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { type Ctx, withTx } from "#db/client.ts";
import { TELL_TOPIC } from "./execute/leave-to-tell.server.ts";

/** Entries taken in one transaction. */
const AT_ONCE = 200;

/**
 * Turns steps left in the outbox into notices for the firm's people, its deputy and the units. It runs as the system: whoever took the
 * step may not be allowed to know who is told of it. Several processes share the work; each entry is told once. Returns how many entries it
 * took.
 */
export async function tellSides(ctx: Ctx): Promise<number> {
  return withTx(ctx, async (tx, now) => {
    const today = civilDayOf(now);
    const rows = await tx.execute<{ taken: number }>(sql`
      with taken as (
        select outbox_id, payload from outbox
        where topic = ${TELL_TOPIC} and done_at is null and dead_at is null
        order by outbox_id limit ${AT_ONCE} for update skip locked),
      steps as (
        select t.outbox_id, (t.payload->>'issueId')::int as issue_id, (t.payload->>'by')::int as by,
          (t.payload->>'at')::timestamptz as at, s->>'kind' as kind, a.audience, s.place
        from taken t
        cross join lateral jsonb_array_elements(t.payload->'tellings') with ordinality as s(s, place)
        cross join lateral jsonb_array_elements_text(s->'audiences') as a(audience)),
      people as (
        select s.*, g.user_id from steps s join issue_parties p using (issue_id)
          join role_grants g on g.firm_id = p.firm_id and g.role = 'firm_representative' and g.started_on <= ${today}::date and (g.ended_on is null or g.ended_on > ${today}::date)
          where s.audience = 'firm'
        union all
        select s.*, d.user_id from steps s join issue_parties p using (issue_id) join deputies d using (deputy_id)
          where s.audience = 'deputy' and d.user_id is not null
        union all
        select s.*, g.user_id from steps s join issue_assignments a on a.issue_id = s.issue_id
            and (a.ended_at is null or a.ended_at >= s.at)
          join role_grants g on g.department_id = a.department_id and g.started_on <= ${today}::date and (g.ended_on is null or g.ended_on > ${today}::date)
            and g.role = case s.audience when 'head' then 'department_head' else 'handler' end
          where s.audience = 'handlers' or (s.audience = 'head' and a.part = 'lead')),
      told as (
        insert into notices (recipient_user_id, issue_id, kind, facts, created_at)
        select user_id, issue_id, kind, '{}', at from (
          select distinct on (outbox_id, user_id, kind) user_id, issue_id, kind, at, outbox_id, place from people
          where user_id is distinct from by) as once_each
        order by outbox_id, place, user_id
        returning notice_id, created_at),
      carried as (
        insert into outbox (topic, notice_id, payload, created_at, available_at)
        select 'notice', notice_id, '{}', ${now}::timestamptz, ${now}::timestamptz from told),
      done as (
        update outbox set done_at = ${now}::timestamptz where outbox_id in (select outbox_id from taken) returning 1)
      select count(*)::int as taken from done`);
    return rows[0]?.taken ?? 0;
  });
}
