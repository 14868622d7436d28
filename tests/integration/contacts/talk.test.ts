import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PersonActor } from "#app/domain/access/actor.ts";
import { getTalk } from "#app/features/contacts/talk/get-talk.query.server.ts";
import { saveTheme } from "#app/features/contacts/talk/save-theme.command.server.ts";
import { themeSchema } from "#app/features/contacts/talk/theme.schema.ts";
import { listThemes } from "#app/features/contacts/talk/themes.query.server.ts";
import { type Office, openOffice, type PersonName } from "#tests/support/office.ts";
import { deskOf } from "#tests/support/office-desk.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const actorOf = (name: PersonName) => office.ctx(name).actor as PersonActor;
const save = (who: PersonName, theme: { title: string; questions: string[] } | null, version = 0) =>
  saveTheme(office.ctx(who), crypto.randomUUID(), { month: "2026-11", version, theme });

describe("what helps before a talk", () => {
  it("is what the firm said before, its open issues and the promises due, only for whom the firm is in scope", async () => {
    const desk = deskOf(office);
    const { shop } = office.firms;
    const issueId = await desk.handled(shop);
    const due = "2026-11-20";
    await office.owner`
      insert into promises (issue_id, body, due_on, state, created_at) values (${issueId}, '月底前恢复供电', ${due}, 'open', now())`;
    const contactId = crypto.randomUUID();
    await office.owner`
      insert into contacts (contact_id, kind, outcome, happened_on, internal_note, source, recorded_as, created_at)
      values (${contactId}, 'visit', 'met', '2026-10-01', '想找人做直播', 'phone', 'deputy', now())`;
    await office.owner`insert into contact_firms values (${contactId}, ${shop}, '2026-10-01')`;
    await office.owner`insert into contact_deputies values (${contactId}, ${office.deputies.deputy}, '2026-10-01')`;
    const talk = await getTalk(office.ctx("deputy"), shop);
    if (!talk.ok) throw new Error(talk.error.code);
    expect(talk.value).toMatchObject({
      name: "夷陵测试商店",
      said: [{ happenedOn: "2026-10-01", kind: "visit", words: "想找人做直播" }],
      openIssues: [{ issueId, state: "handling" }],
      promises: [{ body: "月底前恢复供电", dueOn: due, overdue: true }],
      theme: null,
    });
    for (const who of ["colleague", "stranger", "handler"] as const)
      expect((await getTalk(office.ctx(who), shop)).ok).toBe(false);
  });

  it("has the theme of the month: the county's own comes before the city's", async () => {
    const theme = async () => {
      const talk = await getTalk(office.ctx("deputy"), office.firms.shop);
      return talk.ok ? talk.value.theme?.title : talk.error.code;
    };
    expect((await save("city", { title: "惠企政策", questions: ["知道哪几项？"] })).ok).toBe(true);
    expect(await theme()).toBe("惠企政策");
    expect((await save("county", { title: "用工", questions: ["缺不缺人？", "缺什么人？"] })).ok).toBe(true);
    expect(await theme()).toBe("用工");
    expect((await save("county", null, 1)).ok).toBe(true);
    expect(await theme()).toBe("惠企政策");
    const page = await listThemes(office.ctx("county"), actorOf("county"), {});
    expect(page.rows).toEqual([]);
    expect((await listThemes(office.ctx("city"), actorOf("city"), {})).rows).toMatchObject([
      { month: "2026-11", questions: ["知道哪几项？"], ofCounty: false, version: 1 },
    ]);
  });

  it("tells one of two supervisors who edit at once that the other was quicker", async () => {
    const both = await Promise.all([
      save("otherCounty", { title: "甲", questions: ["一？"] }),
      save("otherCounty", { title: "乙", questions: ["二？"] }),
    ]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.flatMap((one) => (one.ok ? [] : [one.error.code]))).toEqual(["common.conflict"]);
  });

  it("takes questions one a line, numbered or not, and refuses too many, too long and none", () => {
    const parse = (questions: string, month = "2026-11") =>
      themeSchema.safeParse({ intent: "save", version: 0, month, title: "用工", questions });
    expect(parse("1. 缺人吗？\n\n2、缺什么人？").data?.questions).toEqual(["缺人吗？", "缺什么人？"]);
    const refused = (result: ReturnType<typeof parse>) => result.error?.issues[0]?.message;
    expect(refused(parse("问？\n".repeat(9)))).toBe("theme.too_many_questions");
    expect(refused(parse("问".repeat(121)))).toBe("theme.question_too_long");
    expect(refused(parse("  \n "))).toBe("form.required");
    expect(refused(parse("问？", "2026-13"))).toBe("theme.month_invalid");
  });
});
