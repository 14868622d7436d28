import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { withSlot } from "#app/platform/database/slot.ts";
import { freePort, isFree, isServerPort } from "#app/platform/ports.ts";
import type { Binaries } from "./binaries.ts";
import { type Cluster, SUPERUSER, serverEnvironment } from "./cluster.ts";
import { isAlive } from "./postmaster-file.ts";
import type { RunAs } from "./run-as.ts";
import { serverArguments } from "./settings.ts";

const LOG_ROTATES_AT_BYTES = 10_000_000;

export type Launch = {
  home: string;
  cluster: Cluster;
  binaries: Binaries;
  as: RunAs;
  ephemeral: boolean;
  settings?: Record<string, string>;
};

export function adminUrlOf(cluster: Cluster, port: number): string {
  return `postgres://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/postgres`;
}

/** Whether the server on this port is ours and takes statements. */
export async function answersOn(cluster: Cluster, port: number): Promise<boolean> {
  try {
    const options = { url: adminUrlOf(cluster, port), connectTimeoutMs: 2_000 };
    return await withSlot(options, (slot) => slot.run(() => slot.client.unsafe("select 1"))).then(() => true);
  } catch {
    return false;
  }
}

/**
 * The port to start on. `kept`, the address others already hold: that one, or undefined while it is taken. Else the
 * port of the last start if it is free, so that connection addresses stay valid, or any other free one.
 */
export async function choosePort(home: string, kept?: number): Promise<number | undefined> {
  if (kept) return (await isFree(kept)) ? kept : undefined;
  const file = join(home, "port");
  const last = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  const port = isServerPort(last) && (await isFree(last)) ? last : await freePort();
  writeFileSync(file, String(port));
  return port;
}

export type Launched = { child: ChildProcess; failure(): string | undefined };

/**
 * Spawns a postmaster in a session of its own: Ctrl-C reaches only us, and it writes to a file, so neither our end nor
 * a closed pipe harms it.
 */
export function launch({ home, cluster, binaries, as, ephemeral, settings }: Launch, port: number): Launched {
  const logFile = join(home, "postgres.log");
  if (existsSync(logFile) && statSync(logFile).size > LOG_ROTATES_AT_BYTES)
    renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, "a", 0o600);
  const from = statSync(logFile).size;
  const [command, args] = as.command(
    binaries.postgres,
    serverArguments(cluster.dataPath, port, ephemeral, settings),
  );
  const child = spawn(command, args, {
    ...as.identity,
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
    env: serverEnvironment(),
  });
  closeSync(log);
  child.unref();
  let spawnFailure: string | undefined;
  child.on("error", (error) => {
    spawnFailure = error.message;
  });
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  return {
    child,
    failure() {
      if (spawnFailure) return spawnFailure;
      if (!ended()) return undefined;
      return (
        readFileSync(logFile).subarray(from).toString("utf8").trim().slice(-3000) || "it ended without a word"
      );
    },
  };
}

async function gone(pid: number, withinMs: number): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end; await delay(20)) if (!isAlive(pid)) return true;
  return !isAlive(pid);
}

const STOP_STEPS = [
  { signal: "SIGINT", waitMs: 10_000 },
  { signal: "SIGQUIT", waitMs: 5_000 },
  { signal: "SIGKILL", waitMs: 5_000 },
] as const;

/** Fast shutdown, then immediate, then the end. Returns when the process is gone. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const { signal, waitMs } of STOP_STEPS) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await gone(pid, waitMs)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) can't be stopped`);
}
