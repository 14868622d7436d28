import type { Ask } from "#app/cli/bench/drive.ts";
import type { Stage } from "#app/cli/bench/measure-pages.ts";
import { type BenchRow, emptyRow, hundredths, percentile } from "#app/cli/bench/row.ts";
import { LEVEL_BATCHES, sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import type { Installation } from "#app/features/installation/open-installation.server.ts";
import { untilDue, updatePlainly } from "#app/features/installation/sweep-floor.server.ts";
import { paceOf } from "#app/platform/timing/pace.ts";
import { driverApart } from "./drive-apart.ts";

const DUE = 8_000;
/** Plain update and sweep are done so often in turn, and the quickest of each counts: a process that has just started compiles. */
const TURNS = 2;
const IDLE_SWEEPS = 100;
const IDLE_LIMIT_MS = 10;
const TO_PLAIN_UPDATE = 5;
/** What a page's p95 may grow to while the sweep runs, times its own without. */
const BESIDE_SWEEP = 2;
/** What the longest transaction of a sweep may take, in ms. */
const TRANSACTION_MS = 200;
const READERS = 8;
const MEASURE_MS = 2_500;
const LONGEST_MS = 60_000;

/** Sweeps until nothing is due; how many clocks were looked at, how many levels raised, the time and the longest transaction's in ms. */
async function sweepAll(ctx: Installation["ctx"]) {
  const begun = performance.now();
  const sum = { examined: 0, escalated: 0, longestMs: 0, transactions: 0 };
  const pace = paceOf(LEVEL_BATCHES);
  for (;;) {
    const from = performance.now();
    const round = await sweepDue(ctx, undefined, pace);
    sum.longestMs = Math.max(sum.longestMs, performance.now() - from);
    sum.transactions += 1;
    sum.examined += round.examined;
    sum.escalated += round.escalated;
    if (!round.more) return { ...sum, ms: performance.now() - begun };
  }
}

/**
 * The sweep over all issues of the measured world: with nothing due, and with 8,000 clocks due at once (some by several levels; the time is that of 8,000
 * levels), beside one plain UPDATE of as many rows with a row of audit each, in turn. `move` moves the present of the installation.
 */
export async function measureSweep({ ctx }: Installation, move: (ms: number) => void): Promise<BenchRow[]> {
  await sweepAll(ctx);
  const idle: number[] = [];
  for (let n = 0; n < IDLE_SWEEPS; n++) {
    const begun = performance.now();
    const round = await sweepDue(ctx);
    if (round.examined === 0) idle.push(performance.now() - begun);
  }
  idle.sort((a, b) => a - b);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(idle, share)) as [
    number,
    number,
    number,
  ];
  const nothing = { ...emptyRow("sweep, nothing due"), p50, p95, p99, limitP95: IDLE_LIMIT_MS };

  const updates: number[] = [];
  const sweeps: Awaited<ReturnType<typeof sweepAll>>[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    updates.push(await updatePlainly(ctx, DUE));
    move(await untilDue(ctx, DUE));
    sweeps.push(await sweepAll(ctx));
  }
  const again = await sweepAll(ctx);
  const plain = hundredths(Math.min(...updates));
  const ms = hundredths(Math.min(...sweeps.map((one) => (one.ms * DUE) / one.escalated)));
  const raised = { ...emptyRow(`sweep of ${DUE} levels`), p50: ms, p95: ms, p99: ms };
  const plainRow = { ...emptyRow(`plain update of ${DUE}`), p50: plain, p95: plain };
  raised.rps = Math.round((DUE / ms) * 1000);
  raised.more = {
    toPlainUpdate: { value: hundredths(ms / plain), limit: TO_PLAIN_UPDATE },
    changedBySecondSweep: { value: again.examined, limit: 0 },
    transactions: { value: Math.max(...sweeps.map((one) => one.transactions)), limit: null },
    longestTransactionMs: {
      value: hundredths(Math.max(...sweeps.map((one) => one.longestMs))),
      limit: TRANSACTION_MS,
    },
  };
  return [nothing, plainRow, raised];
}

/** The list of issues as eight readers ask for it, alone and while 8,000 levels that fell due at once are raised by another process. */
export async function measureBesideSweep(
  stage: Stage,
  { ctx }: Installation,
  move: (ms: number) => void,
): Promise<BenchRow[]> {
  const headers = await stage.headersOf("city_supervisor");
  const ask: Ask = { path: "/issues", headers };
  const readers = await driverApart({ port: stage.server.port, connections: READERS, ask });
  await readers.drive(MEASURE_MS);
  await sweepAll(ctx);
  const alone = await readers.drive(MEASURE_MS);
  move(await untilDue(ctx, DUE));
  const sweeping = sweepAll(ctx).finally(readers.stop);
  const [beside, swept] = await Promise.all([readers.drive(LONGEST_MS), sweeping]).finally(readers.close);
  const rowOf = (name: string, { p50, p95, p99, rps, errors }: typeof alone): BenchRow => ({
    ...emptyRow(name),
    p50,
    p95,
    p99,
    rps,
    errors,
  });
  return [
    rowOf("issues without a sweep c8", alone),
    {
      ...rowOf(`issues beside a sweep of ${swept.escalated} c8`, beside),
      more: { toAlone: { value: hundredths(beside.p95 / alone.p95), limit: BESIDE_SWEEP } },
    },
  ];
}
