import { constants, deflateRawSync } from "node:zlib";
import { buildZip, rowMarkup, workbookFiles, type ZipFile } from "./zip-builder.ts";

/** A file made to hurt or to mislead, and what must become of it: refused with one of the codes, or read without harm. */
export type HostileSheet = { name: string; bytes: Buffer; refused: string[] | null };

const HEADER = rowMarkup(1, ["企业名称", "统一社会信用代码", "地址"]);
const FIRM = ["示例商贸有限公司", "91420500MA487NE1XG", "示例路1号"];
const MEGABYTE = 1024 * 1024;

function workbook(rows: string, more: ZipFile[] = []): Buffer {
  return buildZip(workbookFiles(`<sheetData>${HEADER}${rows}</sheetData>`, more));
}

/** Compressed data that unfolds to `times` blocks, made in no time: the packed block is repeated, not the plain one. */
function unfolding(head: string, block: Buffer, times: number): Buffer {
  const packed = (data: Buffer) => deflateRawSync(data, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const last = Buffer.from([0x03, 0x00]);
  return Buffer.concat([
    packed(Buffer.from(head)),
    Buffer.alloc(packed(block).length * times, packed(block)),
    last,
  ]);
}

function bomb(megabytes: number): Buffer {
  return unfolding("<x>", Buffer.alloc(MEGABYTE, 65), megabytes);
}

function strings(data: string): ZipFile {
  return { name: "xl/sharedStrings.xml", data };
}

function manyRows(count: number): string {
  const row = "<c><v>1</v></c>";
  return Array.from({ length: count }, (_, index) => `<row r="${index + 2}">${row}</row>`).join("");
}

/** Thirty files of the kinds seen in attacks and in broken exports; made anew so that none has to be kept. */
export function hostileSheets(): HostileSheet[] {
  const good = workbook(rowMarkup(2, FIRM));
  const formula =
    '<c r="REF" t="str"><f>HYPERLINK("http://evil.example","x")</f><v>=cmd|\'/c calc\'!A0</v></c>';
  return [
    {
      name: "a sheet that unfolds to 1 GB",
      bytes: buildZip(
        workbookFiles("", [{ name: "xl/worksheets/sheet1.xml", raw: bomb(1024), statedSize: 100 }]),
      ),
      refused: ["import.unpacks_too_large", "import.broken_file"],
    },
    {
      name: "shared strings that unfold to 600 MB",
      bytes: workbook("", [{ name: "xl/sharedStrings.xml", raw: bomb(600) }]),
      refused: ["import.unpacks_too_large", "import.broken_file"],
    },
    {
      name: "styles that unfold to 300 MB",
      bytes: workbook("", [strings("<sst></sst>"), { name: "xl/styles.xml", raw: bomb(300) }]),
      refused: ["import.unpacks_too_large"],
    },
    {
      name: "well-formed rows repeated to 500 MB",
      bytes: buildZip(workbookFiles("", [{ name: "xl/worksheets/sheet1.xml", raw: repeatedRows(500) }])),
      refused: ["import.too_many_rows", "import.unpacks_too_large", "import.broken_file"],
    },
    {
      name: "an archive within an archive",
      bytes: buildZip([{ name: "inner.xlsx", data: good }]),
      refused: ["import.zip_not_xlsx"],
    },
    {
      name: "100,000 archive entries stated",
      bytes: withStatedEntries(good, 60_000),
      refused: ["import.too_many_entries"],
    },
    {
      name: "5,000 real archive entries",
      bytes: buildZip([
        ...workbookFiles("<sheetData/>"),
        ...Array.from({ length: 5_000 }, (_, index) => ({ name: `x/${index}`, data: "" })),
      ]),
      refused: ["import.too_many_entries"],
    },
    { name: "200,000 rows", bytes: workbook(manyRows(200_000)), refused: ["import.too_many_rows"] },
    {
      name: "a cell in row one thousand million",
      bytes: workbook('<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>'),
      refused: null,
    },
    {
      name: "a cell in column one million",
      bytes: workbook('<row r="2"><c r="BDWGO2"><v>1</v></c></row>'),
      refused: ["import.too_many_columns"],
    },
    {
      name: "a cell in column XFD",
      bytes: workbook('<row r="2"><c r="XFD2"><v>1</v></c></row>'),
      refused: ["import.too_many_columns"],
    },
    {
      name: "a million columns in one row of text",
      bytes: Buffer.from(`企业名称,统一社会信用代码,地址\n${",x".repeat(1_000_000)}\n`),
      refused: ["import.too_many_columns"],
    },
    {
      name: "a million laughs in entities",
      bytes: workbook("", [
        strings(
          '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>',
        ),
      ]),
      refused: ["import.unsafe_content"],
    },
    {
      name: "an external entity",
      bytes: buildZip(
        workbookFiles("", [
          {
            name: "xl/worksheets/sheet1.xml",
            data: '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&f;</t></is></c></row></sheetData></worksheet>',
          },
        ]),
      ),
      refused: ["import.unsafe_content"],
    },
    { name: "a file cut in half", bytes: good.subarray(0, good.length / 2), refused: ["import.broken_file"] },
    {
      name: "a sheet whose compressed data is noise",
      bytes: buildZip(
        workbookFiles("", [{ name: "xl/worksheets/sheet1.xml", raw: Buffer.alloc(2_000, 0xa7) }]),
      ),
      refused: ["import.broken_file"],
    },
    {
      name: "a sheet that ends in the middle of a row",
      bytes: buildZip(
        workbookFiles("", [
          { name: "xl/worksheets/sheet1.xml", data: `<worksheet><sheetData>${HEADER}<row r="2"><c r="A2"` },
        ]),
      ),
      refused: ["import.broken_file"],
    },
    {
      name: "rows in falling order",
      bytes: workbook(`${rowMarkup(9, FIRM)}${rowMarkup(3, FIRM)}`),
      refused: ["import.broken_file"],
    },
    {
      name: "offsets that point outside the file",
      bytes: withWrongOffsets(good),
      refused: ["import.broken_file"],
    },
    {
      name: "a password-protected archive",
      bytes: buildZip(workbookFiles("<sheetData/>").map((file) => ({ ...file, flags: 1 }))),
      refused: ["import.password_protected"],
    },
    {
      name: "an unknown compression",
      bytes: buildZip(workbookFiles("<sheetData/>").map((file) => ({ ...file, method: 99 }))),
      refused: ["import.broken_file"],
    },
    {
      name: "zeros under the name of a workbook",
      bytes: Buffer.alloc(50_000),
      refused: ["import.binary_content", "import.encoding_unknown"],
    },
    {
      name: "the magic of a zip and nothing else",
      bytes: Buffer.from("PK\x03\x04", "latin1"),
      refused: ["import.broken_file"],
    },
    {
      name: "an old .xls",
      bytes: Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(4_096)]),
      refused: ["import.old_xls"],
    },
    {
      name: "an encrypted workbook",
      bytes: Buffer.concat([
        Buffer.from("d0cf11e0a1b11ae1", "hex"),
        Buffer.alloc(512),
        Buffer.from("EncryptedPackage", "utf16le"),
      ]),
      refused: ["import.password_protected"],
    },
    {
      name: "an HTML table named .xls",
      bytes: Buffer.from("<html><table><tr><td>企业名称</td></tr></table></html>"),
      refused: ["import.html_table"],
    },
    {
      name: "an XML spreadsheet of 2003",
      bytes: Buffer.from('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'),
      refused: ["import.xml_spreadsheet"],
    },
    {
      name: "a PDF",
      bytes: Buffer.from("%PDF-1.7\n%\xe2\xe3\n", "latin1"),
      refused: ["import.not_a_spreadsheet"],
    },
    {
      name: "a document of a word processor",
      bytes: buildZip([
        { name: "_rels/.rels", data: "<Relationships/>" },
        { name: "word/document.xml", data: "<w/>" },
      ]),
      refused: ["import.zip_not_xlsx"],
    },
    {
      name: "a stray quotation mark that swallows rows",
      bytes: Buffer.from(`企业名称,统一社会信用代码,地址\n"甲,乙,丙\n${"丁,戊,己\n".repeat(50)}`),
      refused: ["import.csv_quotes"],
    },
    {
      name: "formulas, a command and an external link",
      bytes: workbook(`${rowMarkup(2, [{ markup: formula }, FIRM[1] ?? "", "=1+1"])}`, [
        { name: "xl/externalLinks/externalLink1.xml", data: "<externalLink/>" },
      ]),
      refused: null,
    },
    {
      name: "NULs and lone surrogates in cells",
      bytes: workbook(
        '<row r="2"><c r="A2" t="inlineStr"><is><t>坏&#0;名&#xD800;称_xDC00_</t></is></c><c r="B2" t="inlineStr"><is><t>91420500MA487NE1XG</t></is></c></row>',
      ),
      refused: null,
    },
    {
      name: "a merged area over the whole sheet",
      bytes: buildZip(
        workbookFiles(
          `<sheetData>${HEADER}${rowMarkup(2, FIRM)}</sheetData><mergeCells><mergeCell ref="C2:C1048576"/><mergeCell ref="A900:XFD1048576"/></mergeCells>`,
        ),
      ),
      refused: null,
    },
    {
      name: "shared string numbers that don't exist",
      bytes: workbook(
        '<row r="2"><c r="A2" t="s"><v>999999</v></c><c r="B2" t="s"><v>-1</v></c><c r="C2"><v>1e999</v></c></row>',
      ),
      refused: null,
    },
    {
      name: "one cell of ten million characters",
      bytes: Buffer.from(`企业名称,地址\n甲,${"a".repeat(10_000_000)}\n`),
      refused: ["import.cell_too_long"],
    },
    {
      name: "a deep nest of brackets and numbers",
      bytes: Buffer.from(`代表姓名,联系企业\n张某,${"（1、".repeat(5_000)}\n`),
      refused: null,
    },
    {
      name: "relations that climb out of the archive",
      bytes: workbook("", [
        {
          name: "xl/_rels/workbook.xml.rels",
          data: '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>',
        },
      ]),
      refused: ["import.broken_file"],
    },
  ];
}

function repeatedRows(megabytes: number): Buffer {
  const rows = Array.from({ length: 1024 }, (_, index) =>
    `<row><c><v>${index * 7919}</v></c></row>`.padEnd(1024),
  );
  return unfolding("<worksheet><sheetData>", Buffer.from(rows.join("")), megabytes);
}

function withStatedEntries(zip: Buffer, count: number): Buffer {
  const forged = Buffer.from(zip);
  forged.writeUInt16LE(count, forged.length - 12);
  return forged;
}

function withWrongOffsets(zip: Buffer): Buffer {
  const forged = Buffer.from(zip);
  for (
    let at = forged.indexOf("PK\x01\x02", 0, "latin1");
    at !== -1;
    at = forged.indexOf("PK\x01\x02", at + 4, "latin1")
  ) {
    forged.writeUInt32LE(0xfffffff0, at + 42);
  }
  return forged;
}
