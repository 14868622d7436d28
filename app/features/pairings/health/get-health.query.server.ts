import { type SQL, sql } from "drizzle-orm";
import { DEPUTY_LEVELS } from "#app/domain/access/roles.ts";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import type { PlanFigures } from "#app/domain/pairing/plan-figures.ts";
import { HEALTH_SETS, type HealthSet } from "#app/domain/plan/health.ts";
import type { PairingPolicy } from "#app/domain/plan/pairing-policy.ts";
import { planScope } from "#app/features/pairings/plan-scope.server.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { deputyScope } from "#db/views/firm.scope.ts";
import { loadPolicy } from "#db/views/rulebook.ts";
import { flaggedFirms, SET_COUNTS } from "./firm-flags.server.ts";
import type { HealthPlace } from "./health.schema.ts";

/** Deputies of a place: how many take part, their places, firms they hold, how many hold none, and the most that one holds. */
export type PlaceLoad = { deputies: number; places: number; held: number; idle: number; most: number };

/** A county, or a township of one, with the count of each set; `shortfall` and `worth` are the latest plan's. */
export type HealthRow = Record<HealthSet, number> &
  PlaceLoad & { code: string; name: string; shortfall: number; worth: number | null };

/** The health of the pairs, by county or by the townships of one. */
export type PairingHealth = {
  county: { code: string; name: string } | null;
  rows: HealthRow[];
  total: Record<HealthSet, number> & PlaceLoad;
  /** How many deputies hold so many firms; index = firms. */
  loads: number[];
  /** The plan that shortfall and worth are taken from. */
  plan: { planId: number; createdAt: string } | null;
};

const NO_LOAD: PlaceLoad = { deputies: 0, places: 0, held: 0, idle: 0, most: 0 };

/** Reads the health of the pairs within what the actor may see: a county supervisor's county, by township; the city, by county or by one. */
export async function getHealth(ctx: Ctx, place: HealthPlace): Promise<PairingHealth> {
  const { actor } = ctx;
  const own = actor.kind === "person" && actor.role === "county_supervisor" ? actor.countyCode : null;
  const county = own ?? place.county ?? null;
  return readTx(ctx, async (tx, now) => {
    const today = civilDayOf(now);
    const policy = await loadPolicy<PairingPolicy>(tx, "pairing", now);
    const column = county === null ? sql`county_code` : sql`township_code`;
    const firms = await tx.execute<Record<HealthSet, number> & { code: string | null }>(sql`
      with ${flaggedFirms(actor, today, { county: county ?? undefined })}
      select ${column} as code, ${SET_COUNTS} from flagged group by 1`);
    const loads = await readLoads(tx, ctx, county, column, policy);
    const names = await readNames(tx, county);
    const plan = await latestPlan(tx, ctx, county);
    const rows = names.map(({ code, name }): HealthRow => {
      const counted = firms.find((row) => row.code === code);
      const sets = Object.fromEntries(HEALTH_SETS.map((set) => [set, counted?.[set] ?? 0])) as Record<
        HealthSet,
        number
      >;
      const load = loads.byPlace.get(code) ?? NO_LOAD;
      return { ...sets, ...load, code, name, ...needOf(plan?.figures, code) };
    });
    const shown = rows.filter((row) => row.programme > 0 || row.deputies > 0);
    return {
      county: county === null ? null : { code: county, name: await countyName(tx, county) },
      rows: shown,
      total: totalOf(shown, loads.cityWide),
      loads: loads.spread,
      plan: plan && { planId: plan.planId, createdAt: plan.createdAt },
    };
  });
}

/** Firms left without and the best worth of a place, of a county (the first six digits) or a township. */
function needOf(
  figures: PlanFigures | null | undefined,
  code: string,
): { shortfall: number; worth: number | null } {
  const within = (townshipCode: string) => townshipCode.replace("county:", "").startsWith(code);
  const without = (figures?.shortfall ?? []).filter((row) => within(row.townshipCode));
  const worth = (figures?.worth ?? []).filter((row) => within(row.townshipCode));
  return {
    shortfall: without.reduce((sum, row) => sum + row.firms, 0),
    // Plans of former versions kept no worth.
    worth: figures?.worth ? Math.max(0, ...worth.map((row) => row.worth)) : null,
  };
}

function totalOf(rows: readonly HealthRow[], others: PlaceLoad): PairingHealth["total"] {
  const sum = (of: (row: HealthRow) => number) => rows.reduce((all, row) => all + of(row), 0);
  const sets = Object.fromEntries(HEALTH_SETS.map((set) => [set, sum((row) => row[set])])) as Record<
    HealthSet,
    number
  >;
  return {
    ...sets,
    deputies: sum((row) => row.deputies) + others.deputies,
    places: sum((row) => row.places) + others.places,
    held: sum((row) => row.held) + others.held,
    idle: sum((row) => row.idle) + others.idle,
    most: Math.max(others.most, ...rows.map((row) => row.most)),
  };
}

function capacityCase(policy: PairingPolicy): SQL {
  const cases = DEPUTY_LEVELS.map((level) => sql`when ${level} then ${policy.capacity[level]}::int`);
  return sql`case deputies.level ${sql.join(cases, sql` `)} end`;
}

/** Loads of active deputies by place; those of a county who belong to no township stand apart when townships are shown. */
async function readLoads(tx: Tx, ctx: Ctx, county: string | null, column: SQL, policy: PairingPolicy) {
  const mine = county === null ? sql`true` : sql`deputies.county_code = ${county}`;
  const rows = await tx.execute<{ code: string | null; held: number; deputies: number; places: number }>(sql`
    with held as (select deputy_id, count(*)::int as firms from pairings where ended_on is null group by deputy_id)
    select deputies.${column} as code, coalesce(held.firms, 0) as held, count(*)::int as deputies,
      sum(${capacityCase(policy)})::int as places
    from deputies left join held using (deputy_id)
    where deputies.state = 'active' and ${mine} and ${deputyScope(ctx.actor)} group by 1, 2`);
  const byPlace = new Map<string | null, PlaceLoad>();
  const spread: number[] = [];
  for (const { code, held, deputies, places } of rows) {
    const before = byPlace.get(code) ?? NO_LOAD;
    byPlace.set(code, {
      deputies: before.deputies + deputies,
      places: before.places + places,
      held: before.held + held * deputies,
      idle: before.idle + (held === 0 ? deputies : 0),
      most: Math.max(before.most, held),
    });
    while (spread.length <= held) spread.push(0);
    spread[held] = spread[held]! + deputies;
  }
  return { byPlace, spread, cityWide: byPlace.get(null) ?? NO_LOAD };
}

async function readNames(tx: Tx, county: string | null): Promise<{ code: string; name: string }[]> {
  const rows =
    county === null
      ? await tx.execute<{ code: string; name: string }>(
          sql`select county_code as code, name from counties order by sort, county_code`,
        )
      : await tx.execute<{ code: string; name: string }>(
          sql`select township_code as code, name from townships where county_code = ${county} order by township_code`,
        );
  return [...rows];
}

async function countyName(tx: Tx, county: string): Promise<string> {
  const [row] = await tx.execute<{ name: string }>(
    sql`select name from counties where county_code = ${county}`,
  );
  return row?.name ?? county;
}

/** The latest plan with a result over the place, drafts included: of the county itself, or of the whole city. What-ifs say nothing of today. */
async function latestPlan(tx: Tx, ctx: Ctx, county: string | null) {
  const over =
    county === null
      ? sql`pairing_plans.county_code is null`
      : sql`(pairing_plans.county_code is null or pairing_plans.county_code = ${county})`;
  const [plan] = await tx.execute<{ planId: number; createdAt: string; figures: PlanFigures }>(sql`
    select plan_id as "planId", figures, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt"
    from pairing_plans where state in ('draft', 'published') and purpose <> 'whatif' and figures is not null and ${over}
      and ${planScope(ctx)} order by plan_id desc limit 1`);
  return plan ?? null;
}
