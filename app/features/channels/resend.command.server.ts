import { sql } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit } from "#db/record.ts";
import { tellPeople } from "#db/writes/tell-people.ts";

/** Sends dead deliveries again, one or all of a channel; their tries count anew. Refuses with `common.not_found`. */
export function resendDead(
  ctx: Ctx,
  key: string,
  input: { deliveryId?: number; channel?: string },
): Promise<Result<{ count: number }>> {
  return once(ctx, { key, action: "delivery.resend", content: input }, async (tx, now) => {
    const which =
      input.deliveryId === undefined
        ? sql`channel = ${input.channel ?? ""}`
        : sql`delivery_id = ${input.deliveryId}`;
    const rows = await tx.execute<{ id: number }>(sql`
      update deliveries set dead_at = null, attempts = 0, available_at = ${now}::timestamptz
      where dead_at is not null and ${which} returning delivery_id as id`);
    if (rows.length === 0) return refuse("common.not_found", {});
    const audit = { action: "delivery.resent", objectKind: "delivery" as const, objectId: rows[0]!.id };
    await recordAudit(tx, ctx.actor, now, { ...audit, detail: { count: rows.length } }, ctx.requestId);
    return ok({ count: rows.length });
  });
}

/** Sends a test to the administrator's own addresses, by the way every notice takes. */
export function sendTest(ctx: Ctx, key: string): Promise<Result<true>> {
  return once(ctx, { key, action: "channel.test", content: {} }, async (tx, now) => {
    if (ctx.actor.kind !== "person") return refuse("common.not_found", {});
    const facts = { href: "/channels" };
    await tellPeople(tx, now, [{ userId: ctx.actor.userId }], { kind: "channel_test", issueId: null, facts });
    const audit = { action: "channel.tested", objectKind: "user" as const, objectId: ctx.actor.userId };
    await recordAudit(tx, ctx.actor, now, audit, ctx.requestId);
    return ok(true as const);
  });
}
