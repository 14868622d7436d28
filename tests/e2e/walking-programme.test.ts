import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import { giveCommand as give, launchBrowser, openPage, seriousFaults } from "#tests/support/browser.ts";
import { type Caller, type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

let served: ServedOffice;
let browser: Browser;
const faults: string[] = [];
const DAY = 24 * 3_600_000;

beforeAll(async () => {
  [served, browser] = await Promise.all([serveOffice(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** Does `work` on a page of the caller's own. */
async function as<T>(
  caller: Caller,
  width: number,
  work: (page: Page) => Promise<T>,
  javaScript = true,
): Promise<T> {
  const opened = await openPage(browser, served, caller, { width, javaScript });
  try {
    return await work(opened.page);
  } finally {
    faults.push(...opened.faults);
    await opened.close();
  }
}

let issueAddress = "";
let number = "";

it("a deputy logs a visit on a phone and raises what it found, with and without scripts", async () => {
  number = await as("deputy", 390, async (page) => {
    await page.goto("/today");
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("link", { name: "记走访" }).first().click();
    await page.waitForLoadState("load");
    expect(await seriousFaults(page)).toEqual([]);
    await page.locator("[name=internalNote]").fill("老板说证照变更办了三个月还没有结果");
    await page.locator("details:has([name=findingTitle]) summary").first().click();
    await page.locator("[name=findingTitle]").fill("证照变更三个月没有结果");
    await page.locator("[name=findingWords]").fill("窗口多次要求补同一份材料，请帮忙协调。");
    await page.getByRole("button", { name: "保存走访" }).click();
    await page.waitForURL(/saved=1/);
    const text = await page.locator("body").innerText();
    return /YC\d{4}-\d{6}/.exec(text)?.[0] ?? text;
  });
  expect(number).toMatch(/^YC\d{4}-\d{6}$/);
  await as(
    "deputy",
    390,
    async (page) => {
      await page.goto("/contacts/new");
      await page.locator("[name=firmId]").first().check();
      await page.locator("[name=internalNote]").fill("又去看了一次，一切正常");
      await page.getByRole("button", { name: "保存走访" }).click();
      await page.waitForLoadState("load");
      expect(page.url()).toMatch(/\/contacts\/[0-9a-f-]{36}/);
    },
    false,
  );
  const [row] = await served.office.owner`select count(*)::int as n from contacts`;
  expect(row?.n).toBe(2);
});

it("a supervisor accepts and transfers it, the dispatcher hands it to a unit, the unit signs for it", async () => {
  await as("county_supervisor", 1440, async (page) => {
    await page.goto("/desk?set=to_triage");
    await page.getByRole("link", { name: number }).click();
    await page.waitForURL(/\/issues\/\d+/);
    issueAddress = new URL(page.url()).pathname;
    await give(page, "accept", async (form) => {
      await form.locator("[name=categoryCode]").selectOption("02");
    });
    await give(page, "transfer", async (form) => {
      await form.locator("[name=consentedBy]").fill("人大常委会主任会议");
    });
    expect(await page.locator("main").innerText()).toContain("已转办");
  });
  await as("county_dispatcher", 1440, async (page) => {
    await page.goto(issueAddress);
    const { lead } = served.office.units;
    await give(page, "dispatch", async (form) => {
      await form.locator("[name=departmentId]").selectOption(String(lead));
    });
  });
  await as("handler", 390, async (page) => {
    await page.goto(issueAddress);
    await give(page, "sign_for");
    expect(await page.locator("body").innerText()).toContain("办理中");
  });
});

it("left lying it turns yellow, then red, and stands on the desk with the reason and what comes next", async () => {
  const { office } = served;
  const sweepAll = async () => {
    let escalated = 0;
    for (;;) {
      const round = await sweepDue(office.ctx("system"));
      escalated += round.escalated;
      if (!round.more) return escalated;
    }
  };
  expect(await sweepAll()).toBe(0);
  office.advance(40 * DAY);
  await served.signInAll();
  expect(await sweepAll()).toBeGreaterThan(0);
  expect(await sweepAll()).toBe(0);
  const levels = await office.owner`
    select level, count(*)::int as n from escalations where ladder = 'main' group by level order by level`;
  expect(levels.map((row) => [row.level, row.n])).toEqual([
    [0, 1],
    [1, 1],
    [2, 1],
    [3, 1],
  ]);
  await as("county_supervisor", 1440, async (page) => {
    await page.goto("/desk?set=gate_open");
    const row = page.locator("tbody tr", { hasText: number });
    expect(await row.innerText()).toContain("已超期");
    expect(await row.innerText()).toContain("等待人来决定");
    expect(await seriousFaults(page)).toEqual([]);
  });
});

it("a supervisor drafts a pairing plan, sees its proof and publishes it; every firm keeps one liaison", async () => {
  await as("city_supervisor", 1440, async (page) => {
    await page.goto("/plans");
    await page.getByRole("button", { name: "生成草案" }).click();
    await page.getByText("已证明为最优").first().waitFor();
    await page.getByRole("link", { name: "发布方案" }).click();
    await page.locator("input[name=reason]").fill("季度调整");
    await page.getByRole("button", { name: "发布方案" }).click();
    await page.getByText("已发布").first().waitFor();
  });
  const [row] = await served.office.owner`
    select count(*)::int as firms, count(distinct firm_id)::int as once from pairings where ended_on is null`;
  expect(row?.firms).toBe(row?.once);
});

it("no page of the journey had a failing script", () => {
  expect(faults).toEqual([]);
});
