import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Attendance, attendance, startGuard } from "./embedded/attendance.ts";
import { embeddedBinaries } from "./embedded/binaries.ts";
import { ensureCluster } from "./embedded/cluster.ts";
import {
  adminUrlOf,
  answersOn,
  choosePort,
  type Launch,
  launch,
  stopPostmaster,
} from "./embedded/postmaster.ts";
import {
  isAlive,
  isPostgresOf,
  orphanBackends,
  readPostmasterFile,
  removeForeignPostmasterFile,
} from "./embedded/postmaster-file.ts";
import { decideRunAs, giveTo } from "./embedded/run-as.ts";
import { DatabaseUnfitError } from "./errors.ts";
import { type Log, silentLog } from "./log.ts";

export type EmbeddedOptions = {
  /** Where the cluster lives; made when missing. Not needed for an ephemeral server. */
  dataDir?: string;
  log?: Log;
  /** A throw-away server for tests in a temporary folder: no fsync, removed on stop, gone soon after its users. */
  ephemeral?: boolean;
  /** Start it again when it dies under us. For the long-running application, not for commands. */
  keepAlive?: boolean;
  /** Server settings over the built-in ones. */
  settings?: Record<string, string>;
};

export type EmbeddedServer = {
  /** Address of the maintenance database as superuser, loopback only. Stays valid over restarts. */
  readonly adminUrl: string;
  readonly pid: number;
  readonly dataDir: string;
  /** Whether a running server was found and used. */
  readonly adopted: boolean;
  /** Leaves the server; the last user stops it (10 s fast, 5 s immediate, then kill). Safe to call twice. */
  stop(): Promise<void>;
};

const START_DEADLINE_MS = 120_000;
const ORPHANS_MAY_LAST_MS = 1_500;
const WATCH_EVERY_MS = 200;

/**
 * Makes sure the embedded PostgreSQL of `dataDir` runs: adopts a live one, recovers one that was killed, or
 * initialises and starts it. Safe to call from several processes at once.
 *
 * Who stops it: the last process that leaves by `stop()`, whoever started it. Of processes that die without leaving a
 * guard takes note and stops the server a minute later, unless a new start has adopted it.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { log = silentLog, ephemeral = false } = options;
  const home =
    ephemeral && !options.dataDir
      ? mkdtempSync(join(tmpdir(), "liaison-pg-"))
      : resolve(options.dataDir ?? "");
  if (!ephemeral && !options.dataDir)
    throw new DatabaseUnfitError("no data directory is named for the database");
  if (!existsSync(home)) mkdirSync(home, { recursive: true });
  if (ephemeral && !options.dataDir) chmodSync(home, 0o711);

  const binaries = embeddedBinaries();
  const as = decideRunAs(home, binaries);
  const cluster = await ensureCluster(home, binaries, as, !ephemeral);
  const plan: Launch = { home, cluster, binaries, as, ephemeral, settings: options.settings };
  const users = attendance(home);
  users.enter();
  let running: Running;
  try {
    running = await bring(plan, users, log);
  } catch (error) {
    users.leave();
    users.stopped();
    throw error;
  }
  startGuard(home, cluster.dataPath, running.pid, ephemeral);

  let stopping: Promise<void> | undefined;
  let restarting = false;
  const watch = options.keepAlive ? setInterval(() => void revive(), WATCH_EVERY_MS).unref() : undefined;

  async function revive() {
    if (stopping || restarting || isAlive(running.pid)) return;
    restarting = true;
    log.error({ pid: running.pid }, "the embedded database died; starting it again");
    try {
      running = await bring(plan, users, log, running.port);
      startGuard(home, cluster.dataPath, running.pid, ephemeral);
    } catch (error) {
      log.error({ error: String(error) }, "the embedded database could not be started again");
    } finally {
      restarting = false;
    }
  }

  async function stop() {
    clearInterval(watch);
    while (restarting) await delay(20);
    if (!users.leave())
      return log.info({ pid: running.pid }, "the embedded database stays up for its other users");
    try {
      await stopPostmaster(running.pid);
    } finally {
      users.stopped();
    }
    if (ephemeral) rmSync(home, { recursive: true, force: true });
  }

  return {
    get adminUrl() {
      return adminUrlOf(cluster, running.port);
    },
    get pid() {
      return running.pid;
    },
    dataDir: home,
    adopted: running.adopted,
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}

type Running = { pid: number; port: number; adopted: boolean };

/** `keptPort`: the address already handed out, which a start must not change. */
async function bring(plan: Launch, users: Attendance, log: Log, keptPort?: number): Promise<Running> {
  const { cluster, home } = plan;
  const began = Date.now();
  let last = "it did not answer";
  while (Date.now() - began < START_DEADLINE_MS) {
    const file = readPostmasterFile(cluster.dataPath);
    if (users.isStopping()) {
      await delay(50);
    } else if (file && isPostgresOf(file.pid, cluster.dataPath)) {
      if (file.status === "ready" && (await answersOn(cluster, file.port))) {
        log.info({ pid: file.pid, port: file.port }, "adopted the running embedded database");
        return { pid: file.pid, port: file.port, adopted: true };
      }
      await delay(30);
    } else {
      if (file && isAlive(file.pid)) removeForeignPostmasterFile(cluster.dataPath, file);
      giveTo(cluster.dataPath, plan.as.owner);
      const outcome = await tryStart(plan, keptPort);
      if (typeof outcome !== "string") {
        log.info({ ...outcome, way: plan.as.way, ms: Date.now() - began }, "started the embedded database");
        return outcome;
      }
      last = outcome;
      if (!/lock file|Address already in use|shared memory/.test(outcome)) break;
      if (/shared memory/.test(outcome) && Date.now() - began > ORPHANS_MAY_LAST_MS) {
        for (const pid of orphanBackends(cluster.dataPath)) process.kill(pid, "SIGKILL");
      }
      await delay(100);
    }
  }
  throw new DatabaseUnfitError(`the embedded PostgreSQL in ${home} does not start: ${last}`);
}

/** One attempt; the text PostgreSQL left behind when it ended instead of becoming ready. */
async function tryStart(plan: Launch, keptPort?: number): Promise<Running | string> {
  const port = await choosePort(plan.home, keptPort);
  if (!port) return `Address already in use: port ${keptPort}`;
  const { child, failure } = launch(plan, port);
  const pid = child.pid;
  for (const end = Date.now() + START_DEADLINE_MS; Date.now() < end; await delay(20)) {
    const failed = failure();
    if (failed !== undefined) return failed;
    const file = readPostmasterFile(plan.cluster.dataPath);
    if (pid && file?.pid === pid && file.status === "ready" && (await answersOn(plan.cluster, file.port))) {
      return { pid, port, adopted: false };
    }
  }
  return "it did not become ready in time";
}
