import {
  harmless,
  isBlank,
  type SheetData,
  type SheetRow,
  shownText,
} from "#app/domain/register/sheet/cell.ts";
import type { ImportField, ImportKind } from "#app/domain/register/sheet/fields.ts";
import { findHeader, type SheetCorrection, type SheetHeader } from "#app/domain/register/sheet/header.ts";
import { type DivisionIndex, indexDivisions } from "#app/domain/register/values/divisions.ts";
import { cut } from "#app/domain/register/values/text.ts";
import type { Candidate, ImportReference, ImportRow } from "./candidates.ts";
import { type ImportNote, note } from "./reasons.ts";
import { rowKind } from "./row-kinds.ts";
import { continuedFrom, type RowReader, rowFault, rowReaders } from "./row-reader.ts";

/** What is the same for all rows of a sheet while they are judged. */
export type SheetContext = {
  name: string;
  header: SheetHeader;
  countyOfName: string | null;
  divisions: DivisionIndex;
  reference: ImportReference;
  /** How often a capital without any unit was taken as 万元. */
  assumedUnits: number;
};

/** How a sheet was understood; only `list` sheets have judged rows. */
export type ParsedSheet = {
  name: string;
  hidden: boolean;
  state: "list" | "not_a_list" | "empty" | "left_out";
  header: SheetHeader | null;
  /** The county that the sheet's name gives to rows without a county column. */
  countyOfName: string | null;
  hiddenRows: number[];
  hiddenColumns: number[];
  rowCount: number;
  notes: ImportNote[];
  /** The first rows as text, for the screen on which columns are corrected. */
  preview: { row: number; cells: string[] }[];
};

/** What a judgement of one row says; `items` are its parts where a row holds several. */
export type RowVerdict<C extends Candidate> = Pick<ImportRow<C>, "outcome" | "notes"> & {
  reason: ImportNote | null;
  candidate?: C;
  item: number | null;
};

/** Judges one row that claims to be of the list. */
export type RowJudge<C extends Candidate> = (
  reader: RowReader,
  row: SheetRow,
  context: SheetContext,
) => RowVerdict<C>[];

const PREVIEW_ROWS = 12;
const PREVIEW_COLUMNS = 60;
const PREVIEW_CHARACTERS = 80;
/** A gap of more blank rows than this is told once, not row by row. */
const LONGEST_GAP = 20;
/** Columns kept of a row for the file of refused rows. */
const KEPT_COLUMNS = 100;

/** Walks the sheets of a file in order: finds each header, sets aside what is no row of the list, and has the rest judged. */
export function walkSheets<C extends Candidate>(
  kind: ImportKind,
  sheets: readonly SheetData[],
  reference: ImportReference,
  corrections: readonly SheetCorrection[],
  judge: RowJudge<C>,
): { sheets: ParsedSheet[]; rows: ImportRow<C>[] } {
  const divisions = indexDivisions(reference.counties, reference.townships);
  const parsed: ParsedSheet[] = [];
  const rows: ImportRow<C>[] = [];
  for (const sheet of sheets) {
    const correction = corrections.find((one) => one.sheet === sheet.name);
    const header = correction?.leaveOut ? null : findHeader(kind, sheet, correction);
    const countyOfName = header === null ? null : divisions.county(sheet.name);
    parsed.push(describe(sheet, header, countyOfName, correction));
    if (header === null) continue;
    const context = { name: sheet.name, header, countyOfName, divisions, reference, assumedUnits: 0 };
    rows.push(...judgeSheet(kind, sheet, context, judge));
    if (context.assumedUnits > 0) {
      parsed.at(-1)?.notes.push(note("import.capital_unit_assumed", { count: context.assumedUnits }));
    }
  }
  return { sheets: parsed, rows };
}

function describe(
  sheet: SheetData,
  header: SheetHeader | null,
  countyOfName: string | null,
  correction: SheetCorrection | undefined,
): ParsedSheet {
  const last = header?.rows.at(-1) ?? 0;
  const unread = sheet.rows.length === 0 ? "empty" : correction?.leaveOut ? "left_out" : "not_a_list";
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    state: header ? "list" : unread,
    header,
    countyOfName,
    hiddenRows: sheet.rows.filter((row) => row.hidden && row.row > last).map((row) => row.row),
    hiddenColumns: sheet.hiddenColumns,
    rowCount: sheet.rows.filter((row) => row.row > last).length,
    notes: [],
    preview: sheet.rows.slice(0, PREVIEW_ROWS).map((row) => ({
      row: row.row,
      cells: row.cells
        .slice(0, PREVIEW_COLUMNS)
        .map((cell) => cut(harmless(shownText(cell)), PREVIEW_CHARACTERS)),
    })),
  };
}

function judgeSheet<C extends Candidate>(
  kind: ImportKind,
  sheet: SheetData,
  context: SheetContext,
  judge: RowJudge<C>,
): ImportRow<C>[] {
  const reader = rowReaders(sheet, context.header);
  const continued = continuedFrom(sheet, context.header, keyField(kind, context.header));
  const first = (context.header.rows.at(-1) ?? 0) + 1;
  const judged: ImportRow<C>[] = [];
  const aside = (row: number, reason: ImportNote, cells?: string[]) =>
    judged.push({ sheet: sheet.name, row, item: null, outcome: "skip", ...reason, notes: [], cells });
  let expected = first;
  for (const row of sheet.rows) {
    if (row.row < first) continue;
    if (row.cells.every(isBlank)) continue;
    blankGap(expected, row.row, aside);
    expected = row.row + 1;
    const began = continued.get(row.row);
    const kindOfRow =
      began === undefined
        ? rowKind(row, context.header, context.divisions)
        : note("import.merged_continuation", { row: began });
    if (kindOfRow !== null) {
      aside(row.row, kindOfRow, shownCells(row));
      continue;
    }
    for (const verdict of judgeRow(reader(row), row, context, judge))
      judged.push(toRow(sheet.name, row, verdict));
  }
  return judged;
}

/** The field whose merged cell makes one record of several rows. */
function keyField(kind: ImportKind, header: SheetHeader): ImportField {
  if (kind === "pairs") return "firm";
  if (kind === "contacts") return "happened";
  if (kind !== "issues") return "name";
  return header.columns.some((entry) => entry.field === "content") ? "content" : "title";
}

function blankGap(from: number, to: number, aside: (row: number, reason: ImportNote) => void): void {
  if (to - from > LONGEST_GAP) aside(from, note("import.blank_row", { count: to - from }));
  else for (let row = from; row < to; row++) aside(row, note("import.blank_row", { count: 1 }));
}

function judgeRow<C extends Candidate>(
  reader: RowReader,
  row: SheetRow,
  context: SheetContext,
  judge: RowJudge<C>,
): RowVerdict<C>[] {
  const fault = rowFault(row, context.header);
  if (fault?.code === "import.bad_characters")
    return [{ outcome: "reject", reason: fault, notes: [], item: null }];
  const doubt = fault ?? (row.struck ? note("import.struck_row", {}) : null);
  return judge(reader, row, context).map((verdict) => {
    const notes = row.hidden ? [...verdict.notes, note("import.hidden_row", {})] : verdict.notes;
    if (doubt === null || verdict.outcome === "reject") return { ...verdict, notes };
    return verdict.outcome === "import"
      ? { ...verdict, outcome: "review", reason: doubt, notes }
      : { ...verdict, notes: [...notes, doubt] };
  });
}

function toRow<C extends Candidate>(sheet: string, row: SheetRow, verdict: RowVerdict<C>): ImportRow<C> {
  const { outcome, item, candidate } = verdict;
  const reason = verdict.reason ?? verdict.notes[0] ?? null;
  const notes = verdict.reason ? verdict.notes : verdict.notes.slice(1);
  return {
    sheet,
    row: row.row,
    item,
    outcome,
    code: reason?.code ?? null,
    facts: reason?.facts ?? {},
    notes,
    ...(candidate ? { candidate } : {}),
    ...(outcome === "import" ? {} : { cells: shownCells(row) }),
  };
}

function shownCells(row: SheetRow): string[] {
  return row.cells.slice(0, KEPT_COLUMNS).map((cell) => harmless(shownText(cell)));
}
