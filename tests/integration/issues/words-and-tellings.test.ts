import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { civilDayOf, dayNumber, isoDay } from "#app/domain/calendar/civil-day.ts";
import { getIssue } from "#app/features/issues/queries/get-issue.query.server.ts";
import { tellSides } from "#app/features/issues/tell-sides.command.server.ts";
import { readTx } from "#db/client.ts";
import type { Office, PersonName } from "#tests/support/office.ts";
import { CONSENT, type deskOf, openOfficeOfBothSides } from "#tests/support/office-desk.ts";

let office: Office;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  ({ office, desk } = await openOfficeOfBothSides());
});
afterAll(() => office.close());

async function handled(confidentiality: "open" | "shielded"): Promise<number> {
  const issueId = await desk.raisedByDeputy("shop", confidentiality);
  await desk.mustGive("county", issueId, "ask_information", { what: "请补充地点" });
  await desk.mustGive("deputy", issueId, "supply_information", { words: "补充：在甲一路口" });
  await desk.mustGive("county", issueId, "accept", {
    categoryCode: "01",
    severity: "ordinary",
    type: "ordinary",
    confidentiality,
    title: "道路破损",
    wording: "某企业反映道路破损",
  });
  await desk.mustGive("county", issueId, "transfer", { to: "county", ...CONSENT });
  await desk.mustGive("dispatcher", issueId, "dispatch", {
    departmentId: office.units.lead,
    coHandlers: [office.units.co],
  });
  await desk.mustGive("handler", issueId, "sign_for", {});
  await desk.mustGive("handler", issueId, "record_contact", { way: "phone", words: "内部记录" });
  await desk.mustGive("handler", issueId, "record_contact", { way: "relayed", words: "请准备施工图" });
  await desk.mustGive("handler", issueId, "give_interim_answer", { body: "已到现场查看" });
  return issueId;
}

async function open(who: PersonName, issueId: number) {
  const page = await getIssue(office.ctx(who), issueId);
  if (!page.ok) throw new Error(page.error.code);
  return page.value;
}

async function wordsFor(who: PersonName, issueId: number): Promise<string[]> {
  const page = await getIssue(office.ctx(who), issueId);
  if (!page.ok) throw new Error(page.error.code);
  return page.value.steps.flatMap((step) => step.words ?? []).reverse();
}

async function toldTo(who: PersonName, issueId: number): Promise<string[]> {
  const rows = await office.owner<{ kind: string }[]>`
    select n.kind from notices n join users u on u.user_id = n.recipient_user_id
    where u.name = ${who} and n.issue_id = ${issueId} order by n.notice_id`;
  return rows.map((row) => row.kind);
}

describe("words that come with steps", () => {
  it("are read by the sides they are for", async () => {
    const issueId = await handled("open");
    expect(await wordsFor("county", issueId)).toEqual([
      "补充：在甲一路口",
      "内部记录",
      "请准备施工图",
      "已到现场查看",
    ]);
    expect(await wordsFor("handler", issueId)).toContain("补充：在甲一路口");
    expect(await wordsFor("deputy", issueId)).toEqual(["补充：在甲一路口", "请准备施工图", "已到现场查看"]);
  });

  it("of a shielded firm never reach the unit", async () => {
    const issueId = await handled("shielded");
    expect(await wordsFor("handler", issueId)).toEqual(["内部记录", "请准备施工图", "已到现场查看"]);
    expect(await wordsFor("county", issueId)).toContain("补充：在甲一路口");
    const unfiltered = await readTx(office.ctx("handler"), (tx) =>
      tx.execute(sql`select body from issue_texts where issue_id = ${issueId} and from_firm`),
    );
    expect([...unfiltered]).toEqual([]);
  });

  it("are asked for where a message is relayed to the firm", async () => {
    const issueId = await handled("open");
    const given = await desk.give("handler", issueId, "record_contact", { way: "relayed", words: "" });
    expect(given).toMatchObject({ ok: false, error: { code: "issue.message_without_words" } });
  });
});

describe("steps that are told", () => {
  it("reach firm, deputy, handlers and head once, and not whoever took them", async () => {
    const issueId = await handled("shielded");
    await desk.mustGive("handler", issueId, "draft_answer", { answerClass: "A", body: "已修复" });
    await desk.mustGive("head", issueId, "sign_answer", { answerClass: "A" });
    await Promise.all([1, 2, 3, 4].map(() => tellSides(office.ctx("system"))));
    expect(await tellSides(office.ctx("system"))).toBe(0);
    expect(await toldTo("firm", issueId)).toEqual([
      "issue.information_asked",
      "issue.accepted",
      "issue.dispatched",
      "issue.contact_recorded",
      "issue.interim_answered",
      "issue.answer_signed",
    ]);
    expect(await toldTo("deputy", issueId)).toContain("issue.answer_signed");
    expect(await toldTo("handler", issueId)).toEqual(["issue.dispatched"]);
    expect(await toldTo("head", issueId)).toEqual(["issue.answer_drafted"]);
    expect(await toldTo("stranger", issueId)).toEqual([]);
  });
});

describe("the approval of a transfer", () => {
  it("is told to the firm and its deputy with its day alone; who gave it under which number stays in the house", async () => {
    const issueId = await handled("open");
    const factsFor = async (who: PersonName) =>
      (await open(who, issueId)).steps.find((step) => step.kind === "issue.consent_recorded")?.payload;
    for (const who of ["firm", "deputy"] as const)
      expect(await factsFor(who)).toEqual({ consentedOn: CONSENT.consentedOn });
    for (const who of ["county", "handler"] as const) expect(await factsFor(who)).toEqual(CONSENT);
  });
});

describe("a shielded firm", () => {
  it("is called by the same pseudonym in all its issues, another firm by another one", async () => {
    for (const firm of ["shop", "shop", "mill"] as const) await desk.raisedByDeputy(firm, "shielded");
    const rows = await readTx(office.ctx("city"), (tx) =>
      tx.execute<{ firm_id: number; pseudonym: string }>(
        sql`select distinct firm_id, pseudonym from issues join issue_parties using (issue_id)`,
      ),
    );
    expect(rows.map((row) => row.firm_id).sort()).toEqual([office.firms.shop, office.firms.mill].sort());
    expect(new Set(rows.map((row) => row.pseudonym)).size).toBe(2);
  });
});

describe("an appointment with a shielded firm", () => {
  it("is relayed to it, answered by yes or no, and tells the unit nothing of the firm", async () => {
    const issueId = await handled("shielded");
    const offer = { way: "relayed", words: "带上用电合同，在政务中心见", meetAt: "14:30" } as const;
    const tooFew = await desk.give("handler", issueId, "record_contact", offer);
    expect(tooFew).toMatchObject({ ok: false, error: { field: "meetOn" } });
    const today = civilDayOf(await office.ctx("handler").clock.now());
    const yesterday = isoDay(dayNumber(today) - 1);
    const past = await desk.give("handler", issueId, "record_contact", { ...offer, meetOn: yesterday });
    expect(past).toMatchObject({ ok: false, error: { code: "issue.day_past", facts: { day: yesterday } } });
    const gone = await desk.give("handler", issueId, "record_contact", {
      ...offer,
      meetOn: today,
      meetAt: "00:00",
    });
    expect(gone).toMatchObject({
      ok: false,
      error: { code: "issue.hour_past", facts: { time: "00:00" }, field: "meetAt" },
    });
    await desk.mustGive("handler", issueId, "record_contact", { ...offer, meetOn: "2026-11-30" });
    const firm = await open("firm", issueId);
    expect(firm.appointment).toEqual({ meetOn: "2026-11-30", meetAt: "14:30", words: offer.words });
    expect(firm.fields.add_material).toEqual(["words", "meeting"]);
    const silent = await desk.give("firm", issueId, "add_material", { words: "" });
    expect(silent).toMatchObject({ ok: false, error: { field: "words" } });
    await desk.mustGive("firm", issueId, "add_material", { words: "我是金丝雀商店", meeting: "no" });
    expect((await open("firm", issueId)).appointment).toBeNull();
    const unit = await open("handler", issueId);
    const answer = unit.steps.find((step) => step.kind === "issue.material_added");
    expect(answer).toMatchObject({ payload: { meeting: "no" }, words: null });
    expect(JSON.stringify(unit)).not.toContain("金丝雀商店");
  });
});
