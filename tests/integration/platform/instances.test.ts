import { readdirSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { createAuth } from "#app/http/session/session.server.ts";
import { type Office, openOffice } from "#tests/support/office.ts";
import { emptyDatabase, MIGRATIONS, query } from "#tests/support/postgres.ts";
import { type ProductProcess, startProduct } from "#tests/support/product-process.ts";

const full = process.env.LIAISON_FULL === "1";
const cleanUps: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

describe("several instances on one database", () => {
  it("start together on an empty one, are all up, and migrate it once", async () => {
    const database = await emptyDatabase();
    cleanUps.push(database.drop);
    const env = { DATABASE_URL: database.ownerUrl, LIAISON_APP_DATABASE_URL: database.appUrl };
    const instances = await Promise.all([1, 2, 3, 4].map(() => startProduct(env)));
    try {
      for (const { origin } of instances) {
        const health = await fetch(`${origin}/healthz`);
        expect(health.status).toBe(200);
        expect((await fetch(`${origin}/login`)).status).toBe(200);
      }
      const [applied] = await query(
        database.ownerUrl,
        "select count(*)::int as n from drizzle.__drizzle_migrations",
      );
      expect(applied?.n).toBe(readdirSync(MIGRATIONS).filter((file) => file.endsWith(".sql")).length);
    } finally {
      expect(await Promise.all(instances.map((instance) => instance.stop()))).toEqual([0, 0, 0, 0]);
    }
  }, 120_000);
});

/** What a load of visits was told; `tried` counts every sending. */
type Ledger = { acknowledged: Set<string>; pending: Set<string>; tried: number; faults: string[] };

async function cookieFor(office: Office): Promise<string> {
  const [row] = await office.owner<{ user_id: number; grant_id: number }[]>`
    insert into role_grants (user_id, role, county_code, township_code, deputy_id, started_on, created_at)
    select user_id, 'deputy', county_code, township_code, deputy_id, '2026-01-01', now()
    from deputies where deputy_id = ${office.deputies.deputy} returning user_id, grant_id`;
  const auth = createAuth(office.db, office.clock, false);
  const opened = await auth.open({ userId: row!.user_id, grantId: row!.grant_id, role: "deputy" }, "test");
  return opened.split(";")[0]!;
}

/** Sends one visit; the same visit goes out again until some instance acknowledges it. */
async function sendUntilTold(
  visit: { contactId: string; firmId: number; cookie: string },
  instances: readonly (ProductProcess | null)[],
  ledger: Ledger,
  until: () => boolean,
): Promise<void> {
  ledger.pending.add(visit.contactId);
  const body = new URLSearchParams({
    key: visit.contactId,
    contactId: visit.contactId,
    firmId: String(visit.firmId),
    kind: "visit",
    outcome: "met",
    happenedOn: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
    firmNote: `visit ${visit.contactId}`,
  });
  for (let next = 0; !until(); next++) {
    const instance = instances[next % instances.length];
    if (!instance) {
      await delay(20);
      continue;
    }
    ledger.tried += 1;
    const answer = await fetch(`${instance.origin}/contacts/new`, {
      method: "POST",
      body,
      redirect: "manual",
      headers: { Cookie: visit.cookie, "Sec-Fetch-Site": "same-origin" },
      signal: AbortSignal.timeout(20_000),
    }).catch(() => null);
    if (answer === null) continue;
    await answer.arrayBuffer().catch(() => undefined);
    if (answer.status === 303) {
      ledger.acknowledged.add(visit.contactId);
      ledger.pending.delete(visit.contactId);
      return;
    }
    ledger.faults.push(`${answer.status} for ${visit.contactId}`);
    return;
  }
}

describe("instances killed in the middle of a load of visits", () => {
  it("lose nothing acknowledged, leave nothing half-done and double nothing", async () => {
    const kills = full ? 2_000 : 8;
    const office = await openOffice(new Date().toISOString());
    cleanUps.push(office.close);
    const cookie = await cookieFor(office);
    const firms = [office.firms.shop, office.firms.mill, office.firms.forge];
    const env = { DATABASE_URL: office.database.ownerUrl, LIAISON_APP_DATABASE_URL: office.database.appUrl };
    const instances: (ProductProcess | null)[] = await Promise.all([startProduct(env), startProduct(env)]);
    cleanUps.push(() => Promise.all(instances.map((instance) => instance?.kill())));
    const ledger: Ledger = { acknowledged: new Set(), pending: new Set(), tried: 0, faults: [] };
    let over = false;
    const writers = [0, 1, 2, 3].map(async (writer) => {
      for (let n = writer; !over; n++) {
        const visit = { contactId: crypto.randomUUID() as string, firmId: firms[n % firms.length]!, cookie };
        await sendUntilTold(visit, instances, ledger, () => over);
      }
    });
    let slowest = 0;
    for (let kill = 0; kill < kills; kill++) {
      const place = kill % instances.length;
      await delay(Math.random() * 150);
      await instances[place]!.kill();
      instances[place] = null;
      const again = await startProduct(env);
      slowest = Math.max(slowest, again.readyMs);
      instances[place] = again;
    }
    const before = ledger.acknowledged.size;
    while (ledger.acknowledged.size < before + 5 && ledger.faults.length === 0) await delay(20);
    over = true;
    await Promise.all(writers);

    expect(ledger.faults).toEqual([]);
    const rows = await office.owner<
      { contact_id: string; firms: number; deputies: number; events: number }[]
    >`
      select c.contact_id, (select count(*)::int from contact_firms f where f.contact_id = c.contact_id) as firms,
        (select count(*)::int from contact_deputies d where d.contact_id = c.contact_id) as deputies,
        (select count(*)::int from events e where e.subject_kind = 'contact' and e.subject_id = c.contact_no) as events
      from contacts c`;
    const stored = new Map(rows.map((row) => [row.contact_id, row]));
    const lost = [...ledger.acknowledged].filter((id) => !stored.has(id));
    const halfDone = rows.filter((row) => row.firms !== 1 || row.deputies !== 1 || row.events !== 1);
    const unasked = rows.filter(
      (row) => !ledger.acknowledged.has(row.contact_id) && !ledger.pending.has(row.contact_id),
    );
    console.info(
      `${kills} kills: ${ledger.acknowledged.size} visits acknowledged in ${ledger.tried} sendings, slowest start ${slowest} ms`,
    );
    expect({ lost, halfDone, unasked }).toEqual({ lost: [], halfDone: [], unasked: [] });
  }, 7_200_000);
});
