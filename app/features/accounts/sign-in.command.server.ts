import { and, asc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { Role } from "#app/domain/access/roles.ts";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { verifyPassword } from "#app/platform/passwords.ts";
import { type Ctx, read, withTx } from "#db/client.ts";
import { recordAudit } from "#db/record.ts";
import { users } from "#db/schema/accounts.ts";
import { deputies } from "#db/schema/deputies.ts";
import { roleGrants } from "#db/schema/grants.ts";
import { clearFailures, countFailure, lockedMinutes } from "./throttle.server.ts";

/** What a session is opened for. */
export type SignedIn = { userId: number; grantId: number; role: Role };

/** Digits of a phone as people type it: spaces, full-width digits, +86 and hyphens are accepted. */
export function normalisePhone(typed: string): string {
  return typed
    .normalize("NFKC")
    .replace(/[\s\-()]/g, "")
    .replace(/^(\+?86)(?=1\d{10}$)/, "");
}

async function findLogin(ctx: Ctx, login: string) {
  const phone = normalisePhone(login);
  const [row] = await read(ctx.db, (q) =>
    q
      .select({ userId: users.userId, passwordHash: users.passwordHash, state: users.state })
      .from(users)
      .leftJoin(deputies, eq(deputies.userId, users.userId))
      .where(or(eq(users.phone, phone), eq(deputies.cardNo, login.normalize("NFKC").trim())))
      .limit(1),
  );
  return row;
}

/** The grants a user may act in on `today`, oldest first. */
export async function listRunningGrants(ctx: Ctx, userId: number, today: string) {
  return read(ctx.db, (q) =>
    q
      .select({ grantId: roleGrants.grantId, role: roleGrants.role, userId: roleGrants.userId })
      .from(roleGrants)
      .where(
        and(
          eq(roleGrants.userId, userId),
          lte(roleGrants.startedOn, today),
          or(isNull(roleGrants.endedOn), gt(roleGrants.endedOn, today)),
        ),
      )
      .orderBy(asc(roleGrants.grantId)),
  );
}

/**
 * Signs in by phone or deputy's card number. Unknown users and wrong passwords are refused in the same words and the same time;
 * five failures lock the account for a quarter of an hour, thirty from one address lock the address.
 */
export async function signIn(
  ctx: Ctx,
  input: { login: string; password: string; address: string },
): Promise<Result<SignedIn>> {
  const now = await ctx.clock.now();
  const keys = [`account:${normalisePhone(input.login).toLowerCase()}`, `address:${input.address}`] as const;
  const minutes = await lockedMinutes(ctx, keys, now);
  if (minutes > 0) return refuse("account.locked", { minutes });

  const user = await findLogin(ctx, input.login);
  const matches = await verifyPassword(user?.state === "active" ? user.passwordHash : null, input.password);
  if (!user || !matches) {
    await countFailure(ctx, keys, now);
    return refuse("account.wrong_login", {}, "login");
  }
  const [grant] = await listRunningGrants(ctx, user.userId, civilDayOf(now));
  if (!grant) return refuse("account.no_role", {});
  await withTx(ctx, async (tx, at) => {
    await clearFailures(tx, keys[0]);
    await recordAudit(tx, ctx.actor, at, {
      action: "account.signed_in",
      objectKind: "user",
      objectId: user.userId,
      detail: { grantId: grant.grantId },
    });
  });
  return ok({ userId: user.userId, grantId: grant.grantId, role: grant.role as Role });
}

/** Opens another role of the same person 切换身份; only a running grant of their own. */
export async function switchRole(ctx: Ctx, grantId: number): Promise<Result<SignedIn>> {
  if (ctx.actor.kind !== "person") return refuse("account.role_not_yours", {});
  const today = civilDayOf(await ctx.clock.now());
  const grants = await listRunningGrants(ctx, ctx.actor.userId, today);
  const grant = grants.find((candidate) => candidate.grantId === grantId);
  if (!grant) return refuse("account.role_not_yours", {});
  return ok({ userId: grant.userId, grantId: grant.grantId, role: grant.role as Role });
}

/** Signs in as a member of the demonstration's cast; refused where the world is real. */
export async function signInAsPersona(ctx: Ctx, persona: string): Promise<Result<SignedIn>> {
  const [grant] = await read(ctx.db, (q) =>
    q.execute<{ user_id: number; grant_id: number; role: string }>(sql`
      select g.user_id, g.grant_id, g.role from personas p join role_grants g using (grant_id)
      where p.persona = ${persona} and (select value from installation where name = 'world') = '"demo"'`),
  );
  if (!grant) return refuse("account.wrong_login", {});
  return ok({ userId: grant.user_id, grantId: grant.grant_id, role: grant.role as Role });
}
