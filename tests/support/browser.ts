import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium, type Page } from "playwright-core";
import type { Caller, ServedOffice } from "./served-office.ts";

/** The Chromium that comes inside an npm package. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-zygote"],
  });
}

/** A page of its own, signed in as `caller`; scripts that fail on it are collected in `faults`. */
export async function openPage(
  browser: Browser,
  served: ServedOffice,
  caller: Caller,
  options: { width: number; javaScript?: boolean },
): Promise<{ page: Page; faults: string[]; close: () => Promise<void> }> {
  const context = await browser.newContext({
    viewport: { width: options.width, height: options.width < 600 ? 844 : 900 },
    locale: "zh-CN",
    javaScriptEnabled: options.javaScript ?? true,
    baseURL: served.origin,
  });
  const [name, value] = served.cookieOf(caller).split("=") as [string, string];
  await context.addCookies([{ name, value, url: served.origin }]);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  return { page, faults, close: () => context.close() };
}
