import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NO_WISHES } from "#app/domain/channel/delivery.ts";
import { carryNext } from "#app/features/channels/carry-deliveries.command.server.ts";
import { findUnreached, getChannels } from "#app/features/channels/get-channels.query.server.ts";
import { noteChannels } from "#app/features/channels/note-channels.command.server.ts";
import { resendDead } from "#app/features/channels/resend.command.server.ts";
import { spreadNotices } from "#app/features/channels/spread-notices.command.server.ts";
import { setWishes } from "#app/features/channels/wishes.command.server.ts";
import { carriageOf } from "#app/jobs/carriage.ts";
import { configuredCarriers } from "#app/platform/channels/configured.ts";
import { readEnv } from "#app/platform/env.ts";
import { withTx } from "#db/client.ts";
import { tellPeople } from "#db/writes/tell-people.ts";
import { hookServer, smtpServer } from "#tests/support/message-servers.ts";
import { type Office, openOffice, type PersonName } from "#tests/support/office.ts";
import { deskOf } from "#tests/support/office-desk.ts";

const SECRET = "a-secret";
const texts: string[] = [];
let office: Office;
let desk: ReturnType<typeof deskOf>;
let smtp: Awaited<ReturnType<typeof smtpServer>>;
let hooks: Awaited<ReturnType<typeof hookServer>>;
let carriage: ReturnType<typeof carriageOf>;
beforeAll(async () => {
  [office, smtp, hooks] = await Promise.all([
    openOffice("2026-03-03T02:00:00.000Z"),
    smtpServer(),
    hookServer(),
  ]);
  desk = deskOf(office);
  const env = readEnv({
    LIAISON_SMTP_URL: smtp.url,
    LIAISON_MAIL_FROM: "office@liaison.test",
    LIAISON_SMS: "console",
    LIAISON_WECOM_URL: `${hooks.url}/wecom`,
    LIAISON_DINGTALK_URL: `${hooks.url}/dingtalk?access_token=t`,
    LIAISON_DINGTALK_SECRET: SECRET,
    LIAISON_WEBHOOK_URL: `${hooks.url}/hook`,
    LIAISON_WEBHOOK_SECRET: SECRET,
  });
  carriage = carriageOf(
    configuredCarriers(env, (line) => texts.push(line)),
    "https://liaison.test",
  );
  await office.owner`update users set email = name || '@liaison.test', phone = '1390000' || lpad(user_id::text, 4, '0') where name in ('county', 'head')`;
});
afterAll(async () => {
  await Promise.all([office.close(), smtp.close(), hooks.close()]);
});

const userId = (who: PersonName) => {
  const { actor } = office.ctx(who);
  return actor.kind === "person" ? actor.userId : 0;
};
const MINUTE_MS = 60_000;

/** Tells somebody of a level, as the sweep does. */
const tell = (who: PersonName, kind = "escalated", level: number | null = 1) =>
  withTx(office.ctx("system"), async (tx, now) => {
    await tellPeople(tx, now, [{ userId: userId(who) }], { kind, issueId: null, facts: { clock: "answer" } });
    if (level !== null)
      await tx.execute(
        `update notices set level = ${level} where notice_id = (select max(notice_id) from notices)`,
      );
  });

async function carryAll(names = carriage.names): Promise<void> {
  const setUp = new Map(carriage.names.map((name) => [name, { personal: carriage.personal(name) }]));
  while ((await spreadNotices(office.ctx("system"), setUp)).more);
  for (const name of names) while (await carryNext(office.ctx("system"), name, carriage));
}
const later = async (minutes: number) =>
  desk.goTo(Date.parse(await office.clock.now()) + minutes * MINUTE_MS);

describe("a notice leaves the office", () => {
  it("by mail and text message to its reader, and into the rooms, signed, with a link and without contents", async () => {
    await tell("county");
    await carryAll();
    expect(smtp.mails.map((mail) => mail.to)).toEqual(["county@liaison.test"]);
    expect(Buffer.from(smtp.mails[0]!.data.replace(/=\n/g, ""), "utf8").toString()).toContain(
      "https://liaison.test/notices",
    );
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain("提级督办 · 红灯 · 答复");
    const [ding, hook, wecom] = [...hooks.posts].sort((a, b) => (a.path < b.path ? -1 : 1));
    const { searchParams } = new URL(ding!.path, "http://x");
    const signed = createHmac("sha256", SECRET)
      .update(`${searchParams.get("timestamp")}\n${SECRET}`)
      .digest("base64");
    expect(searchParams.get("sign")).toBe(signed);
    const stamp = hook!.headers["x-liaison-timestamp"];
    expect(hook!.headers["x-liaison-signature"]).toBe(
      createHmac("sha256", SECRET).update(`${stamp}.${hook!.body}`).digest("hex"),
    );
    expect(JSON.parse(wecom!.body)).toMatchObject({ msgtype: "markdown" });
    await carryAll();
    expect(smtp.mails).toHaveLength(1);
  });

  it("merged with what waits for the same person, by four senders at once never twice", async () => {
    smtp.mails.length = 0;
    for (let n = 0; n < 3; n++) await tell("county", "letter_late", null);
    await tell("head", "issue.dispatched", null);
    const setUp = new Map(carriage.names.map((name) => [name, { personal: carriage.personal(name) }]));
    await Promise.all([1, 2, 3, 4].map(() => spreadNotices(office.ctx("system"), setUp)));
    await Promise.all([1, 2, 3, 4].map(() => carryNext(office.ctx("system"), "mail", carriage)));
    await carryAll(["mail"]);
    expect(smtp.mails.map((mail) => mail.to).sort()).toEqual(["county@liaison.test", "head@liaison.test"]);
  });

  it("not where its reader has switched it off, later in quiet hours and for the digest", async () => {
    smtp.mails.length = 0;
    const wish = (who: PersonName, wishes: Partial<typeof NO_WISHES>) =>
      setWishes(office.ctx(who), crypto.randomUUID(), { ...NO_WISHES, ...wishes });
    await wish("county", { mutedKinds: ["letter"], quietFromMinutes: 9 * 60, quietUntilMinutes: 11 * 60 });
    await wish("head", { digestOnly: true });
    await tell("county", "letter_late", null);
    await tell("county", "escalated");
    await tell("head", "issue.dispatched", null);
    await carryAll(["mail"]);
    expect(smtp.mails).toEqual([]);
    await later(65);
    await carryAll(["mail"]);
    expect(smtp.mails.map((mail) => mail.to)).toEqual(["county@liaison.test"]);
    await later(22 * 60);
    await carryAll(["mail"]);
    expect(smtp.mails.map((mail) => mail.to)).toEqual(["county@liaison.test", "head@liaison.test"]);
  });
});

describe("a channel that fails", () => {
  it("holds up no other and no issue, is tried again ever later, lies dead at last, and goes out when sent again", async () => {
    const admin = office.ctx("auditor");
    smtp.mails.length = 0;
    hooks.posts.length = 0;
    smtp.state.refusing = true;
    await setWishes(office.ctx("county"), crypto.randomUUID(), NO_WISHES);
    const issueId = await desk.dispatched();
    expect(issueId).toBeGreaterThan(0);
    await tell("county");
    await carryAll();
    expect(hooks.posts).toHaveLength(3);
    expect(smtp.mails).toEqual([]);
    let tries = 1;
    for (const minutes of [1, 5, 15, 60, 240, 720]) {
      await later(minutes - 0.5);
      expect(await carryNext(office.ctx("system"), "mail", carriage)).toBe(false);
      await later(1);
      expect(await carryNext(office.ctx("system"), "mail", carriage)).toBe(true);
      tries += 1;
    }
    const page = await getChannels(admin);
    expect(page.dead).toMatchObject([{ channel: "mail", recipient: "county", attempts: tries }]);
    expect(page.dead[0]!.lastError).toContain("451");
    smtp.state.refusing = false;
    const again = await resendDead(admin, crypto.randomUUID(), { deliveryId: page.dead[0]!.deliveryId });
    expect(again).toMatchObject({ ok: true, value: { count: 1 } });
    await carryAll(["mail"]);
    expect(smtp.mails).toHaveLength(1);
  });

  it("answers 200 with a refusal of its own, as robots do, and is not taken for sent", async () => {
    hooks.state.answer = { errcode: 310000, errmsg: "sign not match" };
    await tell("county");
    await carryAll(["dingtalk"]);
    const { channels } = await getChannels(office.ctx("auditor"));
    expect(channels.find((one) => one.channel === "dingtalk")).toMatchObject({
      failing: 1,
      lastError: expect.stringContaining("310000"),
    });
    hooks.state.answer = { errcode: 0 };
  });
});

describe("groups that no channel reaches", () => {
  it("are named at start: people without an address for any channel to persons", async () => {
    await office.owner`insert into role_grants (user_id, role, county_code, started_on, created_at)
      values (${userId("county")}, 'county_supervisor', '420506', '2026-01-01', now()), (${userId("city")}, 'city_supervisor', null, '2026-01-01', now())`;
    expect(await noteChannels(office.ctx("system"), carriage.names)).toEqual([
      { role: "city_supervisor", unreached: 1, people: 1 },
    ]);
    const { channels, unreached } = await getChannels(office.ctx("auditor"));
    expect(channels.every((one) => one.isSetUp)).toBe(true);
    expect(unreached).toEqual(await findUnreached(office.ctx("city")));
    expect(await noteChannels(office.ctx("system"), ["wecom"])).toHaveLength(2);
  });
});
