import { and, eq, sql } from "drizzle-orm";
import { DEPUTY_LEVELS } from "#app/domain/access/roles.ts";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { actorColumns, recordAudit, recordEvent } from "#db/record.ts";
import { pairingPlans } from "#db/schema/pairings.ts";
import { cadenceAt, loadPolicy, loadRulebook } from "#db/views/rulebook.ts";
import { settleContactClocks } from "#db/writes/settle-contact-clocks.ts";
import type { PairingPolicy } from "./pairing-policy.ts";
import { planScope } from "./plan-scope.server.ts";

/** Only one plan is published at a time, whatever its scope: capacities are shared across counties. */
const PUBLISH_LOCK = 7_202_602;

/**
 * Puts a draft in force, whole or not at all: the registers are checked again inside the transaction (firms, deputies, today's pairs,
 * conflicts, capacities), so that a plan made on other registers never gets in (`pairing.plan_stale` with the number of differences).
 */
export async function publishPlan(
  ctx: Ctx,
  key: string,
  input: { planId: number; version: number; reason: string },
): Promise<Result<{ planId: number; started: number; ended: number }>> {
  return once(ctx, { key, action: "pairing_plan.publish", content: input }, async (tx, now) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${PUBLISH_LOCK})`);
    const [plan] = await tx
      .select()
      .from(pairingPlans)
      .where(and(eq(pairingPlans.planId, input.planId), planScope(ctx)))
      .for("update");
    if (!plan) return refuse("common.not_found", {});
    if (plan.state === "published") return refuse("pairing.already_published", {});
    if (plan.state !== "draft") return refuse("plan.state", { state: plan.state });
    if (plan.purpose === "whatif") return refuse("plan.hypothetical", {});
    if (plan.version !== input.version)
      return refuse("common.conflict", { expected: input.version, found: plan.version });

    const today = civilDayOf(now);
    const differences = await countDifferences(tx, plan.planId, plan.countyCode);
    if (differences > 0) return refuse("pairing.plan_stale", { differences });
    const rulebook = await loadRulebook(ctx.db, tx, now);
    const cadence = cadenceAt(rulebook, now);
    const who = actorColumns(ctx.actor).actorUserId;
    const ended = await tx.execute(sql`
      update pairings p set ended_on = greatest(${today}::date, p.started_on), ended_plan_id = ${plan.planId}, end_reason = ${input.reason}, version = p.version + 1
      from pairing_plan_rows r where r.plan_id = ${plan.planId} and p.firm_id = r.firm_id and p.ended_on is null
        and r.deputy_id is distinct from p.deputy_id returning p.pairing_id`);
    const started = await tx.execute(sql`
      insert into pairings (firm_id, deputy_id, started_on, plan_id, start_reason, contact_due_on, created_by, created_at)
      select r.firm_id, r.deputy_id, ${today}::date, ${plan.planId}, ${input.reason}, ${today}::date + ${cadence.everyDays}::int, ${who}::int, ${now}
      from pairing_plan_rows r where r.plan_id = ${plan.planId} and r.deputy_id is not null
        and not exists (select from pairings p where p.firm_id = r.firm_id and p.ended_on is null)
      returning pairing_id`);
    const overfull = await countOverfull(tx, await loadPolicy<PairingPolicy>(tx, "pairing", now));
    if (overfull > 0) return refuse("pairing.plan_stale", { differences: overfull });
    await settleContactClocks(tx, now, rulebook);
    await tx
      .update(pairingPlans)
      .set({
        state: "published",
        reason: input.reason,
        publishedBy: who,
        publishedAt: now,
        version: plan.version + 1,
      })
      .where(eq(pairingPlans.planId, plan.planId));
    const figures = { started: started.length, ended: ended.length };
    await recordEvent(tx, ctx.actor, now, {
      subjectKind: "pairing_plan",
      subjectId: plan.planId,
      kind: "pairing_plan.published",
      payload: { reason: input.reason, ...figures },
    });
    await recordAudit(
      tx,
      ctx.actor,
      now,
      {
        action: "pairing_plan.published",
        objectKind: "pairing_plan",
        objectId: plan.planId,
        detail: figures,
      },
      ctx.requestId,
    );
    return ok({ planId: plan.planId, ...figures });
  });
}

/** Firms and pairs in which the registers differ from what the plan was made on, or which have become forbidden. */
async function countDifferences(tx: Tx, planId: number, countyCode: string | null): Promise<number> {
  const inScope = countyCode === null ? sql`true` : sql`f.county_code = ${countyCode}`;
  const [row] = await tx.execute<{ differences: number }>(sql`
    select (
      select count(*) from pairing_plan_rows r join firms f using (firm_id)
        left join pairings p on p.firm_id = r.firm_id and p.ended_on is null left join deputies d on d.deputy_id = r.deputy_id
        where r.plan_id = ${planId} and (not f.in_programme or f.state <> 'active' or not ${inScope}
          or (p.deputy_id is distinct from r.previous_deputy_id
            and exists (select from deputies pd where pd.deputy_id = p.deputy_id and pd.state = 'active'))
          or (r.deputy_id is not null and d.state <> 'active')
          or exists (select from pairing_constraints c where c.firm_id = r.firm_id and c.deputy_id = r.deputy_id and c.kind <> 'pin' and c.ended_at is null)
          or d.employer_uscc = f.uscc)
    ) + (
      select count(*) from firms f where f.in_programme and f.state = 'active' and ${inScope}
        and not exists (select from pairing_plan_rows r where r.plan_id = ${planId} and r.firm_id = f.firm_id)
    ) as differences`);
  return Number(row?.differences ?? 0);
}

/** Active deputies who hold more firms than their level allows. */
async function countOverfull(tx: Tx, policy: PairingPolicy): Promise<number> {
  const capacities = DEPUTY_LEVELS.map((level) => sql`when ${level} then ${policy.capacity[level]}::int`);
  const [row] = await tx.execute<{ overfull: number }>(sql`
    select count(*)::int as overfull from (
      select d.deputy_id from pairings p join deputies d using (deputy_id) where p.ended_on is null and d.state = 'active'
      group by d.deputy_id, d.level having count(*) > case d.level ${sql.join(capacities, sql` `)} end) t`);
  return row?.overfull ?? 0;
}
