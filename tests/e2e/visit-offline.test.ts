import { randomUUID } from "node:crypto";
import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { launchBrowser, shareClock } from "#tests/support/browser.ts";
import { type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

let served: ServedOffice;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  [served, browser] = await Promise.all([serveOffice(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});
/** Each test has a phone of its own. */
beforeEach(async () => {
  await context?.close();
  context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: "zh-CN",
    baseURL: served.origin,
  });
  await shareClock(context, await served.office.clock.now());
  await signIn();
});

async function signIn(): Promise<void> {
  const [name, value] = served.cookieOf("deputy").split("=") as [string, string];
  await context.addCookies([{ name, value, url: served.origin }]);
}

/** Opens the form and waits until the outbox has taken charge of it. */
async function openForm(): Promise<Page> {
  const page = await context.newPage();
  await page.goto("/contacts/new");
  await page.locator("[data-photos]").waitFor({ state: "visible" });
  return page;
}

async function write(page: Page, words: string): Promise<void> {
  await page.locator("[name=internalNote]").fill(words);
}
const save = (page: Page) => page.getByRole("button", { name: "保存走访" }).click();
const listed = (page: Page, words: string) => page.locator("[data-outbox] li", { hasText: words });

async function stored(words: string): Promise<{ contacts: number; issues: number; photos: number }> {
  const [row] = await served.office.owner<{ contacts: number; issues: number; photos: number }[]>`
    with c as (select contact_id, contact_no from contacts where internal_note = ${words} and withdrawn_at is null)
    select (select count(*)::int from c) as contacts,
      (select count(*)::int from issue_parties where contact_id in (select contact_id from c)) as issues,
      (select count(*)::int from files where subject_kind = 'contact' and subject_id in (select contact_no from c)) as photos`;
  return row!;
}

const LOG = "**/contacts/log";
/** How long a slow machine is waited for. */
const SOON = { timeout: 20_000 };

it("opened cold without a network the form is there, takes the words, and sends them when the network is back", async () => {
  const first = await openForm();
  for (const part of ["/outbox.js", "/contacts/new"])
    await expect
      .poll(() => first.evaluate(async (at) => Boolean(await caches.match(at)), part), SOON)
      .toBe(true);
  await first.close();
  await context.setOffline(true);
  const page = await openForm();
  await write(page, "没有信号时写的");
  await save(page);
  await listed(page, "没有信号时写的").getByRole("button", { name: "现在发送" }).waitFor();
  expect(await stored("没有信号时写的")).toMatchObject({ contacts: 0 });
  await context.setOffline(false);
  await page
    .locator("[data-outbox]")
    .getByText(/已保存，第 \d+ 号/)
    .waitFor();
  expect(await stored("没有信号时写的")).toMatchObject({ contacts: 1 });
});

it("cut before sending, while sending and after it, the contact is stored once and its issue too", async () => {
  const cuts: [name: string, cut: (route: Route) => Promise<void>][] = [
    ["之前断", (route) => route.abort("connectionfailed")],
    [
      "答复丢失",
      async (route) => {
        await route.fetch();
        await route.abort("connectionreset");
      },
    ],
    ["服务器故障", (route) => route.fulfill({ status: 503, body: "busy" })],
    ["别人的页面", (route) => route.fulfill({ status: 200, body: "<html>hotel</html>" })],
  ];
  for (const [words, cut] of cuts) {
    const page = await openForm();
    await page.route(LOG, cut);
    await write(page, words);
    await page.locator("details:has([name=findingTitle]) summary").click();
    await page.locator("[name=findingTitle]").fill(`问题 ${words}`);
    await save(page);
    await listed(page, words).getByRole("button", { name: "现在发送" }).waitFor();
    await page.unroute(LOG);
    await listed(page, words).getByRole("button", { name: "现在发送" }).click();
    await page
      .locator("[data-outbox]")
      .getByText(/已保存，第 \d+ 号.*问题编号/)
      .first()
      .waitFor();
    await expect
      .poll(() => stored(words), { ...SOON, message: words })
      .toMatchObject({ contacts: 1, issues: 1 });
    await page.close();
    await context.clearCookies();
    await signIn();
  }
});

it("a tab killed while writing keeps the draft, one killed while sending sends when the form is opened again", async () => {
  const writing = await openForm();
  await write(writing, "写到一半");
  await writing.waitForFunction(() =>
    Object.keys(localStorage).some((key) => key.startsWith("contact-draft:")),
  );
  await writing.close({ runBeforeUnload: false });
  const page = await openForm();
  expect(await page.locator("[name=internalNote]").inputValue()).toBe("写到一半");
  await page.route(LOG, async (route) => {
    await route.fetch();
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  });
  await save(page);
  await expect.poll(() => stored("写到一半"), SOON).toMatchObject({ contacts: 1 });
  await page.close({ runBeforeUnload: false });
  const again = await openForm();
  await again
    .locator("[data-outbox]")
    .getByText(/已保存，第 \d+ 号/)
    .waitFor();
  expect(await stored("写到一半")).toMatchObject({ contacts: 1 });
  expect(await again.locator("[name=internalNote]").inputValue()).toBe("");
});

it("two tabs with the same draft store one contact", async () => {
  const one = await openForm();
  await write(one, "两个页面");
  await one.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith("contact-draft:")));
  const other = await openForm();
  expect(await other.locator("[name=internalNote]").inputValue()).toBe("两个页面");
  await Promise.all([save(one), save(other)]);
  await expect.poll(() => stored("两个页面"), SOON).toMatchObject({ contacts: 1 });
  await one.close();
  await other.close();
  expect(await stored("两个页面")).toMatchObject({ contacts: 1 });
});

it("a login that ended in between loses no word: signed in again, the contact goes out", async () => {
  const page = await openForm();
  await context.clearCookies();
  await write(page, "登录过期时写的");
  await save(page);
  await listed(page, "登录过期时写的").getByText("登录已过期").waitFor();
  expect(await stored("登录过期时写的")).toMatchObject({ contacts: 0 });
  await signIn();
  await page.reload();
  await page
    .locator("[data-outbox]")
    .getByText(/已保存，第 \d+ 号/)
    .waitFor();
  expect(await stored("登录过期时写的")).toMatchObject({ contacts: 1 });
});

it("what one account wrote is not sent by another that signs in on the same phone", async () => {
  const page = await openForm();
  await context.setOffline(true);
  await write(page, "甲写的");
  await save(page);
  await listed(page, "甲写的").waitFor();
  await page.close();
  await context.setOffline(false);
  const [name, value] = served.cookieOf("station_clerk").split("=") as [string, string];
  await context.addCookies([{ name, value, url: served.origin }]);
  const clerk = await openForm();
  expect(await listed(clerk, "甲写的").count()).toBe(0);
  expect(await stored("甲写的")).toMatchObject({ contacts: 0 });
});

it("of nine photos half fail at first; in the end all nine are there, each once", async () => {
  const page = await openForm();
  const photos = await Promise.all(
    Array.from({ length: 9 }, async (_, at) => ({
      name: `${at}.jpg`,
      mimeType: "image/jpeg",
      buffer: await sharp({
        create: { width: 320, height: 240, channels: 3, background: { r: at * 25, g: 80, b: 200 } },
      })
        .jpeg()
        .toBuffer(),
    })),
  );
  let asked = 0;
  await page.route("**/photos", async (route) => {
    asked++;
    if (asked % 2 === 0) return route.continue();
    if (asked % 4 === 1) return route.fulfill({ status: 500, body: "fault" });
    await route.fetch();
    return route.abort("connectionreset");
  });
  await page.locator("#photos").setInputFiles(photos);
  await expect.poll(() => page.locator("[data-photo-shelf] img").count(), SOON).toBe(9);
  await write(page, "带九张照片");
  await save(page);
  await expect.poll(() => stored("带九张照片"), SOON).toMatchObject({ contacts: 1 });
  await page.waitForURL(/saved=1/);
  await page.unroute("**/photos");
  await page.reload();
  await expect.poll(() => page.locator("[data-outbox]").innerText(), SOON).toContain("9 张照片已全部发出");
  expect(await stored("带九张照片")).toMatchObject({ contacts: 1, photos: 9 });
});

it("twenty repeats at once store one contact and answer the same number", async () => {
  const body = new URLSearchParams({
    contactId: randomUUID(),
    firmId: String(served.office.firms.shop),
    happenedOn: "2026-11-24",
    internalNote: "二十次",
    findingTitle: "二十次的问题",
  });
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const headers = { "Sec-Fetch-Site": "same-origin", Origin: served.origin };
      const response = await served.ask("deputy", "/contacts/log", { method: "POST", body, headers });
      return response.text();
    }),
  );
  expect(new Set(answers).size).toBe(1);
  expect(await stored("二十次")).toMatchObject({ contacts: 1, issues: 1 });
});

it("led to from the start page, by a firm's card or by the bar at the thumb, the form is in the outbox's charge too", async () => {
  for (const link of ["main a[href^='/contacts/new']", "nav a[href='/contacts/new']:visible"]) {
    const page = await context.newPage();
    await page.goto("/today");
    await page.locator(link).first().click();
    await page.locator("[data-photos]").waitFor({ state: "visible" });
    await write(page, `从今日来 ${link}`);
    await save(page);
    await page.waitForURL(/saved=1/);
    expect(await stored(`从今日来 ${link}`)).toMatchObject({ contacts: 1 });
    await page.close();
  }
});

it("a refusal comes back in words, and the contact can be mended in the form under its own id", async () => {
  const page = await openForm();
  await write(page, "日期写错了");
  await page.locator("details:has([name=happenedOn]) summary").first().click();
  await page.locator("[name=happenedOn]").fill("2027-12-31");
  await save(page);
  const refused = listed(page, "日期写错了");
  await refused.getByText("没有保存").waitFor();
  expect(await refused.innerText()).toContain("还没有到");
  await refused.getByRole("button", { name: "打开修改" }).click();
  await page.locator("[name=happenedOn]").fill("2026-11-23");
  await save(page);
  await expect.poll(() => stored("日期写错了"), SOON).toMatchObject({ contacts: 1 });
});
