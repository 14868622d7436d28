import {
  type Cell,
  hasBadCharacters,
  isBlank,
  type SheetData,
  type SheetRow,
  shownText,
  textOf,
} from "#app/domain/register/sheet/cell.ts";
import type { ImportField } from "#app/domain/register/sheet/fields.ts";
import type { SheetHeader } from "#app/domain/register/sheet/header.ts";
import { type DatedValue, readDate } from "#app/domain/register/values/dates.ts";
import { cut, tidy } from "#app/domain/register/values/text.ts";
import { type ImportNote, note } from "./reasons.ts";

/** Reads the cells of one row by field and collects what was noticed on the way. */
export type RowReader = {
  cell(field: ImportField): Cell;
  /** The texts of every column of a repeatable field, blanks left out. */
  texts(field: ImportField): string[];
  /** A tidied text; cut (with a note) when longer than `limit` characters. */
  text(field: ImportField, limit: number): string;
  /** A date, or null with a note when the cell says none that is sure. */
  date(field: ImportField): DatedValue | null;
  title(field: ImportField): string;
  notes: ImportNote[];
};

/** Columns in which a merged cell stands for all the rows it covers; elsewhere a merged area belongs to its first row. */
const FILLED_DOWN: ReadonlySet<ImportField> = new Set([
  "county",
  "township",
  "sector",
  "entityKind",
  "level",
  "group",
  "electoralUnit",
  "station",
  "deputyName",
  "deputyPhone",
  "deputyCardNo",
  "firmName",
  "firmCode",
  "category",
  "unit",
  "coUnit",
]);

const SHOWN = 60;

/** Prepares readers for the rows of a sheet: columns by field, merged cells filled down where the field allows it. */
export function rowReaders(sheet: SheetData, header: SheetHeader): (row: SheetRow) => RowReader {
  const columns = new Map<ImportField, number[]>();
  const titles = new Map<ImportField, string>();
  for (const entry of header.columns) {
    if (entry.field === null) continue;
    columns.set(entry.field, [...(columns.get(entry.field) ?? []), entry.column]);
    if (!titles.has(entry.field)) titles.set(entry.field, entry.title);
  }
  const filled = fillDown(sheet, columns);
  return (row) => {
    const notes: ImportNote[] = [];
    const cellAt = (column: number): Cell => {
      const own = row.cells[column];
      return isBlank(own) ? (filled.get(column)?.get(row.row) ?? null) : (own ?? null);
    };
    const title = (field: ImportField) => titles.get(field) ?? field;
    const cell = (field: ImportField) => {
      const first = columns.get(field)?.[0];
      return first === undefined ? null : cellAt(first);
    };
    return {
      notes,
      title,
      cell,
      texts: (field) =>
        (columns.get(field) ?? []).map((column) => textOf(cellAt(column))).filter((text) => text !== ""),
      text(field, limit) {
        const text = tidy(textOf(cell(field)));
        if (text.length <= limit) return text;
        notes.push(note("import.text_cut", { column: title(field), limit }));
        return cut(text, limit);
      },
      date(field) {
        const reading = readDate(cell(field));
        const facts = { column: title(field), value: cut(shownText(cell(field)), SHOWN) };
        if (reading.doubt === "ambiguous") notes.push(note("import.date_ambiguous", facts));
        if (reading.doubt === "unreadable") notes.push(note("import.date_unreadable", facts));
        if (reading.value?.precision === "month") notes.push(note("import.date_month_only", facts));
        if (reading.value?.precision === "year") notes.push(note("import.date_year_only", facts));
        return reading.value;
      },
    };
  };
}

function fillDown(sheet: SheetData, columns: Map<ImportField, number[]>): Map<number, Map<number, Cell>> {
  const wanted = new Set(
    [...columns].filter(([field]) => FILLED_DOWN.has(field)).flatMap(([, list]) => list),
  );
  const byNumber = new Map(sheet.rows.map((row) => [row.row, row]));
  const last = sheet.rows.at(-1)?.row ?? 0;
  const filled = new Map<number, Map<number, Cell>>();
  for (const merge of sheet.merges) {
    if (merge.left !== merge.right || !wanted.has(merge.left)) continue;
    const value = byNumber.get(merge.top)?.cells[merge.left] ?? null;
    const column = filled.get(merge.left) ?? new Map<number, Cell>();
    for (let row = merge.top + 1; row <= Math.min(merge.bottom, last); row++) column.set(row, value);
    filled.set(merge.left, column);
  }
  return filled;
}

/** The row that a merged cell in the column of `field` began in, when `row` only continues it; null otherwise. */
export function continuedFrom(
  sheet: SheetData,
  header: SheetHeader,
  field: ImportField,
): Map<number, number> {
  const column = header.columns.find((entry) => entry.field === field)?.column;
  const from = new Map<number, number>();
  const last = sheet.rows.at(-1)?.row ?? 0;
  for (const merge of sheet.merges) {
    if (merge.left !== column || merge.bottom === merge.top) continue;
    for (let row = merge.top + 1; row <= Math.min(merge.bottom, last); row++) from.set(row, merge.top);
  }
  return from;
}

/** A fault of the row as such: characters no database may be given, or filled cells beyond the last titled column. */
export function rowFault(row: SheetRow, header: SheetHeader): ImportNote | null {
  for (const [column, cell] of row.cells.entries()) {
    if (typeof cell !== "string" || !hasBadCharacters(cell)) continue;
    return note("import.bad_characters", { column: header.columns[column]?.title || String(column + 1) });
  }
  if (header.rows.length === 0) return null;
  const titled = header.columns.findLast((entry) => entry.title !== "")?.column ?? -1;
  const extra = row.cells.slice(titled + 1).filter((cell) => !isBlank(cell)).length;
  return extra > 0 ? note("import.extra_cells", { count: extra }) : null;
}
