import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { leaveOffice } from "#app/features/deputies/leave-office.command.server.ts";
import { findDifferences, publishPlan } from "#app/features/pairings/publish-plan.command.server.ts";
import { COUNTY, type Office, openOffice } from "#tests/support/office.ts";
import { addProgramme, drafted, liaisons, published } from "#tests/support/programme.ts";

let office: Office;
let made: { deputyIds: number[]; firmIds: number[] };
beforeEach(async () => {
  office = await openOffice();
  made = await addProgramme(office, { deputies: 30, firms: 60 });
});
afterEach(() => office.close());

const publish = (plan: { planId: number; version: number }, who: "county" | "city" = "county") =>
  publishPlan(office.ctx(who), randomUUID(), {
    planId: plan.planId,
    version: plan.version,
    reason: "季度调整",
  });
const leave = async (deputyId: number, reason: "term_ended" | "died" = "term_ended") => {
  const [row] = await office.owner`select version from deputies where deputy_id = ${deputyId}`;
  const input = { deputyId, version: row!.version as number, leftOn: "2026-11-24", reason };
  return leaveOffice(office.ctx("county"), randomUUID(), input);
};

/** Firms with two liaisons on one day, and days without one between two periods of a firm. */
async function faults() {
  const [row] = await office.owner`
    select (select count(*)::int from pairings a join pairings b on a.firm_id = b.firm_id and a.pairing_id < b.pairing_id
        and a.during && b.during) as doubled,
      (select count(*)::int from (
        select ended_on, lead(started_on) over (partition by firm_id order by started_on, pairing_id) as next from pairings) p
        where next > ended_on) as gaps`;
  return row;
}

describe("publishing a plan", () => {
  it("starts and ends pairs on one day without a gap, once, and tells everybody it concerns", async () => {
    const { owner } = office;
    await owner`update deputies set sector_code = null`;
    const plan = await published(office);
    expect(plan).toMatchObject({ state: "published", reason: "测试发布" });
    expect((await liaisons(office)).size).toBe(65);
    office.advance(24 * 3_600_000);
    const left = await liaisons(office);
    expect(await leave(office.deputies.deputy)).toMatchObject({ ok: true, value: { firms: 5 } });
    expect(await liaisons(office)).toEqual(left);
    const repair = await drafted(office);
    expect(repair.figures).toMatchObject({ changed: 5, changedMinimum: 5, unpaired: 0 });
    const result = await publish(repair);
    expect(result).toMatchObject({ ok: true, value: { started: 5, ended: 5, handedOver: 5 } });
    expect(await faults()).toEqual({ doubled: 0, gaps: 0 });
    expect(await publish(repair)).toMatchObject({ error: { code: "pairing.already_published" } });
    const notices = await owner`
      select kind, count(*)::int as n from notices n join users u on u.user_id = n.recipient_user_id
      where n.kind like 'pairing_%' and u.name = 'deputy' group by kind`;
    expect([...notices]).toContainEqual({ kind: "pairing_handed_over", n: 1 });
  });

  it("is refused with the list when the registers changed in a way that matters, and goes through when not", async () => {
    const { owner, firms, deputies } = office;
    await published(office);
    const changes: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
      [
        "firm_gone",
        () => owner`update firms set in_programme = false where firm_id = ${firms.shop}`,
        () => owner`update firms set in_programme = true where firm_id = ${firms.shop}`,
      ],
      [
        "deputy_left",
        () => owner`update deputies set state = 'left' where deputy_id = ${deputies.colleague}`,
        () => owner`update deputies set state = 'active' where deputy_id = ${deputies.colleague}`,
      ],
      [
        "forbidden",
        () => owner`insert into pairing_constraints (firm_id, deputy_id, kind, reason, created_at)
          values (${firms.shop}, ${deputies.deputy}, 'conflict', '亲属', now())`,
        () => owner`delete from pairing_constraints`,
      ],
      [
        "firm_new",
        () => owner`insert into firms (uscc, name, search_text, county_code, township_code, in_programme, created_at)
          values ('91420506MC00000001', '新来企业', '新来企业', ${COUNTY}, '420506001', true, now())`,
        () => owner`delete from firms where uscc = '91420506MC00000001'`,
      ],
      [
        "pair_changed",
        () =>
          owner`update pairings set deputy_id = ${made.deputyIds[0]!} where firm_id = ${firms.shop} and ended_on is null`,
        () =>
          owner`update pairings set deputy_id = ${deputies.deputy} where firm_id = ${firms.shop} and ended_on is null`,
      ],
    ];
    const plan = await drafted(office, "county", { mode: "reoptimise" });
    for (const [kind, change, back] of changes) {
      await change();
      const refused = await publish(plan);
      expect(refused, kind).toMatchObject({ ok: false, error: { code: "pairing.plan_stale" } });
      const { differences } = await findDifferences(office.ctx("county"), plan.planId);
      expect(
        differences.map((one) => one.kind),
        kind,
      ).toContain(kind);
      await back();
    }
    await owner`update firms set phone = '0717' where firm_id = ${firms.shop}`;
    await owner`update deputies set phone = '13900000000' where deputy_id = ${deputies.colleague}`;
    expect(await findDifferences(office.ctx("county"), plan.planId)).toEqual({ differences: [], count: 0 });
    expect((await publish(plan)).ok).toBe(true);
    expect(await faults()).toEqual({ doubled: 0, gaps: 0 });
  });

  it("by two supervisors at the same moment leaves one plan whole, and tells the other why", async () => {
    await published(office);
    await leave(office.deputies.deputy);
    const [a, b] = [await drafted(office, "county"), await drafted(office, "city")];
    const results = await Promise.all([publish(a), publish(b, "city")]);
    const said = results.map((one) => (one.ok ? "ok" : one.error.code)).sort();
    expect(said).toEqual(["ok", "pairing.plan_stale"]);
    const [row] = await office.owner`
      select count(*)::int as running, count(distinct plan_id)::int as plans from pairings
      where ended_on is null and firm_id in (${office.firms.shop}, ${office.firms.mill}, ${office.firms.forge})`;
    expect(row).toEqual({ running: 3, plans: 1 });
    expect(await faults()).toEqual({ doubled: 0, gaps: 0 });
  });

  it("can be undone by a new plan that goes back to the pairs of a past day", async () => {
    await published(office);
    const then = await liaisons(office);
    office.advance(10 * 24 * 3_600_000);
    await office.owner`insert into pairing_constraints (firm_id, deputy_id, kind, reason, created_at)
      values (${office.firms.shop}, ${office.deputies.deputy}, 'exclusion', '轮换', now())`;
    await published(office);
    expect(await liaisons(office)).not.toEqual(then);
    await office.owner`update pairing_constraints set ended_at = now()`;
    const back = await drafted(office, "county", { mode: "restore", restoreOn: "2026-11-25" });
    expect(back.byReason).toContainEqual({ reason: "restored", count: 1 });
    expect((await publish(back)).ok).toBe(true);
    expect(await liaisons(office)).toEqual(then);
    const none = drafted(office, "county", { mode: "restore", restoreOn: "2020-01-01" });
    await expect(none).rejects.toThrow("plan.nothing_on_day");
  });
});

describe("a handover", () => {
  it("counts and carries what is open, keeps sealed issues out, and gives the new liaison time", async () => {
    const { owner, firms, deputies } = office;
    await published(office);
    const issue = async (number: string, confidentiality: string) => {
      const [row] = await owner`
        insert into issues (number, state, confidentiality, county_code, raiser_kind, title, first_spoken_at, submitted_at)
        values (${number}, 'submitted', ${confidentiality}, ${COUNTY}, 'deputy', '诉求', now(), now()) returning issue_id`;
      await owner`
        insert into issue_parties (issue_id, confidentiality, firm_id, deputy_id, title, words)
        values (${row!.issue_id}, ${confidentiality}, ${firms.shop}, ${deputies.deputy}, '诉求', '原话')`;
      return row!.issue_id as number;
    };
    const [open, shielded, sealed] = [
      await issue("T1", "open"),
      await issue("T2", "shielded"),
      await issue("T3", "sealed"),
    ];
    await owner`insert into promises (issue_id, county_code, body, due_on, state, created_at)
      values (${open}, ${COUNTY}, '月底前办结', '2026-12-31', 'open', now())`;
    await owner`update pairings set contact_due_on = '2026-11-26' where firm_id = ${firms.shop} and ended_on is null`;
    await leave(deputies.deputy);
    const plan = await drafted(office);
    for (const who of ["county"] as const) expect((await publish(plan, who)).ok).toBe(true);
    const [handover] = await owner`select * from pairing_handovers where firm_id = ${firms.shop}`;
    expect(handover).toMatchObject({ from_deputy_id: deputies.deputy, open_issues: 2, open_promises: 1 });
    await owner`select set_config('app.actor_kind', 'system', false)`;
    const holders = await owner`select issue_id, deputy_id from issue_parties order by issue_id`;
    const to = handover!.to_deputy_id as number;
    expect(new Map(holders.map((row) => [row.issue_id, row.deputy_id]))).toEqual(
      new Map([
        [open, to],
        [shielded, to],
        [sealed, deputies.deputy],
      ]),
    );
    const [pair] = await owner`
      select contact_due_on::text as due from pairings where firm_id = ${firms.shop} and ended_on is null`;
    expect(pair?.due).toBe("2026-12-08");
  });

  it("of a deputy who died ends the sign-in at once, of others after two months", async () => {
    const { owner, deputies } = office;
    for (const [who, deputyId] of [
      ["deputy", deputies.deputy],
      ["colleague", deputies.colleague],
    ] as const)
      await owner`insert into role_grants (user_id, role, deputy_id, started_on, created_at)
        select user_id, 'deputy', ${deputyId}, '2026-01-01', now() from users where name = ${who}`;
    await leave(deputies.deputy, "died");
    await leave(deputies.colleague);
    expect(await leave(deputies.colleague)).toMatchObject({ error: { code: "plan.deputy_left" } });
    const rows =
      await owner`select deputy_id, ended_on::text as day from role_grants where role = 'deputy' order by deputy_id`;
    expect(rows.map((row) => row.day)).toEqual(["2026-11-24", "2027-01-23"]);
  });
});
