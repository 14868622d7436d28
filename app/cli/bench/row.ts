/** A value with the limit it must not pass; null binds nothing. */
export type Bounded = { value: number; limit: number | null };

/**
 * What one row of the benchmark says. Times in milliseconds, `cpuMs` of server and PostgreSQL a request, `bytes` before compression;
 * a limit of null binds nothing. `more` holds limits that only some rows have, by name.
 */
export type BenchRow = {
  name: string;
  p50: number;
  p95: number;
  p99: number;
  limitP95: number | null;
  rps: number;
  /** null where the system tells no CPU times (no /proc). */
  cpuMs: number | null;
  cpuRatio: number | null;
  limitCpuRatio: number | null;
  bytes: number;
  errors: number;
  more: Record<string, Bounded>;
};

/** A row with nothing measured and nothing bound, to be filled in. */
export function emptyRow(name: string): BenchRow {
  return {
    name,
    p50: 0,
    p95: 0,
    p99: 0,
    limitP95: null,
    rps: 0,
    cpuMs: null,
    cpuRatio: null,
    limitCpuRatio: null,
    bytes: 0,
    errors: 0,
    more: {},
  };
}

/** The limits a row is over, in words; errors are never allowed. */
export function limitsBroken(row: BenchRow): string[] {
  const bounds: [string, number | null, number | null][] = [
    ["p95", row.p95, row.limitP95],
    ["cpuRatio", row.cpuRatio, row.limitCpuRatio],
    ["errors", row.errors, 0],
    ...Object.entries(row.more).map(([name, { value, limit }]): [string, number, number | null] => [
      name,
      value,
      limit,
    ]),
  ];
  return bounds.flatMap(([what, value, limit]) =>
    value !== null && limit !== null && value > limit ? [`${row.name}: ${what} ${value} > ${limit}`] : [],
  );
}

/** Rounds to hundredths: what a timer tells beyond is noise. */
export function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The value below which `share` of the sorted ones lie; 0 for none. */
export function percentile(sorted: readonly number[], share: number): number {
  const at = Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1);
  return hundredths(sorted[Math.max(0, at)] ?? 0);
}
