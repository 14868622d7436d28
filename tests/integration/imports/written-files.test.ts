import { describe, expect, it } from "vitest";
import { parseFile } from "#app/features/imports/parse-file.server.ts";
import { writeRefusedRows } from "#app/features/imports/refused-rows.server.ts";
import { readSheets } from "#app/platform/sheets/read-sheet.server.ts";
import {
  type ExportTable,
  writeCsv,
  writeTables,
  writeXlsx,
} from "#app/platform/sheets/write-sheet.server.ts";
import { SMALL_REFERENCE } from "#tests/support/import-reference.ts";
import { bytesOf } from "#tests/support/stream-bytes.ts";

const DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", " \u200B=1"];

async function cellsOf(bytes: Uint8Array) {
  const read = await readSheets(bytes);
  if (!read.ok) throw new Error(read.fault.code);
  return read.sheets.map((sheet) => ({ name: sheet.name, rows: sheet.rows.map((row) => row.cells) }));
}

function table(rows: ExportTable["rows"]): ExportTable {
  return { name: "名单/一", columns: [{ title: "名称" }, { title: "数" }], rows };
}

describe("written spreadsheets", () => {
  it("run no formula, in xlsx or CSV, whatever sign and width it starts with", async () => {
    const rows = DANGEROUS.map((text) => [text, -1]);
    for (const bytes of [await bytesOf(writeXlsx(table(rows))), await bytesOf(writeCsv(table(rows)))]) {
      const [sheet] = await cellsOf(bytes);
      expect(sheet?.rows).toHaveLength(DANGEROUS.length + 1);
      for (const row of sheet?.rows.slice(1) ?? [])
        expect([String(row[0]).charAt(0), Number(row[1])]).toEqual(["'", -1]);
    }
  });

  it("hold no NUL and no half of a character, and open in Excel by their byte order mark", async () => {
    const rows = [["甲\0乙\uD800丙\u0007", 1]];
    const csv = await bytesOf(writeCsv(table(rows)));
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    for (const bytes of [csv, await bytesOf(writeXlsx(table(rows)))]) {
      expect((await cellsOf(bytes))[0]?.rows[1]?.[0]).toBe("甲乙\uFFFD丙");
    }
  });

  it("keep sheet names apart and within Excel's limits", async () => {
    const names = ["很长".repeat(30), "很长".repeat(30), "a/b:c", ""];
    const bytes = await writeTables(names.map((name) => ({ ...table([["甲", 1]]), name })));
    const found = (await cellsOf(bytes)).map((sheet) => sheet.name);
    expect(new Set(found).size).toBe(4);
    for (const name of found) expect(name.length).toBeLessThanOrEqual(31);
  });

  it("the file of refused rows gives each row as it stood with its reason, and can be mended and loaded again", async () => {
    const csv =
      "企业名称,信用代码,地址\n甲公司,91420506MA497N5N3T,=一路\n乙公司,,二路\n丙公司,91420506070777536J,三路\n";
    const parsed = await parseFile("firms", Buffer.from(csv), SMALL_REFERENCE);
    if (!parsed.ok) throw new Error(parsed.error.code);
    const bytes = await writeRefusedRows(parsed.value, {
      row: "原行号",
      outcome: "处理结果",
      reason: "原因",
      sheet: "未导入的行",
      outcomeOf: (outcome) => outcome,
      reasonOf: (code) => code,
    });
    expect(await cellsOf(bytes)).toEqual([
      {
        name: "未导入的行",
        rows: [
          ["企业名称", "信用代码", "地址", "原行号", "处理结果", "原因"],
          ["甲公司", "91420506MA497N5N3T", "'=一路", 2, "reject", "import.uscc_check_digit"],
          ["乙公司", null, "二路", 3, "review", "import.uscc_missing"],
        ],
      },
    ]);
    const again = await parseFile("firms", bytes, SMALL_REFERENCE);
    expect(again.ok && again.value.rows.map((row) => row.outcome)).toEqual(["reject", "review"]);
    expect(again.ok && again.value.rows[0]?.candidate?.address).toBe("=一路");
  });
});
