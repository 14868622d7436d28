import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { correctContact } from "#app/features/contacts/correct-contact.command.server.ts";
import { getContact } from "#app/features/contacts/get-contact.query.server.ts";
import { settleVisits } from "#app/features/contacts/settle-due.server.ts";
import { listImportRows } from "#app/features/imports/get-import.query.server.ts";
import { undoImport } from "#app/features/imports/undo-import.command.server.ts";
import { type Office, openOffice } from "#tests/support/office.ts";
import { imported, judged } from "#tests/support/run-import.ts";
import { madeUpUscc } from "#tests/support/uscc.ts";

let office: Office;
const MILL = madeUpUscc(912);
beforeAll(async () => {
  office = await openOffice();
  await office.owner`update firms set uscc = ${MILL} where firm_id = ${office.firms.mill}`;
  await office.owner`update deputies set name = '李明远' where deputy_id = ${office.deputies.deputy}`;
  await office.owner`update deputies set name = '周芳', phone = '13800000077' where deputy_id = ${office.deputies.colleague}`;
});
afterAll(() => office.close());

const HEADER =
  "序号,走访时间,企业名称,统一社会信用代码,走访代表,联系电话,走访方式,走访结果,走访内容,反映问题\n";
/** Visits in the notations that offices write: one firm, one by phone, a joint one, one in vain. */
const LEDGER = `2026年走访台账,,,,,,,,,
${HEADER}1,2026.10.8,夷陵测试商店,,李 明远,,实地走访,,了解经营情况,门口道路破损
2,2026年9月10日,,${MILL},李明远代表,,电话,,询问用工,无
3,46300,夷陵测试商店、夷陵测试铁铺,,李明远、周芳,,座谈,已见面,集中走访,
4,2026/11/20,夷陵测试农场,,周芳,13800000077,上门,未见到人,,
合计,,4次,,,,,,,
`;

const rowsOf = (importId: number) =>
  office.owner`select row, outcome, code, change, target_id from import_rows where import_id = ${importId} order by row`;
const dueOf = async (firmId: number) =>
  (
    await office.owner`select last_contact_on::text, contact_due_on::text from pairings where firm_id = ${firmId}`
  )[0];

describe("a ledger of past visits", () => {
  it("enters each visit with its firms, deputies and day; the pair's due day follows; a second import adds nothing", async () => {
    const { importId, figures } = await imported(office.ctx("county"), "contacts", LEDGER);
    expect(figures).toEqual({ added: 4, updated: 0, unchanged: 0, missing: 0 });
    expect((await rowsOf(importId)).map((row) => [row.outcome, row.code])).toEqual([
      ["import", "import.visit_finding_kept"],
      ["import", null],
      ["import", null],
      ["import", null],
      ["skip", "import.total_row"],
    ]);
    const visits = await office.owner`
      select kind, outcome, happened_on::text, source, (select count(*)::int from contact_firms f where f.contact_id = c.contact_id) as firms,
        (select count(*)::int from contact_deputies d where d.contact_id = c.contact_id) as deputies
      from contacts c order by contact_no`;
    expect(visits).toEqual([
      { kind: "visit", outcome: "met", happened_on: "2026-10-08", source: "import", firms: 1, deputies: 1 },
      { kind: "phone", outcome: "met", happened_on: "2026-09-10", source: "import", firms: 1, deputies: 1 },
      { kind: "meeting", outcome: "met", happened_on: "2026-10-05", source: "import", firms: 2, deputies: 2 },
      {
        kind: "visit",
        outcome: "not_found",
        happened_on: "2026-11-20",
        source: "import",
        firms: 1,
        deputies: 1,
      },
    ]);
    expect((await dueOf(office.firms.shop))?.last_contact_on).toBe("2026-10-08");
    // What was in vain long ago stops nothing today.
    expect((await dueOf(office.firms.farm))?.contact_due_on).not.toBeNull();
    const [first] = await office.owner`select contact_id from contacts order by contact_no limit 1`;
    const page = await getContact(office.ctx("deputy"), first?.contact_id);
    expect(page.ok && page.value.internalNote).toContain("门口道路破损");
    const again = await imported(office.ctx("county"), "contacts", LEDGER);
    expect(again.figures).toEqual({ added: 0, updated: 0, unchanged: 4, missing: 0 });
  });

  it("does not make a pair overdue by visits paid before it began", async () => {
    await imported(office.ctx("county"), "contacts", `${HEADER},2025-3-3,夷陵测试磨坊,,李明远,,走访,,,\n`);
    const due = await dueOf(office.firms.mill);
    expect(due?.contact_due_on > "2026-11-24").toBe(true);
  });

  it("is taken back as a whole, and what is due is as before; stays where somebody has added to it", async () => {
    const before = await dueOf(office.firms.forge);
    const text = `${HEADER},2026-11-1,夷陵测试铁铺,,李明远,,走访,,后来的走访,\n`;
    const { importId } = await imported(office.ctx("county"), "contacts", text);
    expect((await dueOf(office.firms.forge))?.last_contact_on).toBe("2026-11-01");
    expect(await undoImport(office.ctx("county"), importId, settleVisits(office.db))).toMatchObject({
      ok: true,
    });
    expect(await dueOf(office.firms.forge)).toEqual(before);
    expect(await office.owner`select 1 from contacts where import_id = ${importId}`).toHaveLength(0);

    const kept = await imported(office.ctx("county"), "contacts", text);
    await office.owner`update contacts set version = 2 where import_id = ${kept.importId}`;
    expect(await undoImport(office.ctx("county"), kept.importId, settleVisits(office.db))).toMatchObject({
      ok: false,
      error: { code: "register.import_in_use" },
    });
  });

  it("puts before a person, or refuses, what it can't be sure of, each with its reason", async () => {
    const doubtful = `${HEADER},2026-3,夷陵测试商店,,李明远,,走访,,,
,,夷陵测试商店,,李明远,,走访,,,
,2027-3-2,夷陵测试商店,,李明远,,走访,,,
,2026-3-2,无此企业,,李明远,,走访,,,
,2026-3-2,夷陵测试商店,,无此人,,走访,,,
,2026-3-2,夷陵测试商店,,,,走访,,,
,2026-3-2,夷陵测试商店,91420506MA00000001,李明远,,走访,,,
,2026-3-2,夷陵测试商店,,李明远,,托梦,,,
,2026-3-2,夷陵测试商店,,李明远,,走访,说不清,,
,2026-3-2,夷陵测试商店,,李明远,13800000077,走访,,,
,2026-3-3,夷陵测试商店,,李明远,,走访,,,
,2026-3-3,夷陵测试商店,,李明远,,走访,,,
,2026-3-2,枝江测试工厂,,李明远,,走访,,,
`;
    const { importId } = await judged(office.ctx("county"), "contacts", doubtful);
    expect((await rowsOf(importId)).map((row) => [row.outcome, row.code])).toEqual([
      ["review", "import.visit_date_rough"],
      ["review", "import.visit_date_missing"],
      ["reject", "import.visit_date_future"],
      ["review", "import.firm_unknown"],
      ["review", "import.deputy_unknown"],
      ["reject", "import.deputy_missing"],
      ["review", "import.uscc_check_digit"],
      ["review", "import.visit_kind_unknown"],
      ["review", "import.visit_outcome_unknown"],
      ["review", "import.phone_of_other"],
      ["import", null],
      ["duplicate", "import.duplicate_in_file"],
      ["reject", "import.other_county"],
    ]);
    const { rows } = await listImportRows(office.ctx("county"), importId, {}, {}, 100);
    expect(rows.length).toBeGreaterThan(0);
  });

  it("is not for the administrator of registers", async () => {
    await expect(judged(office.ctx("auditor"), "contacts", LEDGER)).rejects.toThrow("common.forbidden");
  });

  it("can be corrected afterwards only by whoever recorded it", async () => {
    const [one] =
      await office.owner`select contact_id, version from contacts where source = 'import' limit 1`;
    const wording = {
      kind: "visit",
      place: "",
      topics: [],
      peopleMet: "",
      internalNote: "改",
      firmNote: "",
    } as const;
    const corrected = await correctContact(office.ctx("colleague"), crypto.randomUUID(), {
      contactId: one?.contact_id,
      version: one?.version,
      ...wording,
      topics: [],
    });
    expect(corrected.ok).toBe(false);
  });
});
