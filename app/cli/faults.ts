import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive, readPostmasterFile } from "#app/platform/database/embedded/postmaster-file.ts";
import { startEmbedded } from "#app/platform/database/embedded-server.ts";
import { ensureDatabase, urlsOf } from "#app/platform/database/ensure-database.ts";
import {
  emptyLedger,
  judge,
  type Ledger,
  makeTables,
  startLoad,
  type Verdict,
} from "#app/platform/database/faults/ledger.ts";
import { type Slot, withSlot } from "#app/platform/database/slot.ts";
import { readArguments } from "./arguments.ts";
import type { CommandOut } from "./command.ts";

type Report = Record<string, number>;

const TERMINATE_ONE = `
  select pg_terminate_backend(pid) from (
    select pid from pg_stat_activity
    where datname = 'faults' and application_name = 'liaison' and usename = 'liaison_app' and xact_start is not null
      and state in ('active', 'idle in transaction')
    order by random() limit 1) as victim`;

const BETWEEN_TERMINATIONS_MS = 50;
/** Later than this it counts as hanging; what it took is reported beside. */
const RECOVERS_WITHIN_MS = 30_000;

function sum(ledger: Ledger, verdict: Verdict): Report {
  return {
    torn: verdict.torn,
    lost: verdict.lost,
    crashes: ledger.crashes,
    hangs: ledger.hangs,
    committed: ledger.done.size,
    refused: ledger.refused.size,
    phantom: verdict.phantom,
    unknown: ledger.unknown.size,
    unknownWritten: verdict.unknownWritten,
    readsAnswered: ledger.reads.done,
    readsRefused: ledger.reads.refused,
  };
}

async function terminateBackends(slot: Slot, wanted: number): Promise<number> {
  let done = 0;
  for (const until = Date.now() + wanted * 1_000; done < wanted && Date.now() < until; ) {
    done += (await slot.run(() => slot.client.unsafe(TERMINATE_ONE))).length;
    await delay(Math.random() * 2 * BETWEEN_TERMINATIONS_MS);
  }
  return done;
}

async function terminations(wanted: number): Promise<Report> {
  const server = await startEmbedded({ ephemeral: true });
  const ledger = emptyLedger();
  try {
    const urls = await ensureDatabase(server.adminUrl, "faults");
    await makeTables(urls.ownerUrl, urls.appRole);
    return await withSlot({ url: urls.adminUrl, session: { application_name: "faults" } }, async (slot) => {
      const load = startLoad({ run: "t", url: urls.appUrl }, ledger);
      try {
        await load.ready;
        const done = await terminateBackends(slot, wanted);
        load.child.send("finish");
        await Promise.race([load.ended, delay(40_000, undefined, { ref: false }).then(() => ledger.hangs++)]);
        const missing = ledger.done.has("t-last") ? 0 : 1;
        const verdict = await judge(slot, ledger);
        return { terminations: done, ...sum(ledger, verdict), hangs: ledger.hangs + missing };
      } finally {
        load.expectEnd();
        load.child.kill("SIGKILL");
      }
    });
  } finally {
    await server.stop();
  }
}

async function newWrites(ledger: Ledger, withinMs: number): Promise<number | undefined> {
  const before = ledger.done.size;
  for (const began = Date.now(); Date.now() - began < withinMs; await delay(10)) {
    if (ledger.done.size > before) return Date.now() - began;
  }
  return undefined;
}

/**
 * Each round: an application starts on the folder, its database is killed under it and must come back by itself; then
 * the application is killed, in every other round together with the database.
 */
async function killDatabase(rounds: number): Promise<Report> {
  const home = mkdtempSync(join(tmpdir(), "liaison-faults-"));
  const data = join(home, "cluster", "data");
  const ledger = emptyLedger();
  const tally = { databaseKills: 0, appKills: 0, slowestRecoveryMs: 0, slowestStartMs: 0 };
  const first = await startEmbedded({ dataDir: home });
  const urls = await ensureDatabase(first.adminUrl, "faults");
  await makeTables(urls.ownerUrl, urls.appRole);
  await first.stop();
  const killPostmaster = () => {
    const pid = readPostmasterFile(data)?.pid;
    if (!pid || !isAlive(pid)) return;
    process.kill(pid, "SIGKILL");
    tally.databaseKills++;
  };
  try {
    for (let round = 0; round < rounds; round++) {
      const began = Date.now();
      const load = startLoad({ run: `k${round}`, dataDir: home }, ledger);
      try {
        await load.ready;
        if ((await newWrites(ledger, RECOVERS_WITHIN_MS)) === undefined) ledger.hangs++;
        tally.slowestStartMs = Math.max(tally.slowestStartMs, Date.now() - began);
        await delay(200 + Math.random() * 600);
        killPostmaster();
        await delay(20);
        const recovery = await newWrites(ledger, RECOVERS_WITHIN_MS);
        if (recovery === undefined) ledger.hangs++;
        tally.slowestRecoveryMs = Math.max(tally.slowestRecoveryMs, recovery ?? RECOVERS_WITHIN_MS);
        await delay(200 + Math.random() * 400);
      } finally {
        load.expectEnd();
        load.child.kill("SIGKILL");
        tally.appKills++;
      }
      if (round % 2 === 1) killPostmaster();
      await load.ended;
    }
    const server = await startEmbedded({ dataDir: home });
    const { adminUrl } = urlsOf(server.adminUrl, "faults");
    const verdict = await withSlot({ url: adminUrl }, (slot) => judge(slot, ledger));
    await server.stop();
    return { ...tally, ...sum(ledger, verdict) };
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const MUST_BE_ZERO = ["torn", "lost", "crashes", "hangs", "phantom"];

/**
 * Ends database connections in mid-transaction under load (`--terminations N`), or kills database and application
 * (`--kill-database [--rounds N]`), on a server of its own, and compares what was acknowledged with what is there.
 */
export async function faults(words: string[], out: CommandOut): Promise<number> {
  const args = readArguments(words, ["terminations", "rounds"], ["json", "kill-database"]);
  if (typeof args === "string") {
    out.stderr(args);
    return 2;
  }
  const number = (name: string, standard: number) => Number(args.options.get(name) ?? standard);
  const wanted = number("terminations", 200);
  const rounds = number("rounds", 6);
  if (![wanted, rounds].every((value) => Number.isInteger(value) && value > 0)) {
    out.stderr("--terminations and --rounds take a whole number above 0.");
    return 2;
  }
  const killing = args.flags.has("kill-database");
  const report = killing ? await killDatabase(rounds) : await terminations(wanted);
  if (args.flags.has("json")) out.stdout(JSON.stringify(report));
  else for (const [name, value] of Object.entries(report)) out.stdout(`${name.padEnd(20)} ${value}`);
  const complete = killing || report.terminations === wanted;
  return complete && MUST_BE_ZERO.every((name) => report[name] === 0) ? 0 : 1;
}
