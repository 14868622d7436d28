import { sql } from "drizzle-orm";
import type { FirmSize } from "#app/domain/access/roles.ts";
import { type Ctx, read } from "#db/client.ts";
import { COUNTED_TO, keysetPage, type Page, type Total, totalOf } from "#db/views/keyset.ts";
import { firmCondition, firmOrder } from "./firm-conditions.server.ts";
import type { FirmFilters, FirmList } from "./firm-filters.schema.ts";

/** A firm as the list shows it; days 'YYYY-MM-DD', `deputyName` today's liaison. */
export type FirmListRow = {
  firmId: number;
  name: string;
  uscc: string;
  countyName: string | null;
  townshipName: string | null;
  sectorCode: string | null;
  sizeClass: FirmSize | null;
  state: string;
  inProgramme: boolean;
  lastContactOn: string | null;
  deputyName: string | null;
};

export type FirmListPage = Page<FirmListRow> & { total: Total };

/** One page of the firms that the filters and the actor's scope leave. */
export async function listFirms(ctx: Ctx, list: FirmList): Promise<FirmListPage> {
  const condition = firmCondition(ctx.actor, list);
  const page = keysetPage(firmOrder(list), { ...list, last: list.page === "last" });
  return read(ctx.db, async (tx) => {
    const [rows, total] = await Promise.all([
      tx.execute<FirmListRow>(sql`
        with page as materialized (
          select firms.firm_id, firms.name, firms.uscc, firms.county_code, firms.township_code, firms.sector_code,
            firms.size_class, firms.state, firms.in_programme, firms.last_contact_on,
            row_number() over (order by ${page.orderBy}) as place
          from firms where ${condition} and ${page.where}
          order by ${page.orderBy} limit ${page.limit})
        select page.firm_id as "firmId", page.name, page.uscc, counties.short_name as "countyName",
          townships.name as "townshipName", page.sector_code as "sectorCode", page.size_class as "sizeClass", page.state,
          page.in_programme as "inProgramme", page.last_contact_on as "lastContactOn", deputies.name as "deputyName"
        from page
          left join counties on counties.county_code = page.county_code
          left join townships on townships.township_code = page.township_code
          left join pairings on pairings.firm_id = page.firm_id and pairings.ended_on is null
          left join deputies on deputies.deputy_id = pairings.deputy_id
        order by page.place`),
      countFirms(ctx, list),
    ]);
    return { ...page.finish([...rows]), total };
  });
}

/** How many firms the filters leave, exact up to `COUNTED_TO`. */
export async function countFirms(ctx: Ctx, filters: FirmFilters): Promise<Total> {
  const [row] = await read(ctx.db, (tx) =>
    tx.execute<{ count: number }>(sql`
      select count(*)::int as count
      from (select 1 from firms where ${firmCondition(ctx.actor, filters)} limit ${COUNTED_TO + 1}) as counted`),
  );
  return totalOf(row?.count ?? 0);
}
