import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeMatter } from "#app/features/matters/change-matter.command.server.ts";
import { getMatter } from "#app/features/matters/get-matter.query.server.ts";
import { listMatters } from "#app/features/matters/list-matters.query.server.ts";
import type { MatterForm } from "#app/features/matters/matter.schema.ts";
import { openMatter } from "#app/features/matters/open-matter.command.server.ts";
import { proposeMatters } from "#app/features/matters/propose-matters.query.server.ts";
import { type Office, openOffice, type PersonName } from "#tests/support/office.ts";
import { deskOf } from "#tests/support/office-desk.ts";

let office: Office;
let desk: ReturnType<typeof deskOf>;
let issueIds: number[];
beforeAll(async () => {
  office = await openOffice("2026-03-03T02:00:00.000Z");
  desk = deskOf(office);
  const { actor } = office.ctx("handler");
  await office.owner`insert into role_grants (user_id, role, department_id, started_on, created_at)
    values (${actor.kind === "person" ? actor.userId : 0}, 'handler', ${office.units.lead}, '2026-01-01', now())`;
  const [fifth] = await office.owner<{ id: number }[]>`
    insert into firms (uscc, name, search_text, county_code, township_code, in_programme, created_at)
    values ('91420506MB00000001', '夷陵测试五金', '夷陵测试五金', '420506', '420506001', true, now()) returning firm_id as id`;
  const { shop, mill, forge, farm } = office.firms;
  issueIds = [];
  for (const firm of [shop, mill, forge, farm, fifth!.id]) issueIds.push(await desk.dispatched(firm));
});
afterAll(() => office.close());

const open = (who: PersonName, ids: number[]) =>
  openMatter(office.ctx(who), crypto.randomUUID(), {
    title: "停电",
    reason: "五家企业反映停电",
    issueId: ids,
  });

async function view(who: PersonName, matterId: number) {
  const found = await getMatter(office.ctx(who), matterId);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

type Command = MatterForm extends infer F ? (F extends MatterForm ? Omit<F, "version"> : never) : never;
async function change(who: PersonName, matterId: number, form: Command) {
  const { version } = await view("city", matterId);
  return changeMatter(office.ctx(who), crypto.randomUUID(), matterId, { ...form, version } as MatterForm);
}

describe("a class issue of five firms", () => {
  it("is proposed to its county and the city, by class and by texts, not to another county", async () => {
    const { proposals, least } = await proposeMatters(office.ctx("county"), true);
    expect(least).toBe(5);
    expect(proposals.map(({ by, firms, issueIds: ids }) => ({ by, firms, ids }))).toEqual([
      { by: "class", firms: 5, ids: issueIds },
    ]);
    expect((await proposeMatters(office.ctx("otherCounty"), true)).proposals).toEqual([]);
  });

  it("becomes one matter, each issue still its own; its unit is told once", async () => {
    expect(await open("otherCounty", issueIds)).toMatchObject({
      ok: false,
      error: { code: "common.not_found" },
    });
    const [first, second] = await Promise.all([open("county", issueIds), open("city", issueIds)]);
    const results = [first, second].map((one) => (one.ok ? "opened" : one.error.code)).sort();
    expect(results).toEqual(["matter.in_another", "opened"]);
    const [row] = await listMatters(office.ctx("handler"), "running");
    expect(row).toMatchObject({ number: "DB2026-0001", issues: 5, settled: 0 });
    const told = await office.owner`select 1 from notices where kind = 'matter_opened'`;
    expect(told).toHaveLength(1);
    const matter = await view("handler", row!.matterId);
    expect(matter).toMatchObject({ firms: expect.any(Number), mayChange: false, beyond: 0 });
    expect(matter.issues.map((one) => one.issueId)).toEqual(issueIds);
    expect((await proposeMatters(office.ctx("county"), true)).proposals).toEqual([]);
    expect((await getMatter(office.ctx("otherHandler"), row!.matterId)).ok).toBe(false);
  });

  it("lets one leave and another join with a reason in its record, and closes without closing any issue", async () => {
    const [row] = await listMatters(office.ctx("county"), "running");
    const { matterId } = row!;
    const leave = { command: "leave" as const, issueId: issueIds[4]!, reason: "原因不同" };
    expect((await change("county", matterId, leave)).ok).toBe(true);
    expect((await view("county", matterId)).alike.map((one) => one.issueId)).toEqual([issueIds[4]]);
    const unknown = await change("county", matterId, { command: "join", numbers: "YC1999-1", issueId: [] });
    expect(unknown).toMatchObject({ ok: false, error: { code: "matter.unknown_issue" } });
    const join = { command: "join" as const, numbers: "", issueId: [issueIds[4]!] };
    expect((await change("county", matterId, join)).ok).toBe(true);
    expect((await change("county", matterId, { command: "close", reason: "已统一解决" })).ok).toBe(true);
    const closed = await view("county", matterId);
    expect(closed).toMatchObject({ closedReason: "已统一解决", mayChange: false });
    expect(closed.issues).toHaveLength(5);
    expect(closed.steps.map((step) => step.kind)).toEqual([
      "matter.closed",
      "matter.joined",
      "matter.left",
      "matter.opened",
    ]);
    const states = await office.owner<{ state: string }[]>`select distinct state from issues`;
    expect(states.map((one) => one.state)).toEqual(["dispatched"]);
    expect(await change("county", matterId, join)).toMatchObject({
      ok: false,
      error: { code: "matter.is_closed" },
    });
  });
});
