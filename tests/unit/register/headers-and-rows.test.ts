import { describe, expect, it } from "vitest";
import { judgeDeputies } from "#app/domain/register/judge/deputies.ts";
import { judgeFirms } from "#app/domain/register/judge/firms.ts";
import { judgePair, lookupOver } from "#app/domain/register/judge/pair.ts";
import { judgePairs } from "#app/domain/register/judge/pairs.ts";
import { splitFirms } from "#app/domain/register/judge/split-firms.ts";
import type { Cell, Merge, SheetData } from "#app/domain/register/sheet/cell.ts";
import { SMALL_REFERENCE } from "#tests/support/import-reference.ts";

const USCC = ["91420506MA497N5N3U", "91420506070777536J", "91420506576993797W"] as const;

function sheet(rows: Cell[][], more: Partial<SheetData> = {}): SheetData {
  const numbered = rows.map((cells, index) => ({ row: index + 1, cells }));
  return { name: "", hidden: false, rows: numbered, merges: [] as Merge[], hiddenColumns: [], ...more };
}

function outcomes(rows: readonly { row: number; outcome: string; code: string | null }[]) {
  return rows.map((row) => [row.row, row.outcome, row.code]);
}

describe("a list of firms", () => {
  it("is found below title and unit lines; stars, brackets and line breaks in headers don't matter", () => {
    const rows = [
      ["重点企业名单"],
      ["填报单位：某局　单位：元"],
      ["*企业名称\n（全称）", "统一社会\n信用代码（18位）", "注册资金"],
      ["甲公司", USCC[0], 500000],
    ];
    const { sheets, rows: judged } = judgeFirms([sheet(rows)], SMALL_REFERENCE);
    expect(sheets[0]?.header?.rows).toEqual([3]);
    expect(judged[0]?.candidate).toMatchObject({ uscc: USCC[0], capitalWan: 50 });
  });

  it("takes a person's correction of header row and columns over its own reading", () => {
    const rows = [
      ["一栏", "二栏"],
      [USCC[0], "甲公司"],
    ];
    expect(judgeFirms([sheet(rows)], SMALL_REFERENCE).sheets[0]?.state).toBe("not_a_list");
    const correction = { sheet: "", headerRow: 1, fields: { 0: "uscc", 1: "name" } as const };
    const judged = judgeFirms([sheet(rows)], SMALL_REFERENCE, [correction]);
    expect(outcomes(judged.rows)).toEqual([[2, "import", null]]);
    expect(judgeFirms([sheet(rows)], SMALL_REFERENCE, [{ sheet: "", leaveOut: true }]).rows).toEqual([]);
  });

  it("puts contradictions under one code, and one name under two codes, to review", () => {
    const rows = [
      ["企业名称", "信用代码", "地址"],
      ["甲公司", USCC[0], "一路1号"],
      ["甲公司", USCC[0], "二路2号"],
      ["甲公司", USCC[1], "一路1号"],
      ["甲公司", USCC[0], ""],
    ];
    expect(outcomes(judgeFirms([sheet(rows)], SMALL_REFERENCE).rows)).toEqual([
      [2, "import", null],
      [3, "review", "import.same_code_other_values"],
      [4, "review", "import.same_name_other_code"],
      [5, "duplicate", "import.duplicate_in_file"],
    ]);
  });

  it("tells rows that are none of the list, and doubts struck, shifted and failed ones", () => {
    const rows: Cell[][] = [
      ["企业名称", "信用代码", "地址"],
      ["夷陵区（2家）"],
      ["甲公司", USCC[0], "一路1号"],
      ["企业名称", "信用代码", "地址"],
      ["小计", 1],
      ["乙公司", USCC[1], "一路", "1号"],
      ["丙公司", { error: "#N/A" }, "一路"],
      ["", "", "一路"],
      ["注：一式三份"],
    ];
    const data = sheet(rows);
    const third = data.rows[2];
    if (third) third.struck = true;
    expect(outcomes(judgeFirms([data], SMALL_REFERENCE).rows)).toEqual([
      [2, "skip", "import.section_row"],
      [3, "review", "import.struck_row"],
      [4, "skip", "import.header_repeated"],
      [5, "skip", "import.subtotal_row"],
      [6, "review", "import.extra_cells"],
      [7, "review", "import.cell_failed"],
      [8, "skip", "import.note_row"],
      [9, "skip", "import.note_row"],
    ]);
  });

  it("believes no code ending in 000 in a sheet that holds rounded codes", () => {
    const valid = "914205081000026000";
    const rows = [
      ["企业名称", "信用代码", "地址"],
      ["甲公司", "9.14205E+17", ""],
      ["乙公司", valid, ""],
    ];
    const judged = judgeFirms([sheet(rows)], SMALL_REFERENCE).rows[1];
    expect(judged?.outcome).not.toBe("import");
    expect(judged?.candidate?.uscc).toBeNull();
  });
});

describe("a list of deputies", () => {
  const HEADER = [
    "姓名",
    "手机号",
    "代表证号",
    "代表层级",
    "选区/选举单位",
    "县市区",
    "所属乡镇",
    "换届情况",
    "任期开始",
    "任期结束",
  ];
  const row = (
    name: string,
    phone: string,
    card: string,
    level = "乡镇人大代表",
    county = "夷陵区",
    township = "龙泉镇",
  ): Cell[] => [name, phone, card, level, "第一选区", county, township, "连任", "2021-12", "2026-12"];

  it("reads every column and matches people by phone, card and place", () => {
    const rows = [
      HEADER,
      row("示例甲", "10000000001", "A1"),
      row("示例甲", "10000000001", "A1"),
      row("示例甲", "10000000001", "A1", "县级"),
      row("示例乙", "10000000001", "A2"),
      row("示例丙", "10000000003", "A1"),
      row("示例丁", "10000000004", "A4"),
      row("示例丁", "10000000005", "A5"),
      row("示例丁", "10000000006", "A6", "乡镇人大代表", "当阳市", "玉泉街道"),
      row("示例戊", "12", "A7"),
      row("示例己", "10000000008", "A8", "", "当阳市", "龙泉镇"),
      row("", "10000000009", "A9"),
    ];
    const judged = judgeDeputies([sheet(rows)], SMALL_REFERENCE).rows;
    expect(outcomes(judged).map(([, outcome, code]) => [outcome, code])).toEqual([
      ["import", "import.date_month_only"],
      ["duplicate", "import.duplicate_in_file"],
      ["import", "import.date_month_only"],
      ["review", "import.same_phone_other_name"],
      ["review", "import.same_card_other_name"],
      ["review", "import.same_name_same_place"],
      ["review", "import.same_name_same_place"],
      ["import", "import.date_month_only"],
      ["review", "import.phone_invalid"],
      ["review", "import.level_missing"],
      ["reject", "import.name_missing"],
    ]);
    expect(judged[0]?.candidate).toMatchObject({
      level: "township",
      countyCode: "420506",
      townshipCode: "420506107",
      change: "continued",
      electoralUnit: "第一选区",
      termStarted: { on: "2021-12-01", precision: "month" },
    });
  });
});

describe("a list of today's pairs", () => {
  it.each([
    ["甲公司、乙公司；丙公司", ["甲公司", "乙公司", "丙公司"]],
    ["1.甲公司\n2、乙公司", ["甲公司", "乙公司"]],
    ["1、甲公司2、乙公司", ["甲公司", "乙公司"]],
    ["来可(武汉、宜昌)公司 / 乙公司", ["来可(武汉、宜昌)公司", "乙公司"]],
    ["（1）甲公司（2）乙公司", ["甲公司", "乙公司"]],
  ])("%j names its firms", (cell, names) => expect(splitFirms(cell).map((firm) => firm.name)).toEqual(names));

  it("gives one item a firm, fills merged deputies down, and doubts one firm under two deputies", () => {
    const rows = [
      ["代表姓名", "联系电话", "联系企业", "备注"],
      ["示例甲", "10000000001", `甲公司（${USCC[0]}）、乙公司`, ""],
      ["", "", "丙公司", ""],
      ["示例乙", "10000000002", "乙公司", ""],
    ];
    const merges = [0, 1].map((column) => ({ top: 2, bottom: 3, left: column, right: column }));
    const judged = judgePairs([sheet(rows, { merges })], SMALL_REFERENCE).rows;
    expect(judged.map((one) => [one.row, one.item, one.outcome, one.candidate?.deputy.name])).toEqual([
      [2, 1, "import", "示例甲"],
      [2, 2, "import", "示例甲"],
      [3, null, "import", "示例甲"],
      [4, null, "review", "示例乙"],
    ]);
  });

  it("links by code or whole name only, and suggests for everything else", () => {
    const lookup = lookupOver([
      { uscc: USCC[0], name: "宜昌市甲商贸有限公司", countyCode: "420506" },
      { uscc: USCC[1], name: "宜昌市乙商贸有限公司", countyCode: "420506" },
    ]);
    const pairs = judgePairs(
      [
        sheet([
          ["代表", "联系企业"],
          ["示例甲", `甲公司（${USCC[0]}）、宜昌市乙商贸有限公司、甲商贸、无此公司`],
        ]),
      ],
      SMALL_REFERENCE,
    ).rows;
    const codes = pairs.map((row) => row.candidate && judgePair(row.candidate, lookup).code);
    expect(codes).toEqual(["import.pair_name_differs", null, "import.short_name", "import.firm_unknown"]);
  });
});
