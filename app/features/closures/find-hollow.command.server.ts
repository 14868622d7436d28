import { sql } from "drizzle-orm";
import { SYSTEM } from "#app/domain/access/actor.ts";
import type { SupervisionPolicy } from "#app/domain/supervision/policy.ts";
import { type Ctx, withTx } from "#db/client.ts";
import { loadPolicy } from "#db/views/rulebook.ts";

/** Closures looked at in one round. */
const BATCH = 100;
/** At first so many days are looked back on; answers are compared with the unit's of as many days. */
const FIRST_DAYS = 14;
const COMPARED_DAYS = 180;
/** A unit's people were on a network when one of them signed in there within so many days of the rating. */
const NETWORK_DAYS = 30;
/** Shorter answers are alike by nature. */
const LEAST_LENGTH = 12;
const DEADLINE_MS = 60_000;

/**
 * Looks at what was closed since the last look and puts before a person what looks hollow 疑似虚假办结: answered in minutes, in words another
 * firm got as well, rated from the network of the unit's own people, or raised again by the same firm. Signs found later join a review that nobody has decided. Safe from any number of
 * processes; returns how many reviews were opened or grew, and whether there may be more.
 */
export function findHollow(ctx: Ctx): Promise<{ found: number; more: boolean }> {
  return withTx(
    { ...ctx, actor: SYSTEM },
    async (tx, now) => {
      const { hollow } = await loadPolicy<SupervisionPolicy>(tx, "supervision", now);
      await tx.execute(sql`
        insert into installation (name, value) values ('hollow_seen', jsonb_build_object('until', ${now}::timestamptz - make_interval(days => ${FIRST_DAYS})))
        on conflict (name) do nothing`);
      const [seen] = await tx.execute<{ since: string }>(sql`
        select value->>'until' as since from installation where name = 'hollow_seen' for update skip locked`);
      if (!seen) return { found: 0, more: false };
      const [upTo] = await tx.execute<{ until: string; count: number }>(sql`
        select to_char(coalesce(max(closed_at), ${now}::timestamptz) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as until, count(*)::int as count
        from (select closed_at from issues where state = 'closed' and closed_at > ${seen.since}::timestamptz and closed_at <= ${now}::timestamptz
          order by closed_at limit ${BATCH}) next`);
      const more = upTo!.count === BATCH;
      const until = more ? upTo!.until : now;
      const rows = await tx.execute(sql`
        with closed as (
          select i.issue_id, i.round, i.number, i.lead_department_id, i.answered_at, i.signed_for_at, i.closed_at from issues i
          where i.state = 'closed' and i.closing in ('resolved', 'explained', 'unconfirmed')
            and i.closed_at > ${seen.since}::timestamptz and i.closed_at <= ${until}::timestamptz
        ), signs as (
          select issue_id, round, 'within_minutes' as sign,
            jsonb_build_object('minutes', ceil(extract(epoch from answered_at - signed_for_at) / 60)) as facts
          from closed where answered_at - signed_for_at < make_interval(mins => ${hollow.minutes}) and answered_at >= signed_for_at
          union all
          select c.issue_id, c.round, 'same_answer', jsonb_build_object('likeness', round(o.likeness::numeric, 2), 'other', o.number, 'otherId', o.issue_id)
          from closed c
            join lateral (select a.body from answers a where a.issue_id = c.issue_id and a.state = 'signed' and length(a.body) >= ${LEAST_LENGTH}
              order by a.answer_id desc limit 1) own on true
            join lateral (
              select i.issue_id, i.number, similarity(own.body, b.body) as likeness from answers b join issues i on i.issue_id = b.issue_id
              where i.lead_department_id = c.lead_department_id and i.issue_id <> c.issue_id and b.state = 'signed'
                and b.signed_at > c.closed_at - make_interval(days => ${COMPARED_DAYS}) and b.signed_at <= c.closed_at
              order by similarity(own.body, b.body) desc limit 1) o on o.likeness >= ${hollow.likeness}
          union all
          select distinct c.issue_id, c.round, 'same_network', '{}'::jsonb
          from closed c join verdicts v on v.issue_id = c.issue_id and v.round = c.round and v.network is not null
            join role_grants g on g.department_id = c.lead_department_id and g.role in ('handler', 'department_head')
            join sessions s on s.user_id = g.user_id and s.grant_id = g.grant_id and s.network = v.network
              and s.created_at between v.given_at - make_interval(days => ${NETWORK_DAYS}) and v.given_at + make_interval(days => ${NETWORK_DAYS})
          union all
          select old.issue_id, old.round, 'recurred', jsonb_build_object('again', new.number, 'againId', new.issue_id,
            'days', ceil(extract(epoch from new.submitted_at - old.closed_at) / 86400))
          from issues new join issue_parties np on np.issue_id = new.issue_id join issue_parties op on op.firm_id = np.firm_id
            join issues old on old.issue_id = op.issue_id and old.issue_id <> new.issue_id and old.category_code = new.category_code
          where new.submitted_at > ${seen.since}::timestamptz and new.submitted_at <= ${until}::timestamptz and new.merged_into_issue_id is null
            and old.state = 'closed' and old.closing in ('resolved', 'explained', 'unconfirmed')
            and old.closed_at <= new.submitted_at and old.closed_at > new.submitted_at - make_interval(days => ${hollow.recurrenceDays})
        ), merged as (
          select issue_id, round, array_agg(distinct sign) as signs, jsonb_object_agg(sign, facts) as facts from signs group by issue_id, round
        )
        insert into closure_reviews as r (issue_id, round, signs, facts, found_at)
        select issue_id, round, signs, facts, ${now}::timestamptz from merged
        on conflict (issue_id, round) do update set facts = r.facts || excluded.facts,
          signs = array(select distinct unnest(r.signs || excluded.signs)), version = r.version + 1
        where r.decision is null and not r.signs @> excluded.signs
        returning closure_review_id`);
      await tx.execute(sql`
        update installation set value = jsonb_build_object('until', ${until}::timestamptz) where name = 'hollow_seen'`);
      return { found: rows.length, more };
    },
    { idempotent: true, deadlineMs: DEADLINE_MS },
  );
}
