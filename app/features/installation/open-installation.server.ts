import { join } from "node:path";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { SYSTEM } from "#app/domain/access/actor.ts";
import { openDatabase } from "#app/platform/database/connect.ts";
import { startEmbedded } from "#app/platform/database/embedded-server.ts";
import { adoptDatabase, type DatabaseUrls, ensureDatabase } from "#app/platform/database/ensure-database.ts";
import { migrate } from "#app/platform/database/migrate.ts";
import type { Env } from "#app/platform/env.ts";
import type { Logger } from "#app/platform/logger.ts";
import { type Clock, type Ctx, type Db, databaseClock, read } from "#db/client.ts";
import { seedReference } from "#db/seed/reference/seed-reference.ts";

/** The two worlds live in databases of their own and never mix. */
export type World = "demo" | "real";
const DATABASE_NAMES = { demo: "liaison_demo", real: "liaison" } as const;

/** Tables to which the application only ever adds. */
export const INSERT_ONLY = ["events", "audit_entries", "audit_seals", "contact_revisions", "issue_texts"];
export const MIGRATIONS = join(process.cwd(), "drizzle");

/** An opened installation: database up, migrated, reference data in place. `close` lets go of it, embedded server included. */
export type Installation = {
  db: Db;
  clock: Clock;
  world: World;
  urls: DatabaseUrls;
  /** The command context of the system actor. */
  ctx: Ctx;
  close: () => Promise<void>;
};

async function locate(env: Env, world: World, log: Logger, keepAlive: boolean) {
  if (env.DATABASE_URL && world === "real") {
    const urls = await adoptDatabase(env.DATABASE_URL, env.LIAISON_APP_DATABASE_URL, log);
    return { urls, stop: async () => {} };
  }
  const server = await startEmbedded({ dataDir: env.dataDir, log, keepAlive });
  try {
    return { urls: await ensureDatabase(server.adminUrl, DATABASE_NAMES[world]), stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * Opens the installation that the environment names: DATABASE_URL, else the embedded server under `env.dataDir`; the demonstration
 * always lies in the embedded one. Migrates under a lock and writes the reference data; safe from several processes at once.
 * @throws DatabaseUnfitError with a sentence on what to do
 */
export async function openInstallation(
  env: Env,
  world: World,
  log: Logger,
  options: { keepAlive?: boolean; poolSize?: number; testOffsetMs?: () => number } = {},
): Promise<Installation> {
  const { urls, stop } = await locate(env, world, log, options.keepAlive ?? false);
  try {
    const grants = { appRole: urls.appRole, insertOnly: INSERT_ONLY };
    await migrate({ ownerUrl: urls.ownerUrl, folder: MIGRATIONS, grants, log });
    const owner = postgres(urls.ownerUrl, { max: 1, fetch_types: false, onnotice: () => {} });
    try {
      await seedReference(owner);
    } finally {
      await owner.end();
    }
    const db = await openDatabase({ url: urls.appUrl, poolSize: options.poolSize, log });
    const clock = databaseClock(db, options.testOffsetMs);
    return {
      db,
      clock,
      world,
      urls,
      ctx: { db, clock, actor: SYSTEM },
      close: async () => {
        await db.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What this installation says it is; null before anybody wrote it. */
export async function worldOf(db: Db): Promise<World | null> {
  const [row] = await read(db, (tx) =>
    tx.execute<{ value: World }>(sql`select value from installation where name = 'world'`),
  );
  return row?.value ?? null;
}
