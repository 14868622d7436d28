import { SHEET_LIMITS } from "./sheet-limits.ts";
import { refuseSheet } from "./sheet-types.ts";
import { attribute, scanElements, stringText } from "./xml-scan.ts";
import type { ZipArchive } from "./zip-archive.ts";

/** The sheets of a workbook in their order, with the archive's name of each, and the date system. */
export type WorkbookParts = {
  sheets: { name: string; part: string; hidden: boolean }[];
  strings: string | null;
  styles: string | null;
  since1904: boolean;
};

/** What a cell style means for reading: the number is a date, the text is struck through. */
export type CellStyles = { isDate: boolean[]; isStruck: boolean[] };

/** Built-in number formats that are dates. Source: ECMA-376 part 1, 18.8.30, with the East Asian ones. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** Follows the archive's relations from its root to the worksheets; an archive that is something else is refused by its kind. */
export async function readWorkbookParts(zip: ZipArchive): Promise<WorkbookParts> {
  const root = await readRelations(zip, "_rels/.rels", "");
  const workbookPart = root.find((relation) => relation.kind === "officeDocument")?.target;
  if (workbookPart === undefined || !zip.has(workbookPart))
    refuseSheet("zip_not_xlsx", { kind: kindOfZip(zip) });
  if (!/xl\/workbook[^/]*\.xml$/i.test(workbookPart)) refuseSheet("zip_not_xlsx", { kind: kindOfZip(zip) });
  const folder = workbookPart.slice(0, workbookPart.lastIndexOf("/") + 1);
  const relationsPart = `${folder}_rels/${workbookPart.slice(folder.length)}.rels`;
  const relations = await readRelations(zip, relationsPart, folder);
  const workbook = await zip.text(workbookPart);
  const sheets: WorkbookParts["sheets"] = [];
  for (const match of workbook.matchAll(/<(?:[\w.-]+:)?sheet(\s[^>]*?)\/?>/g)) {
    const attributes = match[1] ?? "";
    const id = attributes.match(/\s[\w.-]*:?id="([^"]*)"/)?.[1];
    const relation = relations.find((one) => one.id === id);
    if (relation?.kind !== "worksheet") continue;
    const state = attribute(attributes, "state") ?? "visible";
    sheets.push({
      name: attribute(attributes, "name") ?? "",
      part: relation.target,
      hidden: state !== "visible",
    });
    if (sheets.length > SHEET_LIMITS.sheets) refuseSheet("too_many_sheets", { limit: SHEET_LIMITS.sheets });
  }
  if (sheets.length === 0) refuseSheet("broken_file", {});
  const part = (kind: string) =>
    relations.find((one) => one.kind === kind && zip.has(one.target))?.target ?? null;
  return {
    sheets,
    strings: part("sharedStrings"),
    styles: part("styles"),
    since1904: /<(?:[\w.-]+:)?workbookPr\s[^>]*date1904="(?:1|true)"/.test(workbook),
  };
}

type Relation = { id: string; kind: string; target: string };

async function readRelations(zip: ZipArchive, part: string, folder: string): Promise<Relation[]> {
  const text = await zip.text(part);
  return [...text.matchAll(/<(?:[\w.-]+:)?Relationship(\s[^>]*?)\/?>/g)]
    .map((match) => match[1] ?? "")
    .filter((attributes) => attribute(attributes, "TargetMode") !== "External")
    .map((attributes) => ({
      id: attribute(attributes, "Id") ?? "",
      kind: (attribute(attributes, "Type") ?? "").split("/").at(-1) ?? "",
      target: resolvePart(folder, attribute(attributes, "Target") ?? ""),
    }));
}

function resolvePart(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (step === "..") path.pop();
    else if (step !== "" && step !== ".") path.push(step);
  }
  return path.join("/");
}

function kindOfZip(zip: ZipArchive): string {
  const { names } = zip;
  if (names.some((name) => /^xl\/workbook\.bin$/i.test(name))) return "xlsb";
  if (names.some((name) => name.startsWith("word/"))) return "docx";
  if (names.some((name) => name.startsWith("ppt/"))) return "pptx";
  if (names.includes("content.xml")) return "ods";
  return "zip";
}

/** Reads the shared strings in the order of their numbers. */
export async function readSharedStrings(zip: ZipArchive, part: string | null): Promise<string[]> {
  const strings: string[] = [];
  if (part === null) return strings;
  const scanner = scanElements("si", (_attributes, body, prefix) => {
    if (strings.length >= SHEET_LIMITS.cells) refuseSheet("too_many_cells", { limit: SHEET_LIMITS.cells });
    strings.push(stringText(body, prefix));
  });
  await zip.stream(part, scanner.push);
  scanner.end();
  return strings;
}

/** Reads of the styles which cell formats are dates and which are struck through. */
export async function readCellStyles(zip: ZipArchive, part: string | null): Promise<CellStyles> {
  const styles: CellStyles = { isDate: [], isStruck: [] };
  if (part === null) return styles;
  const text = await zip.text(part);
  const custom = new Map<number, boolean>();
  for (const match of text.matchAll(/<(?:[\w.-]+:)?numFmt(\s[^>]*)>/g)) {
    const format = attribute(match[1] ?? "", "formatCode") ?? "";
    custom.set(Number(attribute(match[1] ?? "", "numFmtId")), isDateFormat(format));
  }
  const fonts = section(text, "fonts")
    .split(/<(?:[\w.-]+:)?font(?=[\s>/])/)
    .slice(1);
  const struckFonts = fonts.map((font) =>
    /<(?:[\w.-]+:)?strike(?:\s*\/>|\s*>|\s+val="(?:1|true)")/.test(font),
  );
  for (const match of section(text, "cellXfs").matchAll(/<(?:[\w.-]+:)?xf(\s[^>]*)>/g)) {
    const format = Number(attribute(match[1] ?? "", "numFmtId") ?? 0);
    styles.isDate.push(custom.get(format) ?? DATE_FORMATS.has(format));
    styles.isStruck.push(struckFonts[Number(attribute(match[1] ?? "", "fontId") ?? 0)] ?? false);
  }
  return styles;
}

function section(text: string, name: string): string {
  const start = text.search(new RegExp(`<(?:[\\w.-]+:)?${name}[\\s>]`));
  if (start === -1) return "";
  const end = text.indexOf(`${name}>`, start + name.length + 1);
  return text.slice(start, end === -1 ? undefined : end);
}

function isDateFormat(format: string): boolean {
  const bare = format.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, "");
  return /[yd年日]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare) && !/[#0?]/.test(bare));
}
