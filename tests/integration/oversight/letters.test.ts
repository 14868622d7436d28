import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import { paperOf } from "#app/features/letters/components/letter-words.ts";
import { getLetter } from "#app/features/letters/get-letter.query.server.ts";
import { giveLetterCommand } from "#app/features/letters/give-letter-command.command.server.ts";
import type { LetterForm } from "#app/features/letters/letter.schema.ts";
import { letterDocx } from "#app/features/letters/letter-docx.server.ts";
import { listLetters } from "#app/features/letters/list-letters.query.server.ts";
import { tendLetters } from "#app/features/letters/tend-letters.command.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import { makeFormat } from "#app/i18n/format.ts";
import { openZip } from "#app/platform/sheets/zip-archive.ts";
import { type Office, openOffice, type PersonName } from "#tests/support/office.ts";
import { deskOf } from "#tests/support/office-desk.ts";

let office: Office;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  office = await openOffice("2026-03-03T02:00:00.000Z");
  desk = deskOf(office);
  const { actor } = office.ctx("handler");
  await office.owner`insert into role_grants (user_id, role, department_id, started_on, created_at)
    values (${actor.kind === "person" ? actor.userId : 0}, 'handler', ${office.units.lead}, '2026-01-01', now())`;
});
afterAll(() => office.close());

const DAY_MS = 86_400_000;

/** An issue that has reached level 2 by time, with its draft. */
async function atLevelTwo(firmId?: number): Promise<{ issueId: number; letterId: number }> {
  const issueId = await desk.dispatched(firmId);
  const [clock] = await office.owner<
    { due: Date }[]
  >`select due_at as due from clocks where issue_id = ${issueId} and ladder = 'main'`;
  await desk.goTo(clock!.due.getTime() + 8 * DAY_MS);
  await sweepDue(office.ctx("system"));
  const [row] = await office.owner<
    { id: number }[]
  >`select supervision_notice_id as id from supervision_notices where issue_id = ${issueId}`;
  return { issueId, letterId: row!.id };
}

async function view(who: PersonName, letterId: number) {
  const found = await getLetter(office.ctx(who), letterId);
  if (!found.ok) throw new Error(found.error.code);
  return found.value;
}

type Command = LetterForm extends infer F ? (F extends LetterForm ? Omit<F, "version"> : never) : never;
async function give(who: PersonName, letterId: number, form: Command) {
  const [row] = await office.owner<
    { version: number }[]
  >`select version from supervision_notices where supervision_notice_id = ${letterId}`;
  const whole = { ...form, version: row!.version } as LetterForm;
  return giveLetterCommand(office.ctx(who), crypto.randomUUID(), letterId, whole);
}

const toldOf = async (kind: string) =>
  (
    await office.owner<{ name: string }[]>`
      select u.name from notices n join users u on u.user_id = n.recipient_user_id where n.kind = ${kind} order by u.name`
  ).map((row) => row.name);

describe("a supervision notice", () => {
  it("is drafted once with level 2 and sent to nobody before a person signs it", async () => {
    const { issueId, letterId } = await atLevelTwo();
    await Promise.all([1, 2, 3].map(() => sweepDue(office.ctx("system"))));
    const drafts = await office.owner`select 1 from supervision_notices where issue_id = ${issueId}`;
    expect(drafts).toHaveLength(1);
    expect(await toldOf("letter_signed")).toEqual([]);
    expect((await getLetter(office.ctx("handler"), letterId)).ok).toBe(false);
    expect((await getLetter(office.ctx("otherCounty"), letterId)).ok).toBe(false);

    const draft = await view("county", letterId);
    expect(draft).toMatchObject({ state: "draft", trigger: "overdue", commands: ["edit", "sign", "drop"] });
    expect(draft.offered?.number).toMatch(/^夷陵\S*人督〔2026〕1号$/);
    const { number, replyBy } = draft.offered!;
    const paper = { number, replyBy, signer: "张主任", body: "请抓紧办理。" };
    expect((await give("handler", letterId, { command: "sign", ...paper })).ok).toBe(false);
    expect((await give("county", letterId, { command: "sign", ...paper })).ok).toBe(true);
    expect(await toldOf("letter_signed")).toEqual(["handler"]);
    const waiting =
      await office.owner`select 1 from outbox o join notices n using (notice_id) where n.kind = 'letter_signed'`;
    expect(waiting).toHaveLength(1);
  });

  it("is received and replied to by its unit alone, and the signer hears of the reply", async () => {
    const list = { list: "awaiting" as const, issueId: null, after: null };
    const { rows, counts } = await listLetters(office.ctx("handler"), list);
    expect(counts.awaiting).toBe(rows.length);
    const { letterId } = rows[0]!;
    expect((await view("handler", letterId)).commands).toEqual(["receive", "reply"]);
    expect((await getLetter(office.ctx("otherHandler"), letterId)).ok).toBe(false);
    const begun = { command: "receive" as const, reply: "已派人" };
    expect((await give("handler", letterId, begun)).ok).toBe(true);
    expect(await view("handler", letterId)).toMatchObject({ reply: null, draftReply: "已派人" });
    expect(await view("county", letterId)).toMatchObject({ reply: null, draftReply: null });
    const again = await give("handler", letterId, begun);
    expect(again).toMatchObject({ ok: false, error: { code: "letter.wrong_state" } });
    expect((await give("handler", letterId, { command: "reply", reply: "已派人处理。" })).ok).toBe(true);
    expect(await toldOf("letter_replied")).toEqual(["county"]);
    expect(await view("county", letterId)).toMatchObject({ state: "replied", reply: "已派人处理。" });
  });

  it("bears a number that no other bears, and reminds once when its reply is overdue", async () => {
    const { letterId } = await atLevelTwo(office.firms.mill);
    const { offered } = await view("county", letterId);
    expect(offered!.number).toMatch(/〕2号$/);
    const paper = { replyBy: offered!.replyBy, signer: "张主任", body: "请抓紧办理。" };
    const used = offered!.number.replace("〕2号", "〕1号");
    expect(await give("county", letterId, { command: "sign", number: used, ...paper })).toMatchObject({
      ok: false,
      error: { code: "letter.number_taken", field: "number" },
    });
    expect((await give("county", letterId, { command: "sign", number: offered!.number, ...paper })).ok).toBe(
      true,
    );
    expect(await tendLetters(office.ctx("system"))).toBe(0);
    await desk.goTo(Date.parse(`${offered!.replyBy}T16:30:00.000Z`));
    const reminded = await Promise.all([1, 2, 3].map(() => tendLetters(office.ctx("system"))));
    expect(reminded.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await toldOf("letter_late")).toEqual(["county", "handler"]);
    const late = await listLetters(office.ctx("county"), { list: "late", issueId: null, after: null });
    expect(late.rows.map((row) => row.letterId)).toEqual([letterId]);
  });

  it("can't be sent about an issue that was closed; its draft is dropped with that reason", async () => {
    const { issueId, letterId } = await atLevelTwo(office.firms.forge);
    await desk.mustGive("county", issueId, "divert", { divertTo: "mediation", reason: "当事人同意调解" });
    await tendLetters(office.ctx("system"));
    expect(await view("county", letterId)).toMatchObject({ state: "dropped", droppedReason: "issue_closed" });
  });

  it("prints as a Word paper with number, unit, text and receipt", async () => {
    const { rows } = await listLetters(office.ctx("county"), { list: "replied", issueId: null, after: null });
    const t = translator("zh-CN");
    const paper = paperOf(t, makeFormat(t, null), await view("county", rows[0]!.letterId));
    const zip = openZip(await letterDocx(paper));
    const text = await zip.text("word/document.xml");
    for (const words of [paper.number, paper.to, "请抓紧办理。", "回　执", "签收人：handler"])
      expect(text).toContain(words);
  });
});
