import { quoteName } from "#app/platform/database/ensure-database.ts";
import type { Slot } from "#app/platform/database/slot.ts";
import type { ArchiveSequence, ArchiveTable } from "./format.ts";

/** What an archive covers: the product's own schema. Queues of jobs that may be lost or run twice live elsewhere. */
export const SCHEMAS = ["public"];

const TABLES = `
  select t.table_schema as schema, t.table_name as table,
    (select array_agg(c.column_name::text order by c.ordinal_position) from information_schema.columns c
      where c.table_schema = t.table_schema and c.table_name = t.table_name and c.is_generated = 'NEVER') as columns
  from information_schema.tables t
  join pg_class r on r.relname = t.table_name and r.relnamespace = t.table_schema::regnamespace
  where t.table_type = 'BASE TABLE' and r.relkind = 'r' and t.table_schema = any($1::text[])
  order by 1, 2`;

const SEQUENCES = `
  select schemaname as schema, sequencename as sequence, last_value::text as "lastValue"
  from pg_sequences where last_value is not null and schemaname = any($1::text[]) order by 1, 2`;

/** Tables with the columns that can be written, partitions one by one. */
export async function listTables(slot: Slot): Promise<ArchiveTable[]> {
  const rows = await slot.run(() => slot.client.unsafe(TABLES, [SCHEMAS]));
  return rows.map((row) => ({ schema: row.schema, table: row.table, columns: row.columns ?? [] }));
}

/** Sequences that were used at least once. */
export async function listSequences(slot: Slot): Promise<ArchiveSequence[]> {
  const rows = await slot.run(() => slot.client.unsafe(SEQUENCES, [SCHEMAS]));
  return rows.map((row) => ({ schema: row.schema, sequence: row.sequence, lastValue: row.lastValue }));
}

export const nameOf = ({ schema, table }: Pick<ArchiveTable, "schema" | "table">) => `${schema}.${table}`;

export function quoted({ schema, table }: Pick<ArchiveTable, "schema" | "table">): string {
  return `${quoteName(schema)}.${quoteName(table)}`;
}

export const columnList = (columns: string[]) => columns.map(quoteName).join(", ");

/** Rows of each table now. */
export async function countTables(slot: Slot, tables: ArchiveTable[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await slot.run(() =>
      slot.client.unsafe(`select count(*)::float8 as n from ${quoted(table)}`),
    );
    counts[nameOf(table)] = Number(row?.n);
  }
  return counts;
}

/** Asks each probe for its single value. */
export async function ask(
  slot: Slot,
  probes: Record<string, string>,
): Promise<Record<string, string | null>> {
  const answers: Record<string, string | null> = {};
  for (const [name, text] of Object.entries(probes)) {
    const [row] = await slot.run(() => slot.client.unsafe(text));
    const value = row && Object.values(row)[0];
    answers[name] = value === null || value === undefined ? null : String(value);
  }
  return answers;
}
