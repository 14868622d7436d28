import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editFirm } from "#app/features/firms/edit-firm.command.server.ts";
import { exportFirms } from "#app/features/firms/export-firms.command.server.ts";
import { readFirmList } from "#app/features/firms/firm-filters.schema.ts";
import { getFirm } from "#app/features/firms/get-firm.query.server.ts";
import { listFirms } from "#app/features/firms/list-firms.query.server.ts";
import { placeFirms } from "#app/features/firms/place-firms.command.server.ts";
import { setProgramme } from "#app/features/firms/set-programme.command.server.ts";
import { COUNTY, type Office, OTHER_TOWNSHIP, openOffice, TOWNSHIP } from "#tests/support/office.ts";
import { imported } from "#tests/support/run-import.ts";
import { madeUpUscc } from "#tests/support/uscc.ts";

const MANY = 120;
let office: Office;
beforeAll(async () => {
  office = await openOffice();
  const head = "企业名称,统一社会信用代码,县市区,乡镇街道,地址\n";
  const lines = Array.from({ length: MANY }, (_, n) => {
    const place = n % 3 === 0 ? "," : n % 3 === 1 ? "夷陵区,小溪塔街道" : "枝江市,问安镇";
    return `宜昌列表${n}号有限公司,${madeUpUscc(1_000 + n)},${place},列表路${n}号\n`;
  });
  await imported(office.ctx("system"), "firms", head + lines.join(""));
});
afterAll(() => office.close());

const list = (query: string) => readFirmList(new URLSearchParams(query));
const names = async (query: string, who: Parameters<Office["ctx"]>[0] = "city") =>
  (await listFirms(office.ctx(who), list(query), [])).rows.map((row) => row.name);
const key = () => crypto.randomUUID();

describe("the list of firms", () => {
  it.each(["sort=name", "sort=name&dir=desc", "sort=contact", "sort=contact&dir=desc"])(
    "shows every firm exactly once from first to last page and back (%s)",
    async (sort) => {
      const forwards: number[] = [];
      let page = await listFirms(office.ctx("city"), list(sort), []);
      expect(page.hasPrevious).toBe(false);
      for (;;) {
        forwards.push(...page.rows.map((row) => row.firmId));
        if (!page.hasNext) break;
        page = await listFirms(office.ctx("city"), list(`${sort}&after=${page.rows.at(-1)?.firmId}`), []);
      }
      expect(new Set(forwards).size).toBe(forwards.length);
      expect(forwards).toHaveLength(page.total.count);
      const last = await listFirms(office.ctx("city"), list(`${sort}&page=last`), []);
      expect(last.rows.map((row) => row.firmId)).toEqual(forwards.slice(-50));
      const before = await listFirms(office.ctx("city"), list(`${sort}&before=${last.rows[0]?.firmId}`), []);
      expect(before.rows.map((row) => row.firmId)).toEqual(forwards.slice(-100, -50));
      expect(last.hasNext).toBe(false);
    },
  );

  it("finds Chinese, pinyin, initials and a code, and says nothing of other counties", async () => {
    for (const q of ["列表7号", "yichangliebiao7h", "yclb7h", madeUpUscc(1_007).toLowerCase(), "列表 7号"])
      expect(await names(`q=${encodeURIComponent(q)}`), q).toContain("宜昌列表7号有限公司");
    expect(await names("q=100%25")).toEqual([]);
    expect(await names("q=列表2号", "county")).toEqual([]);
    expect(await names("q=列表1号", "county")).toContain("宜昌列表1号有限公司");
    expect(await names("", "handler")).toEqual([]);
  });

  it("carries only the columns that are shown", async () => {
    const { rows } = await listFirms(office.ctx("city"), list("q=列表1号"), ["place", "contact"]);
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(["contact", "firmId", "name", "place"]);
  });

  it("lists the firms not placed, and narrows them by address", async () => {
    expect(await names("placed=no&address=列表路3号")).toEqual(["宜昌列表3号有限公司"]);
  });
});

describe("a firm", () => {
  it("is found in scope only, with its liaison and its timeline", async () => {
    const record = await getFirm(office.ctx("city"), office.firms.shop);
    if (!record.ok) throw new Error(record.error.code);
    expect(record.value.pairings[0]).toMatchObject({ deputyId: office.deputies.deputy, endedOn: null });
    expect(record.value.timeline.entries.map((entry) => entry.kind)).toContain("pairing.started");
    expect((await getFirm(office.ctx("otherCounty"), office.firms.shop)).ok).toBe(false);
    expect((await getFirm(office.ctx("handler"), office.firms.shop)).ok).toBe(false);
    const seen = await getFirm(office.ctx("auditor"), office.firms.shop);
    expect(seen.ok && seen.value.issues).toBeNull();
  });

  it("is corrected once per key, keeps its former name, and shows both sides of a conflict", async () => {
    const [row] = (await listFirms(office.ctx("city"), list("q=列表10号"), [])).rows;
    const firmId = row?.firmId as number;
    const values = {
      name: "宜昌改名有限公司",
      entityKind: "",
      sectorCode: null,
      sizeClass: null,
      state: "active" as const,
      address: "新址",
      phone: "0717-6221234",
      businessScope: "",
    };
    const edit = { key: key(), firmId, version: 1, values };
    expect(await editFirm(office.ctx("city"), edit)).toEqual({ ok: true, value: { version: 2 } });
    expect(await editFirm(office.ctx("city"), edit)).toEqual({ ok: true, value: { version: 2 } });
    const late = await editFirm(office.ctx("city"), {
      ...edit,
      key: key(),
      values: { ...values, address: "别处" },
    });
    expect(late).toMatchObject({
      ok: false,
      error: { code: "common.conflict", facts: { expected: 1, found: 2 } },
    });
    const wrong = await editFirm(office.ctx("city"), {
      ...edit,
      key: key(),
      version: 2,
      values: { ...values, phone: "12" },
    });
    expect(wrong).toMatchObject({ ok: false, error: { code: "register.phone_invalid", field: "phone" } });
    const record = await getFirm(office.ctx("city"), firmId);
    expect(record.ok && record.value.firm.formerNames).toEqual(["宜昌列表10号有限公司"]);
    expect(record.ok && record.value.timeline.entries[0]?.kind).toBe("firm.edited");
    expect(await names("q=yichanggaiming")).toEqual(["宜昌改名有限公司"]);
  });

  it("joins the programme only when placed, one by one or all that match", async () => {
    const chosen = { matching: list("placed=no") };
    const early = await setProgramme(office.ctx("city"), {
      key: key(),
      chosen,
      inProgramme: true,
      reason: "试",
    });
    expect(early).toMatchObject({ ok: true, value: { changed: 0, unplaced: MANY / 3 } });
    const foreign = await placeFirms(office.ctx("county"), {
      key: key(),
      chosen,
      townshipCode: OTHER_TOWNSHIP,
    });
    expect(foreign).toMatchObject({ ok: false, error: { code: "register.township_unknown" } });
    const placed = await placeFirms(office.ctx("city"), { key: key(), chosen, townshipCode: TOWNSHIP });
    expect(placed).toEqual({ ok: true, value: { changed: MANY / 3, unchanged: 0 } });
    const joined = await setProgramme(office.ctx("county"), {
      key: key(),
      chosen: { matching: list(`q=列表&county=${COUNTY}`) },
      inProgramme: true,
      reason: "纳入",
    });
    expect(joined.ok && joined.value.changed).toBe((MANY / 3) * 2);
  });

  it("leaves in an export only after the audit knows why", async () => {
    const rows = [];
    for await (const row of await exportFirms(office.ctx("county"), list("q=列表"), "年度核对", "csv"))
      rows.push(row);
    expect(rows.length).toBe((MANY / 3) * 2);
    const [entry] = await office.owner`select detail from audit_entries where action = 'firm.export'`;
    expect(JSON.stringify(entry?.detail)).toContain("年度核对");
  });
});
