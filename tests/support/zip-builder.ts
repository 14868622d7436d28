import { deflateRawSync } from "node:zlib";

/** One file of an archive; `raw` gives its compressed form, sizes may be forged. */
export type ZipFile = {
  name: string;
  data?: Uint8Array | string;
  raw?: Uint8Array;
  stored?: boolean;
  method?: number;
  flags?: number;
  statedSize?: number;
};

const TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Builds an archive byte by byte, as honest or dishonest as the test wishes. */
export function buildZip(files: readonly ZipFile[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const data = Buffer.from(file.data ?? "");
    const packed = file.raw ? Buffer.from(file.raw) : file.stored ? data : deflateRawSync(data);
    const name = Buffer.from(file.name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(file.flags ?? 0, 2);
    common.writeUInt16LE(file.method ?? (file.stored ? 0 : 8), 4);
    common.writeUInt32LE(file.raw ? 0 : crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(file.statedSize ?? data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    const version = Buffer.from([20, 0]);
    centrals.push(Buffer.concat([Buffer.from("PK\x01\x02", "latin1"), version, common, rest, name]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** The parts of a workbook of one sheet around the given `<sheetData>` and shared strings. */
export function workbookFiles(sheetData: string, more: ZipFile[] = [], sheetName = "Sheet1"): ZipFile[] {
  const replaced = new Set(more.map((file) => file.name));
  const parts: ZipFile[] = [
    {
      name: "[Content_Types].xml",
      data: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    {
      name: "_rels/.rels",
      data: `<Relationships><Relationship Id="rId1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      data: `<workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><sheets><sheet name="${sheetName}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: `<Relationships><Relationship Id="rId1" Type="${RELATION}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATION}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${RELATION}/styles" Target="styles.xml"/></Relationships>`,
    },
    { name: "xl/worksheets/sheet1.xml", data: `<worksheet xmlns="${MAIN}">${sheetData}</worksheet>` },
  ];
  return [...parts.filter((file) => !replaced.has(file.name)), ...more];
}

/** Cells of inline text, numbers or ready markup as one `<row>`. */
export function rowMarkup(row: number, cells: readonly (string | number | { markup: string })[]): string {
  const body = cells.map((cell, index) => {
    const reference = `${String.fromCharCode(65 + index)}${row}`;
    if (typeof cell === "object") return cell.markup.replace("REF", reference);
    if (typeof cell === "number") return `<c r="${reference}"><v>${cell}</v></c>`;
    const escaped = cell.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`;
  });
  return `<row r="${row}">${body.join("")}</row>`;
}
