import { and, eq, isNull } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { randomToken, sha256 } from "#app/platform/ids.ts";
import { type Ctx, type Tx, withTx } from "#db/client.ts";
import { recordAudit } from "#db/record.ts";
import { calendarLinks } from "#db/schema/contacts.ts";

/** Bits of the secret in a calendar's address: whoever has it reads the firms' names. Source: safety rules, section 2. */
const LINK_BITS = 128;

/** Makes the deputy's private calendar link and ends the one before; the token is told this once and kept as a hash alone. */
export function makeCalendarLink(ctx: Ctx): Promise<Result<{ token: string }>> {
  return withTx(ctx, async (tx, now) => {
    const { actor } = ctx;
    if (actor.kind !== "person" || actor.deputyId === null) return refuse("common.forbidden", {});
    await endLive(tx, actor.deputyId, now);
    const token = randomToken(LINK_BITS);
    await tx.insert(calendarLinks).values({
      deputyId: actor.deputyId,
      tokenHash: sha256(token),
      createdBy: actor.userId,
      createdAt: now,
    });
    await audit(tx, ctx, now, "calendar.link_made", actor.deputyId);
    return ok({ token });
  });
}

/** Ends the deputy's calendar link: calendars that followed it get nothing more. */
export function endCalendarLink(ctx: Ctx): Promise<Result<true>> {
  return withTx(ctx, async (tx, now) => {
    const { actor } = ctx;
    if (actor.kind !== "person" || actor.deputyId === null) return refuse("common.forbidden", {});
    await endLive(tx, actor.deputyId, now);
    await audit(tx, ctx, now, "calendar.link_ended", actor.deputyId);
    return ok(true);
  });
}

async function endLive(tx: Tx, deputyId: number, now: string): Promise<void> {
  await tx
    .update(calendarLinks)
    .set({ revokedAt: now })
    .where(and(eq(calendarLinks.deputyId, deputyId), isNull(calendarLinks.revokedAt)));
}

function audit(tx: Tx, ctx: Ctx, now: string, action: string, deputyId: number): Promise<void> {
  return recordAudit(tx, ctx.actor, now, { action, objectKind: "deputy", objectId: deputyId }, ctx.requestId);
}
