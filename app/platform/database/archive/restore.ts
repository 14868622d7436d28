import { once } from "node:events";
import type { Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { Row } from "postgres";
import { quoteName } from "#app/platform/database/ensure-database.ts";
import { DatabaseUnfitError, errorCode } from "#app/platform/database/errors.ts";
import { schemaVersion } from "#app/platform/database/migrate.ts";
import { type Slot, withSlot } from "#app/platform/database/slot.ts";
import { transact } from "#app/platform/database/transaction.ts";
import { columnList, countTables, listTables, nameOf, quoted } from "./catalogue.ts";
import { type ArchiveSequence, type ArchiveTable, countRows } from "./format.ts";
import { type ArchiveReader, readArchive } from "./reader.ts";

export type RestoreOptions = {
  /** The administrator's or owner's address. */
  url: string;
  file: string;
  /** Tables every start fills by itself (reference data): they may hold rows, which are replaced. */
  reference?: readonly string[];
  /** Settings (`app.…`) under which row-level security lets everything in; needed where the user is bound by it. */
  settings?: Record<string, string>;
  /** Statement that counts (as `dangling`) references to what is not there, for those that triggers check and no key does: none runs while rows are loaded. */
  dangling?: string;
};

export type RestoreResult = { schemaVersion: string; madeAt: string; rows: Record<string, number> };

const FOREIGN_KEYS = `
  select n.nspname as schema, r.relname as table, c.conname as name, pg_get_constraintdef(c.oid) as definition
  from pg_constraint c join pg_class r on r.oid = c.conrelid join pg_namespace n on n.oid = r.relnamespace
  where c.contype = 'f' and c.conparentid = 0 and n.nspname = any($1::text[])`;

const TRIGGERED = `
  select distinct n.nspname as schema, r.relname as table
  from pg_trigger t join pg_class r on r.oid = t.tgrelid join pg_namespace n on n.oid = r.relnamespace
  where not t.tgisinternal and n.nspname = any($1::text[])`;

const FORCED = `
  select n.nspname as schema, r.relname as table from pg_class r join pg_namespace n on n.oid = r.relnamespace
  where r.relforcerowsecurity and n.nspname = any($1::text[])`;

/**
 * Loads an archive into a migrated, empty database of the same schema version: all of it or nothing. Foreign keys are
 * taken off and put on again in the same transaction, so the order of tables plays no part and every one is checked; so is what binds
 * owners to row-level security, under which nothing can be copied in.
 */
export async function restore(options: RestoreOptions): Promise<RestoreResult> {
  const reader = readArchive(options.file);
  try {
    const header = await reader.header();
    const rows = await withSlot({ url: options.url, session: { lock_timeout: "10s" } }, async (slot) => {
      const version = await schemaVersion(slot);
      if (version !== header.schemaVersion) {
        throw new DatabaseUnfitError(
          `the archive is of schema version ${header.schemaVersion}, the database of ${version || "none"}: use the program that made the archive, then migrate`,
        );
      }
      const loaded = await transact(slot, "begin", () => load(slot, reader, options));
      await slot.run(() => slot.client.unsafe("analyze"));
      return loaded;
    });
    return { schemaVersion: header.schemaVersion, madeAt: header.madeAt, rows };
  } finally {
    reader.close();
  }
}

async function load(
  slot: Slot,
  reader: ArchiveReader,
  options: RestoreOptions,
): Promise<Record<string, number>> {
  const execute = (text: string) => slot.run(() => slot.client.unsafe(text));
  for (const [key, value] of Object.entries(options.settings ?? {})) {
    await slot.run(() => slot.client.unsafe("select set_config($1, $2, true)", [key, value]));
  }
  const tables = await listTables(slot);
  const all = tables.map(quoted).join(", ");
  if (tables.length > 0) await execute(`lock table ${all} in access exclusive mode`);
  await refuseIfUsed(slot, tables, options.reference ?? []);

  const schemas = [...new Set(tables.map(({ schema }) => schema))];
  const keys = await slot.run(() => slot.client.unsafe(FOREIGN_KEYS, [schemas]));
  const triggered = await slot.run(() => slot.client.unsafe(TRIGGERED, [schemas]));
  const forced = await slot.run(() => slot.client.unsafe(FORCED, [schemas]));
  const tableOf = (row: Row) => quoted({ schema: row.schema, table: row.table });
  for (const key of keys) await execute(`alter table ${tableOf(key)} drop constraint ${quoteName(key.name)}`);
  for (const table of triggered) await execute(`alter table ${tableOf(table)} disable trigger user`);
  for (const table of forced) await execute(`alter table ${tableOf(table)} no force row level security`);
  if (tables.length > 0) await execute(`truncate ${all}`);

  const rows = await fill(slot, reader, tables);

  for (const table of forced) await execute(`alter table ${tableOf(table)} force row level security`);
  for (const table of triggered) await execute(`alter table ${tableOf(table)} enable trigger user`);
  for (const key of keys) {
    await execute(`alter table ${tableOf(key)} add constraint ${quoteName(key.name)} ${key.definition}`);
  }
  const [checked] = options.dangling ? await execute(options.dangling) : [];
  if (Number(checked?.dangling ?? 0) > 0)
    throw new DatabaseUnfitError(
      `${checked?.dangling} rows of the archive refer to others that it does not hold`,
    );
  for (const view of await execute("select schemaname, matviewname from pg_matviews")) {
    await execute(`refresh materialized view ${quoteName(view.schemaname)}.${quoteName(view.matviewname)}`);
  }
  return rows;
}

async function refuseIfUsed(slot: Slot, tables: ArchiveTable[], reference: readonly string[]): Promise<void> {
  for (const table of tables) {
    if (reference.includes(table.table)) continue;
    const [row] = await slot.run(() =>
      slot.client.unsafe(`select exists (select from ${quoted(table)}) as used`),
    );
    if (row?.used) {
      throw new DatabaseUnfitError(
        `the database is not empty (${nameOf(table)} has rows): restore into an empty one`,
      );
    }
  }
}

async function fill(
  slot: Slot,
  reader: ArchiveReader,
  tables: ArchiveTable[],
): Promise<Record<string, number>> {
  const missing = new Map(tables.map((table) => [nameOf(table), table]));
  const loaded: Record<string, number> = {};
  for (;;) {
    const told = await reader.next();
    if ("end" in told) {
      const [left] = missing.keys();
      if (left) throw new DatabaseUnfitError(`the archive does not hold the table ${left}`);
      const found = await countTables(slot, tables);
      for (const [name, wanted] of Object.entries(told.rows)) {
        if (found[name] !== wanted || loaded[name] !== wanted) {
          throw new DatabaseUnfitError(`${name} should have ${wanted} rows and has ${found[name]}`);
        }
      }
      return loaded;
    }
    if ("sequence" in told) await setSequence(slot, told);
    else {
      if (!missing.delete(nameOf(told)))
        throw new DatabaseUnfitError(`the database has no table ${nameOf(told)}`);
      loaded[nameOf(told)] = await fillTable(slot, reader, told);
    }
  }
}

async function setSequence(slot: Slot, { schema, sequence, lastValue }: ArchiveSequence): Promise<void> {
  const name = `${quoteName(schema)}.${quoteName(sequence)}`;
  await slot.run(() =>
    slot.client.unsafe("select setval($1::text::regclass, $2::text::bigint)", [name, lastValue]),
  );
}

async function fillTable(slot: Slot, reader: ArchiveReader, table: ArchiveTable): Promise<number> {
  const text = `copy ${quoted(table)} (${columnList(table.columns)}) from stdin`;
  const target = (await slot.run(() => slot.client.unsafe(text).writable())) as Writable;
  let failure: Error | undefined;
  target.on("error", (error) => {
    failure = error;
  });
  let count = 0;
  for await (const piece of reader.rows()) {
    if (failure) break;
    count += countRows(piece);
    // A copy: the driver may hold the piece longer than the reader keeps its buffer.
    if (!target.write(Buffer.from(piece)))
      await Promise.race([once(target, "drain").catch(() => {}), delay(1_000)]);
  }
  if (!failure) await finish(slot, target, () => failure);
  if (failure)
    throw new DatabaseUnfitError(`the rows of ${nameOf(table)} were refused: ${failure.message}`, {
      cause: failure,
    });
  return count;
}

/**
 * Ends a COPY. postgres.js does not say so when the server refuses the rows at the very end: the stream then neither
 * finishes nor fails. So the connection is asked meanwhile whether the transaction is still whole.
 */
async function finish(slot: Slot, target: Writable, failed: () => Error | undefined): Promise<void> {
  let finished = false;
  target.once("finish", () => {
    finished = true;
  });
  target.end();
  for (let waitMs = 5; !finished && !failed(); waitMs = 50) {
    await delay(waitMs);
    if (finished) return;
    try {
      await slot.run(() => slot.client.unsafe("select 1"));
    } catch (error) {
      if (errorCode(error) === "COPY_IN_PROGRESS") continue;
      throw new DatabaseUnfitError("the database refused rows of the archive", { cause: error });
    }
  }
}
