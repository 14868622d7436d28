import type { Page } from "playwright-core";

/** What a supervisor, two deputies and a firm do with a plan in the browser; journeys on small and on real registers share it. */

/** Waits for the proof longer than for an ordinary page: a plan of the whole city is computed and published meanwhile. */
type Patience = { timeout?: number };

export const textOf = (page: Page) => page.locator("main").innerText();

/** Drafts a repair and waits for its proof; the run is seen on its way. Answers with the plan's number. */
export async function draftPlan(page: Page, patience: Patience = {}): Promise<number> {
  await page.goto("/plans");
  await page.getByRole("button", { name: "生成草案" }).click();
  await page.waitForURL(/\/plans\/\d+/);
  await page.getByText("正在测算").waitFor();
  await page.getByText("已证明为最优").first().waitFor(patience);
  return Number(/\/plans\/(\d+)/.exec(page.url())?.[1]);
}

/** What the preview of a draft says, all of it. */
export const PREVIEW_WORDS = ["前后对比", "同乡镇", "同行业", "负担分布", "下界", "变动清单"];

/** Gives the first firm of the changes its next best deputy, by keyboard; answers with the price as it was said before. */
export async function editByHand(page: Page, patience: Patience = {}): Promise<string> {
  await page.getByRole("table", { name: "变动清单" }).locator("tbody th a").first().press("Enter");
  await page.waitForURL(/\/firms\/\d+/);
  const nextBest = page.getByRole("table", { name: "次优选择" });
  await nextBest.waitFor(patience);
  await nextBest.locator("tbody th a").first().press("Enter");
  const price = await page.getByText(/^准确代价：/).innerText();
  await page.getByRole("button", { name: "确认改派" }).press("Enter");
  await page.getByRole("heading", { name: "人工指定" }).waitFor(patience);
  return /增加 ([\d,]+)/.exec(price)?.[1] ?? "";
}

export async function publishPlan(page: Page, reason: string, patience: Patience = {}): Promise<void> {
  await page.getByRole("link", { name: "发布方案" }).click();
  await page.waitForURL(/panel=publish/);
  await page.locator("[name=reason]").fill(reason);
  await page.getByRole("button", { name: "发布方案" }).click();
  await page.getByText("已发布").first().waitFor(patience);
}

export async function recordLeaving(page: Page, deputyId: number, day: string): Promise<void> {
  await page.goto(`/deputies/${deputyId}`);
  await page.getByRole("link", { name: "登记卸任" }).click();
  await page.locator("[name=leftOn]").fill(day);
  await page.locator("[name=reason]").selectOption("term_ended");
  await page.getByRole("button", { name: "确认卸任" }).click();
  await page.getByText("已卸任").first().waitFor();
}

/** Comes from the notice to the handover of `firm`, writes a note there and answers with what the page says then. */
export async function writeHandoverNote(page: Page, firm: string, note: string): Promise<string> {
  await page.goto("/notices");
  await page.getByRole("link", { name: /交接/ }).last().click();
  await page.getByRole("link", { name: firm }).first().click();
  await page.locator("[name=note]").fill(note);
  await page.getByRole("button", { name: "保存交接说明" }).click();
  await page.getByText(note).first().waitFor();
  return textOf(page);
}

/** Reads from a pair's page why this deputy, and how many choices beside it are priced. */
export async function readWhy(page: Page, firmId: number, patience: Patience = {}): Promise<number> {
  await page.goto(`/firms/${firmId}`);
  await page.getByRole("link", { name: "联系关系", exact: true }).click();
  await page.getByRole("link", { name: "为什么是这位代表" }).click();
  const nextBest = page.getByRole("table", { name: "次优选择" });
  await nextBest.waitFor(patience);
  return nextBest.locator("tbody tr").count();
}
