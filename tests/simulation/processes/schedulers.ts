import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { build } from "vite";
import { isAlive } from "#app/platform/database/embedded/postmaster-file.ts";
import type { EmbeddedServer } from "#app/platform/database/embedded-server.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** Longest time after the end of the virtual time in which the schedulers may finish, in seconds. */
const AFTERMATH_SECONDS = 60;
const OUT = join(process.cwd(), "build", "scheduler");

/** Puts the scheduler into one file, which starts several times faster than its sources. */
export async function buildScheduler(): Promise<string> {
  await build({
    configFile: false,
    root: process.cwd(),
    logLevel: "warn",
    publicDir: false,
    build: { ssr: "tests/simulation/processes/scheduler.ts", outDir: OUT, target: "node20", minify: false },
  });
  return join(OUT, "scheduler.js");
}

/** How often somebody dies, in ms, and how many processes are loaded ahead of their turn. */
export type Faults = { schedulerEveryMs: number; databaseEveryMs: number; spares: number };
/** What was done to the processes. */
export type Deaths = { schedulers: number; database: number };

/** Processes that are loaded and wait for their turn, each with its time of day three days off, ahead and behind by turns. */
class Waiting {
  private readonly loading = new Set<ChildProcess>();
  private readonly ready: ChildProcess[] = [];
  private count = 0;

  constructor(private readonly words: readonly string[]) {}

  load(): Promise<void> {
    const daysOff = this.count++ % 2 === 0 ? "3" : "-3";
    const child = spawn(process.execPath, [...this.words, daysOff], { stdio: ["pipe", "pipe", "ignore"] });
    this.loading.add(child);
    return new Promise((resolve) => {
      child.stdout?.once("data", () => {
        this.loading.delete(child);
        this.ready.push(child);
        resolve();
      });
    });
  }

  take(): ChildProcess | undefined {
    return this.ready.shift();
  }

  end(): void {
    for (const child of [...this.loading, ...this.ready]) child.kill("SIGKILL");
  }
}

/**
 * Runs `count` schedulers through a virtual time of `seconds` that `begin` starts, killing one after the other and the database now and
 * then, until it is over and `isDone`. A scheduler dies when another is ready to take its place, so that a busy machine has fewer deaths and not fewer schedulers.
 */
export async function runSchedulers(
  server: EmbeddedServer,
  words: readonly string[],
  count: number,
  seconds: number,
  begin: () => Promise<VirtualTime>,
  isDone: () => Promise<boolean>,
  faults: Faults,
): Promise<Deaths> {
  const deaths: Deaths = { schedulers: 0, database: 0 };
  const waiting = new Waiting(words);
  const running: ChildProcess[] = [];
  try {
    await Promise.all(Array.from({ length: count + faults.spares }, () => waiting.load()));
    const time = JSON.stringify(await begin());
    const replace = (place: number): boolean => {
      const next = waiting.take();
      if (next === undefined) return false;
      running[place]?.kill("SIGKILL");
      next.stdin?.write(time);
      running[place] = next;
      void waiting.load();
      return true;
    };
    for (let place = 0; place < count; place++) replace(place);
    const begun = performance.now();
    let nextDatabase = faults.databaseEveryMs;
    const passed = () => (performance.now() - begun) / 1_000;
    for (let turn = 0; passed() < seconds + AFTERMATH_SECONDS; turn++) {
      if (passed() > seconds && (await isDone().catch(() => false))) break;
      await delay(faults.schedulerEveryMs);
      if (replace(turn % count)) deaths.schedulers++;
      // One that is still coming back from its last death is not killed again.
      if (performance.now() - begun > nextDatabase && isAlive(server.pid)) {
        nextDatabase += faults.databaseEveryMs;
        process.kill(server.pid, "SIGKILL");
        deaths.database++;
      }
    }
  } finally {
    waiting.end();
    for (const child of running) child.kill("SIGKILL");
  }
  return deaths;
}
