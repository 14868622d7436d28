import { sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { deputyScope } from "#db/views/firm.scope.ts";
import { CARDS_AT_ONCE } from "./card-roles.ts";
import { byCard, WAITING } from "./waiting-deputies.server.ts";

/** A township and how many of its deputies have opened their account. */
export type CardTownship = { code: string; name: string; deputies: number; waiting: number };
/** A deputy who waits for a card or holds one unused; `until` is the instant it runs out, null where none was printed. */
export type CardLine = {
  deputyId: number;
  name: string;
  cardNo: string | null;
  township: string | null;
  until: string | null;
  activated: boolean;
};
export type CardPage = {
  deputies: number;
  waiting: number;
  townships: CardTownship[];
  chosen: string | null;
  rows: CardLine[];
};

/** Where one looks: a township, one deputy, or all within one's scope. */
export type CardPlace = { township: string | null; deputyId: number | null };

/** Who has not activated the account, in the actor's scope: by township, and by name where one place or one deputy is looked at. */
export async function listCards(ctx: Ctx, place: CardPlace): Promise<CardPage> {
  return readTx(ctx, async (tx, now) => {
    const today = civilDayOf(now);
    const from = sql`from deputies left join users u on u.user_id = deputies.user_id
      left join townships t on t.township_code = deputies.township_code where ${byCard(today)} and ${deputyScope(ctx.actor)}`;
    const townships = await tx.execute<CardTownship>(sql`
      select coalesce(t.township_code, '') as code, coalesce(max(t.name), '') as name, count(*)::int as deputies,
        (count(*) filter (where ${WAITING}))::int as waiting
      ${from} group by t.township_code order by t.township_code`);
    const sum = (key: "deputies" | "waiting") => townships.reduce((all, row) => all + row[key], 0);
    const chosen = place.township ?? (townships.length === 1 ? townships[0]!.code : null);
    const looked = place.deputyId !== null || chosen !== null;
    const here =
      place.deputyId === null
        ? sql`${WAITING} and coalesce(t.township_code, '') = ${chosen ?? ""}`
        : sql`deputies.deputy_id = ${place.deputyId}`;
    const rows = looked
      ? await tx.execute<CardLine>(sql`
          select deputies.deputy_id as "deputyId", deputies.name, deputies.card_no as "cardNo", t.name as township,
            (u.user_id is not null and u.state = 'active') as activated,
            (select to_char(max(l.expires_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from one_time_links l
              where l.user_id = u.user_id and l.purpose = 'activate' and l.used_at is null and l.expires_at > ${now}::timestamptz) as until
          ${from} and ${here} order by deputies.name, deputies.deputy_id limit ${CARDS_AT_ONCE}`)
      : [];
    return {
      deputies: sum("deputies"),
      waiting: sum("waiting"),
      townships: [...townships],
      chosen: place.deputyId === null ? chosen : null,
      rows: [...rows],
    };
  });
}
