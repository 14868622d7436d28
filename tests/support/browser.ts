import { AxeBuilder } from "@axe-core/playwright";
import sparticuz from "@sparticuz/chromium";
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import type { Caller, ServedOffice } from "./served-office.ts";

/** The Chromium that comes inside an npm package. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-zygote"],
  });
}

/** Lets the phones of a context show the server's time (ISO), which is not the machine's: pages compare days with their server. */
export async function shareClock(context: BrowserContext, now: string): Promise<void> {
  const ahead = Date.parse(now) - Date.now();
  await context.addInitScript((offset) => {
    const Machine = Date;
    window.Date = new Proxy(Machine, {
      construct: (target, given) =>
        given.length === 0 ? new target(target.now() + offset) : Reflect.construct(target, given),
      get: (target, name) => (name === "now" ? () => target.now() + offset : Reflect.get(target, name)),
    });
  }, ahead);
}

/** A page of its own, signed in as `caller`; scripts that fail on it are collected in `faults`. */
export async function openPage(
  browser: Browser,
  served: ServedOffice,
  caller: Caller,
  options: PageOptions,
): Promise<OpenedPage> {
  const [name, value] = served.cookieOf(caller).split("=") as [string, string];
  const opened = await openScreen(browser, served.origin, {
    ...options,
    cookies: { ...options.cookies, [name]: value },
  });
  await shareClock(opened.page.context(), await served.office.clock.now());
  return opened;
}

export type PageOptions = { width: number; javaScript?: boolean; cookies?: Record<string, string> };
export type OpenedPage = { page: Page; faults: string[]; close: () => Promise<void> };

/** A page of its own at `origin`; scripts that fail on it, also while they take over the server's page, are collected in `faults`. */
export async function openScreen(
  browser: Browser,
  origin: string,
  { width, javaScript = true, cookies = {} }: PageOptions,
): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    locale: "zh-CN",
    javaScriptEnabled: javaScript,
    baseURL: origin,
  });
  const set = Object.entries(cookies).filter(([name]) => name !== "");
  await context.addCookies(set.map(([name, value]) => ({ name, value, url: origin })));
  const page = await context.newPage();
  const faults: string[] = [];
  const note = (text: string) => faults.push(`${new URL(page.url()).pathname}: ${text}`);
  page.on("pageerror", (error) => note(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) note(message.text());
  });
  return { page, faults, close: () => context.close() };
}

/** Rows of a list are alike: the first few stand for all, so that fifty of them don't take the checker's time. */
const MORE_ROWS = "tbody tr:nth-child(n + 8)";
const MORE_ITEMS = "main li:nth-child(n + 12)";

/** Faults of a page that axe calls serious or critical, each with the first place it names. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .exclude(MORE_ROWS)
    .exclude(MORE_ITEMS)
    .options({ resultTypes: ["violations"] })
    .analyze();
  return violations
    .filter((one) => one.impact === "serious" || one.impact === "critical")
    .map((one) => `${page.url()}: ${one.id} ${one.nodes[0]?.target}`);
}

/** Sends the form of one command on an issue's page, its fields filled before, and waits for its effect. */
export async function giveCommand(
  page: Page,
  command: string,
  fill: (form: Locator) => Promise<void> = async () => {},
): Promise<void> {
  const form = page.locator(`form:has(button[name="command"][value="${command}"])`);
  await unfoldCommand(page, command);
  await fill(form);
  const sent = await form.elementHandle();
  await form.locator(`button[name="command"][value="${command}"]`).click();
  // The form stands for one version of the issue: once the command has taken effect, it is gone, maybe before one looks.
  await sent?.waitForElementState("hidden").catch((fault: Error) => {
    if (!fault.message.includes("not attached")) throw fault;
  });
}

/** Opens the fold of a command on an issue's page, unless it is the page's main step; its form is made when it is opened. */
export async function unfoldCommand(page: Page, command: string): Promise<void> {
  const button = page.locator(`button[name="command"][value="${command}"]`);
  const fold = page.locator(`details#${command}`);
  // A page come to by a link has its address before it stands.
  await button.or(fold).first().waitFor({ state: "attached" });
  if ((await fold.count()) > 0 && (await fold.getAttribute("open")) === null)
    await fold.locator("summary").first().click();
  await button.waitFor({ state: "attached" });
}
