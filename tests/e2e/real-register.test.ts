import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { giveCommand, launchBrowser, openScreen, seriousFaults, shareClock } from "#tests/support/browser.ts";
import { openRealRegister, PASSWORD, type RealRegister } from "#tests/support/real-register.ts";
import { type ServedProcess, serveProcess } from "#tests/support/served-process.ts";
import { hasSharedData, sharedPath } from "#tests/support/shared-data.ts";
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

const FIRMS_OF_CITY = "firms/firms_yichang.csv";
const FIRMS_ELSEWHERE = "firms/firms_hubei_other.csv";
/** The county in which the firm of the journey lies, and the days on which it happens. */
const COUNTY = "420581";
const BEGINS = "2026-09-02T02:00:00.000Z";
const OVERDUE = "2026-09-24T02:00:00.000Z";
const LONG_OVERDUE = "2026-10-12T02:00:00.000Z";
const WAIT_MS = 60_000;
/** A plan of the whole city is computed and published in seconds; a machine with much else to do gets longer. */
const PLAN_MS = { timeout: 240_000 };

describe.skipIf(!hasSharedData(FIRMS_ELSEWHERE))("the programme on the real register", () => {
  let served: ServedProcess;
  let now = BEGINS;
  let browser: Browser;
  let register: RealRegister;
  const phones: Record<string, string> = {};
  const faults: string[] = [];

  beforeAll(async () => {
    [served, browser] = await Promise.all([serveProcess(), launchBrowser()]);
    await moveTo(BEGINS);
    register = openRealRegister(served);
    for (const role of ["system_administrator", "city_supervisor"] as const)
      phones[role] = (await register.account(role)).phone;
  });
  afterAll(async () => {
    await browser?.close();
    await register?.close();
    await served?.close();
  });

  async function moveTo(instant: string): Promise<void> {
    now = instant;
    await served.setClock(instant);
  }

  /** Signs in as somebody by phone and password and does `work`. */
  async function as<T>(who: string, width: number, work: (page: Page) => Promise<T>): Promise<T> {
    const opened = await openScreen(browser, served.origin, { width });
    const { page } = opened;
    page.setDefaultTimeout(WAIT_MS);
    await shareClock(page.context(), now);
    try {
      await page.goto("/login");
      await page.locator("[name=login]").fill(phones[who] ?? "");
      await page.locator("[name=password]").fill(PASSWORD);
      await page.locator("form:has([name=password]) button").click();
      await page.waitForURL((url) => url.pathname !== "/login");
      return await work(page);
    } finally {
      faults.push(...opened.faults);
      await opened.close();
    }
  }

  /** Uploads a list and waits until it is checked; answers with the states that the page showed meanwhile. */
  async function upload(page: Page, path: string): Promise<string[]> {
    await page.goto("/imports");
    await page.locator("[name=file]").setInputFiles(sharedPath(path));
    await page.getByRole("button", { name: "上传并核对" }).click();
    await page.waitForURL(/\/imports\/\d+/);
    await page
      .getByText(/正在读取和核对|待确认/)
      .first()
      .waitFor();
    const steps = page.locator("[data-progress]");
    const seen = new Set<string>();
    while ((await steps.count()) > 0) {
      const words = await steps.innerText({ timeout: 1_000 }).catch(() => "");
      if (words !== "") seen.add(words);
    }
    await page.getByText("待确认").first().waitFor();
    return [...seen];
  }

  async function count(query: string): Promise<number> {
    const [row] = await register.owner.unsafe<{ n: number }[]>(`select count(*)::int as n from ${query}`);
    return row!.n;
  }

  it("a list of real firms is imported in the browser with its progress in sight, and what is refused is listed with the reason", async () => {
    await as("system_administrator", 1440, async (page) => {
      const steps = await upload(page, FIRMS_OF_CITY);
      expect(steps.join()).toMatch(/读取|核对|保存/);
      expect(await count("firms")).toBe(0);
      await page.goto(`${page.url().split("?")[0]}?outcome=reject`);
      const refused = page.locator("tbody tr");
      expect(await refused.count()).toBe(6);
      for (const row of await refused.allInnerTexts()) expect(row).toContain("校验位不对");
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "下载未导入的行" }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
      await page.getByRole("link", { name: "确认导入" }).click();
      await page.getByRole("button", { name: "确认导入" }).click();
      await page.getByText("已导入").first().waitFor();
      expect(await seriousFaults(page)).toEqual([]);
    });
    expect(await count("firms")).toBe(9_823);
  });

  it("the same list imported again changes nothing", async () => {
    const before = await count("events");
    await as("system_administrator", 1440, async (page) => {
      await upload(page, FIRMS_OF_CITY);
      const text = await page.locator("main").innerText();
      expect(text).toContain("名单与名册一致");
      expect(await page.getByRole("link", { name: "确认导入" }).count()).toBe(0);
    });
    expect(await count("firms")).toBe(9_823);
    expect(await count("events")).toBe(before);
  });

  it("the rest comes in by the command line, every firm finds a township, and 7,900 deputies are imported", async () => {
    const rest = (await served.command(["import", "firms", sharedPath(FIRMS_ELSEWHERE)])) as {
      added: number;
    };
    expect(await register.placeFirms()).toBe(9_823 + rest.added);
    expect(await count("firms where in_programme")).toBeGreaterThan(28_900);
    expect(await register.importDeputies(BEGINS.slice(0, 10))).toBeGreaterThan(7_800);
  });

  it("a supervisor drafts a plan in sight of its progress, reads its preview, gives one firm another deputy by hand and publishes: every firm has one liaison", async () => {
    await as("city_supervisor", 1440, async (page) => {
      const planId = await draftPlan(page, PLAN_MS);
      const preview = await textOf(page);
      for (const words of PREVIEW_WORDS) expect(preview).toContain(words);
      expect(await count("pairings")).toBe(0);
      expect(await seriousFaults(page)).toEqual([]);
      const price = await editByHand(page, PLAN_MS);
      expect(await textOf(page)).toContain(`代价 ${price}`);
      await publishPlan(page, "首次安排", PLAN_MS);
      expect(
        await count(
          `pairings join pairing_plan_edits using (firm_id, deputy_id) where pairing_plan_edits.plan_id = ${planId}`,
        ),
      ).toBe(1);
    });
    const pairs = await count("pairings where ended_on is null");
    expect(pairs).toBeGreaterThan(28_000);
    expect(await count("(select distinct firm_id from pairings where ended_on is null) t")).toBe(pairs);
  });

  it("people take up their work: a deputy with firms, the county's office, the unit and its head", async () => {
    const [deputy] = await register.owner<{ deputy_id: number }[]>`
      select p.deputy_id from pairings p join deputies d using (deputy_id) where d.county_code = ${COUNTY}
      group by p.deputy_id having count(*) > 1 order by p.deputy_id limit 1`;
    const [unit] = await register.owner<{ department_id: number }[]>`
      select department_id from departments where code = 'SCJG'`;
    const departmentId = unit!.department_id;
    const staff = {
      deputy: await register.account("deputy", { countyCode: COUNTY, deputyId: deputy!.deputy_id }),
      county_supervisor: await register.account("county_supervisor", { countyCode: COUNTY }),
      county_dispatcher: await register.account("county_dispatcher", { countyCode: COUNTY }),
      handler: await register.account("handler", { departmentId }),
      post_holder: await register.account("post_holder", { departmentId }),
    };
    for (const [who, { phone }] of Object.entries(staff)) phones[who] = phone;
    await register.fillPost({ body: "department", kind: "handler", departmentId }, staff.handler.userId);
    await register.fillPost(
      { body: "department", kind: "deputy_head", departmentId },
      staff.post_holder.userId,
    );
    await register.fillPost(
      { body: "congress", kind: "committee_director", countyCode: COUNTY },
      staff.county_supervisor.userId,
    );
  });

  let number = "";
  let address = "";

  it("the deputy logs a visit on a phone and raises an issue from it", async () => {
    await as("deputy", 390, async (page) => {
      await page.getByRole("link", { name: "记走访" }).first().click();
      await page.waitForLoadState("load");
      await page.locator("[name=internalNote]").fill("负责人说许可变更办了三个月还没有结果");
      await page.locator("details:has([name=findingTitle]) summary").first().click();
      await page.locator("[name=findingTitle]").fill("许可变更三个月没有结果");
      await page.locator("[name=findingWords]").fill("窗口多次要求补同一份材料，请帮忙协调。");
      await page.getByRole("button", { name: "保存走访" }).click();
      await page.waitForURL(/\/contacts\/[0-9a-f-]{36}/);
      number = /YC\d{4}-\d{6}/.exec(await page.locator("body").innerText())?.[0] ?? "";
    });
    expect(number).toMatch(/^YC2026-\d{6}$/);
    expect(await count("contacts")).toBe(1);
  });

  it("it is accepted, transferred, dispatched and signed for", async () => {
    await as("county_supervisor", 1440, async (page) => {
      await page.goto("/desk?set=to_triage");
      await page.getByRole("link", { name: number }).click();
      await page.waitForURL(/\/issues\/\d+/);
      address = new URL(page.url()).pathname;
      await giveCommand(page, "accept", async (form) => {
        await form.locator("[name=categoryCode]").selectOption("02");
      });
      await giveCommand(page, "transfer", async (form) => {
        await form.locator("[name=consentedBy]").fill("人大常委会主任会议");
      });
    });
    const [unit] = await register.owner`select department_id from departments where code = 'SCJG'`;
    await as("county_dispatcher", 1440, async (page) => {
      await page.goto(address);
      await giveCommand(page, "dispatch", async (form) => {
        await form.locator("[name=departmentId]").selectOption(String(unit?.department_id));
      });
    });
    await as("handler", 390, async (page) => {
      await page.goto(address);
      await giveCommand(page, "sign_for");
      expect(await page.locator("main").innerText()).toContain("办理中");
    });
  });

  /** Opens a page again and again until `words` stand on it: the sweep runs by itself. */
  async function untilShown(page: Page, path: string, words: string[]): Promise<string> {
    return expect
      .poll(
        async () => {
          await page.goto(path);
          const row = page.locator("main li, main tbody tr").filter({ hasText: number }).first();
          const text = (await row.count()) > 0 ? await row.innerText() : "";
          return words.filter((word) => !text.includes(word));
        },
        { timeout: WAIT_MS, interval: 1_000 },
      )
      .toEqual([])
      .then(() => page.locator("main").innerText());
  }

  it("left lying past its due day it is raised by itself: the desk says why and what comes next, the deputy head is told", async () => {
    await moveTo(OVERDUE);
    await as("county_supervisor", 1440, async (page) => {
      await untilShown(page, "/desk?set=overdue", ["已超期", "督办函"]);
      expect(await seriousFaults(page)).toEqual([]);
    });
    await as("post_holder", 390, async (page) => {
      await untilShown(page, "/notices", [number]);
    });
  });

  it("still lying it climbs to the unit's head and the county's committee, whose inbox says so", async () => {
    await moveTo(LONG_OVERDUE);
    await as("county_supervisor", 390, async (page) => {
      await untilShown(page, "/notices", ["督办函", number]);
      await untilShown(page, "/desk?set=overdue", ["已超期", "市级督办"]);
      expect(await seriousFaults(page)).toEqual([]);
    });
    const levels = await register.owner<{ level: number }[]>`
      select level from escalations where ladder = 'main' order by level`;
    expect(levels.map((row) => row.level)).toEqual([0, 1, 2]);
  });

  it("its deputy leaves: the pairs stand, and the repair proposes exactly the changes that can't be avoided", async () => {
    const [left] = await register.owner<{ deputy_id: number; firm_id: number; name: string; held: number }[]>`
      select deputy_id, firm_id, f.name, (select count(*)::int from pairings p where p.deputy_id = i.deputy_id and ended_on is null) as held
      from issue_parties i join firms f using (firm_id)`;
    const { deputy_id: former, firm_id: firmId, name, held } = left!;
    phones.firm = (await register.account("firm_representative", { firmId })).phone;
    await as("county_supervisor", 1440, async (page) => {
      await recordLeaving(page, former, LONG_OVERDUE.slice(0, 10));
      await page.goto(`/firms/${firmId}`);
      expect(await textOf(page)).toContain("代管");
    });
    expect(await count(`pairings where deputy_id = ${former} and ended_on is null`)).toBe(held);
    await as("city_supervisor", 1440, async (page) => {
      const planId = await draftPlan(page, PLAN_MS);
      expect(await textOf(page)).toContain(`至少需变动 ${held}`);
      const proposed = `pairing_plan_rows where plan_id = ${planId} and previous_deputy_id is not null and deputy_id is distinct from previous_deputy_id`;
      expect(await count(proposed)).toBe(held);
      expect(await count(`${proposed} and previous_deputy_id = ${former}`)).toBe(held);
      const [next] = await register.owner<{ deputy_id: number }[]>`
        select deputy_id from pairing_plan_rows where plan_id = ${planId} and firm_id = ${firmId}`;
      phones.successor = (
        await register.account("deputy", { countyCode: COUNTY, deputyId: next!.deputy_id })
      ).phone;
      await publishPlan(page, "代表卸任后修补", PLAN_MS);
      expect(await readWhy(page, firmId, PLAN_MS)).toBe(4);
      expect(await textOf(page)).toContain("代表卸任后修补");
      expect(await seriousFaults(page)).toEqual([]);
      await page.locator("[name=day]").fill(OVERDUE.slice(0, 10));
      await page.getByRole("button", { name: "查询" }).click();
      await page.getByText(/2026年9月24日.*联系代表是|联系代表是.*首次安排/).waitFor();
    });
    await as("firm", 390, async (page) => {
      await page.goto("/notices");
      expect(await textOf(page)).toContain("联系代表已确定");
      await page.goto("/my-liaison");
      expect(await textOf(page)).toContain("更换为");
      expect(await seriousFaults(page)).toEqual([]);
    });
    await as("deputy", 390, (page) => writeHandoverNote(page, name, "负责人周三下午在厂里"));
    await as("successor", 390, async (page) => {
      const handover = await writeHandoverNote(page, name, "已电话联系，下周上门");
      expect(handover).toContain("负责人周三下午在厂里");
      expect(handover).toContain("1 件");
      expect(await seriousFaults(page)).toEqual([]);
    });
  });

  it("no page of the journey had a failing script", () => {
    expect(faults).toEqual([]);
  });
});
