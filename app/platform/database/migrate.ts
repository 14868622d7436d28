import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseUnfitError } from "./errors.ts";
import { type GrantOptions, grantAppPrivileges } from "./grants.ts";
import { type Log, silentLog } from "./log.ts";
import { type Slot, withSlot } from "./slot.ts";
import { transact } from "./transaction.ts";

export type MigrateOptions = {
  ownerUrl: string;
  /** A folder in drizzle-kit's format: `meta/_journal.json` and one `.sql` file an entry. */
  folder: string;
  grants: GrantOptions;
  log?: Log;
};

export type Migrated = { applied: string[]; version: string };

type Migration = { tag: string; when: number; hash: string; statements: string[] };
type Applied = { hash: string; created_at: string };

const OLDEST_SERVER = 150_000;
const MIGRATION_LOCK = "pg_advisory_lock(7620, 2)";
const LOCK_WAIT = "300s";
const EXTENSIONS = ["pg_trgm", "btree_gist"];

/**
 * Brings a database to the state of the folder: extensions first, then each missing migration in a transaction of its
 * own, then the application's privileges. Several processes may call it at once; one works, the others find it done.
 * Refuses (DatabaseUnfitError) when what was applied is not a beginning of what the folder says, and when the database
 * can't search Chinese.
 */
export async function migrate({
  ownerUrl,
  folder,
  grants,
  log = silentLog,
}: MigrateOptions): Promise<Migrated> {
  const wanted = readMigrations(folder);
  return withSlot({ url: ownerUrl, session: { lock_timeout: LOCK_WAIT } }, async (slot) => {
    await slot.run(() => slot.client.unsafe(`select ${MIGRATION_LOCK}`));
    await prepare(slot);
    const done = await listApplied(slot);
    checkHistory(wanted, done);
    const missing = wanted.slice(done.length);
    for (const migration of missing) {
      await apply(slot, migration);
      log.info({ migration: migration.tag }, "migrated");
    }
    await grantAppPrivileges(slot, grants);
    return { applied: missing.map(({ tag }) => tag), version: versionOf(wanted.map(({ hash }) => hash)) };
  });
}

/** Names a state of the schema: a digest over the hashes of all migrations in their order. */
function versionOf(hashes: readonly string[]): string {
  return createHash("sha256").update(hashes.join("\n")).digest("hex").slice(0, 16);
}

/** The state a database is in, comparable with `Migrated.version`; empty when it was never migrated. */
export async function schemaVersion(slot: Slot): Promise<string> {
  const [row] = await slot.run(() =>
    slot.client.unsafe("select to_regclass('drizzle.__drizzle_migrations') is not null as migrated"),
  );
  if (!row?.migrated) return "";
  return versionOf((await listApplied(slot)).map(({ hash }) => hash));
}

function readMigrations(folder: string): Migration[] {
  const journalFile = join(folder, "meta", "_journal.json");
  if (!existsSync(journalFile))
    throw new DatabaseUnfitError(`no migrations in ${folder}: meta/_journal.json is missing`);
  const journal: { entries: { tag: string; when: number }[] } = JSON.parse(readFileSync(journalFile, "utf8"));
  const unlisted = new Set(readdirSync(folder).filter((name) => name.endsWith(".sql")));
  let before = Number.NEGATIVE_INFINITY;
  const migrations = journal.entries.map(({ tag, when }) => {
    const file = join(folder, `${tag}.sql`);
    if (!unlisted.delete(`${tag}.sql`))
      throw new DatabaseUnfitError(`migration ${tag} is in the journal but not in ${folder}`);
    if (when <= before) throw new DatabaseUnfitError(`migration ${tag} is stamped before the one it follows`);
    before = when;
    const text = readFileSync(file, "utf8");
    const hash = createHash("sha256").update(text).digest("hex");
    return {
      tag,
      when,
      hash,
      statements: text.split("--> statement-breakpoint").filter((part) => part.trim()),
    };
  });
  const [stray] = unlisted;
  if (stray) throw new DatabaseUnfitError(`${stray} lies in ${folder} but is not in the journal`);
  return migrations;
}

async function prepare(slot: Slot): Promise<void> {
  const [server] = await slot.run(() =>
    slot.client.unsafe(
      "select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding",
    ),
  );
  if (Number(server?.version) < OLDEST_SERVER)
    throw new DatabaseUnfitError("PostgreSQL 15 or later is needed");
  if (server?.encoding !== "UTF8")
    throw new DatabaseUnfitError(`the database must be UTF8, not ${server?.encoding}`);
  for (const name of EXTENSIONS) {
    try {
      await slot.run(() => slot.client.unsafe(`create extension if not exists ${name} with schema public`));
    } catch (error) {
      throw new DatabaseUnfitError(
        `the extension ${name} is missing and may not be created: create extension ${name}`,
        {
          cause: error,
        },
      );
    }
  }
  const [trigrams] = await slot.run(() =>
    slot.client.unsafe("select cardinality(show_trgm('营商环境')) as count"),
  );
  if (!trigrams?.count) {
    throw new DatabaseUnfitError(
      "this database can't search Chinese (its LC_CTYPE knows no Chinese letters): create it with ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'zh-Hans-CN' LC_CTYPE 'C.UTF-8' TEMPLATE template0",
    );
  }
  await slot.run(() =>
    slot.client.unsafe(`
      create schema if not exists drizzle;
      create table if not exists drizzle.__drizzle_migrations (
        id serial primary key, hash text not null, created_at bigint
      )`),
  );
}

async function listApplied(slot: Slot): Promise<Applied[]> {
  const rows = await slot.run(() =>
    slot.client.unsafe("select hash, created_at::text from drizzle.__drizzle_migrations order by id"),
  );
  return rows.map((row) => ({ hash: String(row.hash), created_at: String(row.created_at) }));
}

function checkHistory(wanted: Migration[], done: Applied[]): void {
  for (const [index, applied] of done.entries()) {
    const migration = wanted[index];
    if (!migration) {
      throw new DatabaseUnfitError(
        "this database was migrated by a newer program: run that one, or restore a backup",
      );
    }
    if (migration.hash === applied.hash) continue;
    const edited = String(migration.when) === applied.created_at;
    throw new DatabaseUnfitError(
      edited
        ? `migration ${migration.tag} was edited after it had been applied: restore the file and add a new migration`
        : `migration ${migration.tag} stands before others that are already applied: give it a place after them`,
    );
  }
}

async function apply(slot: Slot, migration: Migration): Promise<void> {
  try {
    await transact(slot, "begin", async () => {
      for (const statement of migration.statements) await slot.run(() => slot.client.unsafe(statement));
      await slot.run(() =>
        slot.client.unsafe("insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)", [
          migration.hash,
          migration.when,
        ]),
      );
    });
  } catch (error) {
    throw new DatabaseUnfitError(
      `migration ${migration.tag} failed, nothing of it was kept: ${String(error)}`,
      { cause: error },
    );
  }
}
