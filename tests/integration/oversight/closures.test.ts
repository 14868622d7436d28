import { afterAll, beforeAll, expect, it } from "vitest";
import type { Role } from "#app/domain/access/roles.ts";
import { decideClosure } from "#app/features/closures/decide-closure.command.server.ts";
import { findHollow } from "#app/features/closures/find-hollow.command.server.ts";
import { listClosures } from "#app/features/closures/list-closures.query.server.ts";
import { giveCommand } from "#app/features/issues/give-command.command.server.ts";
import { createAuth } from "#app/http/session/session.server.ts";
import { type Office, openOffice, type PersonName } from "#tests/support/office.ts";
import { deskOf } from "#tests/support/office-desk.ts";

let office: Office;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  office = await openOffice("2026-03-03T02:00:00.000Z");
  desk = deskOf(office);
});
afterAll(() => office.close());

const ANSWER = "经核查，商店门口停电问题已恢复供电，感谢您的理解与支持。";

/** An issue of `shop` that was answered so many minutes after it was signed for, and confirmed by the firm. */
async function closed(minutes: number, body: string): Promise<number> {
  const issueId = await desk.handled(office.firms.shop);
  await desk.mustGive("handler", issueId, "draft_answer", { answerClass: "A", body });
  await desk.mustGive("head", issueId, "sign_answer", { answerClass: "A" });
  await office.owner`update issues set signed_for_at = answered_at - make_interval(mins => ${minutes}) where issue_id = ${issueId}`;
  await desk.mustGive("firm", issueId, "say", { say: "solved", words: "", remains: "" });
  return issueId;
}

const waiting = async (who: PersonName) =>
  (await listClosures(office.ctx(who), { show: "waiting", after: null })).rows;

it("finds what was answered in minutes, answered alike and raised again, once, however many look", async () => {
  const calm = await closed(3 * 24 * 60, "已更换变压器并复核线路，企业当场确认供电稳定，后续每周回访。");
  const quick = await closed(4, ANSWER);
  const alike = await closed(2 * 24 * 60, ANSWER);
  await desk.goTo(Date.parse(await office.clock.now()) + 60_000);
  const found = await Promise.all([1, 2, 3].map(() => findHollow(office.ctx("system"))));
  expect(found.reduce((sum, one) => sum + one.found, 0)).toBeGreaterThan(0);
  const rows = await waiting("county");
  const signs = Object.fromEntries(rows.map((row) => [row.issueId, [...row.signs].sort()]));
  // Each was followed by another of the same firm and category.
  expect(signs).toEqual({
    [calm]: ["recurred"],
    [quick]: ["recurred", "within_minutes"],
    [alike]: ["same_answer"],
  });
  expect(rows.find((row) => row.issueId === quick)?.facts.within_minutes).toEqual({ minutes: 4 });
  expect(await waiting("otherCounty")).toEqual([]);
  expect(await findHollow(office.ctx("system"))).toEqual({ found: 0, more: false });
});

it("joins a sign found later, is judged once with a reason, and a hollow one is told to the deputy", async () => {
  const before = (await waiting("county")).find((row) => row.signs.includes("same_answer"))!;
  await desk.goTo(Date.parse(await office.clock.now()) + 20 * 86_400_000);
  await desk.raised();
  await office.owner`update issues set category_code = '06' where category_code is null`;
  await desk.goTo(Date.parse(await office.clock.now()) + 60_000);
  await findHollow(office.ctx("system"));
  const grown = (await waiting("county")).find((row) => row.reviewId === before.reviewId)!;
  expect([...grown.signs].sort()).toEqual(["recurred", "same_answer"]);
  const form = {
    reviewId: grown.reviewId,
    version: grown.version,
    decision: "hollow" as const,
    reason: "答复照抄",
  };
  expect(await decideClosure(office.ctx("otherCounty"), crypto.randomUUID(), form)).toMatchObject({
    ok: false,
  });
  expect((await decideClosure(office.ctx("county"), crypto.randomUUID(), form)).ok).toBe(true);
  expect(await decideClosure(office.ctx("city"), crypto.randomUUID(), form)).toMatchObject({
    ok: false,
    error: { code: "common.conflict" },
  });
  const told = await office.owner<{ name: string }[]>`
    select u.name from notices n join users u on u.user_id = n.recipient_user_id where n.kind = 'closure_hollow'`;
  expect(told.map((row) => row.name)).toEqual(["deputy"]);
  const { rows } = await listClosures(office.ctx("county"), { show: "decided", after: null });
  expect(rows).toMatchObject([{ decision: "hollow", decidedBy: "county", reason: "答复照抄" }]);
});

it("finds a rating that came from the network of the unit's own people, and no other", async () => {
  const auth = createAuth(office.db, office.clock, false);
  const signedIn = async (who: PersonName, role: Role, network: string) => {
    const { actor } = office.ctx(who);
    if (actor.kind !== "person") throw new Error(who);
    const { userId, departmentId, firmId } = actor;
    const [grant] = await office.owner<{ grant_id: number }[]>`
      insert into role_grants (user_id, role, department_id, firm_id, started_on, created_at)
      values (${userId}, ${role}, ${departmentId}, ${firmId}, '2026-01-01', now()) returning grant_id`;
    await auth.open({ userId, grantId: grant!.grant_id, role }, "test", network);
  };
  await signedIn("handler", "handler", "10.20.30");
  await signedIn("otherHandler", "handler", "10.20.31");
  await signedIn("firm", "firm_representative", "10.20.32");
  const rated = async (network: string | null, body: string) => {
    const issueId = await desk.handled(office.firms.shop);
    await desk.mustGive("handler", issueId, "draft_answer", { answerClass: "A", body });
    await desk.mustGive("head", issueId, "sign_answer", { answerClass: "A" });
    await office.owner`update issues set signed_for_at = answered_at - interval '3 days' where issue_id = ${issueId}`;
    const [row] = await office.owner<
      { version: number }[]
    >`select version from issues where issue_id = ${issueId}`;
    const on = { key: crypto.randomUUID(), issueId, version: row!.version };
    const said = { say: "solved" as const, words: "", remains: "" };
    const given = await giveCommand({ ...office.ctx("firm"), network }, on, "say", said);
    expect(given.ok).toBe(true);
    return issueId;
  };
  const inside = await rated("10.20.30", "线路已经改造完毕，供电恢复正常，企业负责人到场确认。");
  const beside = await rated("10.20.31", "已协调供电所增容，设备更换后运行平稳，特此答复。");
  const home = await rated("10.20.32", "经现场勘察，故障开关已更换，并安排专人每月巡检一次。");
  await desk.goTo(Date.parse(await office.clock.now()) + 60_000);
  await findHollow(office.ctx("system"));
  const signs = new Map((await waiting("county")).map((row) => [row.issueId, row.signs]));
  expect(signs.get(inside)).toContain("same_network");
  for (const other of [beside, home]) expect(signs.get(other) ?? []).not.toContain("same_network");
  const kept = await office.owner<
    { network: string }[]
  >`select network from verdicts where issue_id = ${inside}`;
  expect(kept[0]!.network).toMatch(/^[0-9a-f]{64}$/);
  const known = await office.owner`select 1 from sessions where network is not null`;
  expect(known).toHaveLength(2);
});
