import { setImmediate } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { ACTIVATION_DAYS } from "#app/features/accounts/one-time-link.command.server.ts";
import { randomToken, sha256 } from "#app/platform/ids.ts";
import { qrSvg } from "#app/platform/qr.ts";
import { type Ctx, type Tx, withTx } from "#db/client.ts";
import { actorColumns, recordAudit } from "#db/record.ts";
import { oneTimeLinks } from "#db/schema/accounts.ts";
import { deputyScope } from "#db/views/firm.scope.ts";
import { openDeputyAccounts } from "#db/writes/open-deputy-accounts.ts";
import { CARDS_AT_ONCE, COUNTY_CARDS_AT_ONCE } from "./card-roles.ts";
import { byCard, holdsCard, WAITING } from "./waiting-deputies.server.ts";

/** One deputy; or who waits in a township (`''` and the county: in none), or in a county, there only who holds no card yet unless `again`. */
type Place =
  | { of: "deputy"; deputyId: number }
  | { of: "township"; township: string; county?: string }
  | { of: "county"; county: string; again?: "yes" };
type Holder = { deputyId: number; name: string; cardNo: string | null; place: string };

/** One card as it is printed: whose, and its one-time link, drawn; the link is nowhere else. */
export type PrintedCard = { name: string; cardNo: string | null; place: string; link: string; svg: string };
export type Sheet = { cards: PrintedCard[]; until: string };

const DAY_MS = 86_400_000;

/**
 * Makes activation cards for the deputies of a township or a county who have not signed in yet, or for one deputy, also one who has (whose
 * sign-ins end when the card is used). A county's come in the order of its townships. Accounts that are missing are opened. A card printed before stops working. Links are shown once and kept
 * as digests, so the command stores no answer and each printing makes new ones. `common.not_found` outside the actor's scope.
 */
export async function printCards(ctx: Ctx, place: Place, origin: string): Promise<Result<Sheet>> {
  const issued = await issueCards(ctx, place);
  if (!issued.ok) return issued;
  const { cards, until } = issued.value;
  const drawn: PrintedCard[] = [];
  for (const { token, name, cardNo, place: where } of cards) {
    const link = `${origin}/activate/${token}`;
    drawn.push({ name, cardNo, place: where, link, svg: await qrSvg(link) });
    // A county's sheet takes a second: pages of others get their turn between the cards.
    await setImmediate();
  }
  return ok({ cards: drawn, until });
}

function issueCards(
  ctx: Ctx,
  place: Place,
): Promise<Result<{ cards: (Holder & { token: string })[]; until: string }>> {
  return withTx(ctx, async (tx, now) => {
    const today = civilDayOf(now);
    const who = await findHolders(tx, ctx, now, place);
    if (who.length === 0) return refuse("common.not_found", {});
    const by = actorColumns(ctx.actor).actorUserId;
    const ids = who.map((one) => one.deputyId);
    const opened = await openDeputyAccounts(tx, now, today, ids, by);
    const userOf = await retireCards(tx, now, ids);
    const until = new Date(Date.parse(now) + ACTIVATION_DAYS * DAY_MS).toISOString();
    const cards = who.map((one) => ({ ...one, token: randomToken(128) }));
    await tx.insert(oneTimeLinks).values(
      cards.map(({ deputyId, token }) => ({
        tokenHash: sha256(token),
        purpose: "activate",
        userId: userOf.get(deputyId)!,
        createdBy: by,
        createdAt: now,
        expiresAt: until,
      })),
    );
    const object = {
      objectKind: "deputy" as const,
      objectId:
        place.of === "deputy" ? place.deputyId : place.of === "county" ? place.county : place.township,
    };
    const detail = { cards: cards.length, opened };
    await recordAudit(
      tx,
      ctx.actor,
      now,
      { action: "account.cards_issued", ...object, detail },
      ctx.requestId,
    );
    return ok({ cards, until });
  });
}

function findHolders(tx: Tx, ctx: Ctx, now: string, place: Place) {
  return tx.execute<Holder>(sql`
    select deputies.deputy_id as "deputyId", deputies.name, deputies.card_no as "cardNo", concat(c.name, t.name) as place
    from deputies left join users u on u.user_id = deputies.user_id join counties c on c.county_code = deputies.county_code
      left join townships t on t.township_code = deputies.township_code
    where ${byCard(civilDayOf(now))} and ${deputyScope(ctx.actor)} and ${heldBy(place, now)}
    order by t.township_code, deputies.name, deputies.deputy_id
    limit ${place.of === "county" ? COUNTY_CARDS_AT_ONCE : CARDS_AT_ONCE} for no key update of deputies`);
}

function heldBy(place: Place, now: string): SQL {
  if (place.of === "deputy") return sql`deputies.deputy_id = ${place.deputyId}`;
  if (place.of === "county") {
    const cardless = place.again ? sql`true` : sql`not ${holdsCard(now)}`;
    return sql`${WAITING} and deputies.county_code = ${place.county} and ${cardless}`;
  }
  const county = place.county === undefined ? sql`true` : sql`deputies.county_code = ${place.county}`;
  return sql`${WAITING} and coalesce(deputies.township_code, '') = ${place.township} and ${county}`;
}

/** Ends the cards these deputies hold unused; answers with their accounts by deputy. */
async function retireCards(tx: Tx, now: string, deputyIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await tx.execute<{ deputyId: number; userId: number }>(sql`
    select deputy_id as "deputyId", user_id as "userId" from deputies
    where deputy_id in (select jsonb_array_elements_text(${JSON.stringify(deputyIds)}::text::jsonb)::int)`);
  await tx.execute(sql`
    update one_time_links set expires_at = ${now}::timestamptz
    where used_at is null and expires_at > ${now}::timestamptz and purpose = 'activate'
      and user_id in (select jsonb_array_elements_text(${JSON.stringify(rows.map((row) => row.userId))}::text::jsonb)::int)`);
  return new Map(rows.map((row) => [row.deputyId, row.userId]));
}
