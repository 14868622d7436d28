import { and, eq, isNull, sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, type Tx, withTx } from "#db/client.ts";
import { recordAudit } from "#db/record.ts";
import { sessions, users } from "#db/schema/accounts.ts";
import { firms, representatives } from "#db/schema/firms.ts";
import { roleGrants } from "#db/schema/grants.ts";
import { firmScope } from "#db/views/firm.scope.ts";
import { issueLink } from "./one-time-link.command.server.ts";

/** Whom a code is for, and whether the former person has left (licence and seal were seen). */
export type FirmCodeForm = { firmId: number; name: string; replaces: boolean };

/**
 * Makes the one-time code by which a person of a firm opens an account: handed over by the deputy or a clerk for the first person, by
 * the firm's own person for a second. Where the first has left, deputy or clerk replace them, and every old access ends at once. The code
 * is shown once and stored as a digest. Refuses with `account.firm_has_account`, `common.not_found`.
 */
export function issueFirmCode(ctx: Ctx, form: FirmCodeForm): Promise<Result<{ token: string }>> {
  return withTx(ctx, async (tx, now) => {
    const { actor } = ctx;
    if (actor.kind !== "person") return refuse("common.forbidden", {});
    const [firm] = await tx
      .select({ firmId: firms.firmId })
      .from(firms)
      .where(and(eq(firms.firmId, form.firmId), firmScope(actor)));
    if (!firm) return refuse("common.not_found", {});
    const today = civilDayOf(now);
    const own = actor.role === "firm_representative";
    if (!own && (await hasAccount(tx, form.firmId, today))) {
      if (!form.replaces) return refuse("account.firm_has_account", {}, "replaces");
      await endAccess(tx, now, today, form.firmId);
    }
    const [user] = await tx
      .insert(users)
      .values({ name: form.name, state: "invited", createdAt: now })
      .returning({ userId: users.userId });
    const userId = user!.userId;
    await tx.insert(roleGrants).values({
      userId,
      role: "firm_representative",
      firmId: form.firmId,
      startedOn: today,
      grantedBy: actor.userId,
      createdAt: now,
    });
    await tx
      .insert(representatives)
      .values({ firmId: form.firmId, userId, name: form.name, startedOn: today });
    const token = await issueLink(tx, ctx, now, userId, "claim_firm");
    const detail = { replaced: form.replaces && !own };
    const object = { objectKind: "firm", objectId: form.firmId } as const;
    await recordAudit(
      tx,
      actor,
      now,
      { action: "account.firm_code_issued", ...object, detail },
      ctx.requestId,
    );
    return ok({ token });
  });
}

/** Withdraws a representative's consent: their access ends, name and phone are erased; what the firm said stays the firm's. */
export function withdrawConsent(ctx: Ctx): Promise<Result<true>> {
  return withTx(ctx, async (tx, now) => {
    const { actor } = ctx;
    if (actor.kind !== "person" || actor.firmId === null) return refuse("common.forbidden", {});
    const { userId } = actor;
    const today = civilDayOf(now);
    await tx.update(roleGrants).set({ endedOn: today }).where(eq(roleGrants.grantId, actor.grantId));
    await tx.update(sessions).set({ revokedAt: now }).where(eq(sessions.userId, userId));
    await tx
      .update(representatives)
      .set({ endedOn: today, name: ERASED, phone: null, title: "" })
      .where(and(eq(representatives.userId, userId), eq(representatives.firmId, actor.firmId)));
    await tx
      .update(users)
      .set({ name: ERASED, phone: null, email: null, passwordHash: null, state: "blocked" })
      .where(
        sql`${users.userId} = ${userId} and not exists (select from role_grants g where g.user_id = ${userId} and (g.ended_on is null or g.ended_on > ${today}::date))`,
      );
    await recordAudit(
      tx,
      actor,
      now,
      { action: "account.consent_withdrawn", objectKind: "user", objectId: userId },
      ctx.requestId,
    );
    return ok(true as const);
  });
}

/** What stands where a name was erased. */
const ERASED = "已注销";

async function hasAccount(tx: Tx, firmId: number, today: string): Promise<boolean> {
  const [row] = await tx.execute<{ has: boolean }>(sql`
    select exists (select from role_grants g join users u using (user_id)
      where g.firm_id = ${firmId} and g.role = 'firm_representative' and (g.ended_on is null or g.ended_on > ${today}::date) and u.state = 'active') as has`);
  return row?.has ?? false;
}

async function endAccess(tx: Tx, now: string, today: string, firmId: number): Promise<void> {
  const ended = await tx
    .update(roleGrants)
    .set({ endedOn: today })
    .where(and(eq(roleGrants.firmId, firmId), isNull(roleGrants.endedOn)))
    .returning({ grantId: roleGrants.grantId });
  for (const { grantId } of ended)
    await tx.update(sessions).set({ revokedAt: now }).where(eq(sessions.grantId, grantId));
  await tx
    .update(representatives)
    .set({ endedOn: today })
    .where(and(eq(representatives.firmId, firmId), isNull(representatives.endedOn)));
}
