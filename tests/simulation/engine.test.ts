import { describe, expect, it } from "vitest";
import { simulate } from "#app/cli/simulate.ts";
import { MUTANTS, mutantEngine, SOUND_ENGINE } from "#app/domain/escalation/simulation/engine.ts";
import { partSeed } from "#app/domain/escalation/simulation/random.ts";
import { simulateYear } from "#app/domain/escalation/simulation/simulate-year.ts";

const isFull = process.env.LIAISON_FULL === "1";
const YEARS = isFull ? 1000 : 50;
const SEED = Number(process.env.LIAISON_SEED ?? 20_261_124);
/** A planted fault must show within this many simulated years. */
const YEARS_TO_CATCH = 5;

async function run(
  ...args: string[]
): Promise<{ status: number; printed: Record<string, unknown>; told: string[] }> {
  const lines: string[] = [];
  const told: string[] = [];
  const out = { stdout: (line: string) => lines.push(line), stderr: (line: string) => told.push(line) };
  const status = await simulate(args, out);
  return { status, printed: lines.length > 0 ? JSON.parse(lines.join("\n")) : {}, told };
}

describe("the escalation engine under virtual time", () => {
  it(`keeps every rule through ${YEARS} simulated years`, { timeout: 1_200_000 }, async () => {
    const { status, printed, told } = await run("--years", String(YEARS), "--seed", String(SEED), "--json");
    console.info(`simulated: ${JSON.stringify({ ...printed, found: undefined })}`);
    expect(told).toEqual([]);
    expect(printed).toMatchObject({ years: YEARS, violations: 0, yearsMissingALevel: 0, seed: SEED });
    expect(printed.leastIssues).toBeGreaterThanOrEqual(200);
    expect(printed.leastFaults).toBeGreaterThanOrEqual(100);
    expect(status).toBe(0);
  });

  it("replays a year exactly from its seed", () => {
    const first = simulateYear(partSeed(SEED, 3), SOUND_ENGINE);
    expect(simulateYear(partSeed(SEED, 3), SOUND_ENGINE)).toEqual(first);
  });

  it("refuses wrong use", async () => {
    expect((await run("--years", "0")).status).toBe(2);
    expect((await run("--mutant", "13")).status).toBe(2);
    expect((await run("--unknown")).status).toBe(2);
  });
});

describe("each planted fault is caught", () => {
  it.each(MUTANTS.map((mutant, i) => [i + 1, mutant] as const))("mutant %i: %s", (_number, mutant) => {
    let found: string | undefined;
    for (let year = 0; year < YEARS_TO_CATCH && found === undefined; year++) {
      found = simulateYear(partSeed(SEED, year), mutantEngine(mutant)).violations[0];
    }
    expect(found, `seed ${SEED}`).toBeDefined();
  });

  it("there are twelve", () => {
    expect(MUTANTS).toHaveLength(12);
  });
});
