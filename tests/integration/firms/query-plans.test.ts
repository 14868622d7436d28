import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { firmCondition, firmOrder } from "#app/features/firms/firm-conditions.server.ts";
import { readFirmList } from "#app/features/firms/firm-filters.schema.ts";
import { read } from "#db/client.ts";
import { keysetPage } from "#db/views/keyset.ts";
import { type Office, openOffice } from "#tests/support/office.ts";

/** A moderate register: large enough that reading it whole for one page is a fault. */
const FIRMS = 12_000;
let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await office.owner`
    insert into firms (uscc, name, search_text, sector_code, size_class, county_code, township_code, in_programme, last_contact_on, created_at)
    select 'T' || n, '宜昌企业' || md5(n::text), 'yichang' || md5(n::text), 'C', 'small',
      case when n % 5 = 0 then null else t.county_code end, case when n % 5 = 0 then null else t.township_code end, false,
      case when n % 4 = 0 then null else date '2026-01-01' + (n % 300) end, now()
    from generate_series(1, ${FIRMS}::int) n
      join (select *, row_number() over (order by township_code) - 1 as place from townships) t on t.place = n % 113`;
  await office.owner`vacuum analyze firms`;
}, 120_000);
afterAll(() => office.close());

async function planOf(who: Parameters<Office["ctx"]>[0], query: string): Promise<string> {
  const list = readFirmList(new URLSearchParams(query));
  const page = keysetPage(firmOrder(list), { ...list, last: list.page === "last" });
  const rows = await read(office.db, (tx) =>
    tx.execute<{ "QUERY PLAN": string }>(sql`explain
      select firms.firm_id, firms.name from firms
      where ${firmCondition(office.ctx(who).actor, list)} and ${page.where} order by ${page.orderBy} limit ${page.limit}`),
  );
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

describe("a page of firms never reads the whole register", () => {
  const anchor = FIRMS / 2;
  it.each([
    ["city", ""],
    ["city", "page=last"],
    ["city", `after=${anchor}`],
    ["city", `before=${anchor}`],
    ["city", "sort=contact"],
    ["city", `sort=contact&after=${anchor}`],
    ["city", "sort=contact&dir=desc"],
    ["city", "county=420506"],
    ["city", "county=420506&sort=contact"],
    ["city", "township=420506001"],
    ["city", "sector=C"],
    ["city", "placed=no"],
    ["city", "q=abc123"],
    ["county", ""],
    ["county", "sort=contact"],
    ["county", "page=last"],
    ["officer", ""],
    ["deputy", ""],
  ] as const)("%s %s", async (who, query) => {
    expect(await planOf(who, query)).not.toContain("Seq Scan on firms");
  });
});
