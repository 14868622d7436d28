import { and, asc, eq, gt, isNull, or } from "drizzle-orm";
import type { PersonActor } from "#app/domain/access/actor.ts";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { actorOfGrant } from "#db/actor-of-grant.ts";
import { type Ctx, read } from "#db/client.ts";
import { users } from "#db/schema/accounts.ts";
import { deputies } from "#db/schema/deputies.ts";
import { roleGrants } from "#db/schema/grants.ts";

/** The actor for a phone, card number or user id, in the oldest running role; for the command line's `--as`. */
export async function findActorByLogin(ctx: Ctx, login: string): Promise<PersonActor | undefined> {
  const today = civilDayOf(await ctx.clock.now());
  const byId = /^\d{1,9}$/.test(login) ? eq(users.userId, Number(login)) : undefined;
  const [row] = await read(ctx.db, (q) =>
    q
      .select({ grant: roleGrants, name: users.name })
      .from(users)
      .innerJoin(roleGrants, eq(roleGrants.userId, users.userId))
      .leftJoin(deputies, eq(deputies.userId, users.userId))
      .where(
        and(
          or(eq(users.phone, login), eq(deputies.cardNo, login), byId),
          or(isNull(roleGrants.endedOn), gt(roleGrants.endedOn, today)),
        ),
      )
      .orderBy(asc(roleGrants.grantId))
      .limit(1),
  );
  if (!row) return undefined;
  return actorOfGrant(row.grant, row.name);
}
