import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAuth } from "#app/http/session/session.server.ts";
import { type Office, openOffice } from "#tests/support/office.ts";

let office: Office;
let userId = 0;
let grantId = 0;

beforeAll(async () => {
  office = await openOffice("2026-03-02T02:00:00.000Z");
  const [grant] = await office.owner<{ user_id: number; grant_id: number }[]>`
    insert into role_grants (user_id, role, county_code, township_code, deputy_id, started_on, created_at)
    select user_id, 'deputy', county_code, township_code, deputy_id, '2026-01-01', now()
    from deputies where deputy_id = ${office.deputies.deputy} returning user_id, grant_id`;
  userId = grant!.user_id;
  grantId = grant!.grant_id;
});
afterAll(() => office.close());

/** How many reads a round of requests costs. */
async function readsOf(round: () => Promise<unknown>): Promise<number> {
  let reads = 0;
  const { acquire } = office.db.reads;
  office.db.reads.acquire = (waitMs) => {
    reads++;
    return acquire(waitMs);
  };
  await round();
  office.db.reads.acquire = acquire;
  return reads;
}

/** A signed-in deputy as two processes see him, who both keep the session by now. */
async function signedInTwice() {
  const processes = [createAuth(office.db, office.clock, false), createAuth(office.db, office.clock, false)];
  const cookie = (await processes[0]!.open({ userId, grantId, role: "deputy" }, "test")).split(";")[0]!;
  const kinds = () => Promise.all(processes.map(async (auth) => (await auth.actorOf(cookie)).kind));
  for (const end = Date.now() + 10_000; (await readsOf(kinds)) > 0; await delay(20))
    if (Date.now() > end) throw new Error("a session is looked up anew at each request");
  expect(await kinds()).toEqual(["person", "person"]);
  return { kinds, close: () => processes[0]!.close(cookie) };
}

/** Whether both processes refuse the session soon, far sooner than they would look again by themselves. */
async function ends(kinds: () => Promise<string[]>): Promise<boolean> {
  for (const end = Date.now() + 5_000; Date.now() < end; await delay(5))
    if ((await kinds()).every((kind) => kind === "anonymous")) return true;
  return false;
}

describe("a session that is kept between requests", () => {
  it("ends in every process when it is closed in one", async () => {
    const { kinds, close } = await signedInTwice();
    await close();
    expect(await ends(kinds)).toBe(true);
  });

  it("ends when somebody else revokes it, blocks the account or ends the grant", async () => {
    const changes = [
      () => office.owner`update sessions set revoked_at = now()`,
      () => office.owner`update users set state = 'blocked' where user_id = ${userId}`,
      () => office.owner`update role_grants set ended_on = '2026-03-01' where grant_id = ${grantId}`,
    ];
    for (const change of changes) {
      const { kinds } = await signedInTwice();
      await change();
      expect(await ends(kinds), String(change)).toBe(true);
      await office.owner`update users set state = 'active' where user_id = ${userId}`;
      await office.owner`update role_grants set ended_on = null where grant_id = ${grantId}`;
    }
  });

  it("ends by its own time without any announcement", async () => {
    const { kinds } = await signedInTwice();
    office.advance(2 * 365 * 24 * 3_600_000);
    expect(await kinds()).toEqual(["anonymous", "anonymous"]);
  });
});
