import { type BenchRow, limitsBroken } from "./row.ts";

const COLUMNS = ["name", "p50", "p95", "p99", "rps", "cpuMs", "cpuRatio", "bytes", "errors"] as const;

function cell(row: BenchRow, column: (typeof COLUMNS)[number]): string {
  const value = row[column];
  if (value === null) return "-";
  return typeof value === "number" && !Number.isInteger(value) ? value.toFixed(2) : String(value);
}

/** The rows as a table for people, the limits that are broken below it. */
export function tableOf(rows: readonly BenchRow[]): string {
  const lines = [
    COLUMNS as readonly string[],
    ...rows.map((row) => COLUMNS.map((column) => cell(row, column))),
  ];
  const widths = COLUMNS.map((_, at) => Math.max(...lines.map((line) => line[at]!.length)));
  const table = lines.map((line) =>
    line.map((text, at) => (at === 0 ? text.padEnd(widths[at]!) : text.padStart(widths[at]!))).join("  "),
  );
  const more = rows.flatMap((row) =>
    Object.entries(row.more).map(
      ([name, { value, limit }]) =>
        `${row.name}: ${name} ${value}${limit === null ? "" : ` (limit ${limit})`}`,
    ),
  );
  const broken = rows.flatMap(limitsBroken);
  return [
    ...table,
    "",
    ...more,
    "",
    ...(broken.length === 0 ? ["every limit holds"] : ["over the limit:", ...broken]),
  ].join("\n");
}
