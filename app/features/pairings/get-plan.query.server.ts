import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { PlanFigures } from "#app/domain/pairing/plan-figures.ts";
import type { PairingPolicy } from "#app/domain/plan/pairing-policy.ts";
import {
  type DraftProgress,
  type PlanPurpose,
  type PlanState,
  STALLED_AFTER_S,
} from "#app/domain/plan/states.ts";
import type { Refusal } from "#app/domain/result.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { users } from "#db/schema/accounts.ts";
import { counties } from "#db/schema/divisions.ts";
import { pairingPlanEdits, pairingPlans } from "#db/schema/pairings.ts";
import type { Page } from "#db/views/keyset.ts";
import { changesPage, countChanges, countFound, type PlanChange } from "./changes/list-changes.server.ts";
import { type ChangeList, isFiltered } from "./changes/plan-changes.schema.ts";
import type { PlanSettings } from "./pairing-policy.ts";
import { planScope } from "./plan-scope.server.ts";

/** A plan in a list; instants ISO, `county` null for the whole city, figures null while it is computed. */
export type PlanListRow = {
  planId: number;
  county: string | null;
  countyCode: string | null;
  state: PlanState;
  purpose: PlanPurpose;
  figures: PlanFigures | null;
  createdBy: string | null;
  createdAt: string;
  publishedAt: string | null;
};

/** An edit by hand that still stands; the price is in the plan's weights. */
export type PlanEdit = {
  editId: number;
  firmId: number;
  firm: string;
  deputyId: number;
  deputy: string;
  price: number;
  moved: number;
};

/** A plan with one page of its changes. */
export type PlanPage = PlanListRow & {
  version: number;
  reason: string;
  settings: PlanSettings;
  weights: Partial<PairingPolicy> & { keep?: number; policyVersion?: number };
  progress: DraftProgress | null;
  /** The run shows no sign of life any more. */
  stalled: boolean;
  failure: Refusal | null;
  proof: { bound: number; digest: string } | null;
  changes: Page<PlanChange>;
  found: number;
  byReason: { reason: string | null; count: number }[];
  edits: PlanEdit[];
  shortfall: { township: string; firms: number }[];
};

/** Plans on one page of the list. */
export const PLANS_PAGE = 30;

const LIST = {
  planId: pairingPlans.planId,
  county: counties.shortName,
  countyCode: pairingPlans.countyCode,
  state: sql<PlanState>`${pairingPlans.state}`,
  purpose: sql<PlanPurpose>`${pairingPlans.purpose}`,
  figures: sql<PlanFigures | null>`${pairingPlans.figures}`,
  createdBy: users.name,
  createdAt: pairingPlans.createdAt,
  publishedAt: pairingPlans.publishedAt,
};

/** The latest plans in the actor's scope, newest first, below plan `before`. */
export async function listPlans(
  ctx: Ctx,
  before: number | null = null,
): Promise<{ rows: PlanListRow[]; before: number | null }> {
  return readTx(ctx, async (tx) => {
    const rows = await tx
      .select(LIST)
      .from(pairingPlans)
      .leftJoin(counties, eq(counties.countyCode, pairingPlans.countyCode))
      .leftJoin(users, eq(users.userId, pairingPlans.createdBy))
      .where(and(planScope(ctx), before === null ? sql`true` : lt(pairingPlans.planId, before)))
      .orderBy(desc(pairingPlans.planId))
      .limit(PLANS_PAGE + 1);
    const page = rows.slice(0, PLANS_PAGE);
    return { rows: page, before: rows.length > PLANS_PAGE ? (page.at(-1)?.planId ?? null) : null };
  });
}

/** One plan with a page of its changes; undefined outside the actor's scope. */
export async function findPlan(
  ctx: Ctx,
  planId: number,
  list: ChangeList | null,
): Promise<PlanPage | undefined> {
  return readTx(ctx, async (tx, now) => {
    const [plan] = await tx
      .select({
        ...LIST,
        version: pairingPlans.version,
        reason: pairingPlans.reason,
        settings: sql<PlanSettings>`${pairingPlans.settings}`,
        weights: sql<PlanPage["weights"]>`${pairingPlans.weights}`,
        progress: sql<DraftProgress | null>`${pairingPlans.progress}`,
        beatAt: pairingPlans.beatAt,
        failure: sql<Refusal | null>`${pairingPlans.failure}`,
        proof: sql<PlanPage["proof"]>`${pairingPlans.certificate}`,
      })
      .from(pairingPlans)
      .leftJoin(counties, eq(counties.countyCode, pairingPlans.countyCode))
      .leftJoin(users, eq(users.userId, pairingPlans.createdBy))
      .where(and(eq(pairingPlans.planId, planId), planScope(ctx)));
    if (!plan) return undefined;
    const { beatAt, ...shown } = plan;
    const silence = Date.parse(now) - Date.parse(beatAt ?? now);
    const filters = list ?? {};
    const byReason = await countChanges(tx, plan);
    const all = byReason.reduce((sum, row) => sum + row.count, 0);
    return {
      ...shown,
      stalled: plan.state === "drafting" && silence > STALLED_AFTER_S * 1000,
      changes: await changesPage(tx, plan, filters),
      found: isFiltered(filters) ? await countFound(tx, plan, filters) : all,
      byReason,
      edits: await editsOf(tx, planId),
      shortfall: await shortfallOf(tx, plan.figures),
    };
  });
}

async function editsOf(tx: Tx, planId: number): Promise<PlanEdit[]> {
  const rows = await tx.execute<PlanEdit>(sql`
    select e.edit_id as "editId", e.firm_id as "firmId", f.name as firm, e.deputy_id as "deputyId", d.name as deputy, e.price,
      jsonb_array_length(e.moves) as moved
    from ${pairingPlanEdits} e join firms f using (firm_id) join deputies d on d.deputy_id = e.deputy_id
    where e.plan_id = ${planId} and e.undone_at is null order by e.edit_id desc`);
  return [...rows];
}

async function shortfallOf(tx: Tx, figures: PlanFigures | null) {
  if (figures === null || figures.shortfall.length === 0) return [];
  const names = await tx.execute<{ code: string; name: string }>(sql`
    select township_code as code, name from townships union all select 'county:' || county_code, name from counties`);
  const nameOf = new Map(names.map((row) => [row.code, row.name]));
  return figures.shortfall.map((row) => ({
    township: nameOf.get(row.townshipCode) ?? row.townshipCode,
    firms: row.firms,
  }));
}
