import { SHEET_LIMITS } from "./sheet-limits.ts";
import { refuseSheet, type Sheet, type SheetCell, type SheetMerge, type SheetRow } from "./sheet-types.ts";
import type { CellStyles } from "./xlsx-parts.ts";
import { attribute, decodeEscapes, decodeXml, innerText, scanElements, stringText } from "./xml-scan.ts";

/** What all sheets of a workbook share while they are read, and the counts that the limits hold. */
export type WorkbookContext = {
  strings: readonly string[];
  styles: CellStyles;
  since1904: boolean;
  counts: { rows: number; cells: number };
  /** Called now and then, to give up when memory runs out. */
  watch: () => void;
};

const DAY = 86_400_000;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const LAST_SERIAL = 2_958_465;
const WATCHED_ROWS = 500;

/** Starts reading a worksheet's markup; `finish` gives the sheet once all of it was pushed. Rows without content are left out. */
export function sheetReader(
  name: string,
  hidden: boolean,
  context: WorkbookContext,
): { push(text: string): void; finish(): Sheet } {
  const rows: SheetRow[] = [];
  const around: string[] = [];
  let aroundLength = 0;
  let lastRow = 0;
  const scanner = scanElements(
    "row",
    (attributes, body, prefix) => {
      const number = Number(attribute(attributes, "r") ?? lastRow + 1);
      if (!Number.isInteger(number) || number <= lastRow) refuseSheet("broken_file", {});
      lastRow = number;
      const row = readRow(number, attributes, body, prefix, context);
      if (row === null) return;
      rows.push(row);
      context.counts.rows += 1;
      if (context.counts.rows > SHEET_LIMITS.rows) refuseSheet("too_many_rows", { limit: SHEET_LIMITS.rows });
      if (context.counts.rows % WATCHED_ROWS === 0) context.watch();
    },
    (text) => {
      if (text.trim() === "") return;
      around.push(text);
      aroundLength += text.length;
      if (aroundLength > SHEET_LIMITS.partCharacters) refuseSheet("broken_file", {});
    },
  );
  return {
    push: scanner.push,
    finish() {
      scanner.end();
      const rest = around.join("");
      return { name, hidden, rows, merges: readMerges(rest), hiddenColumns: readHiddenColumns(rest) };
    },
  };
}

function readRow(
  number: number,
  attributes: string,
  body: string,
  prefix: string,
  context: WorkbookContext,
): SheetRow | null {
  const cells: SheetCell[] = [];
  let next = 0;
  let filled = 0;
  let struck = 0;
  eachCell(body, prefix, (cellAttributes, cellBody) => {
    const reference = attribute(cellAttributes, "r");
    const column = reference === undefined ? next : columnOf(reference);
    next = column + 1;
    const style = Number(attribute(cellAttributes, "s") ?? 0);
    const value = readCell(cellAttributes, cellBody, prefix, style, context);
    if (value === null || value === "") return;
    if (column >= SHEET_LIMITS.columns) refuseSheet("too_many_columns", { limit: SHEET_LIMITS.columns });
    if (typeof value === "string" && value.length > SHEET_LIMITS.cellCharacters) {
      refuseSheet("cell_too_long", { row: number, limit: SHEET_LIMITS.cellCharacters });
    }
    while (cells.length < column) cells.push(null);
    cells[column] = value;
    filled += 1;
    if (context.styles.isStruck[style]) struck += 1;
  });
  if (filled === 0) return null;
  context.counts.cells += filled;
  if (context.counts.cells > SHEET_LIMITS.cells) refuseSheet("too_many_cells", { limit: SHEET_LIMITS.cells });
  const row: SheetRow = { row: number, cells };
  if (isTrue(attribute(attributes, "hidden"))) row.hidden = true;
  if (struck * 2 >= filled) row.struck = true;
  return row;
}

function eachCell(body: string, prefix: string, onCell: (attributes: string, body: string) => void): void {
  const open = `<${prefix}c`;
  const close = `</${prefix}c>`;
  let at = body.indexOf(open);
  while (at !== -1) {
    const after = body.charAt(at + open.length);
    const tagEnd = body.indexOf(">", at);
    if (tagEnd === -1) refuseSheet("broken_file", {});
    if (
      after === " " ||
      after === ">" ||
      after === "/" ||
      after === "\n" ||
      after === "\r" ||
      after === "\t"
    ) {
      const empty = body.charAt(tagEnd - 1) === "/";
      const end = empty ? tagEnd : body.indexOf(close, tagEnd);
      if (end === -1) refuseSheet("broken_file", {});
      const attributes = body.slice(at + open.length, empty ? tagEnd - 1 : tagEnd);
      onCell(attributes, empty ? "" : body.slice(tagEnd + 1, end));
      at = body.indexOf(open, end);
    } else at = body.indexOf(open, tagEnd);
  }
}

function readCell(
  attributes: string,
  body: string,
  prefix: string,
  style: number,
  context: WorkbookContext,
): SheetCell {
  if (body === "") return null;
  const type = attribute(attributes, "t") ?? "n";
  if (type === "inlineStr") return stringText(body, prefix);
  const raw = innerText(body, `${prefix}v`);
  if (raw === undefined || raw === "") return body.includes(`<${prefix}f`) ? uncalculated(type) : null;
  const value = decodeXml(raw);
  if (type === "s") return context.strings[Number(value)] ?? null;
  if (type === "str") return decodeEscapes(value);
  if (type === "b") return value.trim() === "1" || value.trim() === "true";
  if (type === "e") return { error: value };
  if (type === "d") return /^\d{4}-\d{2}-\d{2}/.test(value) ? { date: value.slice(0, 10) } : value;
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) return value;
  return context.styles.isDate[style] ? dateOf(number, context.since1904) : number;
}

/** A formula without a stored result; an empty text result is simply empty. */
function uncalculated(type: string): SheetCell {
  return type === "str" ? null : { error: "=" };
}

function dateOf(serial: number, since1904: boolean): SheetCell {
  if (serial < 1 || serial > LAST_SERIAL) return serial;
  const time = (since1904 ? EPOCH_1904 : EPOCH_1900) + Math.floor(serial) * DAY;
  return { date: new Date(time).toISOString().slice(0, 10) };
}

function columnOf(reference: string): number {
  let column = 0;
  let index = 0;
  for (; index < reference.length; index++) {
    const letter = reference.charCodeAt(index) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
    if (index > 3) refuseSheet("too_many_columns", { limit: SHEET_LIMITS.columns });
  }
  if (column === 0) refuseSheet("broken_file", {});
  return column - 1;
}

function readMerges(rest: string): SheetMerge[] {
  const merges: SheetMerge[] = [];
  for (const match of rest.matchAll(
    /<(?:[\w.-]+:)?mergeCell\s[^>]*?ref=["']([A-Z]{1,4})(\d{1,7}):([A-Z]{1,4})(\d{1,7})["']/g,
  )) {
    if (merges.length >= SHEET_LIMITS.merges) refuseSheet("broken_file", {});
    const [, left = "", top = "", right = "", bottom = ""] = match;
    merges.push({ left: columnOf(left), top: Number(top), right: columnOf(right), bottom: Number(bottom) });
  }
  return merges;
}

function readHiddenColumns(rest: string): number[] {
  const hidden = new Set<number>();
  for (const match of rest.matchAll(/<(?:[\w.-]+:)?col(\s[^>]*)>/g)) {
    const attributes = match[1] ?? "";
    if (!isTrue(attribute(attributes, "hidden"))) continue;
    const first = Number(attribute(attributes, "min") ?? 0);
    const last = Math.min(Number(attribute(attributes, "max") ?? 0), SHEET_LIMITS.columns);
    for (let column = Math.max(1, first); column <= last; column++) hidden.add(column - 1);
  }
  return [...hidden].sort((a, b) => a - b);
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}
