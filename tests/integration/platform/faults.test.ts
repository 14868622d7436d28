import { describe, expect, it } from "vitest";
import { faults } from "#app/cli/faults.ts";

const full = process.env.LIAISON_FULL === "1";

async function run(words: string[]): Promise<{ status: number; report: Record<string, number> }> {
  const lines: string[] = [];
  const status = await faults([...words, "--json"], { stdout: (line) => lines.push(line), stderr: () => {} });
  expect(lines).toHaveLength(1);
  return { status, report: JSON.parse(lines[0]!) };
}

describe("the fault command", () => {
  it("finds nothing torn, lost, crashed or hanging after connections were ended in mid-transaction", async () => {
    const wanted = full ? 200 : 20;
    const { status, report } = await run(["--terminations", String(wanted)]);
    expect(report).toMatchObject({
      terminations: wanted,
      torn: 0,
      lost: 0,
      crashes: 0,
      hangs: 0,
      phantom: 0,
    });
    expect(report.committed).toBeGreaterThan(0);
    expect(status).toBe(0);
  }, 600_000);

  it("finds every acknowledged write after database and application were killed", async () => {
    const rounds = full ? 20 : 2;
    const { status, report } = await run(["--kill-database", "--rounds", String(rounds)]);
    expect(report).toMatchObject({ appKills: rounds, torn: 0, lost: 0, crashes: 0, hangs: 0, phantom: 0 });
    expect(report.databaseKills).toBeGreaterThanOrEqual(rounds);
    expect(report.committed).toBeGreaterThan(0);
    expect(status).toBe(0);
  }, 900_000);

  it("refuses words it does not know", async () => {
    const lines: string[] = [];
    const out = { stdout: () => {}, stderr: (line: string) => void lines.push(line) };
    expect(await faults(["--terminations", "none"], out)).toBe(2);
    expect(await faults(["--what"], out)).toBe(2);
    expect(lines).toHaveLength(2);
  });
});
