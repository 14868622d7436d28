import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser, openPage } from "#tests/support/browser.ts";
import { type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

let served: ServedOffice;
let browser: Browser;
beforeAll(async () => {
  [served, browser] = await Promise.all([serveOffice(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** Presses one of the choices of display and answers with what the page says of itself afterwards. */
async function choose(page: Page, field: string, value: string): Promise<Record<string, string | undefined>> {
  const button = page.locator(`button[name="${field}"][value="${value}"]`);
  if (!(await button.isVisible())) await page.locator("details:has(button[name=locale]) summary").click();
  await button.click();
  await page.waitForLoadState("load");
  return page.evaluate(() => ({ ...document.documentElement.dataset, lang: document.documentElement.lang }));
}

it.each([true, false])(
  "a reader sets language, text size and colours, scripts or not (%s), and stays on the page",
  async (javaScript) => {
    const opened = await openPage(browser, served, "county_supervisor", { width: 1440, javaScript });
    const { page } = opened;
    await page.goto("/issues?set=open");
    expect((await choose(page, "textSize", "2")).text).toBe("2");
    expect((await choose(page, "scheme", "dark")).mantineColorScheme).toBe("dark");
    expect((await choose(page, "locale", "en")).lang).toBe("en");
    expect(await page.locator("h1").innerText()).toBe("Issues");
    expect(new URL(page.url()).search).toBe("?set=open");
    expect((await choose(page, "locale", "zh-CN")).lang).toBe("zh-CN");
    expect(opened.faults).toEqual([]);
    await opened.close();
  },
);

it("a form that was sent before its script was there is answered by a page that says in its title what it is", async () => {
  const opened = await openPage(browser, served, "county_supervisor", { width: 1440 });
  const { page } = opened;
  await page.goto("/themes");
  await page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLInputElement>("main [required]")) one.value = "";
    document.querySelector<HTMLFormElement>("main form[method=post]")?.submit();
  });
  await page.getByRole("alert").first().waitFor();
  await expect.poll(() => page.title()).toMatch(/^有错误：/);
  expect(await page.locator(":focus").getAttribute("role")).toBe("alert");
  expect(opened.faults).toEqual([]);
  await opened.close();
});

it("the first step of the keyboard leads past the navigation", async () => {
  const opened = await openPage(browser, served, "county_supervisor", { width: 1440 });
  const { page } = opened;
  await page.goto("/issues");
  await page.keyboard.press("Tab");
  expect(await page.locator(":focus").innerText()).toBe("跳到正文");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
  await opened.close();
});

it("every role starts on a page that leads to its other places, and leaves by one press", async () => {
  for (const caller of [
    "deputy",
    "station_clerk",
    "township_officer",
    "handler",
    "security_administrator",
  ] as const) {
    const opened = await openPage(browser, served, caller, { width: 390 });
    const { page } = opened;
    await page.goto("/");
    await page.locator("label[for]", { hasText: "更多" }).click();
    expect(await page.getByRole("navigation").getByRole("link").count(), caller).toBeGreaterThan(0);
    await page.getByRole("button", { name: "退出登录" }).click();
    await page.waitForURL(/\/login/);
    await served.signInAll();
    await opened.close();
  }
});
