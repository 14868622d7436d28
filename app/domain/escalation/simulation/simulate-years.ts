import type { Level } from "#app/domain/deadline/clocks.ts";
import type { Engine } from "./engine.ts";
import { partSeed } from "./random.ts";
import { simulateYear } from "./simulate-year.ts";

/** A violation with all it takes to replay it: the run's seed and the year's place in the run. */
export type FoundViolation = { seed: number; year: number; what: string };

/** Sums over years: `escalations` by level on the main ladder (3 = gates and decisions), faults by kind. */
export type RunReport = {
  years: number;
  issues: number;
  steps: number;
  commands: number;
  refused: number;
  escalations: Record<Level, number>;
  reminders: number;
  faults: number;
  faultsByKind: Record<string, number>;
  /** Fewest issues and faults of any year, and years in which a level was not met: all levels in all years = 0. */
  leastIssues: number;
  leastFaults: number;
  yearsMissingALevel: number;
  violations: number;
  found: FoundViolation[];
};

/** At most this many violations are kept with their words; all are counted. */
const KEPT_VIOLATIONS = 20;

/** A run without years, to add to. */
export function emptyRun(): RunReport {
  return {
    years: 0,
    issues: 0,
    steps: 0,
    commands: 0,
    refused: 0,
    escalations: { 0: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
    reminders: 0,
    faults: 0,
    faultsByKind: {},
    leastIssues: Number.MAX_SAFE_INTEGER,
    leastFaults: Number.MAX_SAFE_INTEGER,
    yearsMissingALevel: 0,
    violations: 0,
    found: [],
  };
}

/** Runs the years `from` to `to` - 1 of a run; year `i` depends on the seed and `i` alone. */
export function simulateYears(seed: number, from: number, to: number, engine: Engine): RunReport {
  const run = emptyRun();
  for (let year = from; year < to; year++) {
    const report = simulateYear(partSeed(seed, year), engine);
    const faults = Object.values(report.faults).reduce((sum, count) => sum + count, 0);
    addRun(run, {
      ...report,
      years: 1,
      faults,
      faultsByKind: report.faults,
      leastIssues: report.issues,
      leastFaults: faults,
      yearsMissingALevel: Object.values(report.escalations).some((count) => count === 0) ? 1 : 0,
      violations: report.violations.length,
      found: report.violations.map((what) => ({ seed, year, what })),
    });
  }
  return run;
}

/** Adds one run to another in place. */
export function addRun(sum: RunReport, more: RunReport): void {
  for (const key of [
    "years",
    "issues",
    "steps",
    "commands",
    "refused",
    "reminders",
    "faults",
    "yearsMissingALevel",
    "violations",
  ] as const) {
    sum[key] += more[key];
  }
  for (const level of [0, 1, 2, 3, 4, 5] as const) sum.escalations[level] += more.escalations[level];
  for (const [kind, count] of Object.entries(more.faultsByKind)) {
    sum.faultsByKind[kind] = (sum.faultsByKind[kind] ?? 0) + count;
  }
  sum.leastIssues = Math.min(sum.leastIssues, more.leastIssues);
  sum.leastFaults = Math.min(sum.leastFaults, more.leastFaults);
  sum.found.push(...more.found.slice(0, KEPT_VIOLATIONS - sum.found.length));
}
