import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { HEALTH_SETS, type HealthSet } from "#app/domain/plan/health.ts";
import { firmScope } from "#db/views/firm.scope.ts";

export type FlagPlace = { county?: string; township?: string };

/**
 * The firms of the programme within what the actor may see, each with a flag for every set: numbers and lists are both read from here, so
 * that they can't disagree. Issues are those the actor may read: a sealed one makes nobody's number differ from the list. `today` is a day.
 */
export function flaggedFirms(actor: Actor, today: string, place: FlagPlace): SQL {
  const parts = [firmScope(actor), sql`firms.in_programme and firms.state = 'active'`];
  if (place.county) parts.push(sql`firms.county_code = ${place.county}`);
  if (place.township) parts.push(sql`firms.township_code = ${place.township}`);
  return sql`flagged as (
    select firms.firm_id, firms.name, firms.county_code, firms.township_code, firms.last_contact_on, p.contact_due_on,
      d.deputy_id, d.name as deputy, coalesce(spoke.open_issues, 0) as open_count,
      true as programme, coalesce(d.state = 'active', false) as covered, coalesce(d.state <> 'active', true) as care,
      coalesce(p.contact_due_on < ${today}::date, false) as overdue, firms.last_contact_on is null as never_met,
      spoke.firm_id is null as silent, coalesce(spoke.open_issues > 0, false) as open_issues
    from firms left join pairings p on p.firm_id = firms.firm_id and p.ended_on is null
      left join deputies d on d.deputy_id = p.deputy_id
      left join (
        -- Issues that are open are few and stand in an index of their own; whoever spoke is read from the parties' index alone.
        select ip.firm_id, count(i.issue_id)::int as open_issues
        from issue_parties ip left join issues i on i.issue_id = ip.issue_id and i.state <> 'closed'
        where ip.firm_id is not null group by ip.firm_id
      ) spoke on spoke.firm_id = firms.firm_id
    where ${sql.join(parts, sql` and `)})`;
}

/** The condition of a set on `flagged`. */
export const SET_CONDITION: Record<HealthSet, SQL> = {
  programme: sql`flagged.programme`,
  covered: sql`flagged.covered`,
  care: sql`flagged.care`,
  overdue: sql`flagged.overdue`,
  never_met: sql`flagged.never_met`,
  silent: sql`flagged.silent`,
  open_issues: sql`flagged.open_issues`,
};

/** A count for each set, under the set's own name. */
export const SET_COUNTS: SQL = sql.join(
  HEALTH_SETS.map((set) => sql`count(*) filter (where ${SET_CONDITION[set]})::int as ${sql.identifier(set)}`),
  sql`, `,
);
