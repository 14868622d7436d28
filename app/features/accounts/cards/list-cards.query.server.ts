import { sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { deputyScope } from "#db/views/firm.scope.ts";
import type { CardPlace } from "./card.schema.ts";
import { CARDS_AT_ONCE } from "./card-roles.ts";
import { byCard, holdsCard, validCards, WAITING } from "./waiting-deputies.server.ts";

/** How many deputies of a place may open their account by card, have not yet, and hold no card that still works. */
type CardCounts = { deputies: number; waiting: number; cardless: number };
/** A township, of which county (`code` is '' for deputies without one), or a county. */
export type CardTownship = CardCounts & { code: string; name: string; county: string };
export type CardCounty = CardCounts & { code: string; name: string };
/** A deputy who waits for a card or holds one unused; `until` is the instant it runs out, null where none was printed. */
export type CardLine = {
  deputyId: number;
  name: string;
  cardNo: string | null;
  township: string | null;
  until: string | null;
  activated: boolean;
};
export type CardPage = CardCounts & {
  /** The counties to choose from, where there are several and none is chosen. */
  counties: CardCounty[];
  /** The county looked at. */
  county: CardCounty | null;
  townships: CardTownship[];
  /** The township looked at. */
  chosen: CardTownship | null;
  rows: CardLine[];
};

const NOBODY: CardCounts = { deputies: 0, waiting: 0, cardless: 0 };

function sumOf(rows: readonly CardCounts[]): CardCounts {
  const add = (all: CardCounts, row: CardCounts) => ({
    deputies: all.deputies + row.deputies,
    waiting: all.waiting + row.waiting,
    cardless: all.cardless + row.cardless,
  });
  return rows.reduce(add, NOBODY);
}

/** Who has not activated the account, in the actor's scope: by county, by township, and by name where one place or one deputy is looked at. */
export async function listCards(ctx: Ctx, place: CardPlace): Promise<CardPage> {
  return readTx(ctx, async (tx, now) => {
    const places = await countPlaces(tx, ctx, now);
    const counties = countiesOf(places);
    const county =
      counties.length === 1 ? counties[0]! : (counties.find((one) => one.code === place.county) ?? null);
    const within = places.filter((row) => county === null || row.county === county.code);
    const chosen =
      place.deputyId !== null
        ? null
        : within.length === 1
          ? within[0]!
          : (within.find((row) => row.code === place.township && (row.code !== "" || county !== null)) ??
            null);
    return {
      ...sumOf(within),
      counties: county === null ? counties : [],
      county,
      townships: county === null ? [] : within,
      chosen,
      rows:
        place.deputyId === null && chosen === null
          ? []
          : await listLines(tx, ctx, now, place.deputyId ?? chosen!),
    };
  });
}

type PlaceRow = CardTownship & { countyName: string };

function countiesOf(places: readonly PlaceRow[]): CardCounty[] {
  const names = new Map(places.map((row) => [row.county, row.countyName]));
  return [...names].map(([code, name]) => ({
    code,
    name,
    ...sumOf(places.filter((row) => row.county === code)),
  }));
}

const fromDeputies = (
  ctx: Ctx,
  now: string,
) => sql`from deputies left join users u on u.user_id = deputies.user_id
  left join townships t on t.township_code = deputies.township_code
  join counties c on c.county_code = deputies.county_code
  where ${byCard(civilDayOf(now))} and ${deputyScope(ctx.actor)}`;

function countPlaces(tx: Tx, ctx: Ctx, now: string) {
  return tx.execute<PlaceRow>(sql`
    select coalesce(t.township_code, '') as code, coalesce(max(t.name), '') as name, c.county_code as county,
      max(c.name) as "countyName", count(*)::int as deputies, (count(*) filter (where ${WAITING}))::int as waiting,
      (count(*) filter (where ${WAITING} and not ${holdsCard(now)}))::int as cardless
    ${fromDeputies(ctx, now)} group by c.county_code, c.sort, t.township_code order by c.sort, c.county_code, t.township_code`);
}

async function listLines(tx: Tx, ctx: Ctx, now: string, of: number | CardTownship): Promise<CardLine[]> {
  const here =
    typeof of === "number"
      ? sql`deputies.deputy_id = ${of}`
      : sql`${WAITING} and deputies.county_code = ${of.county} and coalesce(t.township_code, '') = ${of.code}`;
  const rows = await tx.execute<CardLine>(sql`
    select deputies.deputy_id as "deputyId", deputies.name, deputies.card_no as "cardNo", t.name as township,
      (u.user_id is not null and u.state = 'active') as activated,
      (select to_char(max(l.expires_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') ${validCards(now)}) as until
    ${fromDeputies(ctx, now)} and ${here} order by deputies.name, deputies.deputy_id limit ${CARDS_AT_ONCE}`);
  return [...rows];
}
