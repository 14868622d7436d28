import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { watchClock } from "#app/features/escalations/watch-clock.command.server.ts";
import { getIssue } from "#app/features/issues/queries/get-issue.query.server.ts";
import { getMessage } from "#app/features/messages/get-message.query.server.ts";
import { contextOfLink } from "#app/features/messages/links/find-link.query.server.ts";
import { reissueLink } from "#app/features/messages/links/reissue-link.command.server.ts";
import { listMessages } from "#app/features/messages/list-messages.query.server.ts";
import { sweepAll } from "#app/jobs/sweep-all.ts";
import { steadyMs } from "#app/platform/timing/steady-clock.ts";
import { type MessageDesk, openMessageDesk, STATION_CODE } from "#tests/support/message-desk.ts";
import { type Office, openOffice, type PersonName } from "#tests/support/office.ts";
import { madeUpUscc } from "#tests/support/uscc.ts";

const DAY = 86_400_000;
let office: Office;
let desk: MessageDesk;
beforeAll(async () => {
  office = await openOffice("2026-11-02T02:00:00.000Z");
  desk = await openMessageDesk(office);
});
afterAll(() => office?.close());

async function sees(who: PersonName, messageId: number): Promise<boolean> {
  return (await getMessage(office.ctx(who), messageId)).ok;
}

async function sweep(): Promise<void> {
  for (let more = true; more; )
    more = (
      await sweepAll(office.ctx("system"), {
        ...watchClock(steadyMs),
        look: async () => null,
        trust: () => {},
      } as never)
    ).more;
}

async function noticesOf(who: PersonName, kind: string): Promise<number> {
  const actor = office.ctx(who).actor as { userId: number };
  const [row] = await office.owner<{ n: number }[]>`
    select count(*)::int as n from notices where recipient_user_id = ${actor.userId} and kind = ${kind}`;
  return row!.n;
}

describe("a message from a deputy's code", () => {
  it("reserves the issue's number, starts the firm's clock and waits for the deputy when the firm is known", async () => {
    const sent = await desk.mustSend({ firmName: "夷陵测试商店" });
    const state = await desk.stateOf(sent.messageId);
    expect(state).toMatchObject({ state: "received", owner: "deputy", deputy_id: office.deputies.deputy });
    // Monday 10:00: two working days end on Wednesday at 18:00 in Shanghai.
    expect(state.next_due_at?.toISOString()).toBe("2026-11-04T10:00:00.000Z");
    const passed = await desk.give("deputy", sent.messageId, "pass_on");
    expect(passed.ok && passed.value.number).toBe(sent.number);
    const issueId = passed.ok ? (passed.value.issueId ?? 0) : 0;
    const issue = await getIssue(office.ctx("deputy"), issueId);
    expect(issue.ok && issue.value).toMatchObject({
      number: sent.number,
      raiserKind: "firm",
      state: "submitted",
    });
    const [row] = await office.owner<{ first_spoken_at: Date; received: Date }[]>`
      select first_spoken_at from issues where issue_id = ${issueId}`;
    expect(row!.first_spoken_at.getTime()).toBeLessThanOrEqual(Date.parse(await office.clock.now()));
  });

  it("follows the firm's link over to the issue, where the holder acts as the firm and nowhere else", async () => {
    const sent = await desk.mustSend({ firmName: "夷陵测试磨坊" });
    await desk.give("deputy", sent.messageId, "pass_on");
    const ctx = await contextOfLink(desk.anonymous, sent.token);
    const link = ctx?.actor.kind === "anonymous" ? ctx.actor.link : undefined;
    expect(link?.issueId).toEqual(expect.any(Number));
    const issue = await getIssue(ctx!, link!.issueId!);
    expect(issue.ok && issue.value.commands).toContain("withdraw");
    expect((await getIssue(ctx!, link!.issueId! - 1)).ok).toBe(false);
    expect(await contextOfLink(desk.anonymous, "0000000000000000")).toBeUndefined();
  });

  it("is one message with one link however often the form is sent", async () => {
    const key = randomUUID();
    const form = { words: "同一封来信，重复发送", firmName: "夷陵测试商店" };
    const sent = await Promise.all(Array.from({ length: 20 }, () => desk.send(form, { key })));
    const values = sent.map((one) => (one.ok ? JSON.stringify(one.value) : JSON.stringify(one.error)));
    expect(new Set(values).size).toBe(1);
    expect(values[0]).toContain("messageId");
    const [kept] = await office.owner<{ n: number }[]>`
      select count(*)::int as n from idempotency_keys where key = ${key} and response::text like ${`%${sent[0]!.ok ? sent[0]!.value.token : ""}%`}`;
    expect(kept!.n).toBe(0);
  });

  it("can't be declined by the deputy, and goes to the clerk or the right deputy instead", async () => {
    const sent = await desk.mustSend({ firmName: "夷陵测试农场" });
    const declined = await desk.give("deputy", sent.messageId, "decline", {
      words: "不管",
      whereToGo: "别处",
    });
    expect(!declined.ok && declined.error.code).toBe("message.deputy_never_declines");
    const handed = await desk.give("deputy", sent.messageId, "hand_on", { to: "deputy" });
    expect(handed.ok).toBe(true);
    const state = await desk.stateOf(sent.messageId);
    expect(state).toMatchObject({ owner: "deputy", deputy_id: office.deputies.colleague });
    expect(await sees("deputy", sent.messageId)).toBe(false);
    expect(await noticesOf("colleague", "message_waiting")).toBe(1);
    expect((await desk.give("colleague", sent.messageId, "pass_on")).ok).toBe(true);
  });

  it("asks back and closes as unsupplied after 5 + 5 working days, reopened by supplying", async () => {
    const sent = await desk.mustSend({ firmName: "夷陵测试商店", words: "请帮忙看看这件事" });
    expect((await desk.give("deputy", sent.messageId, "ask_back", { words: "请说明是哪条路" })).ok).toBe(
      true,
    );
    office.advance(8 * DAY);
    await sweep();
    expect(await desk.stateOf(sent.messageId)).toMatchObject({ state: "asked_back" });
    office.advance(8 * DAY);
    await sweep();
    expect(await desk.stateOf(sent.messageId)).toMatchObject({ state: "closed", closing: "unsupplied" });
    expect((await desk.sender(sent.token, "supply")).ok).toBe(true);
    expect(await desk.stateOf(sent.messageId)).toMatchObject({
      state: "received",
      owner: "deputy",
      closing: null,
    });
  });

  it("that nobody takes up is put before the clerk when its two days are over, then before the county", async () => {
    const sent = await desk.mustSend({ firmName: "夷陵测试商店", words: "没有人接的来信" });
    const clerk = office.ctx("clerk").actor as never;
    const waits = async (who: never, name: PersonName) =>
      (await listMessages(office.ctx(name), who, "waiting", null)).rows.some(
        (row) => row.messageId === sent.messageId,
      );
    expect(await waits(clerk, "clerk")).toBe(false);
    office.advance(4 * DAY);
    await sweep();
    expect(await waits(clerk, "clerk")).toBe(true);
    const levels = await office.owner<{ level: number }[]>`
      select level from escalations where subject_kind = 'message' and subject_id = ${sent.messageId} order by level`;
    expect(levels.map((row) => row.level)).toEqual(expect.arrayContaining([0, 1]));
    office.advance(4 * DAY);
    await sweep();
    expect(await waits(office.ctx("county").actor as never, "county")).toBe(true);
  });
});

describe("a message of an unknown firm or a station's code", () => {
  it("goes to the clerk at once, who names the firm by its licence and passes it on", async () => {
    const unknown = await desk.mustSend({ firmName: "谁也不认识的店" });
    expect(await desk.stateOf(unknown.messageId)).toMatchObject({
      owner: "clerk",
      deputy_id: null,
      firm_id: null,
    });
    expect(await sees("deputy", unknown.messageId)).toBe(false);
    const early = await desk.give("clerk", unknown.messageId, "pass_on");
    expect(!early.ok && early.error.code).toBe("message.firm_unknown");
    const wrong = await desk.give("clerk", unknown.messageId, "pass_on", { firmUscc: "91420500MA49F8EK0X" });
    expect(!wrong.ok && wrong.error.code).toBe("message.uscc_invalid");
    const passed = await desk.give("clerk", unknown.messageId, "pass_on", { firmUscc: madeUpUscc(7) });
    expect(passed).toMatchObject({ ok: true });
    const [firm] = await office.owner<{ name: string; in_programme: boolean }[]>`
      select name, in_programme from firms where uscc = ${madeUpUscc(7)}`;
    expect(firm).toEqual({ name: "谁也不认识的店", in_programme: false });
  });

  it("by a station's code goes to the clerk also when the firm is known", async () => {
    const sent = await desk.mustSend({ firmName: "夷陵测试商店" }, { code: STATION_CODE });
    expect(await desk.stateOf(sent.messageId)).toMatchObject({ owner: "clerk", firm_id: office.firms.shop });
  });
});

describe("a message sent past the deputy or under seal", () => {
  it("不经代表 is the county's, hidden from deputy and clerk, also once it is an issue", async () => {
    const sent = await desk.mustSend({ firmName: "夷陵测试商店", direct: true });
    expect(await desk.stateOf(sent.messageId)).toMatchObject({ owner: "county_supervisor", deputy_id: null });
    expect(
      await Promise.all(
        (["deputy", "clerk", "officer", "otherCounty"] as const).map((who) => sees(who, sent.messageId)),
      ),
    ).toEqual([false, false, false, false]);
    const passed = await desk.give("county", sent.messageId, "pass_on");
    expect(passed.ok).toBe(true);
    const issueId = passed.ok ? (passed.value.issueId ?? 0) : 0;
    expect((await getIssue(office.ctx("deputy"), issueId)).ok).toBe(false);
    expect((await getIssue(office.ctx("county"), issueId)).ok).toBe(true);
  });

  it("请为我保密 is the city supervisor's alone: no other actor finds it, counts it or is told", async () => {
    const sent = await desk.mustSend({ firmName: "夷陵测试商店", sealed: true, words: "保密诉求金丝雀" });
    const others: PersonName[] = [
      "deputy",
      "colleague",
      "clerk",
      "officer",
      "county",
      "otherCounty",
      "handler",
      "dispatcher",
      "auditor",
    ];
    expect((await Promise.all(others.map((who) => sees(who, sent.messageId)))).some(Boolean)).toBe(false);
    expect(await sees("city", sent.messageId)).toBe(true);
    const listed = await listMessages(office.ctx("county"), office.ctx("county").actor as never, "all", null);
    expect(JSON.stringify(listed)).not.toContain("金丝雀");
    office.advance(10 * DAY);
    await sweep();
    const told = await office.owner<{ role: string }[]>`
      select distinct u.name as role from notices n join users u on u.user_id = n.recipient_user_id
      join escalations e on e.escalation_id = n.escalation_id where e.subject_kind = 'message' and e.subject_id = ${sent.messageId}`;
    expect(told.map((row) => row.role).filter((name) => name !== "city")).toEqual([]);
    const passed = await desk.give("city", sent.messageId, "pass_on");
    const issueId = passed.ok ? (passed.value.issueId ?? 0) : 0;
    expect((await getIssue(office.ctx("city"), issueId)).ok).toBe(true);
    for (const who of ["deputy", "clerk", "county"] as const)
      expect((await getIssue(office.ctx(who), issueId)).ok).toBe(false);
  });
});

describe("what looks like a machine's", () => {
  it("is held for the clerk to look at, who releases it to the deputy or proposes closing", async () => {
    const trap = await desk.mustSend({ firmName: "夷陵测试商店", website: "http://spam" });
    expect(await desk.stateOf(trap.messageId)).toMatchObject({ state: "held", owner: "deputy" });
    expect((await desk.give("deputy", trap.messageId, "release")).ok).toBe(false);
    expect((await desk.give("clerk", trap.messageId, "release")).ok).toBe(true);
    expect(await desk.stateOf(trap.messageId)).toMatchObject({ state: "received", owner: "deputy" });
    const words = "一模一样的话";
    await desk.mustSend({ words });
    const twice = await desk.mustSend({ words });
    expect(await desk.stateOf(twice.messageId)).toMatchObject({ state: "held" });
    expect((await desk.give("clerk", twice.messageId, "propose_closing", { words: "广告" })).ok).toBe(true);
    expect(
      (await desk.give("clerk", twice.messageId, "decline", { words: "广告", whereToGo: "无" })).ok,
    ).toBe(false);
    expect(
      (await desk.give("county", twice.messageId, "decline", { words: "广告", whereToGo: "12345" })).ok,
    ).toBe(true);
    expect(await desk.stateOf(twice.messageId)).toMatchObject({ state: "closed", closing: "declined" });
    expect((await desk.sender(twice.token, "contest", "不是广告")).ok).toBe(true);
    expect((await desk.sender(twice.token, "contest", "再说一次")).ok).toBe(false);
    expect(
      (await desk.give("city", twice.messageId, "review", { reopened: true, words: "确有其事" })).ok,
    ).toBe(true);
    expect(await desk.stateOf(twice.messageId)).toMatchObject({
      state: "received",
      owner: "county_supervisor",
    });
  });
});

describe("a lost link", () => {
  it("is made anew by who may see the matter; the old one ends", async () => {
    const sent = await desk.mustSend({ firmName: "夷陵测试商店", words: "丢了链接" });
    expect(
      (await reissueLink(office.ctx("otherCounty"), randomUUID(), { messageId: sent.messageId })).ok,
    ).toBe(false);
    const fresh = await reissueLink(office.ctx("deputy"), randomUUID(), { messageId: sent.messageId });
    expect(fresh.ok).toBe(true);
    expect(await contextOfLink(desk.anonymous, sent.token)).toBeUndefined();
    expect(await contextOfLink(desk.anonymous, fresh.ok ? fresh.value.token : "")).toBeDefined();
  });
});

describe("a message that names no firm", () => {
  it.each(["", "店"])("is opened by the clerk, who names it (%j typed)", async (firmName) => {
    const sent = await desk.mustSend({ firmName });
    expect(await sees("clerk", sent.messageId)).toBe(true);
  });
});
