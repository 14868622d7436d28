import type { Browser, Page } from "playwright-core";
import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import { lapseClocks } from "#app/features/issues/lapse-clocks.command.server.ts";
import { raiseIssue } from "#app/features/issues/raise-issue.command.server.ts";
import { type OpenedPage, openPage } from "#tests/support/browser.ts";
import type { Office } from "#tests/support/office.ts";
import type { Caller, ServedOffice } from "#tests/support/served-office.ts";
import { newIssue, readyForm } from "./give-directly.ts";
import type { Driver, Typed } from "./ways.ts";

/** Lets the system do what its clock says is due. */
export async function letLapse(office: Office): Promise<void> {
  const ctx = office.ctx("system");
  for (let more = true; more; ) more = (await lapseClocks(ctx)).more;
  for (let more = true; more; ) more = (await sweepDue(ctx)).more;
}

/**
 * Drives by the buttons of the issue's own page. Without scripts and style sheets: each button must work so, and it costs less.
 * Somebody who is on the issue's page already goes on from there. A step that the same person has taken before in the same state
 * with the same words is only brought about, straight by its command: nothing new would be seen.
 */
export function driveByBrowser(
  served: ServedOffice,
  browser: Browser,
): Driver & { leave: () => Promise<void> } {
  const { office } = served;
  const opened = new Map<Caller, OpenedPage>();
  const known = new Set<string>();

  async function pageOf(caller: Caller): Promise<Page> {
    const known = opened.get(caller);
    if (known) return known.page;
    const fresh = await openPage(browser, served, caller, { width: 1440, javaScript: false });
    await fresh.page.route(/\.(css|svg|png)$/, (route) => route.abort());
    opened.set(caller, fresh);
    return fresh.page;
  }

  async function leave(): Promise<void> {
    for (const one of opened.values()) await one.close();
    opened.clear();
  }

  return {
    office,
    driven: new Set(),
    leave,
    async give(caller, issueId, command, typed) {
      const [row] = await office.owner<
        { state: string }[]
      >`select state from issues where issue_id = ${issueId}`;
      const step = JSON.stringify([caller, command, row!.state, typed]);
      if (known.has(step)) {
        const given = await (await readyForm(office, caller, issueId, command, typed))();
        if (!given.ok) throw new Error(`${caller} ${command}: ${given.error.code}`);
        return false;
      }
      known.add(step);
      const page = await pageOf(caller);
      await openIssue(page, office, issueId);
      const button = page.locator(`button[name="command"][value="${command}"]`);
      const folded = page.locator(`details#${command}`);
      if ((await button.count()) === 0 && (await folded.count()) === 1) {
        // Without scripts the form is on a page of its own address.
        await folded.locator("summary").click();
        await press(page, () => folded.locator("a").click());
      }
      if ((await button.count()) !== 1) throw new Error(`${caller} has no button ${command}`);
      const fold = page.locator("details:not([open])", { has: button });
      if ((await fold.count()) > 0) await fold.first().locator("summary").first().click();
      await fill(page, page.locator("form", { has: button }), typed);
      await press(page, () => button.click());
      const refused = page.locator("[role=alert]");
      if ((await refused.count()) > 0)
        throw new Error(`${caller} ${command}: ${await refused.first().innerText()}`);
      return true;
    },
    async raise(title, confidentiality) {
      if (known.has(`raise ${confidentiality}`)) {
        const issue = newIssue(office, title, confidentiality);
        const raised = await raiseIssue(office.ctx("firm"), crypto.randomUUID(), issue);
        if (!raised.ok) throw new Error(raised.error.code);
        return raised.value.issueId;
      }
      known.add(`raise ${confidentiality}`);
      const page = await pageOf("firm_representative");
      await page.goto("/issues/new");
      await page.locator("[name=firmId]").first().check();
      await page.locator("[name=title]").fill(title);
      await page.locator("[name=words]").fill(`${title}，请帮忙协调。`);
      await page.locator(`[name=confidentiality][value=${confidentiality}]`).check();
      const send = page.locator("form:has([name=words]) button.p-btn").last();
      await press(page, () => send.click());
      // An earlier issue that may be the same matter is shown first; this one is meant as another.
      if ((await page.locator("[name=compared]").count()) > 0) await press(page, () => send.click());
      return Number(/\/issues\/(\d+)$/.exec(page.url())?.[1]);
    },
    async later(ms) {
      office.advance(ms);
      await letLapse(office);
      await served.signInAll();
      await leave();
    },
  };
}

/** Opens the issue unless the page shows it as it stands. */
async function openIssue(page: Page, office: Office, issueId: number): Promise<void> {
  const [row] = await office.owner<
    { version: number }[]
  >`select version from issues where issue_id = ${issueId}`;
  const seen = page.locator('input[name="version"]').first();
  const isThere = page.url().endsWith(`/issues/${issueId}`) && (await seen.count()) > 0;
  if (isThere && (await seen.inputValue()) === String(row!.version)) return;
  await page.goto(`/issues/${issueId}`);
}

/** Sends a form without scripts and waits for the page that comes. */
async function press(page: Page, click: () => Promise<void>): Promise<void> {
  const came = page.waitForEvent("load");
  await click();
  await came;
}

async function fill(page: Page, form: ReturnType<Page["locator"]>, typed: Typed): Promise<void> {
  for (const [name, value] of Object.entries(typed)) {
    const field = form.locator(`[name="${name}"]`);
    const kind = await field.first().evaluate((one) => one.getAttribute("type") ?? one.tagName);
    if (value === true) await field.check();
    else if (kind === "SELECT") await field.selectOption(value);
    else if (kind === "radio" || kind === "checkbox") {
      const inside = form.locator("details:not([open])", { has: page.locator(`[name="${name}"]`) });
      if ((await inside.count()) > 0) await inside.first().locator("summary").click();
      await form.locator(`[name="${name}"][value="${value}"]`).check();
    } else await field.fill(value);
  }
}
