import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { printCards } from "#app/features/accounts/cards/issue-cards.command.server.ts";
import { listCards } from "#app/features/accounts/cards/list-cards.query.server.ts";
import { spendLink } from "#app/features/accounts/one-time-link.command.server.ts";
import { settleVisits } from "#app/features/contacts/settle-due.server.ts";
import { undoImport } from "#app/features/imports/undo-import.command.server.ts";
import { computeHere } from "#app/features/pairings/compute-draft.server.ts";
import { runDraft } from "#app/features/pairings/draft-plan.command.server.ts";
import { findPlan } from "#app/features/pairings/get-plan.query.server.ts";
import { publishPlan } from "#app/features/pairings/publish-plan.command.server.ts";
import { beginTerm } from "#app/features/pairings/term/begin-term.command.server.ts";
import { getTerm } from "#app/features/pairings/term/get-term.query.server.ts";
import { COUNTY, type Office, openOffice, TOWNSHIP } from "#tests/support/office.ts";
import { addProgramme, liaisons, published } from "#tests/support/programme.ts";
import { imported } from "#tests/support/run-import.ts";

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
    await runDraft(office.ctx("county"), planId, computeHere);
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
    await runDraft(office.ctx("county"), first.value.planId, computeHere);
    expect(await beginTerm(office.ctx("county"), randomUUID(), { countyCode: null })).toMatchObject({
      ok: true,
      value: { left: 0, firms: 0 },
    });
    expect(await getTerm(office.ctx("otherCounty"))).toMatchObject({ unsettled: 0, plan: null });
  });
});

describe("the list of a new term", () => {
  const head = "姓名,手机,代表证号,代表层级,县市区,乡镇街道,选区,任期开始,变动情况\n";
  const line = (name: string, phone: string, card: string, change: string) =>
    `${name},${phone},${card},乡,夷陵区,小溪塔街道,第一选区,2026-11-20,${change}\n`;
  const stateOf = async (cardNo: string) => {
    const [row] = await office.owner`
      select state, left_on::text as "leftOn", left_reason as "leftReason" from deputies where card_no = ${cardNo}`;
    return row;
  };

  async function inOffice(cardNo: string, phone: string): Promise<number> {
    const [row] = await office.owner<{ deputy_id: number }[]>`
      update deputies set phone = ${phone}, township_code = ${TOWNSHIP} where card_no = ${cardNo} returning deputy_id`;
    await office.owner`
      insert into mandates (deputy_id, level, electoral_unit, county_code, township_code, started_on)
      values (${row!.deputy_id}, 'township', '第一选区', ${COUNTY}, ${TOWNSHIP}, '2021-11-01')`;
    return row!.deputy_id;
  }

  it("is taken back whole before the term begins; afterwards no more, for departures are settled and drafts name the new ones", async () => {
    await inOffice("P1", "13900000101");
    const list =
      head + line("代表1", "13900000101", "P1", "卸任") + line("新任甲", "13900000102", "N1", "新任");
    const pairs = await liaisons(office);
    const first = await imported(office.ctx("county"), "deputies", list);
    expect(first.figures).toMatchObject({ added: 1, updated: 1 });
    expect(await stateOf("P1")).toMatchObject({ state: "left", leftOn: null });
    expect((await undoImport(office.ctx("county"), first.importId, settleVisits(office.db))).ok).toBe(true);
    expect(await stateOf("P1")).toMatchObject({ state: "active" });
    expect(await stateOf("N1")).toBeUndefined();
    expect(await liaisons(office)).toEqual(pairs);

    const again = await imported(office.ctx("county"), "deputies", list);
    const begun = await beginTerm(office.ctx("county"), randomUUID(), { countyCode: null });
    expect(begun).toMatchObject({ ok: true, value: { left: 1 } });
    expect(await undoImport(office.ctx("county"), again.importId, settleVisits(office.db))).toMatchObject({
      error: { code: "register.import_in_use" },
    });
    expect(await stateOf("P1")).toMatchObject({ state: "left", leftReason: "term_ended" });
    expect(await liaisons(office)).toEqual(pairs);
  });

  it("brings back who left before, and lets go again whoever came back", async () => {
    await inOffice("P2", "13900000103");
    await imported(office.ctx("county"), "deputies", head + line("代表2", "13900000103", "P2", "卸任"));
    const first = await beginTerm(office.ctx("county"), randomUUID(), { countyCode: null });
    if (!first.ok) throw new Error(first.error.code);
    await runDraft(office.ctx("county"), first.value.planId, computeHere);
    await imported(office.ctx("county"), "deputies", head + line("代表2", "13900000103", "P2", "连任"));
    expect(await stateOf("P2")).toEqual({ state: "active", leftOn: null, leftReason: null });
    await imported(office.ctx("county"), "deputies", head + line("代表2", "13900000103", "P2", "卸任"));
    expect(await beginTerm(office.ctx("county"), randomUUID(), { countyCode: null })).toMatchObject({
      ok: true,
      value: { left: 1 },
    });
  });

  it("is published in one run: accounts of the new are opened, notices find them, the township prints their cards, and a card opens the account once", async () => {
    const { owner } = office;
    await newList();
    const [officer] = await owner`
      insert into role_grants (user_id, role, county_code, township_code, started_on, created_at)
      select user_id, 'township_officer', ${COUNTY}, ${TOWNSHIP}, '2026-01-01', now() from users where name = 'officer' returning user_id`;
    const begun = await beginTerm(office.ctx("county"), randomUUID(), { countyCode: null });
    if (!begun.ok) throw new Error(begun.error.code);
    const { planId } = begun.value;
    await runDraft(office.ctx("county"), planId, computeHere);
    const plan = await findPlan(office.ctx("county"), planId, null);
    const input = { planId, version: plan!.version, reason: "新一届联系安排" };
    const done = await publishPlan(office.ctx("county"), randomUUID(), input);
    if (!done.ok) throw new Error(done.error.code);
    const { accounts } = done.value;
    expect(accounts).toBeGreaterThan(0);
    const [told] = await owner`
      select count(*)::int as n from notices where kind = 'pairing_gained' and recipient_user_id in
        (select user_id from deputies where name like '新任%')`;
    expect(told?.n).toBe(
      (await owner`select 1 from deputies where name like '新任%' and user_id is not null`).length,
    );
    const [cards] = await owner`
      select facts ->> 'count' as count from notices where kind = 'pairing_cards' and recipient_user_id = ${officer!.user_id}`;
    const opened = await owner`
      select 1 from deputies join users using (user_id) where users.state = 'invited' and township_code = ${TOWNSHIP}`;
    expect(Number(cards?.count)).toBe(opened.length);

    const sheet = await printCards(
      office.ctx("officer"),
      { of: "township", township: TOWNSHIP },
      "http://liaison.test",
    );
    if (!sheet.ok) throw new Error(sheet.error.code);
    const card = sheet.value.cards.find((one) => one.name.startsWith("新任"));
    expect(card?.svg).toContain("<svg");
    const token = card!.link.split("/").at(-1)!;
    const again = await printCards(
      office.ctx("officer"),
      { of: "township", township: TOWNSHIP },
      "http://liaison.test",
    );
    expect(again.ok && again.value.cards.length).toBe(sheet.value.cards.length);
    const spend = (secret: string, phone: string | null) =>
      spendLink(office.ctx("system"), { token: secret, password: "a long test password", phone });
    expect(await spend(token, null)).toMatchObject({ error: { code: "account.link_spent" } });
    const fresh = (again.ok ? again.value.cards : []).find((one) => one.name === card!.name);
    const secret = fresh!.link.split("/").at(-1)!;
    await owner`update users set phone = '13900000999' where user_id = ${officer!.user_id}`;
    expect(await spend(secret, "13900000999")).toMatchObject({ error: { code: "account.phone_taken" } });
    expect(await spend(secret, "13900000105")).toMatchObject({ ok: true, value: { role: "deputy" } });
    expect(await spend(secret, "13900000105")).toMatchObject({ error: { code: "account.link_spent" } });
    const page = await listCards(office.ctx("officer"), { county: null, township: TOWNSHIP, deputyId: null });
    expect(page.rows.length).toBe(sheet.value.cards.length - 1);
  });

  it("is printed for a whole county on one sheet, place after place, for whoever holds no card yet", async () => {
    const { owner } = office;
    await owner`update deputies set township_code = null where deputy_id = ${made.deputyIds[0]!}`;
    const print = (who: "county" | "otherCounty" | "officer", again?: "yes") =>
      printCards(office.ctx(who), { of: "county", county: COUNTY, again }, "http://liaison.test");
    const page = await listCards(office.ctx("county"), { county: null, township: null, deputyId: null });
    expect(page.county).toMatchObject({ code: COUNTY, cardless: page.waiting });
    const sheet = await print("county");
    if (!sheet.ok) throw new Error(sheet.error.code);
    expect(sheet.value.cards.length).toBe(page.waiting);
    const places = sheet.value.cards.map((card) => card.place);
    const runs = places.filter((place, at) => place !== places[at - 1]);
    expect(runs.length).toBe(new Set(places).size);
    expect(runs.length).toBeGreaterThan(1);
    expect(await print("county")).toMatchObject({ error: { code: "common.not_found" } });
    const again = await print("county", "yes");
    expect(again.ok && again.value.cards.length).toBe(page.waiting);
    expect(await print("otherCounty", "yes")).toMatchObject({ error: { code: "common.not_found" } });
  });

  it("leaves an account that also bears another office to the security administrator, and other townships to their own", async () => {
    const { owner } = office;
    const deputyId = await inOffice("P3", "13900000104");
    await owner`
      with u as (insert into users (name, state, created_at) values ('兼任', 'active', now()) returning user_id),
        g as (insert into role_grants (user_id, role, started_on, created_at) select user_id, 'auditor', '2026-01-01', now() from u)
      update deputies set user_id = u.user_id from u where deputy_id = ${deputyId}`;
    const cards = (who: "officer" | "otherCounty") =>
      printCards(office.ctx(who), { of: "deputy", deputyId }, "http://liaison.test");
    expect(await cards("officer")).toMatchObject({ error: { code: "common.not_found" } });
    await owner`update role_grants set ended_on = '2026-02-01' where role = 'auditor'`;
    expect(await cards("otherCounty")).toMatchObject({ error: { code: "common.not_found" } });
    expect(await cards("officer")).toMatchObject({ ok: true, value: { cards: [{ name: "代表3" }] } });
  });
});
