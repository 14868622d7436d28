import { type SQL, sql } from "drizzle-orm";
import { DEPUTY_LEVELS } from "#app/domain/access/roles.ts";
import type { DifferenceKind } from "#app/domain/plan/handover.ts";
import type { PairingPolicy } from "#app/domain/plan/pairing-policy.ts";
import type { Tx } from "#db/client.ts";

/** One thing in the registers that stands against the plan, with the firm or deputy it is about. */
export type Difference = {
  kind: DifferenceKind;
  firmId: number | null;
  firm: string | null;
  deputyId: number | null;
  deputy: string | null;
};

/** Differences shown; the rest is counted. */
export const DIFFERENCES_SHOWN = 50;

/**
 * Where the registers no longer agree with what the plan was made on, in a way that matters: firms that joined or left the programme,
 * pairs that changed meanwhile, deputies who left, pairs that have become forbidden or out of reach, pins put on since, deputies who
 * would hold more than their places. Nothing found = the plan may be put in force.
 */
export async function listDifferences(
  tx: Tx,
  plan: { planId: number; countyCode: string | null },
  policy: PairingPolicy,
): Promise<{ differences: Difference[]; count: number }> {
  const { planId, countyCode } = plan;
  const inScope = countyCode === null ? sql`true` : sql`f.county_code is not distinct from ${countyCode}`;
  const takesPart = sql`(f.in_programme and f.state = 'active' and ${inScope})`;
  const rows = await tx.execute<Difference & { count: number }>(sql`
    with found as (
      select case
          when r.reason = 'firm_left' then case when ${takesPart} then 'firm_back' end
          when not ${takesPart} then 'firm_gone'
          when p.deputy_id is distinct from r.previous_deputy_id then 'pair_changed'
          when r.deputy_id is null then null
          when d.state <> 'active' then 'deputy_left'
          when exists (select from pairing_constraints c where c.firm_id = r.firm_id and c.deputy_id = r.deputy_id
            and c.kind <> 'pin' and c.ended_at is null) or d.employer_uscc = f.uscc or d.employer_name = f.name then 'forbidden'
          when ${reachOf(policy)} < case when d.township_code = f.township_code then 0 when d.county_code = f.county_code then 1 else 2 end
            then 'out_of_reach'
          when r.reason is distinct from 'by_hand' and r.reason is distinct from 'restored' and exists (
            select from pairing_constraints c join deputies pd using (deputy_id) where c.firm_id = r.firm_id and c.kind = 'pin'
              and c.ended_at is null and c.deputy_id <> r.deputy_id and pd.state = 'active') then 'pinned'
        end as kind, r.firm_id, r.deputy_id
      from pairing_plan_rows r join firms f using (firm_id)
        left join pairings p on p.firm_id = r.firm_id and p.ended_on is null
        left join deputies d on d.deputy_id = r.deputy_id
      where r.plan_id = ${planId}
      union all
      select 'firm_new', f.firm_id, null from firms f
      where ${takesPart} and not exists (select from pairing_plan_rows r where r.plan_id = ${planId} and r.firm_id = f.firm_id)
      union all
      select 'over_capacity', null, d.deputy_id
      from (
        select deputy_id, count(*) as held from (
          select deputy_id from pairing_plan_rows where plan_id = ${planId} and deputy_id is not null
          union all
          select p.deputy_id from pairings p where p.ended_on is null
            and not exists (select from pairing_plan_rows r where r.plan_id = ${planId} and r.firm_id = p.firm_id)
        ) every group by deputy_id
      ) load join deputies d using (deputy_id)
      where load.held > ${capacityOf(policy)}
        and exists (select from pairing_plan_rows r where r.plan_id = ${planId} and r.deputy_id = d.deputy_id)
    )
    select kind, firm_id as "firmId", firms.name as firm, deputy_id as "deputyId", deputies.name as deputy, (count(*) over ())::int as count
    from found left join firms using (firm_id) left join deputies using (deputy_id)
    where kind is not null order by kind, firm_id, deputy_id limit ${DIFFERENCES_SHOWN}`);
  const differences = rows.map(({ count: _count, ...difference }) => difference);
  return { differences, count: rows[0]?.count ?? 0 };
}

function byLevel(of: (level: (typeof DEPUTY_LEVELS)[number]) => number): SQL {
  const cases = DEPUTY_LEVELS.map((level) => sql`when ${level} then ${of(level)}::int`);
  return sql`case d.level ${sql.join(cases, sql` `)} end`;
}

const REACHES = { township: 0, county: 1, city: 2 } as const;

function reachOf(policy: PairingPolicy): SQL {
  return byLevel((level) => REACHES[policy.reach[level]]);
}

function capacityOf(policy: PairingPolicy): SQL {
  return byLevel((level) => policy.capacity[level]);
}
