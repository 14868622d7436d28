import type { LoaderFunctionArgs, ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Caller, loadTestBuild, type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

let served: ServedOffice;
const asked: string[] = [];

/** The build with loaders that tell when they run. */
function counting(build: ServerBuild): ServerBuild {
  const routes: ServerBuild["routes"] = {};
  for (const [id, route] of Object.entries(build.routes)) {
    if (!route) continue;
    const loader = route.module.loader as
      | (((args: LoaderFunctionArgs) => unknown) & { policy: unknown })
      | undefined;
    const counted =
      loader &&
      Object.assign(
        async (args: LoaderFunctionArgs) => {
          asked.push(id);
          return loader(args);
        },
        { policy: loader.policy },
      );
    routes[id] = { ...route, module: { ...route.module, ...(counted && { loader: counted }) } };
  }
  return { ...build, routes };
}

/** What differs between two answers to the same question: marks made for one answer only. */
const settled = (html: string) =>
  html
    .replace(/(nonce=|nonce":)"[^"]*"/g, "")
    .replace(/\b(quick|index)\b/g, "way")
    .replace(/name="key" value="[^"]*"|"(?:key|formKey)":"[^"]*"/g, "")
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "")
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "");

beforeAll(async () => {
  served = await serveOffice(counting(await loadTestBuild()));
});
beforeEach(() => {
  asked.length = 0;
});
afterAll(() => served?.close());

describe("pages answered the quick way", () => {
  it.each<[Caller, string]>([
    ["anonymous", "/login"],
    ["county_supervisor", "/firms"],
    ["county_supervisor", "/deputies"],
    ["county_supervisor", "/issues"],
    ["county_supervisor", "/desk"],
    ["handler", "/issues"],
    ["deputy", "/today"],
    ["deputy", "/contacts/new"],
    ["system_administrator", "/channels"],
  ])("are for %s at %s what Remix makes of them", async (caller, path) => {
    const quick = await served.ask(caller, `${path}?quick=1`);
    const loaders = asked.splice(0);
    // Remix reads a parameter of this name first, so such an address is left to it.
    const slow = await served.ask(caller, `${path}?index=1`);
    expect(quick.status).toBe(200);
    expect(slow.status).toBe(200);
    const told = (answer: Response) =>
      [...answer.headers].filter(
        ([name]) => !/^(date|x-request-id|content-security-policy|content-length)$/.test(name),
      );
    expect(told(quick)).toEqual(told(slow));
    expect(settled(await quick.text())).toBe(settled(await slow.text()));
    expect(loaders.toSorted()).toEqual(asked.toSorted());
  });

  it.each<[Caller, string, number]>([
    ["anonymous", "/issues", 302],
    ["county_supervisor", "/", 302],
    ["deputy", "/channels", 404],
    ["county_supervisor", "/firms/2000000000", 404],
    ["county_supervisor", "/nowhere/at/all", 404],
  ])(
    "are handed to Remix where a loader of %s at %s answers otherwise, and no loader runs twice",
    async (caller, path, status) => {
      const answer = await served.ask(caller, path);
      expect(answer.status).toBe(status);
      expect(asked).toEqual([...new Set(asked)]);
      expect(asked.length).toBeGreaterThan(0);
    },
  );

  it("leave the message of the last deed to Remix, which takes its cookie back", async () => {
    const { cookieOf, origin } = served;
    const flash = `flash=${encodeURIComponent(JSON.stringify({ key: "common.saved" }))}`;
    const answer = await fetch(`${origin}/issues`, {
      headers: { Cookie: `${cookieOf("county_supervisor")}; ${flash}`, "Accept-Language": "zh-CN" },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie().join()).toContain("flash=;");
    expect(asked).toEqual([...new Set(asked)]);
  });
});
