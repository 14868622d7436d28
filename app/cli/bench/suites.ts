import { setTimeout as delay } from "node:timers/promises";
import { listPersonas } from "#app/features/accounts/list-personas.query.server.ts";
import { sealAudit } from "#app/features/audit/seal-audit.command.server.ts";
import { watchClock } from "#app/features/escalations/watch-clock.command.server.ts";
import {
  type BenchWorld,
  DEMO_PASSWORD,
  openBenchCopy,
  openBenchWorld,
} from "#app/features/installation/open-bench-world.server.ts";
import type { Installation } from "#app/features/installation/open-installation.server.ts";
import { checkNightly } from "#app/features/issues/check-nightly.command.server.ts";
import { startPaces, sweepAll } from "#app/jobs/sweep-all.ts";
import { readEnv } from "#app/platform/env.ts";
import { createLogger } from "#app/platform/logger.ts";
import { steadyMs } from "#app/platform/timing/steady-clock.ts";
import type { Ctx } from "#db/client.ts";
import { ensureBuild } from "../build.ts";
import { residentMb } from "./cpu-time.ts";
import { measurePages, type Stage } from "./measure-pages.ts";
import { measureProposals } from "./measure-proposals.ts";
import { measureRehearsal } from "./measure-rehearsal.ts";
import { measureWriting } from "./measure-writing.ts";
import { PAGES, type Page } from "./pages.ts";
import { measureBeside } from "./pairing/measure-beside.ts";
import { measurePairing, pairingFlags } from "./pairing/measure-pairing.ts";
import { measurePlans } from "./pairing/measure-plans.ts";
import { type BenchRow, emptyRow } from "./row.ts";
import { signIn } from "./sign-in.ts";
import { startProcess } from "./start-process.ts";
import { measureBesideSweep, measureSweep } from "./sweep/measure-sweep.ts";

/** Tells what is going on; never the result. */
type Say = (line: string) => void;

/** Options of the command line, by name. */
type Options = ReadonlyMap<string, string>;

/** What can be measured, by the name on the command line. */
export const SUITES: Record<string, (say: Say, options: Options) => Promise<BenchRow[]>> = {
  lists: (say, options) => pagesSuite(say, options, ofGroup("lists")),
  records: (say, options) => pagesSuite(say, options, ofGroup("records")),
  proposals: (say, options) => pagesSuite(say, options, ofGroup("proposals"), measureProposals),
  work: (say, options) => pagesSuite(say, options, ofGroup("work"), measureWriting),
  pages: (say, options) =>
    pagesSuite(say, options, PAGES, async (stage) => [
      ...(await measureProposals(stage)),
      ...(await measureWriting(stage)),
    ]),
  sweep: async (say) => [...(await sweepSuite(say)), ...(await besideSweepSuite(say))],
  rehearsal: (say) => onCopy(say, "rehearsal", measureRehearsal),
  plans: async (say) => [
    ...(await onCopy(say, "plans", measurePlans)),
    ...(await servedSuite(say, SERVER, (stage) => measureBeside(stage, say))),
  ],
  pairing: (say, options) => measurePairing(say, pairingFlags(options)),
};

/** Measured when no name is given. */
export const ALL = ["pages", "sweep", "rehearsal"];

/** The built server as `npm start` runs it, and the floor. */
const SERVER = ["--enable-source-maps", "--heap-growing-percent=40", "build/cli/main.js", "serve"];
const FLOOR = ["--import", "tsx", "app/cli/bench/floor.tsx"];

/** What the server may hold when all is measured, in MB. */
const SERVER_MB = 250;

/** The first rounds of all jobs are over by then. */
const SETTLE_MS = 3_000;

/** Measures those of the pages whose name begins with `--only`; `--profile FOLDER` leaves a CPU profile of the server there. */
function pagesSuite(
  say: Say,
  options: Options,
  pages: readonly Page[],
  further: (stage: Stage) => Promise<BenchRow[]> = async () => [],
): Promise<BenchRow[]> {
  const only = options.get("only");
  const profile = options.get("profile");
  const server = profile ? ["--cpu-prof", "--cpu-prof-dir", profile, ...SERVER] : SERVER;
  return servedSuite(say, server, async (stage) => [
    ...(await measurePages(
      stage,
      pages.filter(({ name }) => name.startsWith(only ?? "")),
      say,
    )),
    ...(only ? [] : await further(stage)),
    memoryRow(residentMb(stage.server.pid)),
  ]);
}

const ofGroup = (group: string) => PAGES.filter((page) => page.group === group);

/** Does what fell due in the world since it was last looked at, so that the measured server has nothing else to do. */
async function catchUp(ctx: Ctx): Promise<void> {
  const watch = watchClock(steadyMs);
  const paces = startPaces();
  while ((await sweepAll(ctx, watch, paces)).more);
  while ((await sealAudit(ctx)) > 0);
  const checked = await checkNightly(ctx);
  if (checked !== null && checked.differing > 0)
    throw new Error(
      `${checked.differing} issues of the measured world have clocks that don't follow from their log`,
    );
}

async function onWorld<T>(say: Say, work: (world: BenchWorld) => Promise<T>): Promise<T> {
  let told = -1;
  const progress = (step: string, percent: number) => {
    if (percent !== told) say(`measured world: ${percent}% (${step})`);
    told = percent;
  };
  const world = await openBenchWorld(readEnv(), createLogger("warn"), progress, catchUp);
  try {
    return await work(world);
  } finally {
    await world.close();
  }
}

/** Serves a copy of the measured world from a process of its own, the floor from another, and measures. */
function servedSuite(
  say: Say,
  served: readonly string[],
  measure: (stage: Stage, world: BenchWorld) => Promise<BenchRow[]>,
): Promise<BenchRow[]> {
  return onWorld(say, async (world) => {
    if ((await ensureBuild(say)) !== 0) throw new Error("the server could not be built");
    const logins = await loginsOf(world);
    const server = await startProcess(served, world.env, "/healthz");
    const floor = await startProcess(FLOOR, world.env, "/firms?keys=1");
    const cookies = new Map<string, string>();
    const headersOf = async (persona: string) => {
      const login = logins.get(persona) ?? "";
      const cookie = cookies.get(persona) ?? (await signIn(server.port, login, DEMO_PASSWORD));
      cookies.set(persona, cookie);
      return { Cookie: cookie, "Accept-Encoding": "gzip, deflate, br", "Accept-Language": "zh-CN" };
    };
    try {
      await delay(SETTLE_MS);
      return await measure({ server, floor, postmasterPid: world.postmasterPid, headersOf }, world);
    } finally {
      await Promise.all([server.stop(), floor.stop()]);
    }
  });
}

async function loginsOf(world: BenchWorld): Promise<Map<string, string>> {
  const copy = await openBenchCopy(readEnv(), world, createLogger("warn"), () => 0);
  try {
    const cast = await listPersonas(copy.ctx);
    return new Map(cast.map(({ persona, login }) => [persona, login ?? ""]));
  } finally {
    await copy.close();
  }
}

function memoryRow(mb: number | null): BenchRow {
  const row = emptyRow("server memory");
  return mb === null ? row : { ...row, more: { residentMb: { value: mb, limit: SERVER_MB } } };
}

/** Works on a copy of the world whose present can be moved. */
async function onMovable(
  world: BenchWorld,
  work: (copy: Installation, move: (ms: number) => void) => Promise<BenchRow[]>,
): Promise<BenchRow[]> {
  let offsetMs = 0;
  const copy = await openBenchCopy(readEnv(), world, createLogger("warn"), () => offsetMs);
  try {
    return await work(copy, (ms) => {
      offsetMs = ms;
    });
  } finally {
    await copy.close();
  }
}

function sweepSuite(say: Say): Promise<BenchRow[]> {
  return onWorld(say, (world) => {
    say("sweep");
    return onMovable(world, measureSweep);
  });
}

function besideSweepSuite(say: Say): Promise<BenchRow[]> {
  return servedSuite(say, SERVER, (stage, world) => {
    say("pages beside the sweep");
    return onMovable(world, (copy, move) => measureBesideSweep(stage, copy, move));
  });
}

/** Measures on a copy of the world in this process. */
function onCopy(
  say: Say,
  name: string,
  measure: (copy: Installation) => Promise<BenchRow[]>,
): Promise<BenchRow[]> {
  return onWorld(say, async (world) => {
    const copy = await openBenchCopy(readEnv(), world, createLogger("warn"), () => 0);
    try {
      say(name);
      return await measure(copy);
    } finally {
      await copy.close();
    }
  });
}
