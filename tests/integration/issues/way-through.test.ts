import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logContact } from "#app/features/contacts/log-contact.command.server.ts";
import { giveCommand } from "#app/features/issues/give-command.command.server.ts";
import type { FormCommand, FormOf } from "#app/features/issues/issue.schema.ts";
import { raiseFinding, raiseIssue } from "#app/features/issues/raise-issue.command.server.ts";
import { readTx } from "#db/client.ts";
import { at } from "#tests/support/calendar.ts";
import { type Office, openOffice, type PersonName } from "#tests/support/office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const CONSENT = { consentedBy: "分管副主任", consentedOn: "2026-11-24", paperNo: "1" };

async function versionOf(issueId: number): Promise<number> {
  const [row] = await office.owner<
    { version: number }[]
  >`select version from issues where issue_id = ${issueId}`;
  return row!.version;
}

async function give<K extends FormCommand>(who: PersonName, issueId: number, command: K, form: FormOf<K>) {
  const on = { key: crypto.randomUUID(), issueId, version: await versionOf(issueId) };
  return giveCommand(office.ctx(who), on, command, form);
}

async function mustGive<K extends FormCommand>(
  who: PersonName,
  issueId: number,
  command: K,
  form: FormOf<K>,
) {
  const given = await give(who, issueId, command, form);
  if (!given.ok) throw new Error(`${command}: ${given.error.code} ${JSON.stringify(given.error.facts)}`);
  return given.value;
}

function contactForm(extra: object = {}) {
  return {
    contactId: crypto.randomUUID() as string,
    firmId: [office.firms.shop],
    otherFirm: "",
    withDeputies: "",
    kind: "visit" as const,
    outcome: "met" as const,
    happenedOn: "2026-11-24",
    place: "",
    topics: [],
    peopleMet: "",
    internalNote: "谈了用电问题",
    firmNote: "",
    findingTitle: "",
    findingWords: "",
    findingShielded: false,
    source: "phone" as const,
    ...extra,
  };
}

async function raised(confidentiality: "open" | "shielded" | "sealed" = "open"): Promise<number> {
  const result = await raiseIssue(office.ctx("firm"), crypto.randomUUID(), {
    firmId: office.firms.shop,
    deputyId: null,
    contactId: null,
    title: "商店门口停电",
    words: "金丝雀商店门口每天停电",
    categoryCode: "06",
    severity: "ordinary",
    confidentiality,
  });
  if (!result.ok) throw new Error(result.error.code);
  return result.value.issueId;
}

const ACCEPT = {
  categoryCode: "06",
  severity: "ordinary",
  type: "ordinary",
  title: "",
  wording: "",
} as const;

async function dispatched(issueId: number) {
  await mustGive("county", issueId, "accept", ACCEPT);
  await mustGive("county", issueId, "transfer", { to: "county", ...CONSENT });
  await mustGive("dispatcher", issueId, "dispatch", {
    departmentId: office.units.lead,
    coHandlers: [office.units.co],
  });
}

describe("the way of an issue", () => {
  it("goes from a contact's finding to the firm's own solved", async () => {
    const logged = await logContact(
      office.ctx("deputy"),
      contactForm({ findingTitle: "停电", findingWords: "每天停电两小时" }),
      raiseFinding(office.ctx("deputy")),
    );
    if (!logged.ok) throw new Error(logged.error.code);
    const { issue } = logged.value;
    expect(issue?.number).toMatch(/^YC2026-\d{6}$/);
    const issueId = issue!.issueId;
    await dispatched(issueId);
    await mustGive("handler", issueId, "sign_for", {});
    await mustGive("handler", issueId, "record_contact", { way: "phone", words: "已通话核实" });
    await mustGive("handler", issueId, "draft_answer", { answerClass: "A", body: "已恢复供电" });
    await mustGive("head", issueId, "send_back_answer", { comment: "写明日期" });
    await mustGive("handler", issueId, "draft_answer", { answerClass: "A", body: "已于昨日恢复供电" });
    await mustGive("head", issueId, "sign_answer", { answerClass: "A" });
    await mustGive("handler", issueId, "record_delivery", { way: "phone" });
    const said = await mustGive("firm", issueId, "say", {
      say: "solved",
      words: "好了",
      rating: "satisfied",
      attitude: "satisfied",
      remains: "",
    });
    expect(said.state).toBe("closed");
    const [row] =
      await office.owner`select state, closing, closed_at, next_due_at from issues where issue_id = ${issueId}`;
    expect(row).toMatchObject({ state: "closed", closing: "resolved", next_due_at: null });
    const open = await office.owner`select kind from clocks where issue_id = ${issueId} and ended_at is null`;
    expect(open).toEqual([]);
    const drafts =
      await office.owner`select state from answers where issue_id = ${issueId} order by answer_id`;
    expect(drafts.map((one) => one.state)).toEqual(["sent_back", "signed"]);
  });

  it("left lying with a unit is due at the yellow instant of its answer clock", async () => {
    const issueId = await raised();
    await dispatched(issueId);
    const [clock] = await office.owner<{ next_due_at: string; due_at: string; next_level: number }[]>`
      select next_due_at, due_at, next_level from clocks
      where issue_id = ${issueId} and kind = 'answer' and ended_at is null`;
    expect(clock!.next_level).toBe(0);
    // Dispatched on Tuesday 24 November at 10:00: 15 working days end on 15 December at 18:00.
    expect(new Date(clock!.due_at).getTime()).toBe(at("2026-12-15", "18:00"));
    const yellow = new Date(clock!.next_due_at).getTime();
    expect(yellow).toBeGreaterThan(at("2026-12-04", "08:00"));
    expect(yellow).toBeLessThan(at("2026-12-15", "18:00"));
  });

  it("is applied or refused, never lost, when twenty handlers meet on it", async () => {
    const issueId = await raised();
    await dispatched(issueId);
    const version = await versionOf(issueId);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        giveCommand(office.ctx("handler"), { key: crypto.randomUUID(), issueId, version }, "sign_for", {}),
      ),
    );
    expect(answers.filter((one) => one.ok)).toHaveLength(1);
    expect(answers.filter((one) => !one.ok && one.error.code === "common.conflict")).toHaveLength(19);
  });

  it("moves once when the same form is sent twenty times at once, with equal answers", async () => {
    const issueId = await raised();
    const on = { key: crypto.randomUUID(), issueId, version: await versionOf(issueId) };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => giveCommand(office.ctx("county"), on, "accept", ACCEPT)),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]!.ok).toBe(true);
    const [row] = await office.owner`
      select count(*)::int as n from events where subject_kind = 'issue' and subject_id = ${issueId} and kind = 'issue.accepted'`;
    expect(row!.n).toBe(1);
  });

  it("does not exist for another county, another unit, another deputy", async () => {
    const issueId = await raised();
    for (const who of ["otherCounty", "stranger", "otherHandler", "handler", "dispatcher"] as const) {
      const given = await give(who, issueId, "link_platform", { platform: "12345", number: "1" });
      expect([who, given.ok ? "" : given.error.code]).toEqual([who, "common.not_found"]);
    }
  });

  it("is never resolved by deputies or units", async () => {
    const issueId = await raised();
    await dispatched(issueId);
    await mustGive("handler", issueId, "sign_for", {});
    await mustGive("handler", issueId, "draft_answer", { answerClass: "A", body: "好了" });
    await mustGive("head", issueId, "sign_answer", { answerClass: "A" });
    for (const who of ["deputy", "handler", "head"] as const) {
      const given = await give(who, issueId, "say", { say: "solved", words: "", remains: "" });
      expect(given.ok ? "" : given.error.code).toBe("issue.not_your_role");
    }
  });
});

describe("a shielded issue", () => {
  it("cannot be read by the handler's transaction even without our own filter", async () => {
    const issueId = await raised("shielded");
    await mustGive("county", issueId, "accept", {
      ...ACCEPT,
      title: "某企业反映用电",
      wording: "某商业企业反映所在片区停电",
    });
    await mustGive("county", issueId, "transfer", { to: "county", ...CONSENT });
    await mustGive("dispatcher", issueId, "dispatch", { departmentId: office.units.lead, coHandlers: [] });
    for (const who of ["handler", "head", "dispatcher", "auditor"] as const) {
      const rows = await readTx(office.ctx(who), (tx) =>
        tx.execute(sql`select firm_id, words from issue_parties where issue_id = ${issueId}`),
      );
      expect([who, [...rows]]).toEqual([who, []]);
    }
    const [shown] = await office.owner`select title, wording from issues where issue_id = ${issueId}`;
    expect(JSON.stringify(shown)).not.toContain("金丝雀");
    const log =
      await office.owner`select payload, actor_user_id from events where subject_kind = 'issue' and subject_id = ${issueId}`;
    expect(JSON.stringify(log)).not.toContain("金丝雀");
    expect(log[0]!.actor_user_id).toBeNull();
    await mustGive("handler", issueId, "sign_for", {});
  });

  it("needs the department's wording before it can be accepted", async () => {
    const issueId = await raised("shielded");
    const given = await give("county", issueId, "accept", ACCEPT);
    expect(given.ok ? "" : given.error.field).toBe("title");
  });

  it("sealed at intake is triaged by the city alone", async () => {
    const issueId = await raised("sealed");
    const county = await give("county", issueId, "ask_information", { what: "?" });
    expect(county.ok ? "" : county.error.code).toBe("common.not_found");
    const clerk = await readTx(office.ctx("clerk"), (tx) =>
      tx.execute(sql`select 1 from issue_parties where issue_id = ${issueId}`),
    );
    expect([...clerk]).toEqual([]);
    const city = await give("city", issueId, "accept", { ...ACCEPT, title: "用电", wording: "某企业用电" });
    expect(city.ok).toBe(true);
  });
});
