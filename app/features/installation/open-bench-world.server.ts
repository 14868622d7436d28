import { sql } from "drizzle-orm";
import postgres from "postgres";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { startEmbedded } from "#app/platform/database/embedded-server.ts";
import { type DatabaseUrls, ensureDatabase, OWNER_ROLE } from "#app/platform/database/ensure-database.ts";
import type { Env } from "#app/platform/env.ts";
import type { Logger } from "#app/platform/logger.ts";
import { type Ctx, read } from "#db/client.ts";
import { seedWorld } from "#db/seed/world/seed-world.ts";
import { type Installation, openInstallation } from "./open-installation.server.ts";

export { DEMO_PASSWORD } from "#db/seed/world/cast.ts";

/** The measured world lies in a database of its own, beside the real one and the demonstration; each run works on a copy of it. */
const KEPT = "liaison_bench";
const COPY = "liaison_bench_run";
const SEED = "bench";

/** A copy of the measured world, for one run. */
export type BenchWorld = {
  /** What a process needs in its environment to work on the copy. */
  env: { DATABASE_URL: string; LIAISON_APP_DATABASE_URL: string };
  /** The parent of all backends. */
  postmasterPid: number;
  close: () => Promise<void>;
};

/**
 * Copies the measured world (600,000 contacts, 120,000 issues) of the embedded server, whatever DATABASE_URL says; makes it first
 * where it is not there yet, whole or not at all. What has fallen due since it was made is raised by `sweep` in the kept world, so
 * that every run begins at rest. `close` throws the copy away.
 */
export async function openBenchWorld(
  env: Env,
  log: Logger,
  progress: (step: string, percent: number) => void,
  sweep: (ctx: Ctx) => Promise<unknown>,
): Promise<BenchWorld> {
  const server = await startEmbedded({ dataDir: env.dataDir, log });
  try {
    const kept = await ensureDatabase(server.adminUrl, KEPT);
    await keepWorld(env, kept, log, progress, sweep);
    await replaceCopy(
      server.adminUrl,
      `create database ${COPY} owner ${OWNER_ROLE} template ${KEPT} strategy file_copy`,
    );
    const { ownerUrl, appUrl } = await ensureDatabase(server.adminUrl, COPY);
    return {
      env: { DATABASE_URL: ownerUrl, LIAISON_APP_DATABASE_URL: appUrl },
      postmasterPid: server.pid,
      close: async () => {
        await replaceCopy(server.adminUrl);
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Opens the copy as an installation whose present can be moved. */
export function openBenchCopy(
  env: Env,
  world: BenchWorld,
  log: Logger,
  offsetMs: () => number,
): Promise<Installation> {
  return openInstallation({ ...env, ...world.env }, "real", log, { poolSize: 4, testOffsetMs: offsetMs });
}

async function replaceCopy(adminUrl: string, create?: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    await admin.unsafe(`drop database if exists ${COPY} with (force)`);
    if (create) await admin.unsafe(create);
  } finally {
    await admin.end();
  }
}

async function keepWorld(
  env: Env,
  urls: DatabaseUrls,
  log: Logger,
  progress: (step: string, percent: number) => void,
  sweep: (ctx: Ctx) => Promise<unknown>,
): Promise<void> {
  const named = { ...env, DATABASE_URL: urls.ownerUrl, LIAISON_APP_DATABASE_URL: urls.appUrl };
  const { db, clock, ctx, close } = await openInstallation(named, "real", log, { poolSize: 2 });
  try {
    const made = await read(db, (tx) => tx.execute(sql`select 1 from installation where name = 'world'`));
    if (made.length === 0) await makeWorld(urls, civilDayOf(await clock.now()), progress);
    progress("sweep", 100);
    await sweep(ctx);
    await tidyUp(urls);
  } finally {
    await close();
  }
}

/** What autovacuum does within minutes in an office that runs: without it every count reads the rows that were written last. */
async function tidyUp(urls: DatabaseUrls): Promise<void> {
  const owner = postgres(urls.ownerUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    await owner.unsafe("vacuum (analyze)");
  } finally {
    await owner.end();
  }
}

async function makeWorld(
  urls: DatabaseUrls,
  today: string,
  progress: (step: string, percent: number) => void,
): Promise<void> {
  const owner = postgres(urls.ownerUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    await seedWorld(owner, {
      seed: SEED,
      today,
      scale: "bench",
      progress: (step, done, total) => progress(step, Math.round((100 * done) / total)),
    });
  } finally {
    await owner.end();
  }
}
