import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settleVisits } from "#app/features/contacts/settle-due.server.ts";
import { commitImport } from "#app/features/imports/commit-import.command.server.ts";
import { getImport, listMissing } from "#app/features/imports/get-import.query.server.ts";
import { undoImport } from "#app/features/imports/undo-import.command.server.ts";
import { COUNTY, type Office, OTHER_COUNTY, openOffice, TOWNSHIP } from "#tests/support/office.ts";
import { imported, judged, otherNouns } from "#tests/support/run-import.ts";
import { madeUpUscc } from "#tests/support/uscc.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const HEADER = "企业名称,统一社会信用代码,县市区,乡镇街道,地址,注册资本(万元)\n";
const line = (n: number, name = `宜昌试验${n}号有限公司`, place = "夷陵区,小溪塔街道") =>
  `${name},${madeUpUscc(n)},${place},小溪塔 ${n} 号,${n}\n`;

async function firmOf(n: number) {
  const [row] = await office.owner`select to_jsonb(firms) as firm from firms where uscc = ${madeUpUscc(n)}`;
  return row?.firm;
}

describe("a list of firms", () => {
  it("adds what is new, and a second import of it changes nothing", async () => {
    const file = HEADER + line(1) + line(2) + line(3, "宜昌试验3号有限公司", ",");
    const first = await imported(office.ctx("system"), "firms", file);
    expect(first.figures).toEqual({ added: 3, updated: 0, unchanged: 0, missing: 0 });
    expect(await firmOf(1)).toMatchObject({
      county_code: COUNTY,
      township_code: TOWNSHIP,
      size_class: "micro",
    });
    expect(await firmOf(3)).toMatchObject({ county_code: null, in_programme: false });
    const before = await office.owner`select * from firms order by firm_id`;
    const second = await imported(office.ctx("system"), "firms", file);
    expect(second.figures).toEqual({ added: 0, updated: 0, unchanged: 3, missing: 0 });
    expect(await office.owner`select * from firms order by firm_id`).toEqual(before);
  });

  it("takes a new name over, keeps the former one, and lists what is missing without deleting it", async () => {
    const renamed = HEADER + line(1, "宜昌新名有限公司") + line(2);
    const again = await imported(office.ctx("system"), "firms", renamed);
    expect(again.figures).toEqual({ added: 0, updated: 1, unchanged: 1, missing: 1 });
    expect(await firmOf(1)).toMatchObject({
      name: "宜昌新名有限公司",
      former_names: ["宜昌试验1号有限公司"],
    });
    expect((await firmOf(1))?.search_text).toContain("ycxm");
    expect(await listMissing(office.ctx("system"), again.importId)).toMatchObject([
      { name: "宜昌试验3号有限公司" },
    ]);
    const undone = await undoImport(office.ctx("system"), again.importId, settleVisits(office.db));
    expect(undone.ok).toBe(true);
    expect(await firmOf(1)).toMatchObject({ name: "宜昌试验1号有限公司", former_names: [] });
  });

  it("is committed once, however often it is asked", async () => {
    const { importId } = await judged(office.ctx("system"), "firms", HEADER + line(40));
    const answers = await Promise.all(
      [1, 2, 3].map(() => commitImport(office.ctx("system"), importId, otherNouns(office.ctx("system")))),
    );
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect((await office.owner`select 1 from firms where uscc = ${madeUpUscc(40)}`).length).toBe(1);
  });

  it("must be judged again when the register changed meanwhile", async () => {
    const one = await judged(office.ctx("system"), "firms", HEADER + line(50));
    const other = await judged(office.ctx("system"), "firms", HEADER + line(50));
    expect(
      (await commitImport(office.ctx("system"), one.importId, otherNouns(office.ctx("system")))).ok,
    ).toBe(true);
    const late = await commitImport(office.ctx("system"), other.importId, otherNouns(office.ctx("system")));
    expect(late).toMatchObject({ ok: false, error: { code: "register.import_stale", facts: { count: 1 } } });
  });

  it("is undone as a whole while nothing depends on it, and not after", async () => {
    const { importId } = await imported(office.ctx("system"), "firms", HEADER + line(60) + line(61));
    const firm = await firmOf(60);
    await office.owner`insert into pairings (firm_id, deputy_id, started_on, start_reason, created_at)
      values (${firm?.firm_id}, ${office.deputies.deputy}, '2026-11-24', 'test', now())`;
    const held = await undoImport(office.ctx("system"), importId, settleVisits(office.db));
    expect(held).toMatchObject({ ok: false, error: { code: "register.import_in_use", facts: { count: 1 } } });
    expect(await firmOf(61)).toBeDefined();
    await office.owner`delete from pairings where firm_id = ${firm?.firm_id}`;
    expect((await undoImport(office.ctx("system"), importId, settleVisits(office.db))).ok).toBe(true);
    expect([await firmOf(60), await firmOf(61)]).toEqual([undefined, undefined]);
  });

  it("of a county supervisor touches the own county only", async () => {
    const file = HEADER + line(70, "宜昌本县有限公司", ",") + line(71, "枝江外县有限公司", "枝江市,");
    const { figures, rows } = await imported(office.ctx("county"), "firms", file);
    expect(figures.added).toBe(1);
    expect(await firmOf(70)).toMatchObject({ county_code: COUNTY });
    expect(rows).toMatchObject([{ row: 3, outcome: "reject", notes: [{ code: "import.other_county" }] }]);
    const { importId } = await judged(office.ctx("system"), "firms", HEADER + line(72), OTHER_COUNTY);
    expect((await getImport(office.ctx("county"), importId)).ok).toBe(false);
  });
});

describe("a list of deputies", () => {
  const head = "姓名,手机,代表层级,县市区,乡镇街道,选区,任期开始,变动情况\n";
  it("matches by phone, keeps two mandates of one person together, and changes nothing the second time", async () => {
    const file = `${head}甲某某,13900000001,县,夷陵区,小溪塔街道,第一选区,2021-12-01,\n甲某某,13900000001,市,夷陵区,小溪塔街道,夷陵代表团,2021-12-01,\n`;
    const first = await imported(office.ctx("system"), "deputies", file);
    expect(first.figures).toMatchObject({ added: 1, updated: 1 });
    const [deputy] = await office.owner`select * from deputies where phone = '13900000001'`;
    expect(deputy).toMatchObject({ level: "city", state: "active" });
    expect((await office.owner`select 1 from mandates where deputy_id = ${deputy?.deputy_id}`).length).toBe(
      2,
    );
    const second = await imported(office.ctx("system"), "deputies", file);
    expect(second.figures).toEqual({ added: 0, updated: 0, unchanged: 2, missing: 0 });
  });

  it("ends the mandate of who leaves, and puts a namesake with another phone before a person", async () => {
    const left = await imported(
      office.ctx("system"),
      "deputies",
      `${head}甲某某,13900000001,市,夷陵区,小溪塔街道,夷陵代表团,,卸任\n`,
    );
    expect(left.figures).toMatchObject({ updated: 1 });
    expect((await office.owner`select level, state from deputies where phone = '13900000001'`)[0]).toEqual({
      level: "county",
      state: "active",
    });
    const twin = await imported(
      office.ctx("system"),
      "deputies",
      `${head}甲某某,13900000009,县,夷陵区,小溪塔街道,第二选区,,\n`,
    );
    expect(twin.rows).toMatchObject([
      { outcome: "review", notes: [{ code: "import.namesake_in_register" }] },
    ]);
  });
});

describe("a list of today's pairs", () => {
  it("starts pairs today, brings in deputies it fully names, and never moves a pair by itself", async () => {
    await imported(office.ctx("system"), "firms", HEADER + line(80) + line(81));
    const head = "代表姓名,联系电话,代表层级,县市区,联系企业\n";
    const names = "宜昌试验80号有限公司、宜昌试验81号有限公司";
    const file = `${head}乙某某,13900000021,乡镇人大代表,夷陵区,${names}\n`;
    const { figures, importId } = await imported(office.ctx("system"), "pairs", file);
    expect(figures).toMatchObject({ added: 2 });
    const pairs = await office.owner`select started_on::text, contact_due_on::text from pairings
      join deputies using (deputy_id) where phone = '13900000021'`;
    expect(pairs).toHaveLength(2);
    expect((await imported(office.ctx("system"), "pairs", file)).figures).toMatchObject({
      added: 0,
      unchanged: 2,
    });
    const other = await imported(
      office.ctx("system"),
      "pairs",
      `${head}丙某某,13900000022,乡镇人大代表,夷陵区,宜昌试验80号有限公司\n`,
    );
    expect(other.rows).toMatchObject([
      { outcome: "review", notes: [{ code: "import.firm_already_paired" }] },
    ]);
    expect((await undoImport(office.ctx("system"), importId, settleVisits(office.db))).ok).toBe(true);
    expect(await office.owner`select 1 from deputies where phone = '13900000021'`).toHaveLength(0);
  });
});
