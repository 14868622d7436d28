import type { CapitalUnit } from "#app/domain/register/values/capital.ts";
import { wordKey } from "#app/domain/register/values/text.ts";
import { isBlank, type SheetData, type SheetRow, textOf } from "./cell.ts";
import { type ImportField, type ImportKind, REQUIRED_FIELDS } from "./fields.ts";
import { fieldOfWord, REPEATABLE_FIELDS } from "./synonyms.ts";

/** A column as understood: its title, the field it was given, and how that came about. */
export type ColumnMapping = {
  column: number;
  title: string;
  field: ImportField | null;
  how: "synonym" | "contains" | "corrected" | null;
  hidden: boolean;
};

/** The header of a sheet: its rows (numbers as in the sheet), its columns, and the unit that bare capitals have. */
export type SheetHeader = { rows: number[]; columns: ColumnMapping[]; capitalUnit: CapitalUnit | null };

/** A person's correction of one sheet: another last header row (0: none), other fields for columns, or leave the sheet out. */
export type SheetCorrection = {
  sheet: string;
  leaveOut?: boolean;
  headerRow?: number;
  fields?: Record<number, ImportField | null>;
};

/** Headers are looked for in this many rows from the top, and are at most this deep. */
const SEARCHED_ROWS = 30;
const DEEPEST = 3;

/**
 * Finds the header of a sheet: the one to three rows in which most columns name a field, below any title and unit lines.
 * Merged cells spread over their area, so a two-level header names each column by its lowest text. Null when no rows name
 * the fields that make a list of this kind (a summary, instructions, an empty sheet).
 */
export function findHeader(
  kind: ImportKind,
  sheet: SheetData,
  correction?: SheetCorrection,
): SheetHeader | null {
  const searched = sheet.rows.slice(0, SEARCHED_ROWS);
  const spread = spreadMerges(sheet, searched);
  if (correction?.headerRow !== undefined) return correctedHeader(kind, sheet, spread, correction);
  let best: { rows: SheetRow[]; columns: ColumnMapping[]; score: number } | null = null;
  for (let start = 0; start < searched.length; start++) {
    for (let depth = 1; depth <= DEEPEST && start + depth <= searched.length; depth++) {
      const rows = searched.slice(start, start + depth);
      const columns = mapColumns(kind, sheet, rows, spread);
      const score = scoreOf(kind, columns);
      if (score === null) continue;
      const better =
        best === null || score > best.score || (score === best.score && depth < best.rows.length);
      if (better) best = { rows, columns, score };
    }
  }
  if (best === null) return null;
  const rows = withParents(
    sheet,
    best.rows.map((row) => row.row),
  );
  const first = rows[0] ?? 1;
  return {
    rows,
    columns: applyFields(best.columns, correction),
    capitalUnit: unitOf(
      best.columns,
      searched.filter((row) => row.row < first),
    ),
  };
}

/** Adds the header rows above from which a merged cell reaches down into the header found. */
function withParents(sheet: SheetData, rows: number[]): number[] {
  const first = rows[0] ?? 1;
  const tops = sheet.merges
    .filter((merge) => merge.top < first && merge.bottom >= first)
    .map((merge) => merge.top);
  const top = Math.max(Math.min(first, ...tops), first - DEEPEST);
  return [...Array.from({ length: first - top }, (_, index) => top + index), ...rows];
}

/** Text of a cell with merged areas spread over all their cells; keys are "row:column". */
function spreadMerges(sheet: SheetData, rows: SheetRow[]): (row: SheetRow, column: number) => string {
  const texts = new Map<string, string>();
  const last = rows.at(-1)?.row ?? 0;
  const byNumber = new Map(rows.map((row) => [row.row, row]));
  for (const merge of sheet.merges) {
    if (merge.top > last) continue;
    const text = textOf(byNumber.get(merge.top)?.cells[merge.left]);
    for (let row = merge.top; row <= Math.min(merge.bottom, last); row++) {
      for (let column = merge.left; column <= Math.min(merge.right, merge.left + 200); column++) {
        texts.set(`${row}:${column}`, text);
      }
    }
  }
  return (row, column) => texts.get(`${row.row}:${column}`) ?? textOf(row.cells[column]);
}

function mapColumns(
  kind: ImportKind,
  sheet: SheetData,
  rows: SheetRow[],
  spread: (row: SheetRow, column: number) => string,
): ColumnMapping[] {
  const width = Math.max(0, ...rows.map((row) => row.cells.length));
  const taken = new Set<ImportField>();
  const hidden = new Set(sheet.hiddenColumns);
  const columns = Array.from({ length: width }, (_, column): ColumnMapping => {
    const levels = rows.map((row) => spread(row, column)).filter((text) => text !== "");
    const title = [...new Set(levels)].join(" / ");
    return { column, title, ...fieldOfTitle(kind, levels.at(-1) ?? ""), hidden: hidden.has(column) };
  });
  for (const how of ["synonym", "contains"] as const) {
    for (const entry of columns) {
      if (entry.how !== how || entry.field === null) continue;
      if (taken.has(entry.field) && !REPEATABLE_FIELDS.has(entry.field))
        Object.assign(entry, { field: null, how: null });
      else taken.add(entry.field);
    }
  }
  return columns;
}

function fieldOfTitle(kind: ImportKind, title: string): Pick<ColumnMapping, "field" | "how"> {
  const whole = wordKey(title);
  const bare = whole.replace(/\([^)]*\)?/g, "");
  const found = fieldOfWord(kind, whole) ?? fieldOfWord(kind, bare);
  return found
    ? { field: found.field, how: found.exact ? "synonym" : "contains" }
    : { field: null, how: null };
}

function scoreOf(kind: ImportKind, columns: ColumnMapping[]): number | null {
  const fields = new Set(columns.flatMap((entry) => (entry.field ? [entry.field] : [])));
  const { all, any } = REQUIRED_FIELDS[kind];
  if (!all.every((field) => fields.has(field)) || !any.some((field) => fields.has(field))) return null;
  const exact = columns.filter((entry) => entry.how === "synonym").length;
  return fields.size + exact / 100;
}

function unitOf(columns: ColumnMapping[], above: SheetRow[]): CapitalUnit | null {
  const title = columns.find((entry) => entry.field === "capital")?.title ?? "";
  const own =
    unitInText(title.replace(/注册资本金?|注册资金|资金/g, "")) ??
    (/WAN$/.test(wordKey(title)) ? "wan" : null);
  if (own) return own;
  for (const row of above) {
    for (const cell of row.cells) {
      const match = textOf(cell).match(/(?:金额)?单位\s*[:：]\s*(亿元|万元|元)/);
      if (match) return unitInText(match[1] ?? "");
    }
  }
  return null;
}

function unitInText(text: string): CapitalUnit | null {
  if (/亿/.test(text)) return "yi";
  if (/万/.test(text)) return "wan";
  return /元/.test(text) ? "one" : null;
}

function correctedHeader(
  kind: ImportKind,
  sheet: SheetData,
  spread: (row: SheetRow, column: number) => string,
  correction: SheetCorrection,
): SheetHeader {
  const lastRow = correction.headerRow ?? 0;
  const rows = sheet.rows.filter((row) => row.row === lastRow);
  const width = Math.max(0, ...sheet.rows.slice(0, SEARCHED_ROWS).map((row) => row.cells.length));
  const mapped = mapColumns(kind, sheet, rows, spread);
  const columns = Array.from(
    { length: width },
    (_, column): ColumnMapping =>
      mapped[column] ?? {
        column,
        title: "",
        field: null,
        how: null,
        hidden: sheet.hiddenColumns.includes(column),
      },
  );
  return {
    rows: lastRow === 0 ? [] : [lastRow],
    columns: applyFields(columns, correction),
    capitalUnit: unitOf(
      columns,
      sheet.rows.filter((row) => row.row < lastRow),
    ),
  };
}

function applyFields(columns: ColumnMapping[], correction?: SheetCorrection): ColumnMapping[] {
  const fields = correction?.fields;
  if (!fields) return columns;
  const chosen = new Set(Object.values(fields));
  return columns.map((entry) => {
    const field = fields[entry.column];
    if (field !== undefined) return { ...entry, field, how: "corrected" };
    const displaced = entry.field !== null && chosen.has(entry.field) && !REPEATABLE_FIELDS.has(entry.field);
    return displaced ? { ...entry, field: null, how: null } : entry;
  });
}

/** Whether a row repeats the header, as printed lists do on every page. */
export function repeatsHeader(header: SheetHeader, row: SheetRow): boolean {
  const named = header.columns.filter((entry) => entry.field !== null);
  if (named.length < 2) return false;
  return named.every((entry) => {
    const cell = row.cells[entry.column];
    return !isBlank(cell) && wordKey(entry.title).endsWith(wordKey(textOf(cell)));
  });
}
