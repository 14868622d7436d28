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
    const [held] = await tx.execute<{ firms: number }>(sql`
      select count(*)::int as firms from pairings where deputy_id = ${deputyId} and ended_on is null`);
    await tx.execute(sql`
      with told as (
        insert into notices (recipient_user_id, kind, facts, created_at)
        select g.user_id, 'pairing_care', jsonb_build_object('count', count(*), 'href', '/care'), ${now}::timestamptz
        from pairings p join firms f using (firm_id) join role_grants g on g.role = 'township_officer'
          and g.township_code = f.township_code and g.ended_on is null
        where p.deputy_id = ${deputyId} and p.ended_on is null group by g.user_id returning notice_id)
      insert into outbox (topic, notice_id, payload, created_at, available_at)
      select 'notice', notice_id, '{}'::jsonb, ${now}, ${now} from told`);
    const firms = held?.firms ?? 0;
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
