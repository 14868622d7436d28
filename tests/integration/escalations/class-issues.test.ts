import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import { type Office, openOffice } from "#tests/support/office.ts";
import { deskOf } from "#tests/support/office-desk.ts";

let office: Office;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  office = await openOffice("2026-03-03T02:00:00.000Z");
  desk = deskOf(office);
});
afterAll(() => office.close());

/** The rule of the house: five firms with the same problem. */
const K = 5;

async function moreFirms(count: number): Promise<number[]> {
  const rows = await office.owner<{ id: number }[]>`
    insert into firms (uscc, name, search_text, county_code, township_code, in_programme, created_at)
    select '91420506MB0000' || lpad(n::text, 4, '0'), '同类企业' || n, '同类企业' || n, '420506', '420506001', true, now()
    from generate_series(1, ${count}::int) n returning firm_id as id`;
  return rows.map((row) => row.id);
}

const gatesOf = (issueIds: number[]) => office.owner<{ issue_id: number; trigger: string; count: number }[]>`
  select issue_id, reason->>'trigger' as trigger, (reason->>'count')::int as count from escalations
  where is_gate and issue_id = any(${`{${issueIds.join(",")}}`}::int[]) order by issue_id`;

describe("the same category at the same unit by five firms", () => {
  it("opens the gate of level 3 of each of their issues, once, when the fifth firm's is dispatched", async () => {
    const firms = await moreFirms(K);
    const issues: number[] = [];
    for (const firmId of firms.slice(0, K - 1)) issues.push(await desk.dispatched(firmId));
    issues.push(await desk.dispatched(firms[0]));
    await sweepDue(office.ctx("system"));
    expect(await gatesOf(issues)).toEqual([]);

    issues.push(await desk.dispatched(firms[K - 1]));
    await Promise.all([1, 2, 3, 4].map(() => sweepDue(office.ctx("system"))));
    const gates = await gatesOf(issues);
    expect(gates.map((row) => row.issue_id)).toEqual([...issues].sort((a, b) => a - b));
    expect(gates.every((row) => row.trigger === "same_problem" && row.count === K)).toBe(true);
    await sweepDue(office.ctx("system"));
    expect(await gatesOf(issues)).toHaveLength(issues.length);
    const next = await office.owner<{ next_level: number }[]>`
      select next_level from clocks where issue_id = any(${`{${issues.join(",")}}`}::int[]) and ladder = 'main'`;
    expect(next.every((row) => row.next_level === 0)).toBe(true);
  });

  it("counts no firm twice and no issue that is closed, and another unit is another class", async () => {
    const issueId = await desk.dispatched(office.firms.forge, office.units.other);
    await sweepDue(office.ctx("system"));
    expect(await gatesOf([issueId])).toEqual([]);
  });

  it("misses nobody when the fourth and the fifth are dispatched at the same moment", async () => {
    const firms = await office.owner<
      { firm_id: number }[]
    >`select firm_id from firms order by firm_id desc limit 5`;
    const unit = office.units.co;
    const first: number[] = [];
    for (const { firm_id } of firms.slice(0, 3)) first.push(await desk.dispatched(firm_id, unit));
    const last = await Promise.all(firms.slice(3).map(({ firm_id }) => desk.dispatched(firm_id, unit)));
    await sweepDue(office.ctx("system"));
    expect(await gatesOf([...first, ...last])).toHaveLength(K);
  });
});
