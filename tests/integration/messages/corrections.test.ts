import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  askCorrection,
  decideCorrection,
} from "#app/features/accounts/corrections/corrections.command.server.ts";
import {
  getFirmHistory,
  listCorrections,
} from "#app/features/accounts/corrections/list-corrections.query.server.ts";
import { helpLine, readHelpLine, setHelpLine } from "#app/features/installation/help-line.server.ts";
import { reissueLink } from "#app/features/messages/links/reissue-link.command.server.ts";
import { type MessageDesk, openMessageDesk } from "#tests/support/message-desk.ts";
import { type Office, openOffice, type PersonName } from "#tests/support/office.ts";
import { deskOf } from "#tests/support/office-desk.ts";

let office: Office;
let desk: MessageDesk;
beforeAll(async () => {
  office = await openOffice();
  desk = await openMessageDesk(office);
});
afterAll(() => office.close());

const key = () => crypto.randomUUID();
const open = async (who: PersonName) => (await listCorrections(office.ctx(who), false, {})).rows;

describe("corrections that firms ask for", () => {
  it("are decided by the clerk of the township, who puts address and phone right in the same save", async () => {
    expect((await askCorrection(office.ctx("firm"), key(), "电话换成 0717-7000001")).ok).toBe(true);
    const [row] = await open("clerk");
    expect(row).toMatchObject({
      firm: "夷陵测试商店",
      wanted: "电话换成 0717-7000001",
      state: "open",
      version: 1,
    });
    expect(await open("otherCounty")).toEqual([]);
    const form = {
      command: "done" as const,
      correctionId: row!.correctionId,
      version: 1,
      decision: "已按营业执照更正",
      address: row!.address,
      phone: "0717-7000001",
    };
    expect(await decideCorrection(office.ctx("otherCounty"), key(), form)).toMatchObject({
      ok: false,
      error: { code: "common.not_found" },
    });
    expect(await decideCorrection(office.ctx("clerk"), key(), { ...form, phone: "12" })).toMatchObject({
      ok: false,
      error: { code: "register.phone_invalid" },
    });
    expect((await decideCorrection(office.ctx("clerk"), key(), form)).ok).toBe(true);
    expect(await decideCorrection(office.ctx("officer"), key(), form)).toMatchObject({
      ok: false,
      error: { code: "common.conflict" },
    });
    const [firm] = await office.owner`select phone, version from firms where firm_id = ${office.firms.shop}`;
    expect(firm).toEqual({ phone: "0717-7000001", version: 2 });
    const [event] = await office.owner`
      select payload from events where subject_kind = 'firm' and subject_id = ${office.firms.shop} and kind = 'firm.edited'`;
    expect(event?.payload).toEqual({ changes: { phone: { from: null, to: "0717-7000001" } } });
    const { corrections } = await getFirmHistory(office.ctx("firm"), office.firms.shop);
    expect(corrections).toMatchObject([{ state: "done", decision: "已按营业执照更正" }]);
  });

  it("that are refused change nothing; five may be open at a time", async () => {
    expect((await askCorrection(office.ctx("firm"), key(), "改名为首富")).ok).toBe(true);
    const [row] = await open("clerk");
    const form = {
      correctionId: row!.correctionId,
      version: 1,
      decision: "名称以登记为准",
      address: "别处",
      phone: "",
    };
    expect((await decideCorrection(office.ctx("clerk"), key(), { ...form, command: "refused" })).ok).toBe(
      true,
    );
    const [firm] = await office.owner`select address, phone from firms where firm_id = ${office.firms.shop}`;
    expect(firm?.address).not.toBe("别处");
    for (let nth = 0; nth < 5; nth++)
      expect((await askCorrection(office.ctx("firm"), key(), `第 ${nth} 条`)).ok).toBe(true);
    expect(await askCorrection(office.ctx("firm"), key(), "第六条")).toMatchObject({
      ok: false,
      error: { code: "account.corrections_full" },
    });
  });
});

describe("the firm's own page", () => {
  it("shows the messages it sent by codes before, nobody else's, and not what was sealed from another phone", async () => {
    const { shop } = office.firms;
    await office.owner`insert into representatives (firm_id, name, phone, started_on) values (${shop}, '王甲山', '13800000000', '2026-01-01')`;
    const own = await desk.mustSend({ firmName: "夷陵测试商店" });
    await desk.mustSend({ firmName: "夷陵测试商店", sealed: true });
    await desk.mustSend({ firmName: "夷陵测试商店", phone: "13900000009" });
    await desk.mustSend({ firmName: "夷陵测试磨坊" });
    const { messages } = await getFirmHistory(office.ctx("firm"), office.firms.shop);
    expect(messages.map((one) => one.number)).toEqual([own.number]);
  });
});

describe("a lost status link of an issue", () => {
  it("is given anew by the deputy and by the clerk, and the former one ends", async () => {
    const issueId = await deskOf(office).handled(office.firms.shop);
    const first = await reissueLink(office.ctx("deputy"), key(), { issueId });
    const second = await reissueLink(office.ctx("clerk"), key(), { issueId });
    expect([first.ok, second.ok]).toEqual([true, true]);
    const [links] = await office.owner`
      select count(*)::int as n, count(*) filter (where revoked_at is null)::int as live from status_links where issue_id = ${issueId}`;
    expect(links).toEqual({ n: 2, live: 1 });
    expect((await reissueLink(office.ctx("stranger"), key(), { issueId })).ok).toBe(false);
  });
});

describe("the help line", () => {
  it("is set once for all pages, and a second hand that saw the old one is told", async () => {
    expect(await helpLine(office.db)).toMatchObject({ phone: "", version: 0 });
    const line = { phone: "0717 600 0000", zh: "不会操作？", en: "", version: 0 };
    expect(await setHelpLine(office.ctx("system"), key(), line)).toMatchObject({ ok: true });
    expect(await helpLine(office.db)).toMatchObject({ zh: "不会操作？", version: 1 });
    expect((await readHelpLine(office.db)).phone).toMatch(/^0717-?6000000$/);
    expect(await setHelpLine(office.ctx("system"), key(), line)).toMatchObject({
      error: { code: "common.conflict" },
    });
    expect(
      await setHelpLine(office.ctx("system"), key(), { ...line, phone: "12", version: 1 }),
    ).toMatchObject({
      error: { code: "register.phone_invalid" },
    });
  });
});
