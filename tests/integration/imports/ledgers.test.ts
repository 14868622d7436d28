import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settleVisits } from "#app/features/contacts/settle-due.server.ts";
import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import { undoImport } from "#app/features/imports/undo-import.command.server.ts";
import { giveCommand } from "#app/features/issues/give-command.command.server.ts";
import { getIssue } from "#app/features/issues/queries/get-issue.query.server.ts";
import { COUNTY, type Office, openOffice } from "#tests/support/office.ts";
import { imported, judged } from "#tests/support/run-import.ts";
import { madeUpUscc } from "#tests/support/uscc.ts";

let office: Office;
const CODES = { shop: madeUpUscc(901), mill: madeUpUscc(902), other: madeUpUscc(903) };
beforeAll(async () => {
  office = await openOffice();
  await office.owner`update firms set uscc = ${CODES.shop} where firm_id = ${office.firms.shop}`;
  await office.owner`update firms set uscc = ${CODES.mill} where firm_id = ${office.firms.mill}`;
});
afterAll(() => office.close());

const HEADER =
  "编号,反映企业,统一社会信用代码/组织机构代码,问题类别,问题内容,提出时间,承办单位,交办时间,办理情况,答复时间,是否办结,办结时间,满意度\n";
/** One row in each place, in the notations that offices write. */
const LEDGER = `${HEADER}台2026-1,夷陵测试商店,${CODES.shop},用电,厂区变压器经常跳闸，影响生产。,2026.3.2,,,,,,,
台2026-2,夷陵测试磨坊,${CODES.mill.slice(8, 17)},02,办证窗口一直不受理。,2026年3月3日,市住建局（牵头）、经信局,20260305,正在与窗口协调。,,办理中,,
台2026-3,夷陵测试铁铺,420506000012345,税费,退税迟迟不到账。,46084,市税务局,2026/3/6,已核实,2026-03-20,√,2026年4月1日,满意
台2026-4,夷陵测试农场,,,门口道路破损。,2026-3-9,市住建委,2026-3-10,,2026-3-20,已办结,2026-4-2,
`;

async function rowsOf(importId: number) {
  return office.owner`select row, outcome, code, change, target_id from import_rows where import_id = ${importId} order by row`;
}

const ids = (rows: readonly { target_id?: number }[]) => `{${rows.map((row) => row.target_id).join(",")}}`;

describe("a running ledger of issues", () => {
  it("enters each issue where it stands, with its firm, its units and its true age; a second import adds nothing", async () => {
    const first = await imported(office.ctx("city"), "issues", LEDGER);
    const rows = await rowsOf(first.importId);
    expect(rows.map((row) => [row.outcome, row.code])).toEqual([
      ["import", "import.issue_enters_submitted"],
      ["import", "import.issue_enters_handling"],
      ["import", "import.issue_enters_resolved"],
      ["import", "import.issue_enters_unconfirmed"],
    ]);
    expect(first.figures).toEqual({ added: 4, updated: 0, unchanged: 0, missing: 0 });
    const [, inWork] = await office.owner`
      select i.*, p.firm_id, d.short_name as unit,
        (select count(*)::int from issue_assignments a where a.issue_id = i.issue_id and a.part = 'co') as co,
        (select c.due_at from clocks c where c.issue_id = i.issue_id and c.kind = 'answer' and c.ended_at is null) as due
      from issues i join issue_parties p using (issue_id) left join departments d on d.department_id = i.lead_department_id
      where i.issue_id = any(${ids(rows)}::int[]) order by i.issue_id`;
    expect(inWork).toMatchObject({
      state: "handling",
      county_code: COUNTY,
      firm_id: office.firms.mill,
      unit: "市住建局",
      co: 1,
    });
    expect(new Date(inWork?.due).toISOString()).toBe("2026-03-26T10:00:00.000Z");
    const page = await getIssue(office.ctx("city"), rows[1]?.target_id);
    expect(
      page.ok &&
        page.value.steps
          .map((step) => step.kind)
          .reverse()
          .slice(0, 3),
    ).toEqual(["issue.submitted", "issue.platform_linked", "issue.accepted"]);

    const again = await imported(office.ctx("city"), "issues", LEDGER);
    expect(again.figures).toEqual({ added: 0, updated: 0, unchanged: 4, missing: 0 });
    const [count] = await office.owner`select count(*)::int as n from issues`;
    expect(count?.n).toBe(4);
  });

  it("is taken back as a whole, with what the sweep has written meanwhile", async () => {
    const other = LEDGER.replaceAll("台2026", "另2026").replaceAll("。,", "（乙）。,");
    const { importId } = await imported(office.ctx("city"), "issues", other);
    await sweepDue(office.ctx("system"));
    expect((await undoImport(office.ctx("city"), importId, settleVisits(office.db))).ok).toBe(true);
    const targets = await rowsOf(importId);
    for (const table of ["issues", "issue_parties", "clocks", "escalations", "notices"])
      expect(
        (
          await office.owner`select 1 from ${office.owner(table)} where issue_id = any(${ids(targets)}::int[])`
        ).length,
      ).toBe(0);
  });

  it("stays where somebody has taken a step", async () => {
    const { importId } = await imported(
      office.ctx("city"),
      "issues",
      `${HEADER},夷陵测试商店,,,围墙外堆料占道。,2026-11-20,,,,,,,\n`,
    );
    const [row] = await rowsOf(importId);
    const on = { key: crypto.randomUUID(), issueId: row?.target_id as number, version: null };
    expect((await giveCommand(office.ctx("city"), on, "ask_information", { what: "请补充位置" })).ok).toBe(
      true,
    );
    expect(await undoImport(office.ctx("city"), importId, settleVisits(office.db))).toMatchObject({
      ok: false,
      error: { code: "register.import_in_use" },
    });
  });

  it("puts before a person what it can't be sure of, each with its reason", async () => {
    const doubtful = `${HEADER},无此企业,,,没有电。,2026-3-2,,,,,,,
,夷陵测试商店,${CODES.other},,没有水。,2026-3-2,,,,,,,
,夷陵测试商店,${CODES.mill},,没有气。,2026-3-2,,,,,,,
,夷陵测试商店,91420506MA00000001,,没有码。,2026-3-2,,,,,,,
,夷陵测试商店,,,没有网。,,,,,,,,
,夷陵测试商店,,,没有路。,2026-3-2,夷陵区天文局,2026-3-3,,,,,
,夷陵测试商店,,,没有桥。,2026-3-2,市住建局,,,,,,
,夷陵测试商店,,,没有灯。,2026-3-2,市住建局,2026-3-1,,,,,
,夷陵测试商店,,,没有门。,2026-3-2,市住建局,2026-3-3,,,大概吧,,
,夷陵测试商店,,,没有窗。,2026-3-2,市住建局,2026-3-3,,,是,2026-4-1,不满意
,夷陵测试商店,,,没有墙。,2026-3,市住建局,2026-3-3,,,,,
,夷陵测试商店,,不存在的类,没有顶。,2026-3-2,,,,,,,
,,,,没有名。,2026-3-2,,,,,,,
`;
    const { importId, figures } = await judged(office.ctx("city"), "issues", doubtful);
    expect(figures).toMatchObject({ added: 0 });
    expect((await rowsOf(importId)).map((row) => row.code)).toEqual([
      "import.firm_unknown",
      "import.firm_code_unknown",
      "import.pair_name_differs",
      "import.uscc_check_digit",
      "import.issue_raised_missing",
      "import.unit_unknown",
      "import.issue_dispatch_missing",
      "import.issue_dates_reversed",
      "import.issue_done_unknown",
      "import.issue_not_satisfied",
      "import.issue_date_rough",
      "import.issue_category_unknown",
      "import.issue_firm_missing",
    ]);
  });

  it("is not for the administrator of registers, and a county imports its own", async () => {
    await expect(judged(office.ctx("auditor"), "issues", LEDGER)).rejects.toThrow("common.forbidden");
    const { importId } = await judged(office.ctx("otherCounty"), "issues", LEDGER);
    expect((await rowsOf(importId)).map((row) => row.code)).toEqual(Array(4).fill("import.other_county"));
  });
});
