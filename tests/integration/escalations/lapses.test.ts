import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import { lapseClocks } from "#app/features/issues/lapse-clocks.command.server.ts";
import { healthOf } from "#app/http/health.server.ts";
import { type Office, openOffice } from "#tests/support/office.ts";
import { deskOf } from "#tests/support/office-desk.ts";

let office: Office;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  office = await openOffice("2026-03-03T02:00:00.000Z");
  desk = deskOf(office);
});
afterAll(() => office.close());

const SWEEPERS = 4;
/** Before the instant by more than the test takes to look. */
const JUST_BEFORE_MS = 60_000;

async function sweepers() {
  const rounds = await Promise.all(Array.from({ length: SWEEPERS }, () => lapseClocks(office.ctx("system"))));
  expect(rounds.flatMap((round) => round.stuck)).toEqual([]);
  return rounds.reduce((sum, round) => sum + round.lapsed, 0);
}

async function happened(issueId: number, kind: string): Promise<number[]> {
  const rows = await office.owner<{ at: Date; actor_role: string }[]>`
    select at, actor_role from events where subject_kind = 'issue' and subject_id = ${issueId} and kind = ${kind} and actor_role = 'system'`;
  return rows.map((row) => new Date(row.at).getTime());
}

/** The clock that runs out next: its instant and what the system will do. */
async function nextLapse(issueId: number): Promise<{ lapse: string; at: number }> {
  const [row] = await office.owner<{ lapse: string; lapse_at: Date }[]>`
    select lapse, lapse_at from clocks where issue_id = ${issueId} and ended_at is null and lapse_at is not null order by lapse_at limit 1`;
  return { lapse: row!.lapse, at: new Date(row!.lapse_at).getTime() };
}

/** Expects the lapse `lapse` to write `kind` once: not before its instant, once after it whoever sweeps how often. */
async function expectOnce(issueId: number, lapse: string, kind: string): Promise<void> {
  const next = await nextLapse(issueId);
  expect(next.lapse).toBe(lapse);
  const before = (await happened(issueId, kind)).length;
  await desk.goTo(next.at - JUST_BEFORE_MS);
  await sweepers();
  expect(await happened(issueId, kind)).toHaveLength(before);
  await desk.goTo(next.at + 1_000);
  await sweepers();
  const after = await happened(issueId, kind);
  expect(after).toHaveLength(before + 1);
  expect(after.at(-1)).toBeGreaterThan(next.at);
  expect(await sweepers()).toBe(0);
  expect(await happened(issueId, kind)).toHaveLength(before + 1);
}

describe("a clock that runs out makes the system act once, at its time, with four sweepers at once", () => {
  it("reminds of material asked for, and closes as unsupplied when it is not brought again", async () => {
    const issueId = await desk.raised();
    await desk.mustGive("county", issueId, "ask_information", { what: "营业执照" });
    await expectOnce(issueId, "remind_information", "issue.information_reminded");
    await expectOnce(issueId, "close_unsupplied", "issue.unsupplied");
    const [row] = await office.owner`select state, closing from issues where issue_id = ${issueId}`;
    expect(row).toEqual({ state: "closed", closing: "unsupplied" });
  });

  it("lets a request that nobody ruled on lapse visibly", async () => {
    const issueId = await desk.handled();
    await desk.mustGive("handler", issueId, "ask_extension", { days: 3, reason: "等待检测" });
    await expectOnce(issueId, "lapse_request", "issue.request_lapsed");
  });

  it("ends a pause when its last day is over, and the ladder runs on from there", async () => {
    const issueId = await desk.handled();
    const until = new Date(Date.parse(await office.clock.now()) + 9 * 86_400_000).toISOString().slice(0, 10);
    await desk.mustGive("handler", issueId, "ask_pause", { pauseReason: "superior_reply", until });
    await desk.mustGive("county", issueId, "rule_request", { what: "pause", granted: true, reason: "同意" });
    const [paused] = await office.owner`
      select next_due_at, due_at from clocks where issue_id = ${issueId} and kind = 'answer' and ended_at is null`;
    expect(paused!.next_due_at).toBeNull();
    await expectOnce(issueId, "resume", "issue.resumed");
    const [running] = await office.owner`
      select next_due_at, due_at, paused_at from clocks where issue_id = ${issueId} and kind = 'answer' and ended_at is null`;
    expect(running!.paused_at).toBeNull();
    expect(running!.next_due_at).not.toBeNull();
    expect(running!.due_at > paused!.due_at).toBe(true);
  });

  it("opens the call-back when the answer was not delivered", async () => {
    const issueId = await desk.answered();
    await expectOnce(issueId, "open_callback", "issue.callback_opened");
  });

  it("opens the call-back when the firm stays silent, and concludes it when the firm does not correct it", async () => {
    const issueId = await desk.answered();
    await desk.mustGive("handler", issueId, "record_delivery", { way: "phone" });
    await expectOnce(issueId, "open_callback", "issue.callback_opened");
    await desk.mustGive("county", issueId, "record_call", {
      say: "solved",
      words: "",
      remains: "",
      rating: "satisfied",
      attitude: "satisfied",
    });
    await expectOnce(issueId, "conclude_callback", "issue.callback_concluded");
    const [row] = await office.owner`select state, closing from issues where issue_id = ${issueId}`;
    expect(row).toMatchObject({ state: "closed", closing: "resolved" });
  });

  it("passes over an issue that somebody holds, and gets it at the next turn", async () => {
    const issueId = await desk.answered();
    const { at } = await nextLapse(issueId);
    await desk.goTo(at + 1_000);
    await office.owner.begin(async (tx) => {
      await tx`select 1 from issues where issue_id = ${issueId} for update`;
      expect(await sweepers()).toBe(0);
    });
    expect(await sweepers()).toBe(1);
  });

  it("comes before a level that falls due when the clock runs out, whoever looks first", async () => {
    const issueId = await desk.answered();
    const levels = async () => {
      const rows = await office.owner<{ level: number }[]>`
        select level from escalations where issue_id = ${issueId} and ladder = 'delivery' order by level`;
      return rows.map(({ level }) => level);
    };
    const { lapse, at } = await nextLapse(issueId);
    await desk.goTo(at + 1_000);
    while ((await sweepDue(office.ctx("system"))).more);
    // The yellow light was due before; the red one falls due with the end of the clock, which spares it.
    expect([lapse, await levels()]).toEqual(["open_callback", [0]]);
    expect(await sweepers()).toBe(1);
    while ((await sweepDue(office.ctx("system"))).more);
    expect(await levels()).toEqual([0]);
  });

  it("finds what is due by an index", async () => {
    await office.owner`set enable_seqscan = off`;
    const plan = await office.owner`
      explain select i.issue_id from clocks c join issues i on i.issue_id = c.issue_id
      where c.lapse_at < now() and c.lapse_at is not null and c.ended_at is null
      order by c.lapse_at, c.clock_id limit 50 for update of i skip locked`;
    expect(JSON.stringify(plan)).toContain("clocks_lapse");
  });

  it("shows in the health of the process when nobody acts on what ran out", async () => {
    const services = { db: office.db } as Parameters<typeof healthOf>[0];
    await office.owner`update clocks set next_due_at = null, lapse_at = null where ended_at is null`;
    expect(await healthOf(services)).toMatchObject({ ok: true, sweepLagSeconds: 0 });
    const issueId = await desk.answered();
    await office.owner`update clocks set next_due_at = null where ended_at is null`;
    await office.owner`update clocks set lapse_at = now() - interval '90 seconds' where issue_id = ${issueId} and ended_at is null and lapse_at is not null`;
    const { ok, sweepLagSeconds } = await healthOf(services);
    expect(ok).toBe(false);
    expect(sweepLagSeconds).toBeGreaterThanOrEqual(89);
  });
});
