import { stringify } from "csv-stringify/sync";
import { writeXlsx as writeWorkbook, writeXlsxStream } from "hucre/xlsx";
import { type PlainCell, safeCell } from "./safe-cell.ts";

/** A column of an export: its title and its width in characters. */
export type ExportColumn = { title: string; width?: number };

/** One table to be written; rows may come one by one from a cursor. */
export type ExportTable = {
  name: string;
  columns: readonly ExportColumn[];
  rows: Iterable<readonly PlainCell[]> | AsyncIterable<readonly PlainCell[]>;
};

export const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const CSV_TYPE = "text/csv; charset=utf-8";

const DEFAULT_WIDTH = 16;
const BATCH_ROWS = 500;
/** Longest name of a sheet and the characters it may not hold. Source: Excel. */
const NAME_LIMIT = 31;
const NAME_FORBIDDEN = /[[\]:*?/\\]/g;

/** Streams one table as a workbook of one sheet, header frozen; memory does not grow with the rows. */
export function writeXlsx(table: ExportTable): ReadableStream<Uint8Array> {
  return writeXlsxStream(safeRows(table.rows), sheetOptions(table));
}

/** Streams one table as CSV in UTF-8 with byte order mark and CRLF, which Excel opens rightly. */
export function writeCsv(table: ExportTable): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const options = { record_delimiter: "\r\n" as const, quoted_match: /[\r\n]/ };
  const rows = safeRows(table.rows);
  let header = `\uFEFF${stringify([table.columns.map((column) => safeCell(column.title))], options)}`;
  return new ReadableStream({
    async pull(controller) {
      const batch: PlainCell[][] = [];
      let done = false;
      while (batch.length < BATCH_ROWS && !done) {
        const next = await rows.next();
        if (next.done) done = true;
        else batch.push(next.value);
      }
      const text = header + (batch.length > 0 ? stringify(batch, options) : "");
      header = "";
      if (text !== "") controller.enqueue(encoder.encode(text));
      if (done) controller.close();
    },
    async cancel() {
      await rows.return(undefined);
    },
  });
}

/** Formats in which a list leaves the system. */
export const EXPORT_FORMATS = ["csv", "xlsx"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Streams one table in the asked format, with its content type. */
export function streamTable(
  format: ExportFormat,
  table: ExportTable,
): { stream: ReadableStream<Uint8Array>; type: string } {
  return format === "csv"
    ? { stream: writeCsv(table), type: CSV_TYPE }
    : { stream: writeXlsx(table), type: XLSX_TYPE };
}

/** Writes several small tables as one workbook, a sheet each, names made fit and different. */
export async function writeTables(tables: readonly ExportTable[]): Promise<Uint8Array> {
  const names = sheetNames(tables.map((table) => table.name));
  const sheets = [];
  for (const [index, table] of tables.entries()) {
    const rows: PlainCell[][] = [table.columns.map((column) => safeCell(column.title))];
    for await (const row of safeRows(table.rows)) rows.push(row);
    const columns = table.columns.map((column) => ({ width: column.width ?? DEFAULT_WIDTH }));
    sheets.push({ name: names[index] ?? `Sheet${index + 1}`, columns, rows, freezePane: { rows: 1 } });
  }
  return writeWorkbook({ sheets });
}

async function* safeRows(rows: ExportTable["rows"]): AsyncGenerator<PlainCell[], void, undefined> {
  for await (const row of rows) yield row.map(safeCell);
}

function sheetOptions(table: ExportTable) {
  return {
    name: sheetNames([table.name])[0] ?? "Sheet1",
    columns: table.columns.map((column) => ({
      header: String(safeCell(column.title)),
      width: column.width ?? DEFAULT_WIDTH,
    })),
    freezePane: { rows: 1 },
  };
}

function sheetNames(wished: readonly string[]): string[] {
  const taken = new Set<string>();
  return wished.map((wish, index) => {
    const plain = wish.replace(NAME_FORBIDDEN, " ").replace(/^'|'$/g, "").trim() || `Sheet${index + 1}`;
    let name = plain.slice(0, NAME_LIMIT);
    for (let count = 2; taken.has(name.toLowerCase()); count++) {
      name = `${plain.slice(0, NAME_LIMIT - 5)} (${count})`;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}
