import { sql } from "drizzle-orm";
import { NO_WISHES, type Wishes } from "#app/domain/channel/delivery.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { noticePreferences } from "#db/schema/oversight/channels.ts";
import { channelsSetUp } from "./unreached.server.ts";

/** How the person signed in wants to be told, with their addresses and the channels that are set up. */
export type OwnWishes = { wishes: Wishes; email: string | null; phone: string | null; channels: string[] };

export function getWishes(ctx: Ctx): Promise<OwnWishes> {
  return readTx(ctx, async (tx) => {
    const userId = ctx.actor.kind === "person" ? ctx.actor.userId : 0;
    const [row] = await tx.execute<
      { email: string | null; phone: string | null } & { [K in keyof Wishes]: Wishes[K] | null }
    >(sql`
      select u.email, u.phone, to_jsonb(p.muted_kinds) as "mutedKinds", to_jsonb(p.muted_channels) as "mutedChannels",
        p.quiet_from_minutes as "quietFromMinutes", p.quiet_until_minutes as "quietUntilMinutes", p.digest_only as "digestOnly"
      from users u left join notice_preferences p using (user_id) where u.user_id = ${userId}`);
    const { email = null, phone = null, ...wishes } = row ?? {};
    return {
      wishes: row === undefined || row.mutedKinds === null ? NO_WISHES : (wishes as unknown as Wishes),
      email,
      phone,
      channels: await channelsSetUp(tx),
    };
  });
}

/** Keeps the wishes of the person signed in. */
export function setWishes(ctx: Ctx, key: string, wishes: Wishes): Promise<Result<true>> {
  return once(ctx, { key, action: "notice_preferences.set", content: wishes }, async (tx, now) => {
    if (ctx.actor.kind !== "person") return refuse("common.not_found", {});
    const kept = { ...wishes, mutedKinds: [...wishes.mutedKinds], mutedChannels: [...wishes.mutedChannels] };
    await tx
      .insert(noticePreferences)
      .values({ userId: ctx.actor.userId, ...kept, updatedAt: now })
      .onConflictDoUpdate({
        target: noticePreferences.userId,
        set: { ...kept, updatedAt: now, version: sql`${noticePreferences.version} + 1` },
      });
    return ok(true as const);
  });
}
