import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, type OpenedPage, openPage, openScreen } from "#tests/support/browser.ts";
import { DEPUTY_CODE, openMessageDesk } from "#tests/support/message-desk.ts";
import { type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

let served: ServedOffice;
let browser: Browser;
beforeAll(async () => {
  [served, browser] = await Promise.all([serveOffice(), launchBrowser()]);
  await openMessageDesk(served.office);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** Presses Tab until `selector` has the focus; whatever has it on the way must show it. Answers with how often. */
async function tabTo(page: Page, selector: string): Promise<number> {
  for (let presses = 1; presses <= 60; presses++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate((wanted) => {
      const focused = document.activeElement as HTMLElement | null;
      if (!focused || focused === document.body) return { there: false, shown: true, what: "" };
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      return {
        there: focused.matches(wanted),
        shown: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
        what: focused.outerHTML.slice(0, 120),
      };
    }, selector);
    expect(at.shown, at.what).toBe(true);
    if (at.there) return presses;
  }
  throw new Error(`${selector} is not reached by Tab on ${page.url()}`);
}

const stored = async (words: string) =>
  (await served.office.owner`select 1 from contacts where internal_note = ${words} and withdrawn_at is null`)
    .length;

async function with390<T>(open: Promise<OpenedPage>, work: (page: Page) => Promise<T>): Promise<T> {
  const { page, close } = await open;
  try {
    return await work(page);
  } finally {
    await close();
  }
}

describe.each([true, false])("a deputy at 390 px (scripts: %s)", (javaScript) => {
  it("logs a visit in two taps and the words, from the firm's card on the start page", async () => {
    const words = `两下就记好 ${javaScript}`;
    await with390(openPage(browser, served, "deputy", { width: 390, javaScript }), async (page) => {
      await page.goto("/today");
      await page.locator("main a[href^='/contacts/new?firm=']").first().click();
      await page.locator("[name=internalNote]").waitFor();
      if (javaScript) await page.locator("[data-photos]").waitFor({ state: "visible" });
      expect(await page.locator("[name=firmId]:checked").count()).toBe(1);
      await page.locator("[name=internalNote]").focus();
      await page.keyboard.type(words);
      await page.locator("main form button.p-btn[type=submit]").first().click();
      await page.waitForURL(/\/contacts\/[0-9a-f-]{36}\?saved=1/);
      expect(await page.locator("main").innerText()).toMatch(/已保存[\s\S]*第 \d+ 号/);
    });
    expect(await stored(words)).toBe(1);
  });
});

describe("with the keyboard alone", () => {
  it("a deputy logs a visit", async () => {
    await with390(openPage(browser, served, "deputy", { width: 390 }), async (page) => {
      await page.goto("/contacts/new");
      await page.locator("[data-photos]").waitFor({ state: "visible" });
      await tabTo(page, "[name=internalNote]");
      await page.keyboard.type("只用键盘");
      await tabTo(page, "main form button[type=submit]");
      await page.keyboard.press("Enter");
      await page.waitForURL(/saved=1/);
    });
    expect(await stored("只用键盘")).toBe(1);
  });

  it("a shop owner sends a message, and ticks that it is to be kept in confidence", async () => {
    await with390(openScreen(browser, served.origin, { width: 390 }), async (page) => {
      await page.goto(`/q/${DEPUTY_CODE}`);
      await tabTo(page, "#words");
      await page.keyboard.type("门口的路灯坏了一个月，晚上没有客人。");
      await tabTo(page, "#phone");
      await page.keyboard.type("13800000000");
      await tabTo(page, "[name=sealed]");
      await page.keyboard.press("Space");
      await tabTo(page, "main form button[type=submit].p-btn");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/s\/[0-9a-z]{16}\?sent=1$/);
      expect(await page.locator("h1").innerText()).toMatch(/已发送，编号 YC2026-\d{6}/);
    });
  });

  it.each([
    ["deputy", "/today", "main a[href^='/contacts/new?firm=']"],
    ["deputy", `/talk/:firm`, "main a[href^='/contacts/new?firm=']"],
    ["firm_representative", "/my-firm", "main button[value=correct]"],
    ["firm_representative", "/issues", "main a[href='/issues/new']"],
    ["station_clerk", "/corrections", "main a[href='/corrections?show=decided']"],
  ] as const)("%s reaches on %s what it is for", async (caller, path, selector) => {
    await with390(openPage(browser, served, caller, { width: 390 }), async (page) => {
      await page.goto(path.replace(":firm", String(served.office.firms.shop)));
      expect(await tabTo(page, selector)).toBeGreaterThan(0);
    });
  });
});
