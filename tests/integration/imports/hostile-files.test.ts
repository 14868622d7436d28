import { beforeAll, describe, expect, it } from "vitest";
import { hasBadCharacters } from "#app/domain/register/sheet/cell.ts";
import { parseFile } from "#app/features/imports/parse-file.server.ts";
import { parseImport } from "#app/features/imports/parse-import.server.ts";
import { type HostileSheet, hostileSheets } from "#tests/support/hostile-sheets.ts";
import { SMALL_REFERENCE } from "#tests/support/import-reference.ts";

/** Megabytes the server's process may grow by while hostile files are read. Source: safety rules, bad input. */
const GROWTH = 50;
const KIND = "firms";

describe("hostile spreadsheets", () => {
  let files: HostileSheet[] = [];
  beforeAll(() => {
    files = hostileSheets();
  });

  it("are refused with a code that says what to do, or read without harm, in the capped process", async () => {
    expect(files.length).toBeGreaterThanOrEqual(25);
    await parseImport(
      KIND,
      { name: "warm-up.csv", bytes: Buffer.from("企业名称,地址\n甲,乙\n") },
      SMALL_REFERENCE,
    );
    const before = process.memoryUsage.rss();
    let most = 0;
    for (const file of files) {
      const parsed = await parseImport(KIND, file, SMALL_REFERENCE);
      most = Math.max(most, process.memoryUsage.rss() - before);
      const code = parsed.ok ? "read" : parsed.error.code;
      expect([file.name, file.refused?.includes(code) ?? code === "read", code]).toEqual([
        file.name,
        true,
        code,
      ]);
    }
    console.info(
      `largest growth of the parent: ${Math.round(most / 1024 / 1024)} MB over ${files.length} files`,
    );
    expect(most / 1024 / 1024).toBeLessThanOrEqual(GROWTH);
  }, 240_000);

  it("leave no bad character in any candidate or kept cell", async () => {
    for (const file of files.filter((one) => one.refused === null)) {
      const parsed = await parseFile(KIND, file.bytes, SMALL_REFERENCE);
      if (!parsed.ok) throw new Error(`${file.name}: ${parsed.error.code}`);
      const strings = JSON.stringify(parsed.value.rows.map((row) => [row.candidate, row.cells, row.facts]));
      expect([file.name, hasBadCharacters(strings), /\\u0000|\\ud[89a-f]/i.test(strings)]).toEqual([
        file.name,
        false,
        false,
      ]);
    }
  });

  it("are ended at the deadline, and the next file is read as ever", async () => {
    const slow = await parseImport(
      KIND,
      { name: "x.csv", bytes: Buffer.from("企业名称,地址\n甲,乙\n") },
      SMALL_REFERENCE,
      {
        seconds: 0.01,
      },
    );
    expect(slow).toEqual({ ok: false, error: { code: "import.too_slow", facts: { seconds: 0.01 } } });
    const next = await parseImport(
      KIND,
      { name: "x.csv", bytes: Buffer.from("企业名称,地址\n甲,乙\n") },
      SMALL_REFERENCE,
    );
    expect(next.ok && next.value.rows.map((row) => row.code)).toEqual(["import.uscc_missing"]);
  });
});
