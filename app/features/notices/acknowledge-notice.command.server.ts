import { and, eq, isNull, sql } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit } from "#db/record.ts";
import { escalations, notices } from "#db/schema/escalations.ts";

/** Marks one of the actor's own notices as seen 已阅: it stops repeating, and its escalation is acknowledged if the actor is responsible. */
export async function acknowledgeNotice(
  ctx: Ctx,
  key: string,
  input: { noticeId: number },
): Promise<Result<{ noticeId: number }>> {
  const { actor } = ctx;
  if (actor.kind !== "person") return refuse("common.not_found", {});
  return once(ctx, { key, action: "notice.acknowledge", content: input }, async (tx, now) => {
    const [seen] = await tx
      .update(notices)
      .set({
        acknowledgedAt: sql`coalesce(${notices.acknowledgedAt}, ${now}::timestamptz)`,
        readAt: sql`coalesce(${notices.readAt}, ${now}::timestamptz)`,
        repeatAt: null,
      })
      .where(and(eq(notices.noticeId, input.noticeId), eq(notices.recipientUserId, actor.userId)))
      .returning({ escalationId: notices.escalationId, inCopy: notices.inCopy });
    if (!seen) return refuse("common.not_found", {});
    if (seen.escalationId !== null && !seen.inCopy) {
      await tx
        .update(escalations)
        .set({ acknowledgedAt: now, acknowledgedBy: actor.userId })
        .where(and(eq(escalations.escalationId, seen.escalationId), isNull(escalations.acknowledgedAt)));
    }
    await recordAudit(
      tx,
      actor,
      now,
      { action: "notice.acknowledged", objectKind: "user", objectId: actor.userId, detail: input },
      ctx.requestId,
    );
    return ok({ noticeId: input.noticeId });
  });
}
