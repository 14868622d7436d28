import type { Browser } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  launchBrowser,
  type OpenedPage,
  openPage,
  openScreen,
  giveCommand as press,
} from "#tests/support/browser.ts";
import { driveByBrowser } from "#tests/support/life/drive-by-browser.ts";
import { lifeDesk } from "#tests/support/life/life-desk.ts";
import { WALKS } from "#tests/support/life/walks.ts";
import { WAYS } from "#tests/support/life/ways.ts";
import { DEPUTY_CODE, openMessageDesk } from "#tests/support/message-desk.ts";
import { type Caller, type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

let served: ServedOffice;
let browser: Browser;
let driver: ReturnType<typeof driveByBrowser>;
beforeAll(async () => {
  [served, browser] = await Promise.all([serveOffice(), launchBrowser()]);
  driver = driveByBrowser(served, browser);
});
afterAll(async () => {
  await driver?.leave();
  await browser?.close();
  await served?.close();
});

it("an issue goes from the firm through deputy, supervisor, department and head to not solved, a second round, and solved", async () => {
  const { office } = served;
  await openMessageDesk(office);
  const faults: string[] = [];
  const as = async <T>(
    caller: Caller,
    width: number,
    work: (opened: OpenedPage) => Promise<T>,
  ): Promise<T> => {
    const opened = await openPage(browser, served, caller, { width });
    try {
      return await work(opened);
    } finally {
      faults.push(...opened.faults);
      await opened.close();
    }
  };
  const firm = await openScreen(browser, served.origin, { width: 390 });
  const { page: phone } = firm;
  await phone.goto(`/q/${DEPUTY_CODE}`);
  await phone.locator("#words").fill("门口道路挖开三个月没有恢复，送货车进不来。");
  await phone.locator("#phone").fill("13800000000");
  await phone.locator("#firmName").fill("夷陵测试商店");
  await new Promise((resolve) => setTimeout(resolve, 3_100));
  await phone.locator("main form button[type=submit].p-btn").click();
  await phone.waitForURL(/\/s\/[0-9a-z]{16}\?sent=1$/);
  const status = new URL(phone.url()).pathname;
  const number = /YC2026-\d{6}/.exec(await phone.locator("h1").innerText())?.[0] ?? "";

  const issuePath = await as("deputy", 390, async ({ page }) => {
    await page.goto("/today");
    await page.locator(`li:has-text("${number}") h3 a`).click();
    await page.locator('button[value="pass_on"]').click();
    const open = page.locator('a[href^="/issues/"]:has-text("打开诉求")');
    await open.waitFor();
    return (await open.getAttribute("href"))!;
  });
  await as("county_supervisor", 1440, async ({ page }) => {
    await page.goto(issuePath);
    await press(page, "accept", (form) => choose(form, "categoryCode", "02"));
    await press(page, "transfer", (form) => form.locator("[name=consentedBy]").fill("主任会议"));
  });
  await as("county_dispatcher", 1440, async ({ page }) => {
    await page.goto(issuePath);
    await press(page, "dispatch", (form) => choose(form, "departmentId", String(office.units.lead)));
  });
  const plan = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#0b6e6e" } })
    .png()
    .toBuffer();
  const answerWith = async (body: string) => {
    await as("handler", 1440, async ({ page }) => {
      await page.goto(issuePath);
      await press(page, "sign_for");
      await press(page, "record_contact", async (form) => {
        await form.locator("[name=way][value=relayed]").check();
        await form.locator("[name=words]").fill("请看施工安排");
        await form
          .locator("[name=photo]")
          .setInputFiles({ name: "安排.png", mimeType: "image/png", buffer: plan });
      });
      await press(page, "draft_answer", (form) => form.locator("[name=body]").fill(body));
    });
    await as("department_head", 390, async ({ page }) => {
      await page.goto(issuePath);
      await press(page, "sign_answer");
    });
  };
  const firmSays = async (say: string, rating: string) => {
    await phone.goto(status);
    const form = phone.locator('form:has(input[name="command"][value="say"])');
    await form.locator(`[name=say][value=${say}]`).check();
    await form.locator(`[name=rating][value=${rating}]`).check();
    await form.locator(`[name=attitude][value=${rating}]`).check();
    await form.locator("button").click();
    await phone.waitForURL(/done=say/);
  };
  await answerWith("已安排修复");
  await phone.goto(status);
  const [kept] = await Promise.all([
    phone.waitForEvent("download"),
    phone.locator(`a[href*="${status}/files/"]`).click(),
  ]);
  expect(kept.suggestedFilename()).toBe("安排.webp");
  expect(await phone.locator("main").innerText()).toContain("附件：安排.webp");
  await firmSays("not_solved", "dissatisfied");
  await as("county_supervisor", 1440, async ({ page }) => {
    await page.goto(issuePath);
    expect(await page.locator("main").innerText()).toContain("第 2 次办理");
  });
  await answerWith("已于昨日修好并验收");
  await firmSays("solved", "satisfied");
  expect(await phone.locator("[aria-current=step]").innerText()).toBe("已解决");
  await firm.close();
  expect([...faults, ...firm.faults]).toEqual([]);
  const [row] = await office.owner`
    select state, closing, round, next_due_at from issues where number = ${number}`;
  expect(row).toEqual({ state: "closed", closing: "resolved", round: 2, next_due_at: null });
});

/** Picks an entry of a select. */
async function choose(
  form: Parameters<NonNullable<Parameters<typeof press>[2]>>[0],
  name: string,
  value: string,
) {
  await form.locator(`[name=${name}]`).selectOption(value);
}

describe("each way of the life cycle is taken in a browser by the role that owns it:", () => {
  for (const [name, walk] of Object.entries(WALKS)) it(name, () => walk(lifeDesk(driver)), 180_000);

  it("none is left out", () => {
    expect(WAYS.filter((way) => !driver.driven.has(way))).toEqual([]);
  });
});
