import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runDraft } from "#app/features/pairings/draft-plan.command.server.ts";
import { findPlan } from "#app/features/pairings/get-plan.query.server.ts";
import { publishPlan } from "#app/features/pairings/publish-plan.command.server.ts";
import { solveHere } from "#app/features/pairings/solve-registered.server.ts";
import { beginTerm } from "#app/features/pairings/term/begin-term.command.server.ts";
import { getTerm } from "#app/features/pairings/term/get-term.query.server.ts";
import { COUNTY, type Office, openOffice, TOWNSHIP } from "#tests/support/office.ts";
import { addProgramme, liaisons, published } from "#tests/support/programme.ts";

let office: Office;
let made: { deputyIds: number[] };
beforeEach(async () => {
  office = await openOffice();
  made = await addProgramme(office, { deputies: 30, firms: 60 });
  await published(office);
});
afterEach(() => office.close());

/** What an imported list of the new term leaves behind: ten deputies gone with their mandates, ten new ones. */
async function newList(): Promise<number[]> {
  const gone = made.deputyIds.slice(0, 10);
  await office.owner`
    insert into mandates (deputy_id, level, electoral_unit, county_code, started_on, ended_on)
    select deputy_id, level, '第一选区', county_code, '2021-11-01', '2026-11-20' from deputies where deputy_id in ${office.owner(gone)}`;
  await office.owner`update deputies set state = 'left', version = version + 1 where deputy_id in ${office.owner(gone)}`;
  await office.owner`
    insert into deputies (name, search_text, card_no, level, county_code, township_code, created_at)
    select '新任' || n, '新任' || n, 'N' || n, 'township', ${COUNTY}, ${TOWNSHIP}, now() from generate_series(1, 10) n`;
  return gone;
}

describe("a change of term", () => {
  it("keeps the pairs until the plan is published, settles who left in one run, and hands over in bulk", async () => {
    const gone = await newList();
    const { owner } = office;
    await owner`
      insert into role_grants (user_id, role, deputy_id, started_on, created_at)
      select user_id, 'deputy', ${gone[0]!}, '2026-01-01', now() from users where name = 'deputy'`;
    await owner`
      insert into role_grants (user_id, role, county_code, township_code, started_on, created_at)
      select user_id, 'township_officer', ${COUNTY}, ${TOWNSHIP}, '2026-01-01', now() from users where name = 'officer'`;
    const before = await liaisons(office);
    const held = [...before.values()].filter((deputy) => gone.includes(deputy)).length;
    expect(await getTerm(office.ctx("county"))).toMatchObject({ unsettled: 10, firms: held, plan: null });

    const key = randomUUID();
    const begun = await beginTerm(office.ctx("county"), key, { countyCode: null });
    if (!begun.ok) throw new Error(begun.error.code);
    expect(begun.value).toMatchObject({ left: 10, firms: held });
    expect(await beginTerm(office.ctx("county"), key, { countyCode: null })).toEqual(begun);
    expect(await liaisons(office)).toEqual(before);
    const left =
      await owner`select distinct left_on::text as day, left_reason as why from deputies where state = 'left'`;
    expect([...left]).toEqual([{ day: "2026-11-20", why: "term_ended" }]);
    const [grant] = await owner`select ended_on::text as day from role_grants where deputy_id = ${gone[0]!}`;
    expect(grant?.day).toBe("2027-01-19");
    const [told] = await owner`
      select count(*)::int as n from notices n join users u on u.user_id = n.recipient_user_id
      where u.name = 'officer' and n.kind = 'pairing_care'`;
    expect(told?.n).toBe(1);

    const { planId } = begun.value;
    await runDraft(office.ctx("county"), planId, solveHere);
    const plan = await findPlan(office.ctx("county"), planId, null);
    expect(plan?.figures).toMatchObject({ changed: held, changedMinimum: held, unpaired: 0 });
    const input = { planId, version: plan!.version, reason: "新一届联系安排" };
    expect(await publishPlan(office.ctx("county"), randomUUID(), input)).toMatchObject({
      ok: true,
      value: { handedOver: held },
    });
    const after = await liaisons(office);
    expect([...after.values()].some((deputy) => gone.includes(deputy))).toBe(false);
    expect(after.size).toBe(before.size);
    expect(await getTerm(office.ctx("county"))).toMatchObject({
      unsettled: 0,
      leaving: 0,
      firms: 0,
      plan: { planId, state: "published" },
    });
  });

  it("is run again after a further list without telling of the same twice, and belongs to its own county", async () => {
    await newList();
    const first = await beginTerm(office.ctx("county"), randomUUID(), { countyCode: null });
    if (!first.ok) throw new Error(first.error.code);
    expect(await beginTerm(office.ctx("county"), randomUUID(), { countyCode: null })).toMatchObject({
      error: { code: "plan.already_running" },
    });
    await runDraft(office.ctx("county"), first.value.planId, solveHere);
    expect(await beginTerm(office.ctx("county"), randomUUID(), { countyCode: null })).toMatchObject({
      ok: true,
      value: { left: 0, firms: 0 },
    });
    expect(await getTerm(office.ctx("otherCounty"))).toMatchObject({ unsettled: 0, plan: null });
  });
});
