import { type SQL, sql } from "drizzle-orm";
import type { ChangeReason } from "#app/domain/plan/states.ts";
import type { Tx } from "#db/client.ts";
import { keysetPage, type Page } from "#db/views/keyset.ts";
import { searchCondition } from "#db/views/search.ts";
import type { ChangeList } from "./plan-changes.schema.ts";

/** One firm that the plan gives another deputy, or none; `reason` is null in plans made before reasons were kept. */
export type PlanChange = {
  firmId: number;
  firm: string;
  township: string | null;
  reason: ChangeReason | null;
  from: { deputyId: number; name: string; left: boolean } | null;
  to: { deputyId: number; name: string; township: string | null } | null;
};

/** The plan whose changes are listed. */
export type ChangedPlan = { planId: number; purpose: string };

const CHANGED = sql`r.deputy_id is distinct from r.previous_deputy_id`;

/** A what-if may give a firm without liaison to a deputy who is only assumed: nobody before, and nobody with a number after. */
function changed({ planId, purpose }: ChangedPlan): SQL {
  const differs = purpose === "whatif" ? sql`(${CHANGED} or r.reason = 'assumed')` : CHANGED;
  return sql`r.plan_id = ${planId} and ${differs}`;
}

function condition(plan: ChangedPlan, list: ChangeList): SQL {
  const parts = [changed(plan)];
  if (list.q) parts.push(searchCondition(sql`f.search_text`, list.q));
  if (list.why) parts.push(sql`r.reason = ${list.why}`);
  if (list.county) parts.push(sql`f.county_code = ${list.county}`);
  if (list.township) parts.push(sql`f.township_code = ${list.township}`);
  if (list.deputy) parts.push(sql`(r.deputy_id = ${list.deputy} or r.previous_deputy_id = ${list.deputy})`);
  return sql.join(parts, sql` and `);
}

/** One page of a plan's changes, in the order of the firms' numbers. */
export async function changesPage(
  tx: Tx,
  plan: ChangedPlan,
  list: ChangeList,
  rows?: number,
): Promise<Page<PlanChange>> {
  const order = {
    key: sql`r.firm_id`,
    id: sql`r.firm_id`,
    descending: false,
    anchor: (firmId: number) => sql`select ${firmId}::int, ${firmId}::int`,
  };
  const page = keysetPage(
    order,
    { after: list.after, before: list.before, last: list.page === "last" },
    rows,
  );
  const found = await tx.execute<PlanChange>(sql`
    select r.firm_id as "firmId", f.name as firm, t.name as township, r.reason,
      case when a.deputy_id is null then null else jsonb_build_object('deputyId', a.deputy_id, 'name', a.name, 'left', a.state <> 'active') end as "from",
      case when b.deputy_id is null then null else jsonb_build_object('deputyId', b.deputy_id, 'name', b.name, 'township', bt.name) end as "to"
    from pairing_plan_rows r join firms f using (firm_id) left join townships t on t.township_code = f.township_code
      left join deputies a on a.deputy_id = r.previous_deputy_id left join deputies b on b.deputy_id = r.deputy_id
      left join townships bt on bt.township_code = b.township_code
    where ${condition(plan, list)} and ${page.where} order by ${page.orderBy} limit ${page.limit}`);
  return page.finish([...found]);
}

/** How many changes there are for each reason, all filters but the reason left aside. */
export async function countChanges(
  tx: Tx,
  plan: ChangedPlan,
): Promise<{ reason: string | null; count: number }[]> {
  const rows = await tx.execute<{ reason: string | null; count: number }>(sql`
    select r.reason, count(*)::int as count from pairing_plan_rows r
    where ${changed(plan)} group by r.reason order by count(*) desc, r.reason`);
  return [...rows];
}

/** How many changes a list of filters finds. */
export async function countFound(tx: Tx, plan: ChangedPlan, list: ChangeList): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from pairing_plan_rows r join firms f using (firm_id)
    where ${condition(plan, list)}`);
  return row?.count ?? 0;
}
