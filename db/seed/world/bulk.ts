import { once } from "node:events";
import { finished } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { type Column, getTableColumns, getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { ISql } from "postgres";
import type { RowOf } from "./rows.ts";

/** Characters collected before a piece is sent; larger pieces gain nothing. */
const PIECE = 256 * 1024;

/** Writes rows with COPY FROM STDIN; keys are written as given, what a row leaves out takes the column's default. */
export async function copyRows<T extends PgTable>(
  sql: ISql,
  table: T,
  rows: Iterable<RowOf<T>>,
): Promise<number> {
  const columns = Object.entries(getTableColumns(table)).filter(
    ([, column]) => column.generated === undefined,
  );
  const names = columns.map(([, column]) => `"${column.name}"`).join(", ");
  const encoders = columns.map(([key, column]) => encoderOf(key, column));
  let count = 0;
  let piece = "";
  const stream = await sql.unsafe(`copy "${getTableName(table)}" (${names}) from stdin`).writable();
  const failed = finished(stream);
  failed.catch(() => undefined);
  for (const row of rows) {
    const record = row as Record<string, unknown>;
    for (let i = 0; i < encoders.length; i++) piece += (i === 0 ? "" : "\t") + encoders[i]!(record);
    piece += "\n";
    count++;
    if (piece.length > PIECE) {
      if (!stream.write(piece)) await Promise.race([once(stream, "drain"), failed]);
      piece = "";
    }
  }
  stream.end(piece);
  // A question asked before the last piece has left would be refused as one in the middle of the copy.
  while (stream.writableLength > 0) await Promise.race([delay(1), failed]);
  await delay(1);
  await Promise.race([failed, refusedAtEnd(sql, getTableName(table))]);
  return count;
}

/**
 * The driver never settles a stream whose rows are refused after the last one was sent; a question behind it on the same
 * connection is answered then, because the transaction is aborted.
 */
async function refusedAtEnd(sql: ISql, table: string): Promise<void> {
  try {
    await sql`select 1`;
  } catch (cause) {
    throw new Error(`the database refused rows of ${table}; its log says which`, { cause });
  }
}

type Encoder = (record: Record<string, unknown>) => string;

function encoderOf(key: string, column: Column): Encoder {
  const isJson = column.getSQLType() === "jsonb";
  const fallback = encode(column.default, isJson);
  return (record) => {
    const value = record[key];
    return value === undefined ? fallback : encode(value, isJson);
  };
}

function encode(value: unknown, isJson: boolean): string {
  if (value === null || value === undefined) return "\\N";
  if (isJson) return escapeText(JSON.stringify(value));
  if (typeof value === "string") return escapeText(value);
  if (typeof value === "boolean") return value ? "t" : "f";
  if (Array.isArray(value)) return escapeText(arrayLiteral(value));
  return String(value);
}

function escapeText(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] as string) : text;
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

function arrayLiteral(values: readonly unknown[]): string {
  return `{${values.map((value) => (typeof value === "number" ? value : `"${String(value).replace(/["\\]/g, "\\$&")}"`)).join(",")}}`;
}

/**
 * Takes foreign keys, exclusion constraints and plain indexes off the tables and returns what puts them back under
 * their own names: built once over all rows they cost a tenth of being kept up row by row, and are checked as fully.
 */
export async function takeOffIndexes(sql: ISql, tables: readonly PgTable[]): Promise<() => Promise<void>> {
  const names = tables.map(getTableName);
  const list = names.join(",");
  const constraints = await sql<{ table: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype in ('f', 'x') and conrelid::regclass::text = any(string_to_array(${list}, ','))
    order by contype desc, conname`;
  for (const one of constraints) {
    await sql.unsafe(`alter table "${one.table}" drop constraint "${one.name}"`);
  }
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index
    where indrelid::regclass::text = any(string_to_array(${list}, ','))
      and not exists (select 1 from pg_constraint c where c.conindid = indexrelid)
    order by 1`;
  for (const one of indexes) await sql.unsafe(`drop index ${one.name}`);
  return async () => {
    for (const one of indexes) await sql.unsafe(one.definition);
    for (const one of constraints) {
      await sql.unsafe(`alter table "${one.table}" add constraint "${one.name}" ${one.definition}`);
    }
  };
}

/** Moves a table's key sequence past the highest key written. */
export async function advanceKeys(sql: ISql, table: PgTable): Promise<void> {
  const name = getTableName(table);
  for (const column of Object.values(getTableColumns(table))) {
    if (column.generatedIdentity === undefined) continue;
    await sql.unsafe(
      `select setval(pg_get_serial_sequence('${name}', '${column.name}'), greatest(max(${column.name}), 1), max(${column.name}) is not null) from "${name}"`,
    );
  }
}
