import { and, eq, sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import type { PairingPolicy } from "#app/domain/plan/pairing-policy.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { errorCode } from "#app/platform/database/errors.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { actorColumns, recordAudit, recordEvent } from "#db/record.ts";
import { pairingPlans } from "#db/schema/pairings.ts";
import { cadenceAt, loadPolicy, loadRulebook } from "#db/views/rulebook.ts";
import { settleContactClocks } from "#db/writes/settle-contact-clocks.ts";
import { planScope } from "./plan-scope.server.ts";
import { handOver, tellPlan } from "./publish/hand-over.server.ts";
import { type Difference, listDifferences } from "./publish/list-differences.server.ts";
import { openTermAccounts } from "./publish/open-accounts.server.ts";

/** Only one plan is published at a time, whatever its scope: deputies of one county may hold firms of another. */
const PUBLISH_LOCK = 7_202_602;

/** A plan of the whole city writes some 29,000 pairs: longer than an ordinary form may take. */
const WRITE_DEADLINE_MS = 120_000;
/** SQLSTATE of the exclusion constraint: a second liaison for the same firm and day. */
const EXCLUDED = "23P01";

/** What publishing did: pairs that began, pairs that ended, firms handed over from one deputy to the next, accounts of a new term's deputies. */
export type Published = {
  planId: number;
  started: number;
  ended: number;
  handedOver: number;
  accounts: number;
};

/**
 * Puts a draft in force, whole or not at all. The registers are checked again inside the transaction, under a lock that all
 * publishing shares, so that a plan made on other registers never gets in: `pairing.plan_stale` with the number of differences
 * (`findDifferences` lists them).
 */
export async function publishPlan(
  ctx: Ctx,
  key: string,
  input: { planId: number; version: number; reason: string },
): Promise<Result<Published>> {
  try {
    return await publish(ctx, key, input);
  } catch (error) {
    // Somebody paired one of the firms between the check and our insert: the database let only one in.
    if (errorCode(error) === EXCLUDED) return refuse("pairing.plan_stale", { differences: 1 });
    throw error;
  }
}

function publish(
  ctx: Ctx,
  key: string,
  input: { planId: number; version: number; reason: string },
): Promise<Result<Published>> {
  const intent = { key, action: "pairing_plan.publish", content: input, deadlineMs: WRITE_DEADLINE_MS };
  return once(ctx, intent, async (tx, now) => {
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
    await holdRegisters(tx, plan.planId);
    const policy = await loadPolicy<PairingPolicy>(tx, "pairing", now);
    const { count } = await listDifferences(tx, plan, policy);
    if (count > 0) return refuse("pairing.plan_stale", { differences: count });

    const figures = await putInForce(tx, ctx, now, plan.planId, input.reason);
    await tx
      .update(pairingPlans)
      .set({
        state: "published",
        reason: input.reason,
        publishedBy: actorColumns(ctx.actor).actorUserId,
        publishedAt: now,
        version: plan.version + 1,
      })
      .where(eq(pairingPlans.planId, plan.planId));
    const about = { subjectKind: "pairing_plan" as const, subjectId: plan.planId };
    const payload = { reason: input.reason, ...figures };
    await recordEvent(tx, ctx.actor, now, { ...about, kind: "pairing_plan.published", payload });
    const audit = { action: "pairing_plan.published", objectKind: "pairing_plan" as const };
    const entry = { ...audit, objectId: plan.planId, detail: figures };
    await recordAudit(tx, ctx.actor, now, entry, ctx.requestId);
    return ok({ planId: plan.planId, ...figures });
  });
}

/**
 * Holds the rows the plan is about from the check to the commit, in the order in which contacts and registers lock them, so that
 * nobody waits in a ring: firms, their running pairs, the deputies who get them.
 */
async function holdRegisters(tx: Tx, planId: number): Promise<void> {
  const rows = sql`select firm_id from pairing_plan_rows where plan_id = ${planId}`;
  await tx.execute(sql`
    select count(*) from (select firm_id from firms where firm_id in (${rows}) order by firm_id for no key update) held`);
  await tx.execute(sql`
    select count(*) from (select pairing_id from pairings where ended_on is null and firm_id in (${rows})
      order by pairing_id for no key update) held`);
  await tx.execute(sql`
    select count(*) from (select deputy_id from deputies where deputy_id in
      (select deputy_id from pairing_plan_rows where plan_id = ${planId}) order by deputy_id for share) held`);
}

async function putInForce(tx: Tx, ctx: Ctx, now: string, planId: number, reason: string) {
  const today = civilDayOf(now);
  const rulebook = await loadRulebook(ctx.db, tx, now);
  const cadence = cadenceAt(rulebook, now);
  const who = actorColumns(ctx.actor).actorUserId;
  const ended = await tx.execute(sql`
    update pairings p set ended_on = greatest(${today}::date, p.started_on), ended_plan_id = ${planId}, end_reason = ${reason}, version = p.version + 1
    from pairing_plan_rows r where r.plan_id = ${planId} and p.firm_id = r.firm_id and p.ended_on is null
      and r.deputy_id is distinct from p.deputy_id returning p.pairing_id`);
  const started = await tx.execute(sql`
    insert into pairings (firm_id, deputy_id, started_on, plan_id, start_reason, contact_due_on, created_by, created_at)
    select r.firm_id, r.deputy_id, ${today}::date, ${planId}, ${reason},
      case when f.opted_out_at is null then ${today}::date + coalesce(f.cadence_days, ${cadence.everyDays}::int) end, ${who}::int, ${now}
    from pairing_plan_rows r join firms f using (firm_id) where r.plan_id = ${planId} and r.deputy_id is not null
      and not exists (select from pairings p where p.firm_id = r.firm_id and p.ended_on is null)
    order by r.firm_id returning pairing_id`);
  const handedOver = await handOver(tx, planId, today, now);
  await settleContactClocks(tx, now, rulebook);
  const accounts = await openTermAccounts(tx, planId, today, now, who);
  await tellPlan(tx, planId, now);
  return { started: started.length, ended: ended.length, handedOver, accounts };
}

/** What stands against a draft now, as its page lists it before and after a refusal. */
export async function findDifferences(
  ctx: Ctx,
  planId: number,
): Promise<{ differences: Difference[]; count: number }> {
  return readTx(ctx, async (tx, now) => {
    const [plan] = await tx
      .select({ planId: pairingPlans.planId, countyCode: pairingPlans.countyCode })
      .from(pairingPlans)
      .where(and(eq(pairingPlans.planId, planId), planScope(ctx)));
    if (!plan) return { differences: [], count: 0 };
    return listDifferences(tx, plan, await loadPolicy<PairingPolicy>(tx, "pairing", now));
  });
}
