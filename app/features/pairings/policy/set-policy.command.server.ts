import { desc, eq, sql } from "drizzle-orm";
import { civilDayOf, dayNumber, instantAt } from "#app/domain/calendar/civil-day.ts";
import { judgePolicy, type PairingPolicy, policyDifference } from "#app/domain/plan/pairing-policy.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { actorColumns, recordAudit, recordEvent } from "#db/record.ts";
import { policies } from "#db/schema/installation.ts";
import { loadPolicy } from "#db/views/rulebook.ts";

/** Versions are numbered one after the other, whoever sends them at the same moment. */
const POLICY_LOCK = 7_202_603;

/**
 * Puts a pairing policy in force from a day on (`YYYY-MM-DD`; today means from now), as a new version: plans made before keep theirs.
 * The city supervisor alone; refused for a past day, for a policy that breaks its own order, and when nothing would change.
 */
export function setPairingPolicy(
  ctx: Ctx,
  key: string,
  input: { policy: PairingPolicy; inForceFrom: string; reason: string },
): Promise<Result<{ version: number }>> {
  const { policy, inForceFrom, reason } = input;
  return once(ctx, { key, action: "pairing_policy.set", content: input }, async (tx, now) => {
    const { actor } = ctx;
    if (actor.kind !== "person" || actor.role !== "city_supervisor") return refuse("common.not_found", {});
    const judged = judgePolicy(policy);
    if (!judged.ok) return judged;
    const today = civilDayOf(now);
    if (inForceFrom < today) return refuse("plan.policy_day", {}, "inForceFrom");
    await tx.execute(sql`select pg_advisory_xact_lock(${POLICY_LOCK})`);
    const from = inForceFrom === today ? now : new Date(instantAt(dayNumber(inForceFrom))).toISOString();
    const before = await loadPolicy<PairingPolicy>(tx, "pairing", from);
    if (Object.keys(policyDifference(before, policy)).length === 0) return refuse("plan.policy_same", {});
    const [last] = await tx
      .select({ version: policies.policyVersion })
      .from(policies)
      .where(eq(policies.kind, "pairing"))
      .orderBy(desc(policies.policyVersion))
      .limit(1);
    const version = (last?.version ?? 0) + 1;
    await tx.insert(policies).values({
      kind: "pairing",
      policyVersion: version,
      inForceFrom: from,
      body: policy,
      reason,
      createdBy: actorColumns(actor).actorUserId,
      createdAt: now,
    });
    const about = { subjectKind: "policy" as const, subjectId: version };
    const payload = { policy: "pairing", version, inForceFrom: from };
    await recordEvent(tx, actor, now, { ...about, kind: "policy.set", payload });
    const audit = { action: "policy.set", objectKind: "policy" as const, objectId: version, detail: payload };
    await recordAudit(tx, actor, now, audit, ctx.requestId);
    return ok({ version });
  });
}
