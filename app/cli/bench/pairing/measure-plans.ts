import { randomUUID } from "node:crypto";
import { type BenchRow, emptyRow, hundredths, percentile } from "#app/cli/bench/row.ts";
import type { Installation } from "#app/features/installation/open-installation.server.ts";
import { computeHere } from "#app/features/pairings/compute-draft.server.ts";
import { draftPlan } from "#app/features/pairings/draft-plan.command.server.ts";
import { readAndWritePlainly } from "#app/features/pairings/registers/plan-floor.server.ts";

const RUNS = 5;
/** Times the plain read and write of the same rows. */
const TO_PLAIN = 3;

/**
 * A plan of the whole city from database to database (registers read, solved, checked, a row a firm committed) beside the plain
 * read and write of the same rows, in turn; the ratio is of the medians.
 */
export async function measurePlans({ ctx }: Pick<Installation, "ctx">): Promise<BenchRow[]> {
  const own: number[] = [];
  const plain: number[] = [];
  let rows = 0;
  let errors = 0;
  for (let run = 0; run < RUNS; run++) {
    const begun = performance.now();
    const input = { countyCode: null, mode: "reoptimise" as const };
    const made = await draftPlan(ctx, randomUUID(), input, computeHere);
    own.push(performance.now() - begun);
    if (!made.ok) errors++;
    const floor = await readAndWritePlainly(ctx);
    plain.push(floor.ms);
    rows = floor.read + floor.written;
  }
  const sorted = own.sort((a, b) => a - b);
  const plainMs = percentile(
    plain.sort((a, b) => a - b),
    0.5,
  );
  const row: BenchRow = {
    ...emptyRow("plan, database to database"),
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    errors,
  };
  row.more.ratio = { value: hundredths(row.p50 / plainMs), limit: TO_PLAIN };
  row.more.plainMs = { value: plainMs, limit: null };
  row.more.rows = { value: rows, limit: null };
  return [row];
}
