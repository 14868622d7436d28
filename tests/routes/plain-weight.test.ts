import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEPUTY_CODE, openMessageDesk } from "#tests/support/message-desk.ts";
import { type Caller, type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

/** A page without React in all, photos apart: the form of a visit unpacked, all others as they come over the line. Source: the stack's two ways of delivering a page. */
const LIMIT = 15_000;

let served: ServedOffice;
beforeAll(async () => {
  served = await serveOffice();
  // As heavy as it gets: five firms, the most a deputy has, with names as long as they really are.
  const { owner, deputies } = served.office;
  await owner`update firms set name = '宜昌市夷陵区测试' || firm_id || '农产品加工贸易有限责任公司'`;
  await owner`update pairings set deputy_id = ${deputies.deputy}`;
});
afterAll(() => served.close());

/** What a phone loads before the page works: the page, the style sheets and scripts it names. */
async function weighed(
  path: string,
  caller: Caller = "deputy",
  weightOf = (bytes: Buffer) => bytes.length,
): Promise<{ total: number; parts: Record<string, number> }> {
  const page = await served.ask(caller, path);
  expect([path, page.status]).toEqual([path, 200]);
  const html = await page.text();
  const parts: Record<string, number> = { [path]: weightOf(Buffer.from(html)) };
  for (const [, address] of html.matchAll(/(?:<script[^>]* src|<link rel="stylesheet" href)="([^"]+)"/g)) {
    const part = await served.ask(caller, address!);
    expect(part.status).toBe(200);
    parts[address!] = weightOf(Buffer.from(await part.arrayBuffer()));
  }
  return { total: Object.values(parts).reduce((sum, bytes) => sum + bytes, 0), parts };
}

it("the form that logs a contact weighs at most 15 kB in all before it is packed", async () => {
  const { total, parts } = await weighed("/contacts/new");
  expect(total, JSON.stringify(parts)).toBeLessThanOrEqual(LIMIT);
});

const packed = (bytes: Buffer) => gzipSync(bytes).length;

it("every other page without React weighs at most 15 kB in all as it comes over the line", async () => {
  const { office } = served;
  const desk = await openMessageDesk(office);
  const { token } = await desk.mustSend({ firmName: "夷陵测试商店" });
  const contactId = randomUUID();
  await served.ask("deputy", "/contacts/log", {
    method: "POST",
    headers: { "Sec-Fetch-Site": "same-origin", Origin: served.origin },
    body: new URLSearchParams({
      contactId,
      firmId: String(office.firms.shop),
      happenedOn: "2026-11-24",
      internalNote: "看过",
    }),
  });
  const pages: [Caller, string][] = [
    ["anonymous", "/login"],
    ["anonymous", `/q/${DEPUTY_CODE}`],
    ["anonymous", `/s/${token}`],
    ["anonymous", `/s/${token}?sent=1`],
    ["deputy", `/contacts/${contactId}`],
    ["deputy", `/talk/${office.firms.shop}`],
    ["deputy", "/calendar"],
    ["deputy", "/issues/new"],
    ["firm_representative", "/issues/new"],
  ];
  const weights: Record<string, number> = {};
  for (const [caller, path] of pages) {
    const { total, parts } = await weighed(path, caller, packed);
    expect(total, JSON.stringify(parts)).toBeLessThanOrEqual(LIMIT);
    weights[`${caller} ${path}`] = total;
  }
  console.info(JSON.stringify(weights));
});
