import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { DeputyLevel } from "#app/domain/access/roles.ts";
import { type Ctx, read } from "#db/client.ts";
import { deputyScope } from "#db/views/firm.scope.ts";
import { countedPage, type ListOrder, type Page, type Total } from "#db/views/keyset.ts";
import { shownName, shownSearch, shownText } from "#db/views/masked.ts";
import { searchCondition } from "#db/views/search.ts";
import type { DeputyFilters, DeputyList } from "./deputy-filters.schema.ts";

/** A deputy as the list shows it; `firms` counts today's pairs. */
export type DeputyListRow = {
  deputyId: number;
  name: string;
  level: DeputyLevel;
  countyName: string;
  townshipName: string | null;
  employerName: string | null;
  state: "active" | "left";
  firms: number;
};

/** What of it crosses the wire. */
export const DEPUTY_FIELDS = [
  "deputyId",
  "name",
  "level",
  "countyName",
  "townshipName",
  "employerName",
  "state",
  "firms",
] as const satisfies readonly (keyof DeputyListRow)[];

export type DeputyListPage = Page<DeputyListRow> & { total: Total };

/** Which deputies are meant by `filters` within what the actor may see, as a condition on `deputies`. */
export function deputyCondition(actor: Actor, filters: DeputyFilters): SQL {
  const parts = [deputyScope(actor)];
  if (filters.q) {
    const search = searchCondition(sql`deputies.search_text`, filters.q);
    parts.push(shownSearch(actor, filters.q, sql`deputies.deputy_id`, search));
  }
  if (filters.county) parts.push(sql`deputies.county_code = ${filters.county}`);
  if (filters.township) parts.push(sql`deputies.township_code = ${filters.township}`);
  if (filters.sector) parts.push(sql`deputies.sector_code = ${filters.sector}`);
  if (filters.level) parts.push(sql`deputies.level = ${filters.level}`);
  if (filters.state) parts.push(sql`deputies.state = ${filters.state}`);
  if (filters.free)
    parts.push(
      sql`not exists (select from pairings p where p.deputy_id = deputies.deputy_id and p.ended_on is null)`,
    );
  return sql.join(parts, sql` and `);
}

/** The order of the list: by name, in the order of pinyin. */
export function deputyOrder(list: Pick<DeputyList, "dir">): ListOrder {
  return {
    key: sql`deputies.name`,
    id: sql`deputies.deputy_id`,
    descending: list.dir === "desc",
    anchor: (deputyId) => sql`select name, deputy_id from deputies where deputy_id = ${deputyId}`,
  };
}

/** One page of the deputies that the filters and the actor's scope leave. */
export async function listDeputies(ctx: Ctx, list: DeputyList): Promise<DeputyListPage> {
  const { statement, read: readPage } = countedPage({
    table: sql`deputies`,
    where: deputyCondition(ctx.actor, list),
    order: deputyOrder(list),
    page: { ...list, last: list.page === "last" },
    gathered: Boolean(list.q),
    columns: sql`deputies.deputy_id, deputies.name, deputies.level, deputies.county_code, deputies.township_code,
      deputies.employer_name, deputies.state`,
    shown: sql`page.deputy_id as "deputyId", ${shownName(ctx.actor, "deputy", sql`page.name`, sql`page.deputy_id`)} as name, page.level,
      counties.short_name as "countyName", townships.name as "townshipName",
      nullif(${shownText(ctx.actor, sql`page.employer_name`)}, '') as "employerName", page.state,
      (select count(*)::int from pairings p where p.deputy_id = page.deputy_id and p.ended_on is null) as firms`,
    joins: sql`join counties on counties.county_code = page.county_code
      left join townships on townships.township_code = page.township_code`,
  });
  return readPage<DeputyListRow>(await read(ctx.db, (tx) => tx.execute(statement)));
}
