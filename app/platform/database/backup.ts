import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { ask, columnList, listSequences, listTables, nameOf, quoted } from "./archive/catalogue.ts";
import { type ArchiveEnd, type ArchiveHeader, countRows, END_OF_ROWS } from "./archive/format.ts";
import { DatabaseUnfitError } from "./errors.ts";
import { schemaVersion } from "./migrate.ts";
import { type Slot, withSlot } from "./slot.ts";
import { transact } from "./transaction.ts";

export type BackupOptions = {
  /** The administrator's or owner's address. */
  url: string;
  file: string;
  /** Settings (`app.…`) under which row-level security shows everything; needed where the user is bound by it. */
  settings?: Record<string, string>;
  /** Single-value queries whose answers are kept in the archive and compared by a drill. */
  probes?: Record<string, string>;
};

export type BackupResult = {
  schemaVersion: string;
  madeAt: string;
  rows: Record<string, number>;
  bytes: number;
};

/**
 * Writes one consistent snapshot of the database to `file` (archive/format.ts), while it is in use. The file appears
 * only when it is whole and on the disk. Fails, instead of leaving rows out, where row-level security would hide some.
 */
export async function backup(options: BackupOptions): Promise<BackupResult> {
  const partial = `${options.file}.partial-${process.pid}`;
  try {
    const summary = await withSlot({ url: options.url }, (slot) =>
      transact(slot, "begin isolation level repeatable read read only", () => write(slot, partial, options)),
    );
    const handle = await open(partial, "r+");
    await handle.sync();
    const { size } = await handle.stat();
    await handle.close();
    await rename(partial, options.file);
    return { ...summary, bytes: size };
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function write(slot: Slot, file: string, options: BackupOptions): Promise<Omit<BackupResult, "bytes">> {
  const { settings = {}, probes = {} } = options;
  if (Object.keys(settings).length === 0)
    await slot.run(() => slot.client.unsafe("set local row_security = off"));
  for (const [key, value] of Object.entries(settings)) {
    await slot.run(() => slot.client.unsafe("select set_config($1, $2, true)", [key, value]));
  }
  const version = await schemaVersion(slot);
  if (!version) throw new DatabaseUnfitError("this database was never migrated: there is nothing to back up");
  const [clock] = await slot.run(() => slot.client.unsafe("select to_json(now())#>>'{}' as now"));
  const header: ArchiveHeader = {
    format: "liaison-backup",
    version: 1,
    schemaVersion: version,
    madeAt: new Date(String(clock?.now)).toISOString(),
  };
  const rows: Record<string, number> = {};
  const target = createWriteStream(file, { mode: 0o600 });
  await pipeline(archive(slot, header, rows, probes), createGzip(), target);
  return { schemaVersion: version, madeAt: header.madeAt, rows };
}

async function* archive(
  slot: Slot,
  header: ArchiveHeader,
  rows: Record<string, number>,
  probes: Record<string, string>,
): AsyncGenerator<Uint8Array> {
  const digest = createHash("sha256");
  const hashed = (piece: Uint8Array) => {
    digest.update(piece);
    return piece;
  };
  const line = (value: object) => Buffer.from(`${JSON.stringify(value)}\n`);
  yield hashed(line(header));
  for (const table of await listTables(slot)) {
    yield hashed(line(table));
    let count = 0;
    const text = `copy ${quoted(table)} (${columnList(table.columns)}) to stdout`;
    for await (const piece of copyOut(slot, text)) {
      count += countRows(piece);
      yield hashed(piece);
    }
    rows[nameOf(table)] = count;
    yield hashed(END_OF_ROWS);
  }
  for (const sequence of await listSequences(slot)) yield hashed(line(sequence));
  const end: ArchiveEnd = { end: true, rows, probes: await ask(slot, probes), sha256: digest.digest("hex") };
  yield line(end);
}

/**
 * The output of a COPY. The driver pauses its socket when the reader is slow and wakes it only on the next read, which
 * never comes after the last row: without the nudge the connection would wait for ever.
 */
async function* copyOut(slot: Slot, text: string): AsyncGenerator<Uint8Array> {
  const source = await slot.run(() => slot.client.unsafe(text).readable());
  yield* source as AsyncIterable<Uint8Array>;
  if (!slot.poison) source._read(0);
}
