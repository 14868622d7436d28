import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadTestBuild, type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

const SECRET = "relation secret_table does not exist";
let served: ServedOffice;

/** The build with a loader that fails as a bug would, behind its own policy. */
function failing(build: ServerBuild, routeId: string): ServerBuild {
  const route = build.routes[routeId]!;
  const policy = (route.module.loader as unknown as { policy: unknown }).policy;
  const loader = Object.assign(
    async () => {
      throw new Error(SECRET);
    },
    { policy },
  );
  const routes = { ...build.routes, [routeId]: { ...route, module: { ...route.module, loader } } };
  return { ...build, routes };
}

beforeAll(async () => {
  served = await serveOffice(failing(await loadTestBuild(), "routes/_desk.desk._index"));
});
afterAll(() => served?.close());

describe("a page that fails", () => {
  it("says so in the house's words, keeps the way to every other place, and tells nothing of the fault", async () => {
    const response = await served.ask("county_supervisor", "/desk");
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).toContain("<h1>");
    expect(text).toContain('href="/issues"');
    expect(text).not.toContain(SECRET);
    expect(text).not.toMatch(/ at .*\.(ts|js):\d+/);
  });

  it("does not take the other pages with it", async () => {
    expect((await served.ask("county_supervisor", "/issues")).status).toBe(200);
  });
});

describe("an address that nobody has", () => {
  it.each(["anonymous", "deputy", "county_supervisor"] as const)(
    "answers %s 404 with a way home",
    async (caller) => {
      const response = await served.ask(caller, "/nowhere/at/all");
      expect(response.status).toBe(404);
      const text = await response.text();
      expect(text).toContain("找不到这个页面");
      expect(text).toContain('href="/"');
    },
  );

  it("keeps the navigation where a record is missing", async () => {
    const response = await served.ask("county_supervisor", "/firms/2000000000");
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('href="/issues"');
  });
});
