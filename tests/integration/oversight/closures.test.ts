import { afterAll, beforeAll, expect, it } from "vitest";
import { decideClosure } from "#app/features/closures/decide-closure.command.server.ts";
import { findHollow } from "#app/features/closures/find-hollow.command.server.ts";
import { listClosures } from "#app/features/closures/list-closures.query.server.ts";
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
