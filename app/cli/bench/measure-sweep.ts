import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import type { Installation } from "#app/features/installation/open-installation.server.ts";
import { untilDue, updatePlainly } from "#app/features/installation/sweep-floor.server.ts";
import { type BenchRow, emptyRow, hundredths, percentile } from "./row.ts";

const DUE = 8_000;
const IDLE_SWEEPS = 100;
const IDLE_LIMIT_MS = 10;
const TO_PLAIN_UPDATE = 5;

/** Sweeps until nothing is due; how many clocks were looked at, how many levels raised, and the time in ms. */
async function sweepAll(ctx: Installation["ctx"]) {
  const begun = performance.now();
  const sum = { examined: 0, escalated: 0 };
  for (;;) {
    const round = await sweepDue(ctx);
    sum.examined += round.examined;
    sum.escalated += round.escalated;
    if (!round.more) return { ...sum, ms: performance.now() - begun };
  }
}

/**
 * The sweep over all issues of the measured world: with nothing due, and with 8,000 clocks due at once (some by several levels; the time is that of 8,000
 * levels), beside one plain UPDATE of as many rows with a row of audit each. `move` moves the present of the installation.
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

  const plain = Math.min(await updatePlainly(ctx, DUE), await updatePlainly(ctx, DUE));
  move(await untilDue(ctx, DUE));
  const first = await sweepAll(ctx);
  const second = await sweepAll(ctx);
  const ms = hundredths((first.ms * DUE) / first.escalated);
  const raised = { ...emptyRow(`sweep of ${DUE} levels`), p50: ms, p95: ms, p99: ms };
  const plainRow = { ...emptyRow(`plain update of ${DUE}`), p50: hundredths(plain), p95: hundredths(plain) };
  raised.rps = Math.round((first.escalated / first.ms) * 1000);
  raised.more = {
    toPlainUpdate: { value: hundredths(ms / plain), limit: TO_PLAIN_UPDATE },
    changedBySecondSweep: { value: second.examined, limit: 0 },
  };
  return [nothing, plainRow, raised];
}
