/**
 * An archive is a gzip stream of UTF-8 lines, readable with zcat:
 *
 *     {"format":"liaison-backup","version":1,"schemaVersion":"…","madeAt":"…"}
 *     {"table":"firms","schema":"public","columns":["firm_id",…]}      one such line and its rows for each table
 *     …rows in PostgreSQL's COPY text format, one a line…
 *     \.
 *     {"sequence":"issue_numbers","schema":"public","lastValue":"17"}  one for each sequence ever used
 *     {"end":true,"rows":{"public.firms":29000,…},"probes":{…},"sha256":"…"}
 *
 * COPY text writes a line break inside a value as \n and a backslash as \\, so a line with \. alone ends a table and
 * nothing else. `sha256` is over all bytes before the last line.
 */
export type ArchiveHeader = { format: "liaison-backup"; version: 1; schemaVersion: string; madeAt: string };
export type ArchiveTable = { table: string; schema: string; columns: string[] };
export type ArchiveSequence = { sequence: string; schema: string; lastValue: string };
export type ArchiveEnd = {
  end: true;
  rows: Record<string, number>;
  /** Single values asked of the database in the same snapshot (the head of the audit chain). */
  probes: Record<string, string | null>;
  sha256: string;
};
export type ArchiveLine = ArchiveTable | ArchiveSequence | ArchiveEnd;

export const END_OF_ROWS = Buffer.from("\\.\n");
const NEWLINE = 0x0a;

/** Rows in a piece of COPY text. */
export function countRows(piece: Uint8Array): number {
  let count = 0;
  for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
