import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import { runRehearsal } from "#app/features/rules/run-rehearsal.command.server.ts";
import { replayInWorkers } from "#app/features/rules/worker/replay-in-workers.server.ts";
import { launchBrowser, openPage, seriousFaults } from "#tests/support/browser.ts";
import { deskOf } from "#tests/support/office-desk.ts";
import { type Caller, type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

const DAY_MS = 86_400_000;
const REASON = "多次催办无果，责任单位承诺一周内办结。";

let served: ServedOffice;
let browser: Browser;
let desk: ReturnType<typeof deskOf>;
const faults: string[] = [];
beforeAll(async () => {
  [served, browser] = await Promise.all([serveOffice(), launchBrowser()]);
  desk = deskOf(served.office);
  const { owner, units } = served.office;
  const holds = async (body: string, kind: string, unit: number | null, caller: Caller) => {
    await owner`insert into post_holdings (post_id, user_id, started_on, created_at)
      select p.post_id, u.user_id, '2025-01-01', now() from posts p, users u
      where p.body = ${body} and p.kind = ${kind} and p.department_id is not distinct from ${unit} and p.county_code is null and u.name = ${`用户${caller}`}`;
  };
  await holds("congress", "committee_director", null, "post_holder");
  await holds("department", "deputy_head", units.lead, "handler");
  await holds("department", "head", units.lead, "department_head");
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** Does `work` on a page of the caller's own; no script may fail on it, and no serious fault may be left at its end. */
async function as<T>(caller: Caller, width: number, work: (page: Page) => Promise<T>): Promise<T> {
  const opened = await openPage(browser, served, caller, { width });
  try {
    const done = await work(opened.page);
    faults.push(...(await seriousFaults(opened.page)));
    const over = await opened.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 1) faults.push(`${opened.page.url()} at ${width} is ${over} px too wide`);
    return done;
  } finally {
    faults.push(...opened.faults);
    await opened.close();
  }
}

async function sweepAt(instant: number): Promise<void> {
  await desk.goTo(instant);
  while ((await sweepDue(served.office.ctx("system"))).more);
  await served.signInAll();
}

async function decide(
  page: Page,
  command: string,
  fill: (form: ReturnType<Page["locator"]>) => Promise<void>,
) {
  const form = page.locator(`#decide form:has(input[name="command"][value="${command}"])`);
  const closed = page.locator(`#decide details:not([open]):has(input[value="${command}"]) summary`);
  if ((await closed.count()) > 0) await closed.first().click();
  await fill(form);
  await form.locator("textarea").fill(REASON);
  await form.locator("button[type=submit]").click();
  await page.locator("#decide").waitFor({ state: "detached" });
}

it("an issue climbs from yellow to the gate, its notice is signed and replied to, a person decides, the chain is told once, it is stood down", async () => {
  const { owner } = served.office;
  const issueId = await desk.dispatched();
  const [clock] = await owner<{ due: Date; next: Date }[]>`
    select due_at as due, next_due_at as next from clocks where issue_id = ${issueId} and ladder = 'main'`;
  const { number } = (
    await owner<{ number: string }[]>`select number from issues where issue_id = ${issueId}`
  )[0]!;

  await sweepAt(clock!.next.getTime() + 60_000);
  await as("city_supervisor", 1440, async (page) => {
    await page.goto("/desk?set=level_0");
    await page.getByRole("link", { name: number }).waitFor();
  });
  await sweepAt(clock!.due.getTime() + 20 * DAY_MS);

  // The notice drafted with level 2: nobody at the unit sees it before it is signed.
  await as("department_head", 390, async (page) => {
    await page.goto("/letters");
    await page.getByText("没有督办函").waitFor();
  });
  await as("city_supervisor", 1440, async (page) => {
    await page.goto("/letters");
    await page.locator("tbody tr th a").first().click();
    await page.locator('button[name="command"][value="sign"]').waitFor();
    await page.locator("[name=signer]").fill("张主任");
    await page.locator('button[name="command"][value="sign"]').click();
    await page.getByText("已签发并送达承办单位").waitFor();
  });
  await as("department_head", 390, async (page) => {
    await page.goto("/notices");
    await page.getByRole("link", { name: /督办函 宜人督/ }).click();
    await page.locator('button[name="command"][value="receive"]').click();
    await page.getByRole("status").getByText("已签收").waitFor();
    await page.locator("[name=reply]").fill("已研究，三日内恢复供电。");
    await page.locator('button[name="command"][value="reply"]').click();
    await page.getByText("回复已发送").waitFor();
  });

  await as("city_supervisor", 1440, async (page) => {
    await page.goto("/desk?set=gate_open");
    await page.locator("tbody a[data-decide]").first().click();
    await decide(page, "decide_level", (form) => form.locator('[name=level][value="3"]').check());
    await page.goto("/desk?set=level_3");
    await page.getByRole("link", { name: number }).waitFor();
  });
  const told = await owner<{ level: number; is_gate: boolean; who: string; n: number }[]>`
    select e.level, e.is_gate, u.name as who, count(*)::int as n from notices n join escalations e using (escalation_id)
      join users u on u.user_id = n.recipient_user_id where e.issue_id = ${issueId} and e.ladder = 'main' group by 1, 2, 3`;
  expect(told.every((row) => row.n === 1)).toBe(true);
  expect(told.filter((row) => row.level === 3 && !row.is_gate).map((row) => row.who)).toEqual(
    expect.arrayContaining(["用户post_holder", "用户department_head", "用户handler"]),
  );

  await as("city_supervisor", 1440, async (page) => {
    await page.goto("/desk?set=level_3");
    await page.locator("tbody a[data-decide]").first().click();
    await decide(page, "stand_down", async () => {});
    await page.goto(`/issues/${issueId}`);
    await page.getByText(REASON).first().waitFor();
  });
  const [left] = await owner<{ n: number }[]>`
    select count(*)::int as n from escalations where issue_id = ${issueId} and ladder = 'main' and stood_down_at is null`;
  expect(left?.n).toBe(0);
  expect(faults).toEqual([]);
});

it("five firms with the same problem become one matter, each issue answered for itself", async () => {
  const { owner, firms } = served.office;
  const [fifth] = await owner<{ id: number }[]>`
    insert into firms (uscc, name, search_text, county_code, township_code, in_programme, created_at)
    values ('91420506MB00000001', '夷陵测试五金', '夷陵测试五金', '420506', '420506001', true, now()) returning firm_id as id`;
  for (const firm of [firms.mill, firms.forge, firms.farm, fifth!.id]) await desk.dispatched(firm);
  await served.signInAll();
  await as("county_supervisor", 1440, async (page) => {
    await page.goto("/matters");
    await page.getByRole("link", { name: "查看并立项" }).click();
    await page.locator('input[name="issueId"]').first().waitFor();
    expect(await page.locator('input[name="issueId"]:checked').count()).toBe(5);
    await page.getByRole("button", { name: "立项督办" }).click();
    await page.locator("[role=alert]").waitFor();
    await page.locator("[name=reason]").fill("五家企业反映同一线路停电，一并研究。");
    await page.getByRole("button", { name: "立项督办" }).click();
    await page.waitForURL(/\/matters\/\d+$/);
    await page.locator("tbody tr").nth(4).waitFor();
    expect(await page.locator("tbody tr").count()).toBe(5);
  });
  await as("department_head", 390, async (page) => {
    await page.goto("/matters");
    await page.locator("tbody tr th a").first().click();
    await page.getByText("5 家企业，5 件诉求，已办结 0 件。").waitFor();
  });
  expect(faults).toEqual([]);
});

it("changed rules are rehearsed on what happened, compared, and put in force with a reason", async () => {
  const { office } = served;
  await as("city_supervisor", 1440, async (page) => {
    await page.goto("/rules");
    await page.locator("[name=purpose]").fill("普通诉求答复时限改为 10 个工作日");
    await page.locator("[name=answer_ordinary]").fill("10");
    await page.locator('button[value="rehearse"]').click();
    await page.waitForURL(/\/rules\/\d+$/);
    await page.getByText("正在预演").first().waitFor();
    expect(await runRehearsal(office.ctx("system"), replayInWorkers(office.database.appUrl))).toBe(true);
    await page.getByRole("heading", { name: "按告知对象" }).waitFor();
    await page.locator("[name=reason]").fill("常委会决定缩短时限");
    await page.locator('button[value="put_in_force"]').click();
    await page.getByText("规则已施行").waitFor();
    await page.goto("/rules");
    await page.getByText("时限 第 2 版").waitFor();
  });
  await as("city_supervisor", 390, async (page) => {
    await page.goto("/rules");
    await page.getByRole("link", { name: "普通诉求答复时限改为 10 个工作日" }).click();
    await page.getByText("常委会决定缩短时限").waitFor();
  });
  expect(faults).toEqual([]);
});
