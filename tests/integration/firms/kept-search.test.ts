import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFirmList } from "#app/features/firms/firm-filters.schema.ts";
import { keptSearch } from "#app/features/firms/kept-search.server.ts";
import { listFirms } from "#app/features/firms/list-firms.query.server.ts";
import {
  COUNTY,
  type Office,
  OTHER_COUNTY,
  OTHER_TOWNSHIP,
  openOffice,
  type PersonName,
  TOWNSHIP,
} from "#tests/support/office.ts";

const FIRMS = 130;

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await office.owner`
    insert into firms (uscc, name, search_text, county_code, township_code, in_programme, created_at)
    select 'K' || n, '宜昌' || chr(19968 + (n * 7919) % 20000) || '建材' || n, '宜昌建材' || n || ' jiancai', case when n % 5 = 0 then ${OTHER_COUNTY} else ${COUNTY} end,
      case when n % 5 = 0 then ${OTHER_TOWNSHIP} else ${TOWNSHIP} end, n % 2 = 0, now()
    from generate_series(1, ${FIRMS}) n`;
});
afterAll(() => office?.close());

const list = (query: string) => readFirmList(new URLSearchParams(query));
const listed = async (who: PersonName, query: string) => {
  const { rows, ...page } = await listFirms(office.ctx(who), list(query), ["place", "programme"]);
  return {
    ...page,
    rows: rows.map(({ firmId, name, place, programme }) => ({ firmId, name, place, programme })),
  };
};
/** Whether the next answer would come from what is kept. */
const isKept = async (who: PersonName, query: string) => {
  const search = keptSearch(office.ctx(who), list(query));
  return (await search?.page((lines) => sql`select lines.id as "firmId", lines.line from ${lines}`)) != null;
};

describe("a search of the register that is asked for again", () => {
  it.each(["建材", "jiancai", "建材&dir=desc", "建材&programme=in", `建材&county=${OTHER_COUNTY}`])(
    "shows for %s the very pages that it showed before",
    async (words) => {
      const query = `q=${words}`;
      const walk = async () => {
        const pages = [await listed("city", query)];
        while (pages.at(-1)!.hasNext)
          pages.push(await listed("city", `${query}&after=${pages.at(-1)!.rows.at(-1)!.firmId}`));
        const last = await listed("city", `${query}&page=last`);
        const before = last.hasPrevious
          ? await listed("city", `${query}&before=${last.rows[0]!.firmId}`)
          : null;
        return [...pages, last, before];
      };
      const plain = await walk();
      expect(await isKept("city", query)).toBe(true);
      expect(await walk()).toEqual(plain);
      expect(plain[0]!.rows.length).toBeGreaterThan(20);
    },
  );

  it("is kept for each scope by itself, and not for who sees firms by their pairs", async () => {
    for (const who of ["city", "county", "deputy"] as const)
      for (let n = 0; n < 3; n++) await listed(who, "q=建材");
    expect((await listed("city", "q=建材")).total.count).toBe(FIRMS);
    expect((await listed("county", "q=建材")).total.count).toBe((FIRMS * 4) / 5);
    expect((await listed("deputy", "q=建材")).total.count).toBe(0);
    expect(await isKept("deputy", "q=建材")).toBe(false);
  });

  it("is looked for anew when a firm is renamed, moved, added or taken into the programme by whomever", async () => {
    const query = "q=建材&programme=in";
    const { owner } = office;
    const changes = [
      () => owner`update firms set name = '阿' || name where uscc = 'K2'`,
      () => owner`update firms set search_text = '改名' where uscc = 'K4'`,
      () => owner`update firms set in_programme = not in_programme where uscc = 'K6'`,
      () => owner`update firms set county_code = ${COUNTY}, township_code = ${TOWNSHIP} where uscc = 'K10'`,
      () => owner`insert into firms (uscc, name, search_text, county_code, township_code, in_programme, created_at)
        values ('K999', '宜昌一建材', '建材', ${COUNTY}, ${TOWNSHIP}, true, now())`,
      () => owner`delete from firms where uscc = 'K8'`,
    ];
    for (const change of changes) {
      for (let n = 0; n < 3; n++) await listed("city", query);
      expect(await isKept("city", query)).toBe(true);
      await change();
      expect(await isKept("city", query)).toBe(false);
      const [row] = await owner<{ count: number }[]>`
        select count(*)::int as count from firms where search_text like '%建材%' and in_programme`;
      expect((await listed("city", query)).total.count).toBe(row!.count);
    }
  });

  it("stays kept when a visit is logged, whose day it shows all the same", async () => {
    const query = "q=建材";
    for (let n = 0; n < 3; n++) await listed("city", query);
    await office.owner`update firms set last_contact_on = '2026-11-01' where uscc = 'K2'`;
    expect(await isKept("city", query)).toBe(true);
    const { rows } = await listFirms(office.ctx("city"), list("q=建材"), ["contact"]);
    expect(rows.find((row) => row.name.endsWith("建材2"))).toMatchObject({ contact: "2026-11-01" });
  });

  it("is not kept where nothing or too much is found, nor for other orders", async () => {
    for (const query of ["q=没有的词", "q=建材&sort=contact"]) {
      for (let n = 0; n < 3; n++) await listed("city", query);
      expect([query, await isKept("city", query)]).toEqual([query, false]);
    }
  });
});
