import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Command } from "#app/cli/command.ts";
import { pairCurve } from "#app/cli/pair-curve.ts";
import { pairExplain } from "#app/cli/pair-explain.ts";
import { pairRepair } from "#app/cli/pair-repair.ts";
import { solvePairing } from "#app/domain/pairing/solve.ts";
import { readRegistered } from "#app/features/pairings/registers/read-registered.query.server.ts";
import { COUNTY, type Office, openOffice } from "#tests/support/office.ts";
import { addProgramme, liaisons, published } from "#tests/support/programme.ts";

let office: Office;
let firmIds: number[];
let left: number;
let orphans: number[];
const before = { ...process.env };

beforeAll(async () => {
  office = await openOffice();
  ({ firmIds } = await addProgramme(office, { deputies: 40, firms: 120 }));
  await published(office, "city");
  const pairs = await liaisons(office);
  left = pairs.get(firmIds[7]!)!;
  orphans = [...pairs].flatMap(([firm, deputy]) => (deputy === left ? [firm] : []));
  await office.owner`update deputies set state = 'left' where deputy_id = ${left}`;
  process.env.DATABASE_URL = office.database.ownerUrl;
  process.env.LIAISON_APP_DATABASE_URL = office.database.appUrl;
});
afterAll(async () => {
  process.env = before;
  await office.close();
});

async function run(command: Command, ...words: string[]) {
  const said: string[] = [];
  const told: string[] = [];
  const status = await command(words, {
    stdout: (line) => said.push(line),
    stderr: (line) => told.push(line),
  });
  return { status, said, told };
}

describe("pair repair", () => {
  it("proposes as a draft just the changes that the departure forces", async () => {
    const { status, said } = await run(pairRepair, "--county", COUNTY, "--json");
    expect(status).toBe(0);
    expect(said).toHaveLength(1);
    const figures = JSON.parse(said[0]!);
    expect(figures).toMatchObject({
      changed: orphans.length,
      changedMinimum: orphans.length,
      unpaired: 0,
      proven: true,
    });
    const rows = await office.owner<{ firm_id: number }[]>`
      select firm_id from pairing_plan_rows where plan_id = ${figures.planId}
        and deputy_id is distinct from previous_deputy_id order by firm_id`;
    expect(rows.map((row) => row.firm_id)).toEqual(orphans.sort((a, b) => a - b));
    expect((await liaisons(office)).get(orphans[0]!)).toBe(left);
  });

  it("says who it does not know", async () => {
    expect((await run(pairRepair, "--as", "nobody")).status).toBe(2);
    expect((await run(pairRepair, "--count", COUNTY)).status).toBe(2);
  });
});

describe("pair curve", () => {
  it("prints for each weight the changes, the cost and the bound, and stores nothing", async () => {
    const [plans] = await office.owner`select count(*)::int as count from pairing_plans`;
    const { status, said } = await run(pairCurve, "--county", COUNTY, "--keep", "0,100,7000", "--json");
    expect(status).toBe(0);
    const { points } = JSON.parse(said[0]!);
    expect(points.map((point: { keep: number }) => point.keep)).toEqual([0, 100, 7000]);
    expect(points[2].changed).toBe(orphans.length);
    for (const { cost, bound } of points) expect(cost).toBe(bound);
    expect((await run(pairCurve, "--county", COUNTY)).said.length).toBeGreaterThan(5);
    expect(await office.owner`select count(*)::int as count from pairing_plans`).toEqual([plans]);
  });

  it("refuses a weight that is no whole number", async () => {
    expect((await run(pairCurve, "--keep", "0,much")).status).toBe(2);
  });
});

describe("pair explain", () => {
  it("prices the next three deputies at the difference of two full solves", async () => {
    const { status, said } = await run(pairExplain, String(firmIds[7]), "--county", COUNTY, "--json");
    expect(status).toBe(0);
    const told = JSON.parse(said[0]!);
    expect(told.today.id).toBe(left);
    expect(told.alternatives).toHaveLength(3);
    const read = await readRegistered(office.ctx("system"), COUNTY);
    if (!read.ok) throw new Error(read.error.code);
    const { problem, firmIds: firms, deputyIds } = read.value;
    const whole = solvePairing(problem);
    for (const { deputy, price } of told.alternatives) {
      const pair = [firms.indexOf(firmIds[7]!), deputyIds.indexOf(deputy.id)] as const;
      const forced = solvePairing({ ...problem, pinned: [...problem.pinned, pair] });
      if (!whole.ok || !forced.ok) throw new Error("no plan");
      expect(price).toBe(forced.value.objective - whole.value.objective);
    }
  });

  it("finds a firm by its USCC, in words too; refuses a stranger; needs a firm", async () => {
    const [row] = await office.owner<{ uscc: string; name: string }[]>`
      select uscc, name from firms where firm_id = ${firmIds[3]!}`;
    const { status, said } = await run(pairExplain, row!.uscc, "--county", COUNTY);
    expect(status).toBe(0);
    expect(said[0]).toContain(row!.name);
    expect((await run(pairExplain, "91420506MA99999999")).status).toBe(1);
    expect((await run(pairExplain)).status).toBe(2);
  });
});
