import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser, openScreen, seriousFaults } from "#tests/support/browser.ts";
import { type ServedWorld, serveWorld } from "#tests/support/served-world.ts";

let world: ServedWorld;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([serveWorld(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const REASON = "已现场协调，责任单位承诺一周内办结。";
const figureOf = async (page: Page, set: string) =>
  Number((await page.locator(`main a[href="/desk?set=${set}"] b`).innerText()).replaceAll(",", ""));

it("a supervisor works the desk by keyboard: opens a number, decides in place with a reason, then on several at once", async () => {
  const cookies = await world.cookiesOf("city_supervisor");
  const opened = await openScreen(browser, world.origin, { width: 1440, cookies });
  const { page } = opened;

  await page.goto("/desk");
  const red = await figureOf(page, "level_1");
  await page.locator('main a[href="/desk?set=level_1"]').click();
  await page.getByRole("table", { name: "红灯" }).waitFor();
  expect(await page.locator("tbody tr").count()).toBe(red);
  expect(red).toBeGreaterThanOrEqual(2);

  // In place: the first row, by its key.
  await page.keyboard.press("j");
  const number = await page.locator("tbody tr th a").first().innerText();
  await page.keyboard.press("d");
  const decision = page.locator("#decide");
  await decision.waitFor();
  expect(await decision.locator("h2").innerText()).toContain(number);
  const form = decision.locator('form:has(input[name="command"][value="stand_down"])');
  await form.locator("button[type=submit]").click();
  await decision.locator("[role=alert]").waitFor();
  await form.locator("textarea").fill(REASON);
  await form.locator("button[type=submit]").click();
  await decision.waitFor({ state: "detached" });
  expect(await page.locator("tbody tr th a", { hasText: number }).count()).toBeLessThanOrEqual(1);

  // Several: the one that was stood down can't be stood down again and says why; the others go through.
  await page.goto("/desk?set=open");
  const ids = await page.locator("tbody tr:has(a[data-decide]) input[type=checkbox]").all();
  for (const box of ids.slice(0, 6)) await box.check();
  await page.locator('button[name="intent"][value="stand_down"]').click();
  await page.waitForURL(/\/desk\/bulk/);
  expect(await seriousFaults(page)).toEqual([]);
  const able = await page.locator('input[name="issueId"]').count();
  expect(able).toBeGreaterThan(0);
  await page.locator("textarea[name=reason]").fill(REASON);
  await page.locator("section button[type=submit]").click();
  await page.getByText(`已决定 ${able} 件`).waitFor();

  await page.goto("/desk/bulk");
  expect(await page.locator("h1").innerText()).toBe("解除督办");
  expect(opened.faults).toEqual([]);
  await opened.close();
});

it("the desk is read on a phone too", async () => {
  const cookies = await world.cookiesOf("city_supervisor");
  const opened = await openScreen(browser, world.origin, { width: 390, cookies });
  await opened.page.goto("/desk?set=overdue");
  expect(await seriousFaults(opened.page)).toEqual([]);
  const over = await opened.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over).toBeLessThanOrEqual(1);
  expect(opened.faults).toEqual([]);
  await opened.close();
});
