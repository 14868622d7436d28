import { CsvError, parse } from "csv-parse/sync";
import { SHEET_LIMITS } from "./sheet-limits.ts";
import { refuseSheet, type Sheet, type SheetRow } from "./sheet-types.ts";

const DELIMITERS = [",", "\t", ";", "|"] as const;
const SAMPLED_LINES = 20;
/** A quoted cell that holds this many lines shaped like records was opened by a stray quote. */
const SWALLOWED_LINES = 3;

/** Reads a table of text: delimiter found by counting, quotes as Excel writes them, every record counted, line breaks in quotes kept. */
export function readCsv(text: string): Sheet {
  const hint = text.match(/^sep=(.)\r?\n/i);
  const body = hint ? text.slice(hint[0].length) : text;
  const delimiter = hint?.[1] ?? delimiterOf(body);
  const rows: SheetRow[] = [];
  let cells = 0;
  let records = 0;
  let width = 0;
  const take = (record: string[], context: { lines: number }) => {
    records += 1;
    if (records > SHEET_LIMITS.rows) refuseSheet("too_many_rows", { limit: SHEET_LIMITS.rows });
    while (record.length > 0 && record.at(-1) === "") record.pop();
    if (record.length === 0) return null;
    if (record.length > SHEET_LIMITS.columns)
      refuseSheet("too_many_columns", { limit: SHEET_LIMITS.columns });
    cells += record.length;
    if (cells > SHEET_LIMITS.cells) refuseSheet("too_many_cells", { limit: SHEET_LIMITS.cells });
    width = Math.max(width, record.length);
    for (const cell of record) checkCell(cell, records, context.lines, delimiter, width);
    rows.push({ row: records, cells: record });
    return null;
  };
  try {
    parse(body, {
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: SHEET_LIMITS.elementCharacters,
      on_record: take,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === "CSV_QUOTE_NOT_CLOSED")
      refuseSheet("csv_quotes", { line: Number(error.lines ?? records + 1) });
    refuseSheet("broken_file", {});
  }
  return { name: "", hidden: false, rows, merges: [], hiddenColumns: [] };
}

function checkCell(cell: string, row: number, line: number, delimiter: string, width: number): void {
  if (cell.length > SHEET_LIMITS.cellCharacters)
    refuseSheet("cell_too_long", { row, limit: SHEET_LIMITS.cellCharacters });
  if (width < 2 || !cell.includes("\n")) return;
  const lines = cell.split("\n");
  const shaped = lines.filter((one) => one.split(delimiter).length === width).length;
  if (shaped >= SWALLOWED_LINES) refuseSheet("csv_quotes", { line: line - lines.length + 1 });
}

function delimiterOf(text: string): string {
  const lines = sampleLines(text);
  const score = (delimiter: string) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1).filter((count) => count > 0);
    return counts.length === 0 ? 0 : counts.length * 100 + Math.min(99, counts[0] ?? 0);
  };
  const ranked = DELIMITERS.map((delimiter) => ({ delimiter, score: score(delimiter) }));
  return ranked.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

/** The first lines with quoted parts taken out, so that separators inside quotes don't count. */
function sampleLines(text: string): string[] {
  return text
    .slice(0, 65_536)
    .replace(/"(?:[^"]|"")*"/g, "")
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "")
    .slice(0, SAMPLED_LINES);
}
