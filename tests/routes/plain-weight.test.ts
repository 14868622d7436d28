import { afterAll, beforeAll, expect, it } from "vitest";
import { type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

/** A page without React in all, unpacked, photos apart. Source: the stack's two ways of delivering a page. */
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
async function weighed(path: string): Promise<{ total: number; parts: Record<string, number> }> {
  const page = await served.ask("deputy", path);
  expect(page.status).toBe(200);
  const html = await page.text();
  const parts: Record<string, number> = { [path]: Buffer.byteLength(html) };
  for (const [, address] of html.matchAll(/(?:<script[^>]* src|<link rel="stylesheet" href)="([^"]+)"/g)) {
    const part = await served.ask("deputy", address!);
    expect(part.status).toBe(200);
    parts[address!] = (await part.arrayBuffer()).byteLength;
  }
  return { total: Object.values(parts).reduce((sum, bytes) => sum + bytes, 0), parts };
}

it("the form that logs a contact weighs at most 15 kB in all before it is packed", async () => {
  const { total, parts } = await weighed("/contacts/new");
  expect(total, JSON.stringify(parts)).toBeLessThanOrEqual(LIMIT);
});
