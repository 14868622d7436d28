import { and, eq } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { pairingPlans } from "#db/schema/pairings.ts";
import { planScope } from "./plan-scope.server.ts";

/**
 * Ends a plan that is not in force: a run that is going on is cancelled, a draft is discarded. Whatever was published or has ended
 * already is refused (`plan.state`). The caller stops the run of this process (`stopRun`).
 */
export function endDraft(
  ctx: Ctx,
  key: string,
  input: { planId: number },
): Promise<Result<{ state: string }>> {
  return once(ctx, { key, action: "pairing_plan.end", content: input }, async (tx, now) => {
    const [plan] = await tx
      .select({ state: pairingPlans.state, version: pairingPlans.version })
      .from(pairingPlans)
      .where(and(eq(pairingPlans.planId, input.planId), planScope(ctx)))
      .for("update");
    if (!plan) return refuse("common.not_found", {});
    if (plan.state !== "drafting" && plan.state !== "draft")
      return refuse("plan.state", { state: plan.state });
    const state = plan.state === "drafting" ? "cancelled" : "discarded";
    await tx
      .update(pairingPlans)
      .set({ state, version: plan.version + 1 })
      .where(eq(pairingPlans.planId, input.planId));
    const kind = `pairing_plan.${state}`;
    const about = { subjectKind: "pairing_plan" as const, subjectId: input.planId };
    await recordEvent(tx, ctx.actor, now, { ...about, kind, payload: {} });
    const audit = { action: kind, objectKind: "pairing_plan" as const, objectId: input.planId };
    await recordAudit(tx, ctx.actor, now, audit, ctx.requestId);
    return ok({ state });
  });
}
