import { describe, expect, it } from "vitest";
import { type BenchRow, emptyRow } from "#app/cli/bench/row.ts";
import { bench } from "#app/cli/bench.ts";

const good: BenchRow = {
  ...emptyRow("good"),
  p95: 149,
  limitP95: 150,
  cpuRatio: 5,
  limitCpuRatio: 5,
  more: { htmlBytes: { value: 30_720, limit: 30_720 } },
};

/** Runs the command over suites that measure nothing and say what they are told to. */
async function run(words: string[], rows: Record<string, BenchRow[]>) {
  const told: string[] = [];
  const printed: string[] = [];
  const suites = Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, async () => list]));
  const out = { stdout: (line: string) => printed.push(line), stderr: (line: string) => told.push(line) };
  return { status: await bench(words, out, suites, Object.keys(rows)), printed, told };
}

describe("the command bench", () => {
  it("ends with 0 and one object of rows when every limit holds", async () => {
    const { status, printed } = await run(["--json"], { lists: [good], sweep: [emptyRow("bare")] });
    expect(status).toBe(0);
    expect(printed).toHaveLength(1);
    expect(JSON.parse(printed[0]!)).toEqual({ rows: [good, emptyRow("bare")], broken: [] });
  });

  it.each<[string, Partial<BenchRow>]>([
    ["its time", { p95: 150.1 }],
    ["its share of CPU", { cpuRatio: 5.01 }],
    ["its size", { more: { htmlBytes: { value: 30_721, limit: 30_720 } } }],
    ["its errors", { errors: 1 }],
  ])("ends with 1 when one row is over the limit of %s", async (_what, broken) => {
    const { status, printed } = await run(["--json"], {
      lists: [good, { ...good, name: "bad", ...broken }],
    });
    expect(status).toBe(1);
    expect(JSON.parse(printed[0]!).broken).toHaveLength(1);
  });

  it("binds nothing by a limit that a row does not have", async () => {
    const free = { ...emptyRow("free"), p95: 9_999, cpuRatio: 99 };
    expect((await run([], { lists: [free] })).status).toBe(0);
  });

  it("measures only what is named, and prints a table that names the broken limit", async () => {
    const bad = { ...good, name: "bad", p95: 151 };
    expect((await run(["sweep"], { lists: [bad], sweep: [good] })).status).toBe(0);
    const { status, printed } = await run(["lists"], { lists: [bad], sweep: [good] });
    expect(status).toBe(1);
    expect(printed[0]).toContain("bad: p95 151 > 150");
  });

  it.each([[["nonsense"]], [["toString"]], [["--fast"]]])("refuses wrong use: %s", async (words) => {
    const { status, printed, told } = await run(words, { lists: [good] });
    expect(status).toBe(2);
    expect(printed).toEqual([]);
    expect(told).toHaveLength(1);
  });
});
