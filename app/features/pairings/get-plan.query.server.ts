import { and, desc, eq, sql } from "drizzle-orm";
import type { PlanFigures } from "#app/domain/pairing/plan-figures.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { counties } from "#db/schema/divisions.ts";
import { pairingPlans } from "#db/schema/pairings.ts";
import { planScope } from "./publish-plan.command.server.ts";

/** A plan in a list; instants ISO, `county` null for the whole city. */
export type PlanListRow = {
  planId: number;
  county: string | null;
  state: string;
  figures: PlanFigures;
  createdAt: string;
  publishedAt: string | null;
};

/** One firm that the plan gives another deputy, or none. */
export type PlanChange = {
  firmId: number;
  firm: string;
  township: string;
  from: { deputyId: number; name: string; left: boolean } | null;
  to: { deputyId: number; name: string; township: string | null } | null;
};

/** A plan with one page of its changes. */
export type PlanPage = PlanListRow & {
  version: number;
  reason: string;
  proof: { bound: number; digest: string } | null;
  changes: PlanChange[];
  after: number | null;
  shortfall: { township: string; firms: number }[];
};

const LIST_LIMIT = 50;
/** Changes on one page. */
export const CHANGES_PAGE = 50;

/** The latest plans in the actor's scope, newest first. */
export async function listPlans(ctx: Ctx): Promise<PlanListRow[]> {
  return readTx(ctx, async (tx) => {
    const rows = await tx
      .select({
        planId: pairingPlans.planId,
        county: counties.shortName,
        state: pairingPlans.state,
        figures: sql<PlanFigures>`${pairingPlans.figures}`,
        createdAt: pairingPlans.createdAt,
        publishedAt: pairingPlans.publishedAt,
      })
      .from(pairingPlans)
      .leftJoin(counties, eq(counties.countyCode, pairingPlans.countyCode))
      .where(planScope(ctx))
      .orderBy(desc(pairingPlans.planId))
      .limit(LIST_LIMIT);
    return rows;
  });
}

/** One plan with the changes after firm `after`; undefined outside the actor's scope. */
export async function findPlan(
  ctx: Ctx,
  planId: number,
  after: number | null,
): Promise<PlanPage | undefined> {
  return readTx(ctx, async (tx) => {
    const [plan] = await tx
      .select({
        planId: pairingPlans.planId,
        county: counties.shortName,
        state: pairingPlans.state,
        version: pairingPlans.version,
        reason: pairingPlans.reason,
        figures: sql<PlanFigures>`${pairingPlans.figures}`,
        proof: sql<PlanPage["proof"]>`${pairingPlans.certificate}`,
        createdAt: pairingPlans.createdAt,
        publishedAt: pairingPlans.publishedAt,
      })
      .from(pairingPlans)
      .leftJoin(counties, eq(counties.countyCode, pairingPlans.countyCode))
      .where(and(eq(pairingPlans.planId, planId), planScope(ctx)));
    if (!plan) return undefined;
    const changes = await tx.execute<PlanChange>(sql`
      select r.firm_id as "firmId", f.name as firm, t.name as township,
        case when a.deputy_id is null then null else jsonb_build_object('deputyId', a.deputy_id, 'name', a.name, 'left', a.state <> 'active') end as "from",
        case when b.deputy_id is null then null else jsonb_build_object('deputyId', b.deputy_id, 'name', b.name, 'township', bt.name) end as "to"
      from pairing_plan_rows r join firms f using (firm_id) left join townships t on t.township_code = f.township_code
        left join deputies a on a.deputy_id = r.previous_deputy_id left join deputies b on b.deputy_id = r.deputy_id
        left join townships bt on bt.township_code = b.township_code
      where r.plan_id = ${planId} and r.deputy_id is distinct from r.previous_deputy_id and r.firm_id > ${after ?? 0}
      order by r.firm_id limit ${CHANGES_PAGE + 1}`);
    const names = await tx.execute<{ code: string; name: string }>(sql`
      select township_code as code, name from townships union all select 'county:' || county_code, name from counties`);
    const nameOf = new Map(names.map((row) => [row.code, row.name]));
    const page = changes.slice(0, CHANGES_PAGE);
    return {
      ...plan,
      changes: page,
      after: changes.length > CHANGES_PAGE ? page.at(-1)!.firmId : null,
      shortfall: plan.figures.shortfall.map((row) => ({
        township: nameOf.get(row.townshipCode) ?? row.townshipCode,
        firms: row.firms,
      })),
    };
  });
}
