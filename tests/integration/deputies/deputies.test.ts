import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDeputyList } from "#app/features/deputies/deputy-filters.schema.ts";
import { getDeputy } from "#app/features/deputies/get-deputy.query.server.ts";
import { listDeputies } from "#app/features/deputies/list-deputies.query.server.ts";
import { type Office, openOffice } from "#tests/support/office.ts";
import { imported } from "#tests/support/run-import.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  const lines = Array.from(
    { length: 60 },
    (_, n) => `曾${"甲乙丙丁戊己庚辛壬癸"[n % 10]}${n},${13_900_001_000 + n},县,夷陵区,小溪塔街道,第${n}选区`,
  );
  await imported(
    office.ctx("system"),
    "deputies",
    `姓名,手机,代表层级,县市区,乡镇街道,选区\n${lines.join("\n")}\n`,
  );
});
afterAll(() => office.close());

const list = (query: string) => readDeputyList(new URLSearchParams(query));

describe("deputies", () => {
  it("are listed by pages within the scope, with how many firms each has today", async () => {
    const first = await listDeputies(office.ctx("county"), list(""));
    const second = await listDeputies(office.ctx("county"), list(`after=${first.rows.at(-1)?.deputyId}`));
    const ids = [...first.rows, ...second.rows].map((row) => row.deputyId);
    expect(new Set(ids).size).toBe(first.total.count);
    expect(
      [...first.rows, ...second.rows].find((row) => row.deputyId === office.deputies.deputy)?.firms,
    ).toBe(3);
    expect((await listDeputies(office.ctx("handler"), list(""))).rows).toEqual([]);
  });

  it("are found by the reading that a surname has", async () => {
    const found = await listDeputies(office.ctx("city"), list("q=zengjia0"));
    expect(found.rows.map((row) => row.name)).toEqual(["曾甲0"]);
  });

  it("show mandates, pairs and load in their record, and only in scope", async () => {
    const record = await getDeputy(office.ctx("county"), office.deputies.deputy);
    if (!record.ok) throw new Error(record.error.code);
    expect(record.value.pairs).toHaveLength(3);
    expect(record.value.capacity).toBeGreaterThan(0);
    expect((await getDeputy(office.ctx("otherCounty"), office.deputies.deputy)).ok).toBe(false);
    const [known] = (await listDeputies(office.ctx("city"), list("q=13900001005"))).rows;
    const masked = await getDeputy(office.ctx("auditor"), known?.deputyId ?? 0);
    expect(masked.ok && masked.value.deputy.phone).toBe("139****1005");
  });
});
