import { type SQL, sql } from "drizzle-orm";
import { type Ctx, read } from "#db/client.ts";
import { COUNTED_TO, countedPage, limited, type Page, type Total, totalOf } from "#db/views/keyset.ts";
import { shownName, shownText } from "#db/views/masked.ts";
import type { FirmColumn, FirmListRow } from "./firm-columns.ts";
import { firmCondition, firmOrder } from "./firm-conditions.server.ts";
import type { FirmFilters, FirmList } from "./firm-filters.schema.ts";
import { keptSearch } from "./kept-search.server.ts";

export type FirmListPage = Page<FirmListRow> & { total: Total };

const shownOf = (actor: Ctx["actor"]): Record<FirmColumn, SQL> => ({
  place: sql`concat_ws(' ', counties.short_name, townships.name) as place`,
  uscc: sql`${shownText(actor, sql`page.uscc`)} as uscc`,
  sector: sql`page.sector_code as sector`,
  size: sql`page.size_class as size`,
  state: sql`page.state`,
  programme: sql`page.in_programme as programme`,
  deputy: sql`(select ${shownName(actor, "deputy", sql`deputies.name`, sql`deputies.deputy_id`)} from pairings join deputies using (deputy_id)
    where pairings.firm_id = page.firm_id and pairings.ended_on is null) as deputy`,
  contact: sql`page.last_contact_on as contact`,
});

/** One page of the firms that the filters and the actor's scope leave, with the columns to show and no others. */
export async function listFirms(
  ctx: Ctx,
  list: FirmList,
  columns: readonly FirmColumn[],
): Promise<FirmListPage> {
  const known = shownOf(ctx.actor);
  const name = shownName(ctx.actor, "firm", sql`page.name`, sql`page.firm_id`);
  const columnsRead = sql`firms.firm_id, firms.name, firms.uscc, firms.county_code, firms.township_code, firms.sector_code,
      firms.size_class, firms.state, firms.in_programme, firms.last_contact_on`;
  const shown = sql.join(
    [sql`page.firm_id as "firmId"`, sql`${name} as name`, ...columns.map((column) => known[column])],
    sql`, `,
  );
  const joins = sql`left join counties on counties.county_code = page.county_code
      left join townships on townships.township_code = page.township_code`;
  const search = keptSearch(ctx, list);
  const kept = await search?.page<FirmListRow>(
    (lines) => sql`select page.line, ${shown}
      from (select ${columnsRead}, lines.line from ${lines} join firms on firms.firm_id = lines.id) as page ${joins}`,
  );
  if (kept) return kept;
  const { statement, read: readPage } = countedPage({
    table: sql`firms`,
    where: firmCondition(ctx.actor, list),
    order: firmOrder(list),
    page: { ...list, last: list.page === "last" },
    gathered: Boolean(list.q ?? list.address),
    columns: columnsRead,
    shown,
    joins,
  });
  const page = readPage<FirmListRow>(await read(ctx.db, (tx) => tx.execute(statement)));
  await search?.keep();
  return page;
}

/** How many firms the filters leave, exact up to `COUNTED_TO`. */
export async function countFirms(ctx: Ctx, filters: FirmFilters): Promise<Total> {
  const [row] = await read(ctx.db, (tx) =>
    tx.execute<{ count: number }>(sql`
      select count(*)::int as count
      from (select 1 from firms where ${firmCondition(ctx.actor, filters)} limit ${limited(COUNTED_TO + 1)}) as counted`),
  );
  return totalOf(row?.count ?? 0);
}
