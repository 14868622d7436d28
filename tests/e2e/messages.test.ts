import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openPage, openScreen, seriousFaults } from "#tests/support/browser.ts";
import { DEPUTY_CODE, openMessageDesk, STATION_CODE } from "#tests/support/message-desk.ts";
import { type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

let served: ServedOffice;
let browser: Browser;
/** Where pictures of the pages are kept when somebody wants to look at them. */
const PICTURES = process.env.LIAISON_PICTURES;
beforeAll(async () => {
  [served, browser] = await Promise.all([serveOffice(), launchBrowser()]);
  await openMessageDesk(served.office);
  await served.office
    .owner`update deputies set user_id = (select user_id from role_grants where role = 'deputy' and deputy_id = ${served.office.deputies.deputy} limit 1)
    where deputy_id = ${served.office.deputies.deputy}`;
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

async function noSideways(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over).toBeLessThanOrEqual(0);
}

/** The address of the page without the origin that links are made with. */
const pathOf = (page: Page) => new URL(page.url()).pathname;

describe.each([true, false])("a shop owner with a phone (scripts: %s)", (javaScript) => {
  it("scans, writes and sends in four taps at most, then follows, adds, and says what became of it", async () => {
    const shop = await openScreen(browser, served.origin, { width: 390, javaScript });
    const { page } = shop;
    await page.goto(`/q/${DEPUTY_CODE}`);
    await picture(page, `intake-${javaScript}`);
    await noSideways(page);
    let taps = 0;
    const tap = async (selector: string) => {
      taps += 1;
      await page.locator(selector).click();
    };
    await tap("#words");
    await page.keyboard.type(`门口道路挖开三个月没有恢复，客人进不来。${javaScript}`);
    await tap("#phone");
    await page.keyboard.type("１３８ 0000 0000");
    await tap("#firmName");
    await page.keyboard.type("夷陵测试商店");
    if (!javaScript) await served.office.owner`update intake_limits set count = 0`;
    await new Promise((resolve) => setTimeout(resolve, 3_100));
    await tap("main form button[type=submit].p-btn");
    await page.waitForURL(/\/s\/[0-9a-z]{16}\?sent=1$/);
    expect(taps).toBeLessThanOrEqual(4);
    await picture(page, `sent-${javaScript}`);
    await noSideways(page);
    expect(await page.locator("h1").innerText()).toMatch(/已发送，编号 YC2026-\d{6}/);
    expect(await page.locator("#link").inputValue()).toMatch(/\/s\/[0-9a-z]{16}$/);
    const status = pathOf(page);
    const number = /YC2026-\d{6}/.exec(await page.locator("h1").innerText())?.[0] ?? "";

    await page.locator("#supply-words").fill("补充：在测试路口，下雨天积水。");
    await page.locator("form:has(#supply-words) button").click();
    await page.waitForURL(/done=supply/);
    expect(await page.locator("main").innerText()).toContain("下雨天积水");

    const deputy = await openPage(browser, served, "deputy", { width: 390 });
    await deputy.page.goto("/today");
    await picture(deputy.page, `today-${javaScript}`);
    await deputy.page.locator(`li:has-text("${number}") h3 a`).click();
    await deputy.page.waitForURL(/\/messages\/\d+$/);
    await deputy.page.locator('button[value="pass_on"]').waitFor();
    await picture(deputy.page, `message-${javaScript}`);
    await noSideways(deputy.page);
    // The second time the same words come, the first issue is shown beside them.
    const alike = (await deputy.page.locator("main").innerText()).includes("可能是同一件事");
    expect(alike).toBe(!javaScript);
    await deputy.page.locator('button[value="pass_on"]').click();
    await deputy.page.locator('a[href^="/issues/"]:has-text("打开诉求")').waitFor();
    expect(deputy.faults).toEqual([]);

    await page.goto(status);
    expect(await page.locator("[aria-current=step]").innerText()).toBe("已发送");
    await picture(page, `status-${javaScript}`);
    await noSideways(page);
    await page.locator("summary:has-text('我受到压力')").click();
    await page.locator("#pressure-words").fill("有人让我撤回");
    await page.locator("form:has(#pressure-words) button").click();
    await page.waitForURL(/done=pressure/);
    const city = await openPage(browser, served, "city_supervisor", { width: 1440 });
    await city.page.goto("/pressure");
    expect(await city.page.locator("main").innerText()).toContain("有人让我撤回");
    await picture(city.page, "pressure");
    await page.goto(status);
    await page.locator("summary:has-text('撤回')").click();
    await page.locator("form:has(#withdraw-words) button").click();
    await page.waitForURL(/done=withdraw/);
    expect(await page.locator("main").innerText()).toContain("已结束：已撤回");
    expect(shop.faults).toEqual([]);
    await Promise.all([shop, deputy, city].map((one) => one.close()));
  });

  it("is told in words what is missing, and loses nothing typed", async () => {
    const { page, close } = await openScreen(browser, served.origin, { width: 390, javaScript });
    await page.goto(`/q/${STATION_CODE}`);
    await page.locator("#words").fill("只有话，没有电话");
    await page.locator("#phone").fill("123");
    await page.locator("main form button[type=submit].p-btn").click();
    await page.locator("[role=alert]").waitFor();
    expect(await page.title()).toMatch(/^有错误：/);
    expect(await page.locator("#words").inputValue()).toBe("只有话，没有电话");
    expect(await page.locator("#phone-error").innerText()).toContain("11 位手机号");
    await close();
  });
});

describe("the pages of firms", () => {
  it("weigh at most 15 kB in all, and axe finds nothing serious", async () => {
    const { page, close } = await openScreen(browser, served.origin, { width: 390, javaScript: true });
    const weigh = async (path: string) => {
      let bytes = 0;
      const add = (body: Buffer) => {
        bytes += gzipSync(body).length;
      };
      const read: Promise<void>[] = [];
      const count = (response: import("playwright-core").Response) => {
        if (/\.(svg|png|webmanifest)$/.test(new URL(response.url()).pathname)) return;
        read.push(response.body().then(add, () => {}));
      };
      page.on("response", count);
      await page.goto(path, { waitUntil: "networkidle" });
      page.off("response", count);
      await Promise.all(read);
      return bytes;
    };
    const intake = await weigh(`/q/${DEPUTY_CODE}`);
    expect(intake).toBeGreaterThan(2_000);
    expect(intake).toBeLessThanOrEqual(15_000);
    expect(await seriousFaults(page)).toEqual([]);
    await close();
  });

  it("print posters and refuse a code that was replaced", async () => {
    const clerk = await openPage(browser, served, "county_supervisor", { width: 1440 });
    await clerk.page.goto("/codes");
    await clerk.page.locator('button[value="issue"]').click();
    await clerk.page.locator("text=已生成").waitFor();
    await picture(clerk.page, "codes");
    await clerk.page.locator("tbody a").first().click();
    await clerk.page.waitForURL(/\/codes\/\d+$/);
    await picture(clerk.page, "poster");
    expect(await clerk.page.locator(".p-poster svg").count()).toBe(1);
    const zip = await served.ask("county_supervisor", "/codes.zip");
    const bytes = Buffer.from(await zip.arrayBuffer());
    expect(bytes.readUInt32LE(0)).toBe(0x04034b50);
    expect(bytes.readUInt32LE(bytes.length - 22)).toBe(0x06054b50);
    await clerk.page.locator("summary").click();
    await clerk.page.locator('button[value="renew"]').click();
    await clerk.page.waitForURL(/\/codes\/\d+$/);
    await clerk.page.locator(".p-poster").waitFor();
    const gone = await served.ask("anonymous", `/q/${DEPUTY_CODE}`);
    const other = await served.ask("anonymous", `/q/${STATION_CODE}`);
    expect([gone.status, other.status].sort()).toEqual([200, 404]);
    await clerk.close();
  });
});
