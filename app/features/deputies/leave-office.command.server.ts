import { and, eq, isNull, sql } from "drizzle-orm";
import { civilDayOf, dayNumber, isoDay } from "#app/domain/calendar/civil-day.ts";
import { FAREWELL_DAYS } from "#app/domain/plan/handover.ts";
import type { LeaveReason } from "#app/domain/plan/states.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { deputies, mandates } from "#db/schema/deputies.ts";
import { roleGrants } from "#db/schema/grants.ts";
import { deputyScope } from "#db/views/firm.scope.ts";
import { tellCare } from "#db/writes/tell-care.ts";

/** How many firms are left without an active liaison. */
export type LeftOffice = { deputyId: number; firms: number };

/**
 * Records that a deputy no longer takes part, from a day on. Pairs stand until the next plan is published; until then the township
 * office looks after the firms 代管 and is told. The former deputy can sign in a while longer, to hand over. Refused for a day in the
 * future, and for whoever has left already.
 */
export function leaveOffice(
  ctx: Ctx,
  key: string,
  input: { deputyId: number; version: number; leftOn: string; reason: LeaveReason },
): Promise<Result<LeftOffice>> {
  const { deputyId, version, leftOn, reason } = input;
  return once(ctx, { key, action: "deputy.leave", content: input }, async (tx, now) => {
    const [deputy] = await tx
      .select({ state: deputies.state, version: deputies.version })
      .from(deputies)
      .where(and(eq(deputies.deputyId, deputyId), deputyScope(ctx.actor)))
      .for("update");
    if (!deputy) return refuse("common.not_found", {});
    if (deputy.state !== "active") return refuse("plan.deputy_left", {});
    if (deputy.version !== version)
      return refuse("common.conflict", { expected: version, found: deputy.version });
    if (leftOn > civilDayOf(now)) return refuse("plan.day_in_future", {}, "leftOn");
    await tx
      .update(deputies)
      .set({ state: "left", leftOn, leftReason: reason, version: version + 1 })
      .where(eq(deputies.deputyId, deputyId));
    await tx
      .update(mandates)
      .set({ endedOn: sql`greatest(${leftOn}::date, ${mandates.startedOn})` })
      .where(and(eq(mandates.deputyId, deputyId), isNull(mandates.endedOn)));
    const signsInUntil = reason === "died" ? leftOn : isoDay(dayNumber(leftOn) + FAREWELL_DAYS);
    await tx
      .update(roleGrants)
      .set({ endedOn: sql`greatest(${signsInUntil}::date, ${roleGrants.startedOn})` })
      .where(and(eq(roleGrants.deputyId, deputyId), isNull(roleGrants.endedOn)));
    const firms = await tellCare(tx, now, [deputyId]);
    const about = { subjectKind: "deputy" as const, subjectId: deputyId };
    await recordEvent(tx, ctx.actor, now, {
      ...about,
      kind: "deputy.left",
      payload: { leftOn, reason, firms },
    });
    const audit = { action: "deputy.left", objectKind: "deputy" as const, objectId: deputyId };
    await recordAudit(tx, ctx.actor, now, { ...audit, detail: { leftOn, reason } }, ctx.requestId);
    return ok({ deputyId, firms });
  });
}
