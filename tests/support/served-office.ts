import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { PersonActor } from "#app/domain/access/actor.ts";
import { ROLES, type Role } from "#app/domain/access/roles.ts";
import { createMetrics } from "#app/http/metrics.server.ts";
import { createApp, listen } from "#app/http/server.ts";
import { createAuth } from "#app/http/session/session.server.ts";
import { createLogger } from "#app/platform/logger.ts";
import { COUNTY, type Office, OTHER_COUNTY, OTHER_TOWNSHIP, openOffice, TOWNSHIP } from "./office.ts";

const BUILD = join(process.cwd(), "build");

/** The built server; the test command builds before it tests. */
export async function loadTestBuild(): Promise<ServerBuild> {
  const entry = join(BUILD, "server", "index.js");
  if (!existsSync(entry)) throw new Error("nothing is built: run npm run build first");
  return import(pathToFileURL(entry).href);
}

/** Who asks: nobody signed in, each role in the county of the records, and one supervisor of another county. */
export const CALLERS = [
  "anonymous",
  ...ROLES,
  "other_county_supervisor",
  "other_deputy",
  "other_handler",
] as const;
export type Caller = (typeof CALLERS)[number];

/** An office behind the real server, with a cookie for each caller. */
export type ServedOffice = {
  office: Office;
  origin: string;
  /** Opens new sessions for everybody; the old ones end when the clock has moved far. */
  signInAll: () => Promise<void>;
  cookieOf: (caller: Caller) => string;
  ask: (caller: Caller, path: string, init?: RequestInit) => Promise<Response>;
  close: () => Promise<void>;
};

type Grant = Partial<
  Pick<PersonActor, "countyCode" | "townshipCode" | "departmentId" | "deputyId" | "firmId">
> & { role: Role };

function grantsOf(office: Office): Record<Exclude<Caller, "anonymous">, Grant> {
  const own = Object.fromEntries(ROLES.map((role) => [role, { role } as Grant])) as Record<Role, Grant>;
  const county = (role: Role) => ({ role, countyCode: COUNTY });
  return {
    ...own,
    firm_representative: { role: "firm_representative", firmId: office.firms.shop },
    deputy: { role: "deputy", countyCode: COUNTY, deputyId: office.deputies.deputy },
    station_clerk: { ...county("station_clerk"), townshipCode: TOWNSHIP },
    township_officer: { ...county("township_officer"), townshipCode: TOWNSHIP },
    county_supervisor: county("county_supervisor"),
    county_dispatcher: county("county_dispatcher"),
    handler: { role: "handler", departmentId: office.units.lead },
    department_head: { role: "department_head", departmentId: office.units.lead },
    other_county_supervisor: { role: "county_supervisor", countyCode: OTHER_COUNTY },
    other_deputy: {
      role: "deputy",
      countyCode: OTHER_COUNTY,
      townshipCode: OTHER_TOWNSHIP,
      deputyId: office.deputies.stranger,
    },
    other_handler: { role: "handler", departmentId: office.units.other },
  };
}

type Account = { caller: Caller; userId: number; grantId: number; role: Role };

async function makeAccounts(office: Office): Promise<Account[]> {
  const accounts: Account[] = [];
  for (const [caller, grant] of Object.entries(grantsOf(office)) as [Caller, Grant][]) {
    const [row] = await office.owner<{ user_id: number; grant_id: number }[]>`
      with u as (insert into users (name, state, created_at) values (${`用户${caller}`}, 'active', now()) returning user_id)
      insert into role_grants (user_id, role, county_code, township_code, department_id, deputy_id, firm_id, started_on, created_at)
      select user_id, ${grant.role}, ${grant.countyCode ?? null}, ${grant.townshipCode ?? null}, ${grant.departmentId ?? null},
        ${grant.deputyId ?? null}, ${grant.firmId ?? null}, '2026-01-01', now() from u returning user_id, grant_id`;
    accounts.push({ caller, userId: row!.user_id, grantId: row!.grant_id, role: grant.role });
  }
  return accounts;
}

/** Opens an office, serves it with the given build (the real one unless told) and signs everybody in. */
export async function serveOffice(build?: ServerBuild, log = createLogger("error")): Promise<ServedOffice> {
  const office = await openOffice();
  const { db, clock } = office;
  const auth = createAuth(db, clock, false);
  const app = createApp({
    services: { db, clock, auth, log, world: "real", origin: "http://liaison.test", wakeSweep: () => {} },
    build: build ?? (await loadTestBuild()),
    metrics: createMetrics(),
    clientFolder: join(BUILD, "client"),
    trustProxy: 0,
  });
  const server = await listen(app, 0, "127.0.0.1");
  const origin = `http://127.0.0.1:${server.port}`;
  const accounts = await makeAccounts(office);
  const cookies = new Map<Caller, string>();
  const signInAll = async () => {
    for (const { caller, ...grant } of accounts) {
      const cookie = await auth.open(grant, "test");
      cookies.set(caller, cookie.split(";")[0]!);
    }
  };
  await signInAll();
  return {
    office,
    origin,
    signInAll,
    cookieOf: (caller) => cookies.get(caller) ?? "",
    ask: (caller, path, init = {}) => {
      const headers = new Headers(init.headers);
      const cookie = cookies.get(caller);
      if (cookie) headers.set("Cookie", cookie);
      headers.set("Accept-Language", "zh-CN");
      return fetch(origin + path, { redirect: "manual", ...init, headers });
    },
    close: async () => {
      await server.stop();
      await office.close();
    },
  };
}
