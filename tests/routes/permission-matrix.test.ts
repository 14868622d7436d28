import { randomUUID } from "node:crypto";
import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judgeAccess, type Policy } from "#app/domain/access/policy.ts";
import type { Role } from "#app/domain/access/roles.ts";
import { logContactSchema } from "#app/features/contacts/contact.schema.ts";
import { logContact } from "#app/features/contacts/log-contact.command.server.ts";
import { raiseFinding, raiseIssue } from "#app/features/issues/raise-issue.command.server.ts";
import { type HandlerEntry, listHandlers } from "#app/http/walk-handlers.server.ts";
import {
  CALLERS,
  type Caller,
  loadTestBuild,
  type ServedOffice,
  serveOffice,
} from "#tests/support/served-office.ts";
import { MATRIX, SEEN_BY } from "./permission-table.ts";

let served: ServedOffice;
let build: ServerBuild;
let handlers: HandlerEntry[];
/** Strings that only somebody in scope may read. */
const CANARIES = ["夷陵测试", "枝江测试", "91420506MA0000", "91420583MA0000"];
let contactId: string;
let issueIds: { own: number; other: number };

beforeAll(async () => {
  build = await loadTestBuild();
  handlers = listHandlers(build);
  served = await serveOffice(build);
  contactId = randomUUID();
  const { office } = served;
  const logged = await logContact(
    office.ctx("deputy"),
    {
      ...logContactSchema.parse({
        contactId,
        firmId: [office.firms.shop],
        happenedOn: "2026-11-24",
        internalNote: "夷陵测试记录",
      }),
      source: "phone",
    },
    raiseFinding(office.ctx("deputy")),
  );
  if (!logged.ok) throw new Error(JSON.stringify(logged.error));
  const raise = async (who: "deputy" | "stranger", firmId: number, title: string) => {
    const made = await raiseIssue(office.ctx(who), randomUUID(), {
      firmId,
      deputyId: null,
      contactId: null,
      title,
      words: title,
      categoryCode: null,
      severity: "ordinary",
      confidentiality: "open",
    });
    if (!made.ok) throw new Error(made.error.code);
    return made.value.issueId;
  };
  issueIds = {
    own: await raise("deputy", office.firms.shop, "夷陵测试商店的证照"),
    other: await raise("stranger", office.firms.far, "枝江测试工厂的证照"),
  };
});

afterAll(() => served?.close());

const nameOf = (entry: HandlerEntry) => `${entry.kind} ${entry.routeId}`;

/** Who may call each handler of a build, by its own word; null where it says nothing. */
function policiesOf(of: ServerBuild): Record<string, Policy["roles"] | null> {
  return Object.fromEntries(listHandlers(of).map((entry) => [nameOf(entry), entry.policy?.roles ?? null]));
}

/** The address at which Remix runs one handler alone; an index route is told from its parent by `?index`. */
function dataAddress(entry: HandlerEntry, which: "own" | "other" | "nonexistent"): string {
  const index = entry.routeId.endsWith("_index") ? "index&" : "";
  return `${fill(entry.path, which)}?${index}_data=${encodeURIComponent(entry.routeId)}`;
}

function roleOf(caller: Caller): Role | null {
  if (caller === "anonymous") return null;
  if (caller === "other_county_supervisor") return "county_supervisor";
  if (caller === "other_deputy") return "deputy";
  if (caller === "other_handler") return "handler";
  return caller;
}

function verdictOf(caller: Caller, policy: Policy) {
  const role = roleOf(caller);
  return judgeAccess(role === null ? { kind: "anonymous" } : ({ kind: "person", role } as never), policy);
}

/** An address of the route: its parts filled with records of the caller's county, of another county, or with none. */
function fill(path: string, which: "own" | "other" | "nonexistent"): string {
  const { office } = served;
  const ids: Record<string, Record<typeof which, string | number>> = {
    ":firmId": { own: office.firms.shop, other: office.firms.far, nonexistent: 2_000_000_000 },
    ":deputyId": { own: office.deputies.deputy, other: office.deputies.stranger, nonexistent: 2_000_000_000 },
    ":issueId": { own: issueIds.own, other: issueIds.other, nonexistent: 2_000_000_000 },
    ":contactId": { own: contactId, other: randomUUID(), nonexistent: randomUUID() },
  };
  return path.replace(/:\w+|\*/g, (part) =>
    String(ids[part]?.[which] ?? (part === ":fileId" ? randomUUID() : 2_000_000_000)),
  );
}

async function isClean(response: Response): Promise<string[]> {
  const text = await response.text();
  return CANARIES.filter((canary) => text.includes(canary));
}

async function stateOfRows(): Promise<string> {
  const [row] = await served.office.owner`
    select (select count(*) from events) || '/' || (select count(*) from audit_entries) || '/' || (select count(*) from contacts)
      || '/' || (select count(*) from issues) || '/' || (select sum(version) from firms) || '/' || (select count(*) from pairing_plans) as state`;
  return String(row?.state);
}

describe("the table of handlers", () => {
  it("names every loader and action of the built server, and no other", () => {
    expect(handlers.map(nameOf).sort()).toEqual(Object.keys(MATRIX).sort());
  });

  it("says of each what its policy says", () => {
    expect(policiesOf(build)).toEqual(MATRIX);
  });

  it("has no handler without a policy", () => {
    expect(handlers.filter((entry) => entry.policy === null)).toEqual([]);
  });
});

describe("each loader, asked by each caller", () => {
  it("shows nothing to whoever its policy leaves out, as page, as data and as HEAD", async () => {
    const leaks: string[] = [];
    for (const entry of handlers.filter(
      (one) => one.kind === "loader" && one.policy && one.routeId !== "routes/_desk",
    )) {
      for (const caller of CALLERS) {
        const verdict = verdictOf(caller, entry.policy!);
        if (verdict === "pass") continue;
        for (const which of ["own", "other", "nonexistent"] as const) {
          const path = fill(entry.path, which);
          const data = dataAddress(entry, which);
          for (const [form, init] of [
            [path, {}],
            [data, {}],
            [path, { method: "HEAD" }],
          ] as const) {
            const response = await served.ask(caller, form, init);
            const shown = await isClean(response);
            const refused =
              verdict === "hidden"
                ? response.status === 404
                : response.status === 302 || response.status === 204;
            if (!refused || shown.length > 0)
              leaks.push(`${caller} ${init.method ?? "GET"} ${form}: ${response.status} ${shown}`);
          }
        }
      }
    }
    expect(leaks).toEqual([]);
  });

  it("answers 404 for records out of scope and for none, in the same words, and shows those in scope", async () => {
    const wrong: string[] = [];
    for (const [path, table] of Object.entries(SEEN_BY)) {
      const entry = handlers.find((one) => one.kind === "loader" && one.path === path);
      expect(entry, path).toBeDefined();
      for (const caller of CALLERS) {
        if (verdictOf(caller, entry!.policy!) !== "pass") continue;
        for (const which of ["own", "other", "nonexistent"] as const) {
          const response = await served.ask(caller, fill(path, which));
          const text = await response.text();
          const seen = which !== "nonexistent" && (table[which] as readonly string[]).includes(caller);
          const leaked = !seen && CANARIES.some((canary) => text.includes(canary));
          if ((response.status === 200) !== seen || (!seen && response.status !== 404) || leaked)
            wrong.push(`${caller} ${which} ${path}: ${response.status}${leaked ? " leaks" : ""}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it("changes nothing by being read", async () => {
    const before = await stateOfRows();
    for (const entry of handlers.filter((one) => one.kind === "loader" && !one.path.includes("*"))) {
      const response = await served.ask("city_supervisor", fill(entry.path, "own"));
      await response.text();
      expect(response.status, nameOf(entry)).toBeLessThan(500);
    }
    expect(await stateOfRows()).toBe(before);
  });

  it("forbids every page to be kept by caches", async () => {
    for (const entry of handlers.filter((one) => one.kind === "loader" && !one.path.includes("*"))) {
      const response = await served.ask("deputy", fill(entry.path, "own"));
      await response.text();
      expect(response.headers.get("cache-control"), nameOf(entry)).toContain("no-store");
    }
  });
});

describe("each action", () => {
  const form = () => new URLSearchParams({ key: randomUUID(), reason: "x", version: "1" });

  it("is refused without an origin, from a foreign one, and when the browser says cross-site", async () => {
    const before = await stateOfRows();
    for (const entry of handlers.filter((one) => one.kind === "action")) {
      const path = fill(entry.path, "own");
      for (const headers of [
        {},
        { Origin: "https://elsewhere.example" },
        { Origin: served.origin, "Sec-Fetch-Site": "cross-site" },
        { Origin: "null" },
      ]) {
        const response = await served.ask("city_supervisor", path, {
          method: "POST",
          body: form(),
          headers: headers as HeadersInit,
        });
        await response.text();
        expect(response.status, `${entry.path} ${JSON.stringify(headers)}`).toBe(403);
      }
    }
    expect(await stateOfRows()).toBe(before);
  });

  it("does nothing for whoever its policy leaves out", async () => {
    const before = await stateOfRows();
    const wrong: string[] = [];
    for (const entry of handlers.filter((one) => one.kind === "action" && one.policy)) {
      for (const caller of CALLERS) {
        const verdict = verdictOf(caller, entry.policy!);
        if (verdict === "pass") continue;
        for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
          const data = dataAddress(entry, "own");
          const response = await served.ask(caller, data, {
            method,
            body: form(),
            headers: { Origin: served.origin },
          });
          const shown = await isClean(response);
          const expected = verdict === "hidden" ? 404 : 401;
          if (response.status !== expected || shown.length > 0)
            wrong.push(`${caller} ${method} ${entry.path}: ${response.status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(await stateOfRows()).toBe(before);
  });

  it("answers bad input with a refusal, never with a fault", async () => {
    const wrong: string[] = [];
    const bad = ["", "\u0000", "x".repeat(50_000), "-1", "1e99", "<script>", "2026-02-31", "😀".repeat(50)];
    for (const entry of handlers.filter((one) => one.kind === "action" && one.policy)) {
      const caller = CALLERS.find((one) => verdictOf(one, entry.policy!) === "pass")!;
      for (const value of bad) {
        const body = new URLSearchParams({
          key: randomUUID(),
          version: value,
          reason: value,
          login: value,
          password: value,
          command: value,
          firmId: value,
          noticeId: value,
        });
        const data = dataAddress(entry, "own");
        const response = await served
          .ask(caller, data, { method: "POST", body, headers: { Origin: served.origin } })
          .catch((error: Error) => error);
        if (response instanceof Error) {
          wrong.push(`${caller} ${entry.path} ${value.slice(0, 12)}: ${response.cause ?? response.message}`);
          continue;
        }
        const text = await response.text();
        if (response.status >= 500 || /syntax error|violates|relation "/.test(text))
          wrong.push(`${caller} ${entry.path} ${value.slice(0, 12)}: ${response.status}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** The build as it would be if somebody had forgotten the policy of one handler; `ran` says whether its code was reached. */
function withoutPolicy(routeId: string, kind: HandlerEntry["kind"]) {
  let ran = false;
  const bare = async () => {
    ran = true;
    return { leaked: "夷陵测试" };
  };
  const route = build.routes[routeId]!;
  const routes = {
    ...build.routes,
    [routeId]: { ...route, module: { ...route.module, [kind]: bare } },
  };
  return { broken: { ...build, routes } as ServerBuild, ran: () => ran };
}

describe("a handler that lost its policy", () => {
  it.each([
    ["a page's loader", "routes/_desk.desk._index", "loader", "city_supervisor"],
    ["an action that takes a file in", "routes/_desk.imports._index", "action", "system_administrator"],
    ["a download", "routes/imports.$importId.refused", "loader", "system_administrator"],
    ["an action that changes a record", "routes/_desk.issues.$issueId", "action", "city_supervisor"],
  ] as const)(
    "%s: the table turns red and the server keeps it shut, also for whom it was meant",
    async (_what, routeId, kind, caller) => {
      const { broken, ran } = withoutPolicy(routeId, kind);
      const table = policiesOf(broken);
      expect(table).not.toEqual(MATRIX);
      expect(table[`${kind} ${routeId}`]).toBeNull();
      expect(Object.entries(table).filter(([, roles]) => roles === null)).toHaveLength(1);
      const second = await serveOffice(broken);
      try {
        const entry = handlers.find((one) => one.routeId === routeId && one.kind === kind)!;
        const init: RequestInit =
          kind === "loader"
            ? {}
            : {
                method: "POST",
                body: new URLSearchParams({ key: randomUUID() }),
                headers: { Origin: second.origin },
              };
        const response = await second.ask(caller, dataAddress(entry, "own"), init);
        expect(response.status).toBe(404);
        expect(await response.text()).not.toContain("夷陵测试");
        expect(ran()).toBe(false);
      } finally {
        await second.close();
      }
    },
  );
});
