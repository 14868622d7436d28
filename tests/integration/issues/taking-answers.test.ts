import { afterAll, beforeAll, expect, it } from "vitest";
import { takeAnswers } from "#app/features/issues/answers/take-answers.command.server.ts";
import { findDuplicatesOfNew } from "#app/features/issues/duplicates/propose-duplicates.query.server.ts";
import { listViews, saveView } from "#app/features/issues/views/saved-views.server.ts";
import { type Office, openOffice } from "#tests/support/office.ts";
import { deskOf } from "#tests/support/office-desk.ts";

let office: Office;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  office = await openOffice();
  desk = deskOf(office);
});
afterAll(() => office?.close());

const csv = (rows: string[]) => ({
  name: "工单答复.csv",
  bytes: new TextEncoder().encode(["政务热线答复清单,,", "工单编号,答复内容,答复类别", ...rows].join("\n")),
});

async function numberOf(issueId: number): Promise<string> {
  const [row] = await office.owner<
    { number: string }[]
  >`select number from issues where issue_id = ${issueId}`;
  return row!.number;
}

it("answers given on another platform become drafts that the head signs, by our number and by theirs", async () => {
  const ours = await desk.handled();
  const linked = await desk.handled();
  await desk.mustGive("handler", linked, "link_platform", { platform: "12345", number: "GD-778" });
  const early = await desk.dispatched();
  const rows = [
    `${await numberOf(ours)},已恢复供电,A`,
    "gd-778,已列入明年计划,列入规划",
    `${await numberOf(early)},已办,A`,
    "GD-999,不存在,A",
    `${await numberOf(ours)},又一次,看情况`,
  ];
  const key = crypto.randomUUID();
  const looked = await takeAnswers(office.ctx("handler"), key, csv(rows), false);
  expect(looked.ok && looked.value.map((row) => row.refusal?.code ?? null)).toEqual([
    null,
    null,
    "issue.illegal_transition",
    "issue.answer_number_unknown",
    "issue.answer_class_missing",
  ]);
  expect(await office.owner`select 1 from answers`).toHaveLength(0);
  await takeAnswers(office.ctx("handler"), key, csv(rows), true);
  const again = await takeAnswers(office.ctx("handler"), key, csv(rows), true);
  expect(again.ok && again.value.filter((row) => row.refusal === null)).toHaveLength(2);
  const drafts =
    await office.owner`select issue_id, answer_class, body, state from answers order by issue_id`;
  expect(drafts).toEqual([
    { issue_id: ours, answer_class: "A", body: "已恢复供电", state: "draft" },
    { issue_id: linked, answer_class: "C", body: "已列入明年计划", state: "draft" },
  ]);
  await desk.mustGive("head", ours, "sign_answer", { answerClass: "A" });
});

it("a unit's answers reach no issue of another unit, and a file without the columns is refused", async () => {
  const issueId = await desk.handled();
  const foreign = await takeAnswers(
    office.ctx("otherHandler"),
    crypto.randomUUID(),
    csv([`${await numberOf(issueId)},越权,A`]),
    true,
  );
  expect(foreign.ok && foreign.value[0]?.refusal?.code).toBe("issue.answer_number_unknown");
  const file = { name: "x.csv", bytes: new TextEncoder().encode("甲,乙\n1,2") };
  const refused = await takeAnswers(office.ctx("handler"), crypto.randomUUID(), file, true);
  expect(refused.ok ? "" : refused.error.code).toBe("issue.no_answers_listed");
});

it("a text about to be raised is compared with what the raiser may see: the firm's own, not another town's", async () => {
  const earlier = await desk.raised(office.firms.mill);
  const text = { title: "商店门口停电", body: "商店门口每天停电", categoryCode: "06" };
  const own = await findDuplicatesOfNew(office.ctx("deputy"), { ...text, firmId: office.firms.mill });
  expect(own.map((one) => one.issueId)).toContain(earlier);
  const elsewhere = await findDuplicatesOfNew(office.ctx("deputy"), { ...text, firmId: office.firms.far });
  expect(elsewhere).toEqual([]);
  const firm = await findDuplicatesOfNew(office.ctx("firm"), { ...text, firmId: office.firms.shop });
  expect(firm.map((one) => one.issueId)).not.toContain(earlier);
});

it("a view beyond the fiftieth is refused with the number, and one of the same name still takes its place", async () => {
  const save = (name: string) =>
    saveView(office.ctx("county"), crypto.randomUUID(), { name, filters: "set=open", shared: false });
  for (let at = 1; at <= 50; at++) expect((await save(`视图${at}`)).ok).toBe(true);
  const refused = await save("视图51");
  expect(refused.ok ? null : refused.error).toMatchObject({
    code: "issue.too_many_views",
    facts: { limit: 50 },
  });
  expect((await save("视图7")).ok).toBe(true);
  expect(await listViews(office.ctx("county"))).toHaveLength(50);
});
