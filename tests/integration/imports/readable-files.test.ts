import { describe, expect, it } from "vitest";
import { isUscc } from "#app/domain/uscc/check.ts";
import { parseFile } from "#app/features/imports/parse-file.server.ts";
import { parseImport } from "#app/features/imports/parse-import.server.ts";
import { readSheets } from "#app/platform/sheets/read-sheet.server.ts";
import { writeXlsx } from "#app/platform/sheets/write-sheet.server.ts";
import { SMALL_REFERENCE } from "#tests/support/import-reference.ts";
import { hasSharedData, sharedBytes, sharedCsv } from "#tests/support/shared-data.ts";
import { bytesOf } from "#tests/support/stream-bytes.ts";
import { buildZip, rowMarkup, workbookFiles } from "#tests/support/zip-builder.ts";

const CSV = "企业名称,信用代码,地址\n宜昌猇亭甲公司,91420506MA497N5N3U,一路\n";
const GB18030 = Buffer.from(
  "c6f3d2b5c3fbb3c62cd0c5d3c3b4fac2eb2cb5d8d6b70aaa56cda4bcd7b9abcbbe2c39313432303530364d413439374e354e33552c0a",
  "hex",
);

function utf16(text: string, big: boolean): Buffer {
  const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
  return big ? bytes.swap16() : bytes;
}

/** Seconds of processor time that the two real registers, 29,000 rows, and a workbook of 600,000 cells may take. */
const REGISTER_SECONDS = 10;
const LARGE_SECONDS = 10;

describe("files of the encodings offices use", () => {
  it.each([
    ["UTF-8", Buffer.from(CSV), "宜昌猇亭甲公司"],
    ["UTF-8 with byte order mark", Buffer.from(`\uFEFF${CSV}`), "宜昌猇亭甲公司"],
    ["GB18030 beyond GB2312", GB18030, "猇亭甲公司"],
    ["Excel's Unicode text, tabs in UTF-16", utf16(CSV.replaceAll(",", "\t"), false), "宜昌猇亭甲公司"],
    ["UTF-16 of the other order", utf16(CSV, true), "宜昌猇亭甲公司"],
    ["UTF-16 without mark", utf16(CSV, false).subarray(2), "宜昌猇亭甲公司"],
    ["semicolons", Buffer.from(CSV.replaceAll(",", ";")), "宜昌猇亭甲公司"],
    ["line ends of an old Mac", Buffer.from(CSV.replaceAll("\n", "\r")), "宜昌猇亭甲公司"],
  ])("%s is read rightly", async (_name, bytes, name) => {
    const parsed = await parseFile("firms", bytes, SMALL_REFERENCE);
    expect(parsed.ok && parsed.value.rows.map((row) => [row.row, row.outcome, row.candidate?.name])).toEqual([
      [2, "import", name],
    ]);
  });

  it("a workbook with prefixed elements, rich text, phonetic guides and escapes is read rightly", async () => {
    const strings =
      '<x:sst xmlns:x="m"><x:si><x:r><x:t>甲</x:t></x:r><x:r><x:t>公司</x:t></x:r><x:rPh><x:t>jia</x:t></x:rPh></x:si><x:si><x:t>一_x000A_路&amp;二路</x:t></x:si></x:sst>';
    const cells =
      '<x:row r="2"><x:c r="A2" t="s"><x:v>0</x:v></x:c><x:c r="C2" t="s"><x:v>1</x:v></x:c></x:row>';
    const files = workbookFiles("", [
      {
        name: "xl/worksheets/sheet1.xml",
        data: `<x:worksheet xmlns:x="m"><x:sheetData>${cells}</x:sheetData></x:worksheet>`,
      },
      { name: "xl/sharedStrings.xml", data: strings },
    ]);
    const read = await readSheets(buildZip(files));
    expect(read.ok && read.sheets[0]?.rows).toEqual([{ row: 2, cells: ["甲公司", null, "一\n路&二路"] }]);
  });

  it("dates by style, struck rows and formulas without a result are told apart", async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><fonts><font/><font><strike/></font></fonts><cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="14" fontId="0"/><xf numFmtId="176" fontId="1"/></cellXfs></styleSheet>';
    const marked = (style: number) => ({ markup: `<c r="REF" s="${style}"><v>41145</v></c>` });
    const formula = { markup: '<c r="REF"><f>A1</f></c>' };
    const rows = rowMarkup(1, [marked(0), marked(1), formula]) + rowMarkup(2, [marked(2)]);
    const read = await readSheets(
      buildZip(workbookFiles(`<sheetData>${rows}</sheetData>`, [{ name: "xl/styles.xml", data: styles }])),
    );
    expect(read.ok && read.sheets[0]?.rows).toEqual([
      { row: 1, cells: [41145, { date: "2012-08-24" }, { error: "=" }] },
      { row: 2, cells: [{ date: "2012-08-24" }], struck: true },
    ]);
  });
});

/** Processor seconds of reading and judging in this process: what the child does too, unmoved by other load on the machine. */
async function processorSeconds(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

describe("large files", () => {
  it("30,000 rows of 20 columns are read and judged in time, and come through the child process whole", async () => {
    const header = ["企业名称", "信用代码", ...Array.from({ length: 18 }, (_, index) => `列${index}`)];
    function* rows() {
      for (let row = 0; row < 30_000; row++) {
        yield header.map((title, column) => (column % 4 === 3 ? row * column : `${title}${row}`));
      }
    }
    const bytes = await bytesOf(
      writeXlsx({ name: "大表", columns: header.map((title) => ({ title })), rows: rows() }),
    );
    const seconds = await processorSeconds(async () => {
      await parseFile("firms", bytes, SMALL_REFERENCE);
    });
    console.info(`30,000 rows × 20 columns: ${seconds.toFixed(1)} s of processor time`);
    expect(seconds).toBeLessThan(LARGE_SECONDS);
    const parsed = await parseImport("firms", { name: "large.xlsx", bytes }, SMALL_REFERENCE);
    expect(parsed.ok && parsed.value.rows).toHaveLength(30_000);
  }, 240_000);

  it.skipIf(!hasSharedData("firms"))(
    "the real registers are read in time, and exactly the rows with wrong check digits refused",
    async () => {
      let seconds = 0;
      for (const file of ["firms_yichang", "firms_hubei_other"]) {
        const bytes = sharedBytes(`firms/${file}.csv`);
        const truth = sharedCsv(`firms/${file}.csv`);
        const wrong = truth.flatMap((row, index) => (isUscc(row.uscc ?? "") ? [] : [index + 2]));
        seconds += await processorSeconds(async () => {
          const parsed = await parseFile("firms", bytes, SMALL_REFERENCE);
          if (!parsed.ok) throw new Error(parsed.error.code);
          const refused = parsed.value.rows.filter((row) => row.outcome !== "import");
          expect(parsed.value.rows).toHaveLength(truth.length);
          expect(refused.map((row) => [row.row, row.code])).toEqual(
            wrong.map((row) => [row, "import.uscc_check_digit"]),
          );
        });
        expect(wrong).toHaveLength(file === "firms_yichang" ? 6 : 0);
      }
      console.info(`29,000 real rows: ${seconds.toFixed(1)} s of processor time`);
      expect(seconds).toBeLessThan(REGISTER_SECONDS);
    },
  );
});
