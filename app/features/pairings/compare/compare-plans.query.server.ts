import { type SQL, sql } from "drizzle-orm";
import type { PlanFigures } from "#app/domain/pairing/plan-figures.ts";
import type { PlanPurpose, PlanState } from "#app/domain/plan/states.ts";
import { planScope } from "#app/features/pairings/plan-scope.server.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { keysetPage, type Page } from "#db/views/keyset.ts";
import type { ComparisonList } from "./compare.schema.ts";

/** A plan that can be set beside another. */
export type ComparedPlan = {
  planId: number;
  county: string | null;
  state: PlanState;
  purpose: PlanPurpose;
  createdAt: string;
  figures: PlanFigures;
  keep: number | null;
};

/** A firm that two plans give different liaisons; null = none, or not in that plan at all. */
export type Disagreement = {
  firmId: number;
  firm: string;
  township: string | null;
  today: string | null;
  first: string | null;
  second: string | null;
};

/** Two plans side by side, with a page of the firms about which they disagree. */
export type Comparison = {
  first: ComparedPlan;
  second: ComparedPlan;
  differing: number;
  byCounty: { countyCode: string; county: string; differing: number }[];
  rows: Page<Disagreement>;
};

/** Plans offered for a comparison, the newest first. */
export type PlanChoice = { planId: number; county: string | null; state: PlanState; purpose: PlanPurpose };
const CHOICES = 60;

/** The latest plans of the actor's scope that have a result. */
export async function listComparable(ctx: Ctx): Promise<PlanChoice[]> {
  return readTx(ctx, async (tx) => {
    const rows = await tx.execute<PlanChoice>(sql`
      select plan_id as "planId", c.short_name as county, state, purpose
      from pairing_plans left join counties c on c.county_code = pairing_plans.county_code
      where figures is not null and ${planScope(ctx)} order by plan_id desc limit ${CHOICES}`);
    return [...rows];
  });
}

/** Sets two plans of the actor's scope side by side; undefined where one of them is not there or has no result. */
export async function comparePlans(ctx: Ctx, list: ComparisonList): Promise<Comparison | undefined> {
  const { a, b } = list;
  if (a === undefined || b === undefined) return undefined;
  return readTx(ctx, async (tx) => {
    const [first, second] = [await comparedPlan(tx, ctx, a), await comparedPlan(tx, ctx, b)];
    if (!first || !second) return undefined;
    const byCounty = await tx.execute<Comparison["byCounty"][number]>(sql`
      with ${disagreements(a, b)}
      select f.county_code as "countyCode", c.short_name as county, count(*)::int as differing
      from disagreements join firms f using (firm_id) join counties c using (county_code)
      group by f.county_code, c.short_name, c.sort order by c.sort`);
    return {
      first,
      second,
      differing: byCounty.reduce((sum, row) => sum + row.differing, 0),
      byCounty: [...byCounty],
      rows: await disagreeingPage(tx, a, b, list),
    };
  });
}

async function comparedPlan(tx: Tx, ctx: Ctx, planId: number): Promise<ComparedPlan | undefined> {
  const [row] = await tx.execute<ComparedPlan>(sql`
    select plan_id as "planId", c.short_name as county, state, purpose, figures, (weights->>'keep')::int as keep,
      to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt"
    from pairing_plans left join counties c on c.county_code = pairing_plans.county_code
    where plan_id = ${planId} and figures is not null and ${planScope(ctx)}`);
  return row;
}

/** Firms whose liaison differs; a firm that only one of the plans knows counts where that plan gives it one. */
function disagreements(a: number, b: number): SQL {
  return sql`disagreements as (
    select firm_id, one.deputy_id as first_id, two.deputy_id as second_id
    from (select * from pairing_plan_rows where plan_id = ${a}) one
      full join (select * from pairing_plan_rows where plan_id = ${b}) two using (firm_id)
    where one.deputy_id is distinct from two.deputy_id)`;
}

async function disagreeingPage(
  tx: Tx,
  a: number,
  b: number,
  list: ComparisonList,
): Promise<Page<Disagreement>> {
  const order = {
    key: sql`f.name`,
    id: sql`f.firm_id`,
    descending: false,
    anchor: (firmId: number) => sql`select name, firm_id from firms where firm_id = ${firmId}`,
  };
  const page = keysetPage(order, { ...list, last: list.page === "last" });
  const inCounty = list.county ? sql`f.county_code = ${list.county}` : sql`true`;
  const rows = await tx.execute<Disagreement>(sql`
    with ${disagreements(a, b)}
    select f.firm_id as "firmId", f.name as firm, t.name as township, now_d.name as today, one_d.name as first, two_d.name as second
    from disagreements join firms f using (firm_id) left join townships t using (township_code)
      left join pairings p on p.firm_id = f.firm_id and p.ended_on is null
      left join deputies now_d on now_d.deputy_id = p.deputy_id
      left join deputies one_d on one_d.deputy_id = first_id left join deputies two_d on two_d.deputy_id = second_id
    where ${inCounty} and ${page.where} order by ${page.orderBy} limit ${page.limit}`);
  return page.finish([...rows]);
}
