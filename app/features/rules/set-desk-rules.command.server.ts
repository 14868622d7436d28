import { sql } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { SupervisionPolicy } from "#app/domain/supervision/policy.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit } from "#db/record.ts";
import { loadPolicy } from "#db/views/rulebook.ts";
import { nextVersion, RULES_LOCK } from "./change-rehearsal.command.server.ts";
import type { DeskRulesForm } from "./rules.schema.ts";

/** Puts the rules of the desk in force from now on, with a reason; nothing escalates by them. Refuses with `rules.nothing_changed`. */
export function setDeskRules(
  ctx: Ctx,
  key: string,
  form: DeskRulesForm,
): Promise<Result<{ version: number }>> {
  return once(ctx, { key, action: "rules.desk", content: form }, async (tx, now) => {
    const { actor } = ctx;
    if (actor.kind !== "person" || actor.role !== "city_supervisor") return refuse("common.not_found", {});
    await tx.execute(sql`select pg_advisory_xact_lock(${RULES_LOCK})`);
    const { soonDays, pausedLongDays, letterReplyDays, hollow } = await loadPolicy<SupervisionPolicy>(
      tx,
      "supervision",
      now,
    );
    const wanted: SupervisionPolicy = {
      soonDays: form.soonDays,
      pausedLongDays: form.pausedLongDays,
      letterReplyDays: form.letterReplyDays,
      hollow: {
        minutes: form.hollowMinutes,
        likeness: form.hollowPercent / 100,
        recurrenceDays: form.recurrenceDays,
      },
    };
    const numbers = (policy: SupervisionPolicy) =>
      [
        policy.soonDays,
        policy.pausedLongDays,
        policy.letterReplyDays,
        policy.hollow.minutes,
        policy.hollow.likeness,
        policy.hollow.recurrenceDays,
      ].join();
    if (numbers(wanted) === numbers({ soonDays, pausedLongDays, letterReplyDays, hollow }))
      return refuse("rules.nothing_changed", {});
    const by = { reason: form.reason, userId: actor.userId, now };
    const version = await nextVersion(tx, "supervision", wanted, now, by);
    const audit = { action: "policy.set", objectKind: "policy" as const, objectId: version };
    await recordAudit(
      tx,
      actor,
      now,
      { ...audit, detail: { policy: "supervision", version } },
      ctx.requestId,
    );
    return ok({ version });
  });
}
