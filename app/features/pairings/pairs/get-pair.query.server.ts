import { sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { DeputyLevel } from "#app/domain/access/roles.ts";
import type { ConstraintKind } from "#app/domain/plan/states.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { firmScope } from "#db/views/firm.scope.ts";
import { seesMasked } from "#db/views/issue.scope.ts";
import { shownName, shownText } from "#db/views/masked.ts";

/** One period in which a deputy was the firm's liaison, with who made it so and why. Days 'YYYY-MM-DD'. */
export type PairPeriod = {
  pairingId: number;
  deputyId: number;
  deputy: string;
  level: DeputyLevel;
  startedOn: string;
  endedOn: string | null;
  planId: number | null;
  endedPlanId: number | null;
  startReason: string;
  endReason: string | null;
  by: string | null;
};

/** What binds the firm and a deputy: a conflict, an exclusion, a wish, a pin. */
export type Constraint = {
  constraintId: number;
  kind: ConstraintKind;
  deputyId: number;
  deputy: string;
  reason: string;
  by: string | null;
  mine: boolean;
  since: string;
};

/** The firm is looked after by the township office 代管: its liaison left (with the day, where known), or it has none. */
export type Care = { former: string | null; leftOn: string | null; township: string };

/** Everything about a firm and its liaisons. */
export type PairPage = {
  firmId: number;
  firm: string;
  township: string | null;
  county: string | null;
  periods: PairPeriod[];
  constraints: Constraint[];
  care: Care | null;
  /** The plan whose computation explains the pair: the one that made it, else the latest in force over the firm. */
  planId: number | null;
};

/** The pair page of a firm in the actor's scope; undefined outside it. */
export async function findPair(ctx: Ctx, firmId: number): Promise<PairPage | undefined> {
  const me = ctx.actor.kind === "person" ? ctx.actor.userId : null;
  // What a firm wished or an office decided about a deputy is not for the deputy's eyes.
  const mayReadAll =
    ctx.actor.kind === "system" || (ctx.actor.kind === "person" && ctx.actor.role !== "deputy");
  const deputy = shownName(ctx.actor, "deputy", sql`d.name`, sql`d.deputy_id`);
  const by = seesMasked(ctx.actor) ? sql`null::text` : sql`u.name`;
  return readTx(ctx, async (tx) => {
    const [firm] = await tx.execute<Pick<PairPage, "firmId" | "firm" | "township" | "county">>(sql`
      select firms.firm_id as "firmId", ${shownName(ctx.actor, "firm", sql`firms.name`, sql`firms.firm_id`)} as firm,
        t.name as township, c.name as county
      from firms left join townships t on t.township_code = firms.township_code left join counties c on c.county_code = firms.county_code
      where firms.firm_id = ${firmId} and ${firmScope(ctx.actor)}`);
    if (!firm) return undefined;
    const periods = await tx.execute<PairPeriod>(sql`
      select p.pairing_id as "pairingId", d.deputy_id as "deputyId", ${deputy} as deputy, d.level, p.started_on::text as "startedOn",
        p.ended_on::text as "endedOn", p.plan_id as "planId", p.ended_plan_id as "endedPlanId", p.start_reason as "startReason",
        p.end_reason as "endReason", ${by} as by
      from pairings p join deputies d using (deputy_id) left join users u on u.user_id = p.created_by
      where p.firm_id = ${firmId} order by p.started_on desc, p.pairing_id desc limit 100`);
    const constraints = await tx.execute<Constraint>(sql`
      select c.constraint_id as "constraintId", c.kind, c.deputy_id as "deputyId", ${deputy} as deputy, ${shownText(ctx.actor, sql`c.reason`)} as reason, ${by} as by,
        coalesce(c.created_by = ${me}::int, false) as mine,
        to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since
      from pairing_constraints c join deputies d using (deputy_id) left join users u on u.user_id = c.created_by
      where c.firm_id = ${firmId} and c.ended_at is null and (${mayReadAll} or c.created_by = ${me}::int) order by c.constraint_id desc`);
    const [plan] = await tx.execute<{ plan_id: number | null }>(sql`
      select coalesce(
        (select p.plan_id from pairings p join pairing_plan_inputs i using (plan_id) where p.firm_id = ${firmId} and p.ended_on is null),
        (select max(r.plan_id) from pairing_plan_rows r join pairing_plans pl using (plan_id) join pairing_plan_inputs i using (plan_id)
          where r.firm_id = ${firmId} and pl.state = 'published')) as plan_id`);
    return {
      ...firm,
      periods: [...periods],
      constraints: [...constraints],
      care: await careOf(tx, ctx.actor, firmId),
      planId: plan?.plan_id ?? null,
    };
  });
}

/** Whether the township office looks after the firm; null while it has an active liaison or is not in the programme. */
export async function careOf(tx: Tx, actor: Actor, firmId: number): Promise<Care | null> {
  const [row] = await tx.execute<Care & { active: boolean }>(sql`
    select ${shownName(actor, "deputy", sql`d.name`, sql`d.deputy_id`)} as former, d.left_on::text as "leftOn", coalesce(t.name, '') as township, coalesce(d.state = 'active', false) as active
    from firms f left join townships t on t.township_code = f.township_code
      left join pairings p on p.firm_id = f.firm_id and p.ended_on is null left join deputies d using (deputy_id)
    where f.firm_id = ${firmId} and f.in_programme and f.state = 'active'`);
  if (!row || row.active) return null;
  return { former: row.former, leftOn: row.leftOn, township: row.township };
}

/** The care of a firm's page. */
export function findCare(ctx: Ctx, firmId: number): Promise<Care | null> {
  return readTx(ctx, (tx) => careOf(tx, ctx.actor, firmId));
}

/** A firm in care as the township office lists it. */
export type CareRow = {
  firmId: number;
  firm: string;
  township: string | null;
  former: string | null;
  leftOn: string | null;
};
const CARE_ROWS = 50;

/** Firms of the actor's scope that have no active liaison, after firm `after`. */
export async function listCare(
  ctx: Ctx,
  after: number | null,
): Promise<{ rows: CareRow[]; next: number | null }> {
  return readTx(ctx, async (tx) => {
    const rows = await tx.execute<CareRow>(sql`
      select firms.firm_id as "firmId", firms.name as firm, t.name as township, d.name as former, d.left_on::text as "leftOn"
      from firms left join townships t on t.township_code = firms.township_code
        left join pairings p on p.firm_id = firms.firm_id and p.ended_on is null left join deputies d using (deputy_id)
      where firms.in_programme and firms.state = 'active' and (d.deputy_id is null or d.state <> 'active')
        and firms.firm_id > ${after ?? 0} and ${firmScope(ctx.actor)}
      order by firms.firm_id limit ${CARE_ROWS + 1}`);
    const page = rows.slice(0, CARE_ROWS);
    return { rows: page, next: rows.length > CARE_ROWS ? (page.at(-1)?.firmId ?? null) : null };
  });
}

/** Firms a deputy held on a day, with the reason: "who was liaison on day D" from the deputy's side. */
export type HeldOnDay = {
  firmId: number;
  firm: string;
  startedOn: string;
  endedOn: string | null;
  reason: string;
  planId: number | null;
};

export async function heldOnDay(ctx: Ctx, deputyId: number, day: string): Promise<HeldOnDay[]> {
  return readTx(ctx, async (tx) => {
    const rows = await tx.execute<HeldOnDay>(sql`
      select firms.firm_id as "firmId", firms.name as firm, p.started_on::text as "startedOn", p.ended_on::text as "endedOn",
        p.start_reason as reason, p.plan_id as "planId"
      from pairings p join firms using (firm_id)
      where p.deputy_id = ${deputyId} and p.during @> ${day}::date and ${firmScope(ctx.actor)} order by firms.name limit 100`);
    return [...rows];
  });
}
