import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser, openPage, seriousFaults } from "#tests/support/browser.ts";
import { addProgramme } from "#tests/support/programme.ts";
import { type Caller, type ServedOffice, serveOffice } from "#tests/support/served-office.ts";
import { hasSharedData } from "#tests/support/shared-data.ts";
import {
  draftPlan,
  editByHand,
  PREVIEW_WORDS,
  publishPlan,
  readWhy,
  recordLeaving,
  textOf,
  writeHandoverNote,
} from "./pairing-steps.ts";

/** How long a step may take on a loaded machine. */
const PATIENCE_MS = 90_000;

/** The journey on the real register walks the same steps; without its data, and in the full run, this one does on a made-up one. */
const walkedElsewhere = hasSharedData("firms/firms_hubei_other.csv") && process.env.LIAISON_FULL !== "1";
const walk = it.skipIf(walkedElsewhere);
if (walkedElsewhere) console.info("The pairing programme is walked on the real register.");

let served: ServedOffice;
let browser: Browser;
const faults: string[] = [];

beforeAll(async () => {
  [served, browser] = await Promise.all([serveOffice(), launchBrowser()]);
  const { office } = served;
  await addProgramme(office, { deputies: 90, firms: 240 });
  await office.owner`
    update deputies set user_id = (select user_id from users where name = '用户deputy') where deputy_id = ${office.deputies.deputy}`;
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

async function as<T>(caller: Caller, width: number, work: (page: Page) => Promise<T>): Promise<T> {
  const opened = await openPage(browser, served, caller, { width });
  opened.page.setDefaultTimeout(PATIENCE_MS);
  try {
    return await work(opened.page);
  } finally {
    faults.push(...opened.faults);
    await opened.close();
  }
}

/** The page is as wide as the screen: nothing has to be pushed sideways. */
const isWithin = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1);

async function number(query: string): Promise<number> {
  const [row] = await served.office.owner.unsafe<{ n: number }[]>(query);
  return row!.n;
}

walk(
  "the city supervisor drafts a plan in sight of its progress, sees today and the plan side by side, and its proof",
  async () => {
    await as("city_supervisor", 1440, async (page) => {
      const planId = await draftPlan(page);
      const text = await textOf(page);
      for (const words of PREVIEW_WORDS) expect(text).toContain(words);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await isWithin(page)).toBe(true);
      const missing = await number(
        `select count(*)::int as n from pairing_plan_rows where plan_id = ${planId} and deputy_id is null`,
      );
      expect(missing).toBe(0);
    });
  },
);

walk(
  "gives one firm another deputy by hand at the price that was said, by keyboard, and publishes",
  async () => {
    await as("city_supervisor", 1440, async (page) => {
      await page.goto("/plans");
      await page.locator("tbody th a").first().press("Enter");
      await page.getByText("变动清单").first().waitFor();
      const said = await editByHand(page);
      expect(await textOf(page)).toContain(`代价 ${said}`);
      await publishPlan(page, "年度安排");
    });
    const doubled = await number(
      "select (count(*) - count(distinct firm_id))::int as n from pairings where ended_on is null",
    );
    expect(doubled).toBe(0);
  },
);

let held = 0;

walk(
  "a deputy leaves: the pairs stand, the firm is in the township's care, and the repair proposes just the unavoidable",
  async () => {
    const { office } = served;
    const { deputy } = office.deputies;
    held = await number(
      `select count(*)::int as n from pairings where deputy_id = ${deputy} and ended_on is null`,
    );
    expect(held).toBeGreaterThan(0);
    await as("county_supervisor", 1440, async (page) => {
      await recordLeaving(page, deputy, "2026-11-24");
      await page.goto(`/firms/${office.firms.shop}`);
      expect(await textOf(page)).toContain("代管");
      expect(await seriousFaults(page)).toEqual([]);
    });
    await as("city_supervisor", 1440, async (page) => {
      const planId = await draftPlan(page);
      const text = await textOf(page);
      expect(text).toContain(`至少需变动 ${held}`);
      expect(text).toContain("原代表已卸任");
      const changed = await number(
        `select count(*)::int as n from pairing_plan_rows where plan_id = ${planId} and deputy_id is distinct from previous_deputy_id`,
      );
      expect(changed).toBe(held);
      const next = await number(
        `select deputy_id as n from pairing_plan_rows where plan_id = ${planId} and firm_id = ${office.firms.shop}`,
      );
      await office.owner`
      update deputies set user_id = (select user_id from users where name = '用户other_deputy') where deputy_id = ${next}`;
      await office.owner`
      update role_grants set deputy_id = ${next} where user_id = (select user_id from users where name = '用户other_deputy')`;
      await publishPlan(page, "代表卸任后修补");
    });
  },
);

walk("the firm and both deputies see the handover, and each deputy writes a note", async () => {
  await as("firm_representative", 390, async (page) => {
    await page.goto("/notices");
    expect(await textOf(page)).toContain("联系代表已确定");
    await page.goto("/my-liaison");
    expect(await textOf(page)).toContain("更换为");
    expect(await seriousFaults(page)).toEqual([]);
    expect(await isWithin(page)).toBe(true);
  });
  const write = async (caller: Caller, note: string) =>
    as(caller, 390, async (page) => {
      const said = await writeHandoverNote(page, "夷陵测试商店", note);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await isWithin(page)).toBe(true);
      return said;
    });
  await write("deputy", "老板姓王，周三下午在厂里");
  expect(await write("other_deputy", "已电话联系，下周上门")).toContain("老板姓王");
});

walk(
  "the pair's page says who, since when, why, what the next best would cost, and who it was on a past day",
  async () => {
    const { shop } = served.office.firms;
    await as("city_supervisor", 1440, async (page) => {
      expect(await readWhy(page, shop)).toBe(4);
      expect(await textOf(page)).toContain("代表卸任后修补");
      expect(await seriousFaults(page)).toEqual([]);
      await page.locator("[name=day]").fill("2026-10-01");
      await page.getByRole("button", { name: "查询" }).click();
      await page.getByText(/联系代表是deputy/).waitFor();
    });
    const gaps = await number(`select count(*)::int as n from (
    select ended_on, lead(started_on) over (partition by firm_id order by started_on, pairing_id) as next from pairings) p where next > ended_on`);
    expect(gaps).toBe(0);
  },
);

walk("no page of the journey had a failing script", () => {
  expect(faults).toEqual([]);
});
