import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import { acknowledgeNotice } from "#app/features/notices/acknowledge-notice.command.server.ts";
import { repeatNotices } from "#app/features/notices/repeat-notices.command.server.ts";
import { type Office, openOffice, type PersonName } from "#tests/support/office.ts";
import { deskOf } from "#tests/support/office-desk.ts";

let office: Office;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  office = await openOffice("2026-03-03T02:00:00.000Z");
  desk = deskOf(office);
  await hold("congress", null, "committee_director", "auditor");
  await hold("congress", null, "chairpersons", "city");
  await hold("department", office.units.lead, "deputy_head", "handler");
  await hold("department", office.units.lead, "head", "head");
});
afterAll(() => office.close());

const DAY_MS = 86_400_000;

async function hold(body: string, departmentId: number | null, kind: string, who: PersonName) {
  const { actor } = office.ctx(who);
  const userId = actor.kind === "person" ? actor.userId : 0;
  const held = await office.owner`
    insert into post_holdings (post_id, user_id, started_on, created_at)
    select post_id, ${userId}, '2025-01-01', now() from posts
    where body = ${body} and kind = ${kind} and department_id is not distinct from ${departmentId} and county_code is null`;
  expect(held.count).toBe(1);
}

async function sweep() {
  let raised = 0;
  for (;;) {
    const round = await sweepDue(office.ctx("system"));
    raised += round.escalated;
    if (!round.more) return raised;
  }
}

const levelsOf = (issueId: number) => office.owner<
  { level: number; is_gate: boolean; trigger: string; stood_down: boolean }[]
>`
  select level, is_gate, reason->>'trigger' as trigger, stood_down_at is not null as stood_down
  from escalations where issue_id = ${issueId} and ladder = 'main' order by escalation_id`;

const noticesOf = (issueId: number, kind: string) => office.owner<
  {
    notice_id: number;
    recipient: string;
    in_copy: boolean;
    level: number;
    read_at: Date | null;
    repeat_at: Date | null;
  }[]
>`
  select n.notice_id, u.name as recipient, n.in_copy, n.level, n.read_at, n.repeat_at from notices n join users u on u.user_id = n.recipient_user_id
  left join escalations e using (escalation_id) where n.issue_id = ${issueId} and n.kind = ${kind} and coalesce(e.ladder, 'main') = 'main' order by n.notice_id`;

/** An issue left lying until the gate of level 3 is open. */
async function atTheGate(): Promise<number> {
  const issueId = await desk.dispatched();
  const [clock] = await office.owner<
    { due_at: Date }[]
  >`select due_at from clocks where issue_id = ${issueId} and ladder = 'main'`;
  await desk.goTo(new Date(clock!.due_at).getTime() + 20 * DAY_MS);
  await sweep();
  expect((await levelsOf(issueId)).map((row) => [row.level, row.is_gate])).toEqual([
    [0, false],
    [1, false],
    [2, false],
    [3, true],
  ]);
  return issueId;
}

describe("a level that a person decides", () => {
  it("stands among the escalations once, is told to its chain, and the gate is closed", async () => {
    const issueId = await atTheGate();
    await desk.mustGive("city", issueId, "decide_level", { level: 3, reason: "多次催办无果" });
    expect((await levelsOf(issueId)).at(-1)).toEqual({
      level: 3,
      is_gate: false,
      trigger: "decided",
      stood_down: false,
    });
    const told = (await noticesOf(issueId, "escalated")).filter((row) => row.level === 3);
    expect(told.filter((row) => !row.in_copy).map((row) => row.recipient)).toEqual(["auditor"]);
    expect(
      told
        .filter((row) => row.in_copy)
        .map((row) => row.recipient)
        .sort(),
    ).toEqual(["handler", "head"]);
    const [issue] = await office.owner`select level, gate_open from issues where issue_id = ${issueId}`;
    expect(issue).toEqual({ level: 3, gate_open: false });

    await desk.mustGive("city", issueId, "decide_level", { level: 4, reason: "列入重点督办" });
    expect((await levelsOf(issueId)).map((row) => row.level)).toEqual([0, 1, 2, 3, 3, 4]);
    expect(await sweep()).toBe(0);
    const [logged] = await office.owner<{ n: number }[]>`
      select count(*)::int as n from events where subject_kind = 'issue' and subject_id = ${issueId} and kind in ('issue.level_decided', 'issue.escalated') and payload->>'ladder' = 'main'`;
    expect(logged!.n).toBe(5);
  });

  it("is left by a stand-down: marked on every level, told once to who was told, and nothing more is raised", async () => {
    const issueId = await desk.dispatched();
    const [clock] = await office.owner<
      { due_at: Date }[]
    >`select due_at from clocks where issue_id = ${issueId} and ladder = 'main'`;
    await desk.goTo(new Date(clock!.due_at).getTime() + DAY_MS);
    await sweep();
    await desk.mustGive("county", issueId, "stand_down", { reason: "单位已拿出方案" });
    expect((await levelsOf(issueId)).every((row) => row.stood_down)).toBe(true);
    const told = await noticesOf(issueId, "stood_down");
    expect(told.map((row) => row.recipient)).toEqual([...new Set(told.map((row) => row.recipient))]);
    expect(told.length).toBeGreaterThan(0);
    await desk.goTo(new Date(clock!.due_at).getTime() + 40 * DAY_MS);
    await sweep();
    expect((await levelsOf(issueId)).map((row) => row.level)).toEqual([0, 1]);
    await desk.mustGive("county", issueId, "rearm", { reason: "方案没有落实" });
    await sweep();
    expect((await levelsOf(issueId)).map((row) => row.level)).toEqual([0, 1, 0, 1, 2, 3]);
  });
});

describe("a red notice", () => {
  it("repeats once a day until its reader has seen it, and no longer than its clock runs", async () => {
    const issueId = await desk.dispatched();
    const [clock] = await office.owner<
      { due_at: Date }[]
    >`select due_at from clocks where issue_id = ${issueId} and ladder = 'main'`;
    const due = new Date(clock!.due_at).getTime();
    await desk.goTo(due + 3_600_000);
    await sweep();
    await repeatNotices(office.ctx("system"));
    const red = async () =>
      (await noticesOf(issueId, "escalated")).filter((row) => row.level === 1 && !row.in_copy);
    const [first] = await red();
    const noticeId = first!.notice_id;
    const queued = async () =>
      (await office.owner`select 1 from outbox where notice_id = ${noticeId} and payload->>'repeat' = 'true'`)
        .length;
    await office.owner`update notices set read_at = created_at where notice_id = ${noticeId}`;
    await repeatNotices(office.ctx("system"));
    expect(await queued()).toBe(0);
    await desk.goTo(due + DAY_MS + 2 * 3_600_000);
    await Promise.all([1, 2, 3, 4].map(() => repeatNotices(office.ctx("system"))));
    expect(await queued()).toBe(1);
    expect((await red())[0]!.read_at).toBeNull();
    await desk.goTo(due + 4 * DAY_MS);
    await repeatNotices(office.ctx("system"));
    expect(await queued()).toBe(2);
    const seen = await acknowledgeNotice(office.ctx("handler"), crypto.randomUUID(), { noticeId });
    expect(seen.ok).toBe(true);
    await desk.goTo(due + 6 * DAY_MS);
    await repeatNotices(office.ctx("system"));
    expect(await queued()).toBe(2);
  });
});

describe("a post that changes hands between two rounds of the sweep", () => {
  it("is told through whoever holds it at the moment of the level", async () => {
    const first = await desk.dispatched();
    await desk.goTo(Date.parse(await office.clock.now()) + 7 * DAY_MS);
    const second = await desk.dispatched();
    const swept = async (issueId: number) => {
      const [clock] = await office.owner<{ due_at: Date }[]>`
        select due_at from clocks where issue_id = ${issueId} and ladder = 'main'`;
      await desk.goTo(new Date(clock!.due_at).getTime() + 1_000);
      await sweep();
      const told = await noticesOf(issueId, "escalated");
      return told.filter((row) => row.level === 1 && !row.in_copy).map((row) => row.recipient);
    };
    const [before] = await swept(first);
    const { actor } = office.ctx("city");
    const userId = actor.kind === "person" ? actor.userId : 0;
    const [successor] = await office.owner<
      { name: string }[]
    >`select name from users where user_id = ${userId}`;
    await office.owner`
      update post_holdings set user_id = ${userId} from posts p
      where p.post_id = post_holdings.post_id and p.department_id = ${office.units.lead} and p.kind = 'deputy_head'`;
    expect(await swept(second)).toEqual([successor!.name]);
    expect(before).not.toBe(successor!.name);
  });
});
