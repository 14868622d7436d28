import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findDuplicates } from "#app/features/issues/duplicates/propose-duplicates.query.server.ts";
import { raiseIssue } from "#app/features/issues/raise-issue.command.server.ts";
import { type Office, openOffice, type PersonName } from "#tests/support/office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

async function raise(
  who: PersonName,
  firm: "shop" | "mill" | "far",
  title: string,
  words: string,
  confidentiality: "open" | "shielded" | "sealed" = "open",
): Promise<number> {
  const deputyId = firm === "far" ? office.deputies.stranger : office.deputies.deputy;
  const raised = await raiseIssue(office.ctx(who), crypto.randomUUID(), {
    firmId: office.firms[firm],
    deputyId,
    contactId: null,
    title,
    words,
    categoryCode: "05",
    severity: "ordinary",
    confidentiality,
  });
  if (!raised.ok) throw new Error(raised.error.code);
  return raised.value.issueId;
}

const WORDS = "沿江大道白天货车限行，冷链货车无法进出仓库，请求发放通行证。";
const AGAIN = "我们仓库也在沿江大道，白天限行以后冷链货车进不来，希望办理通行证。";

describe("probable duplicates of an issue", () => {
  it("are similar ones of the same category and county, and of the same firm, and no others", async () => {
    const first = await raise("deputy", "shop", "沿江大道货车限行影响送货", WORDS);
    await raise("deputy", "shop", "车间停电频繁", "本月停电六次，机床报废，希望尽快改造线路。");
    await raise("stranger", "far", "沿江大道货车限行影响送货", WORDS);
    const hidden = await raise("deputy", "mill", "沿江大道货车限行", AGAIN, "sealed");
    const second = await raise("deputy", "mill", "请给沿江大道冷链货车办理通行证", AGAIN);

    const found = await findDuplicates(office.ctx("county"), second);
    expect(found.map((one) => [one.issueId, one.sameFirm])).toEqual([[first, false]]);
    expect(found[0]).toMatchObject({ words: WORDS, state: "submitted" });
    const forCity = await findDuplicates(office.ctx("city"), second);
    expect(forCity.map((one) => one.issueId).sort()).toEqual([first, hidden].sort());
    expect(forCity.find((one) => one.issueId === hidden)?.sameFirm).toBe(true);
  });

  it("are compared by the words that each reader may see, whoever asked before, and by a new wording at once", async () => {
    const words = "猇亭港务公司码头岸电收费每度三元二角，比市价高一倍，请核定岸电价格";
    const sealed = await raise("deputy", "shop", "码头岸电收费太高", words, "shielded");
    const later = await raise("deputy", "mill", "岸电价格请核定", words);
    const seenBy = async (who: PersonName) =>
      (await findDuplicates(office.ctx(who), later)).map((one) => one.issueId);
    expect(await seenBy("city")).toContain(sealed);
    const before = await seenBy("county");
    expect(await seenBy("county")).toEqual(before);
    expect(await seenBy("otherCounty")).toEqual([]);
    await office.owner`select set_config('app.actor_kind', 'system', false)`;
    await office.owner`update issues set title = '另一件事', wording = '完全不同的内容', version = version + 1 where issue_id = ${later}`;
    await office.owner`update issue_parties set title = '另一件事', words = '完全不同的内容' where issue_id = ${later}`;
    expect((await findDuplicates(office.ctx("city"), sealed)).map((one) => one.issueId)).not.toContain(later);
  });

  it("are not shown to whoever may not read the issue", async () => {
    const issueId = await raise("deputy", "shop", "沿江大道货车限行影响送货", WORDS);
    expect(await findDuplicates(office.ctx("otherCounty"), issueId)).toEqual([]);
  });
});
