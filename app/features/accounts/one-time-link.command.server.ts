import { and, eq, gt, isNull, ne } from "drizzle-orm";
import type { Role } from "#app/domain/access/roles.ts";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { randomToken, sha256 } from "#app/platform/ids.ts";
import { hashPassword } from "#app/platform/passwords.ts";
import { type Ctx, read, type Tx, withTx } from "#db/client.ts";
import { recordAudit } from "#db/record.ts";
import { oneTimeLinks, sessions, users } from "#db/schema/accounts.ts";
import { roleGrants } from "#db/schema/grants.ts";

/** Activation cards are valid so many days. Source: product rules, section 2. */
export const ACTIVATION_DAYS = 60;
/** Lifetime of links by purpose, in days. */
const DAYS = { activate: ACTIVATION_DAYS, reset: 1, first_administrator: 1, claim_firm: 30 } as const;
export type LinkPurpose = keyof typeof DAYS;
/** Shortest password accepted. */
export const PASSWORD_MINIMUM = 10;

/** Writes a one-time link for a user and returns its token, which is stored only as a hash. */
export async function issueLink(
  tx: Tx,
  ctx: Ctx,
  now: string,
  userId: number,
  purpose: LinkPurpose,
): Promise<string> {
  const token = randomToken(128);
  await tx.insert(oneTimeLinks).values({
    tokenHash: sha256(token),
    purpose,
    userId,
    createdBy: ctx.actor.kind === "person" ? ctx.actor.userId : null,
    createdAt: now,
    expiresAt: new Date(Date.parse(now) + DAYS[purpose] * 86_400_000).toISOString(),
  });
  await recordAudit(tx, ctx.actor, now, {
    action: "account.link_issued",
    objectKind: "user",
    objectId: userId,
    detail: { purpose },
  });
  return token;
}

/** Creates the first administrator's account with a link that sets its password; for the command line of a new installation. */
export async function inviteAdministrator(
  ctx: Ctx,
  name: string,
): Promise<Result<{ token: string; userId: number }>> {
  return withTx(ctx, async (tx, now) => {
    const [user] = await tx
      .insert(users)
      .values({ name, state: "invited", createdAt: now })
      .returning({ userId: users.userId });
    const userId = user!.userId;
    await tx.insert(roleGrants).values({
      userId,
      role: "security_administrator",
      startedOn: civilDayOf(now),
      createdAt: now,
    });
    const token = await issueLink(tx, ctx, now, userId, "first_administrator");
    return ok({ token, userId });
  });
}

/** Whose link this is, while it can still be used. */
export async function findLink(ctx: Ctx, token: string) {
  const now = await ctx.clock.now();
  const [row] = await read(ctx.db, (q) =>
    q
      .select({
        userId: oneTimeLinks.userId,
        purpose: oneTimeLinks.purpose,
        name: users.name,
        phone: users.phone,
      })
      .from(oneTimeLinks)
      .innerJoin(users, eq(users.userId, oneTimeLinks.userId))
      .where(
        and(
          eq(oneTimeLinks.tokenHash, sha256(token)),
          isNull(oneTimeLinks.usedAt),
          gt(oneTimeLinks.expiresAt, now),
        ),
      ),
  );
  return row;
}

/**
 * Spends a link: sets phone (where none is known) and password, activates the account, ends its other sessions. `account.phone_taken`
 * leaves the link as it is.
 */
export async function spendLink(
  ctx: Ctx,
  input: { token: string; password: string; phone: string | null },
): Promise<Result<{ userId: number; grantId: number; role: Role }>> {
  if ([...input.password].length < PASSWORD_MINIMUM) {
    return refuse("account.password_short", { minimum: PASSWORD_MINIMUM }, "password");
  }
  const passwordHash = await hashPassword(input.password);
  return withTx(ctx, async (tx, now) => {
    if (input.phone !== null && (await isTaken(tx, input.token, input.phone)))
      return refuse("account.phone_taken", {}, "phone");
    const [link] = await tx
      .update(oneTimeLinks)
      .set({ usedAt: now })
      .where(
        and(
          eq(oneTimeLinks.tokenHash, sha256(input.token)),
          isNull(oneTimeLinks.usedAt),
          gt(oneTimeLinks.expiresAt, now),
        ),
      )
      .returning({ userId: oneTimeLinks.userId });
    if (!link) return refuse("account.link_spent", {});
    const [user] = await tx.select({ phone: users.phone }).from(users).where(eq(users.userId, link.userId));
    await tx
      .update(users)
      .set({ passwordHash, state: "active", phone: user?.phone ?? input.phone })
      .where(eq(users.userId, link.userId));
    await tx
      .update(sessions)
      .set({ revokedAt: now })
      .where(and(eq(sessions.userId, link.userId), isNull(sessions.revokedAt)));
    await recordAudit(tx, ctx.actor, now, {
      action: "account.activated",
      objectKind: "user",
      objectId: link.userId,
    });
    const [grant] = await tx
      .select({ grantId: roleGrants.grantId, role: roleGrants.role })
      .from(roleGrants)
      .where(eq(roleGrants.userId, link.userId))
      .orderBy(roleGrants.grantId)
      .limit(1);
    if (!grant) return refuse("account.no_role", {});
    return ok({ userId: link.userId, grantId: grant.grantId, role: grant.role as Role });
  });
}

/** Whether another account than the link's bears the phone. */
async function isTaken(tx: Tx, token: string, phone: string): Promise<boolean> {
  const rows = await tx
    .select({ userId: users.userId })
    .from(users)
    .innerJoin(oneTimeLinks, eq(oneTimeLinks.tokenHash, sha256(token)))
    .where(and(eq(users.phone, phone), ne(users.userId, oneTimeLinks.userId)));
  return rows.length > 0;
}
