import { sql } from "drizzle-orm";
import type { PersonActor } from "#app/domain/access/actor.ts";
import { type Ctx, read, type Tx } from "#db/client.ts";
import { keysetPage, type Page, type PageRequest } from "#db/views/keyset.ts";

/** What deputies may ask about in a month 每月主题; `month` is YYYY-MM, `ofCounty` false = for the whole city. */
export type Theme = {
  themeId: number;
  month: string;
  title: string;
  questions: string[];
  ofCounty: boolean;
  version: number;
};

const ROWS = 12;
const COLUMNS = sql`theme_id as "themeId", to_char(month_on, 'YYYY-MM') as month, title, questions,
  county_code is not null as "ofCounty", version`;

/** The county whose themes an office edits: a county's own, the city's for the city. */
export const themeCounty = (actor: PersonActor) =>
  actor.role === "city_supervisor" ? null : actor.countyCode;

/** The themes an office may edit, the latest month first. */
export function listThemes(ctx: Ctx, actor: PersonActor, page: PageRequest): Promise<Page<Theme>> {
  const keyset = keysetPage(
    {
      key: sql`month_on`,
      id: sql`theme_id`,
      descending: true,
      anchor: (id) => sql`select month_on, theme_id from conversation_themes where theme_id = ${id}`,
    },
    page,
    ROWS,
  );
  return read(ctx.db, async (tx) =>
    keyset.finish([
      ...(await tx.execute<Theme>(sql`
        select ${COLUMNS} from conversation_themes
        where county_code is not distinct from ${themeCounty(actor)}::text and ${keyset.where}
        order by ${keyset.orderBy} limit ${keyset.limit}`)),
    ]),
  );
}

/** The theme that an office's month has; null where it has none. */
export function findTheme(ctx: Ctx, actor: PersonActor, month: string): Promise<Theme | null> {
  return read(ctx.db, async (tx) => {
    const [row] = await tx.execute<Theme>(sql`
      select ${COLUMNS} from conversation_themes
      where month_on = ${`${month}-01`}::date and county_code is not distinct from ${themeCounty(actor)}::text`);
    return row ?? null;
  });
}

/** The theme of the month of `day` for a county: its own, else the city's; null where neither has one. */
export async function themeOf(tx: Tx, countyCode: string | null, day: string): Promise<Theme | null> {
  const [row] = await tx.execute<Theme>(sql`
    select ${COLUMNS} from conversation_themes
    where month_on = date_trunc('month', ${day}::date)::date and (county_code is null or county_code = ${countyCode})
    order by county_code nulls last limit 1`);
  return row ?? null;
}
