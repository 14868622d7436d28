import type { ImportRow } from "#app/domain/register/judge/candidates.ts";
import type { ImportNote, ImportOutcome } from "#app/domain/register/judge/reasons.ts";
import type { ParsedSheet } from "#app/domain/register/judge/walk.ts";
import { type ExportTable, writeTables } from "#app/platform/sheets/write-sheet.server.ts";

/** The words of the file, from i18n: titles of the added columns, the name of a text file's sheet, outcomes and reasons as sentences. */
export type RefusedRowsWords = {
  row: string;
  outcome: string;
  reason: string;
  sheet: string;
  outcomeOf(outcome: ImportOutcome): string;
  reasonOf(code: ImportNote["code"], facts: ImportNote["facts"]): string;
};

const REASON_WIDTH = 60;

/** Rows that go into the file of refused rows: what a person has to look at or mend. */
const REFUSED: readonly ImportOutcome[] = ["reject", "review"];

/**
 * Writes the rows that were not imported as a workbook, a sheet for each sheet of the file: its own columns as they stood,
 * then row number, outcome and reason, so that the rows can be mended and the same file loaded again.
 */
export async function writeRefusedRows(
  parsed: { sheets: readonly ParsedSheet[]; rows: readonly ImportRow[] },
  words: RefusedRowsWords,
  outcomes: readonly ImportOutcome[] = REFUSED,
): Promise<Uint8Array> {
  const tables = parsed.sheets.flatMap((sheet): ExportTable[] => {
    const rows = parsed.rows.filter((row) => row.sheet === sheet.name && outcomes.includes(row.outcome));
    if (rows.length === 0 || sheet.header === null) return [];
    const titles = sheet.header.columns.map((column) => column.title);
    const added = [
      { title: words.row },
      { title: words.outcome },
      { title: words.reason, width: REASON_WIDTH },
    ];
    return [
      {
        name: sheet.name || words.sheet,
        columns: [...titles.map((title) => ({ title: title.replace(/\s*\n\s*/g, "") })), ...added],
        rows: rows.map((row) => [
          ...titles.map((_title, index) => row.cells?.[index] ?? ""),
          row.row,
          ...said(row, words),
        ]),
      },
    ];
  });
  const empty: ExportTable = { name: words.sheet, columns: [{ title: words.reason }], rows: [] };
  return writeTables(tables.length > 0 ? tables : [empty]);
}

function said(row: ImportRow, words: RefusedRowsWords): [string, string] {
  const all = [...(row.code === null ? [] : [{ code: row.code, facts: row.facts }]), ...row.notes];
  return [words.outcomeOf(row.outcome), all.map((one) => words.reasonOf(one.code, one.facts)).join("\n")];
}
