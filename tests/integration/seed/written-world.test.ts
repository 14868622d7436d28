import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SYSTEM } from "#app/domain/access/actor.ts";
import { clockRows } from "#app/domain/issue/clock-rows.ts";
import { issueColumns } from "#app/domain/issue/columns.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import { foldIssue } from "#app/domain/issue/fold/apply.ts";
import { settleContacts } from "#app/features/contacts/settle-contacts.command.server.ts";
import { settleDue } from "#app/features/contacts/settle-due.server.ts";
import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import { INSERT_ONLY } from "#app/features/installation/open-installation.server.ts";
import { openDatabase } from "#app/platform/database/connect.ts";
import { type Db, databaseClock, withTx } from "#db/client.ts";
import { seedReference } from "#db/seed/reference/seed-reference.ts";
import { PERSONA_KEYS } from "#db/seed/world/cast.ts";
import { rulesOf } from "#db/seed/world/issues/lives.ts";
import { seedWorld } from "#db/seed/world/seed-world.ts";
import type { World } from "#db/seed/world/world.ts";
import { loadRulebook } from "#db/views/rulebook.ts";
import { cloneDatabase, type TestDatabase } from "#tests/support/postgres.ts";
import { INVARIANTS } from "#tests/support/world-invariants.ts";

const full = process.env.LIAISON_FULL === "1";
const SCALE = full ? 1 : 0.03;
/** Issues whose log is folded anew and compared with the stored columns and clocks. */
const FOLDED = 600;
const WRITING_MS = full ? 300_000 : 60_000;

let database: TestDatabase;
let owner: postgres.Sql;
let db: Db;
let world: World;

async function reference(urls: { ownerUrl: string }): Promise<void> {
  const sql = postgres(urls.ownerUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  await seedReference(sql);
  await sql.end();
}

beforeAll(async () => {
  database = await cloneDatabase({ key: "office", insertOnly: INSERT_ONLY, fill: reference });
  owner = postgres(database.ownerUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  world = await seedWorld(owner, { seed: "test", today: "2026-11-24", scale: SCALE });
  await owner`select set_config('app.actor_kind', 'system', false)`;
  db = openDatabase({ url: database.appUrl });
}, WRITING_MS);

afterAll(async () => {
  await db?.close();
  await owner?.end();
  await database?.drop();
});

async function count(text: string): Promise<number> {
  const [row] = await owner.unsafe<{ count: string }[]>(text);
  return Number(row?.count);
}

describe("the demonstration world in the database", () => {
  it.each(INVARIANTS)(
    "%s",
    async (_sentence, breaches) => {
      expect(await count(breaches)).toBe(0);
    },
    120_000,
  );

  it("has the shape of the programme", async () => {
    const { shape } = world.draft;
    const deputies = Object.values(shape.deputies).reduce((a, b) => a + b, 0);
    expect(await count("select count(*) from deputies where state = 'active'")).toBe(deputies);
    expect(await count("select count(*) from firms where in_programme")).toBe(shape.firms);
    expect(await count("select count(*) from stations")).toBe(shape.stations);
    const issues = await count("select count(*) from issues");
    const dispatched = await count("select count(*) from issues where lead_department_id is not null");
    const closed = await count(
      "select count(*) from issues where lead_department_id is not null and state = 'closed'",
    );
    expect(issues).toBe(shape.issues + 2);
    expect(Math.abs(dispatched / issues - 0.42)).toBeLessThan(0.03);
    expect(Math.abs(closed / dispatched - 0.75)).toBeLessThan(0.05);
    const covered = await count("select count(*) from pairings where ended_on is null");
    expect(covered / shape.firms).toBeGreaterThan(0.97);
    if (!full) return;
    expect([deputies, shape.firms, shape.stations]).toEqual([7_900, 29_000, 1_640]);
  });

  it("has open issues at every level, and an open gate's issue is below level 3", async () => {
    const levels = await owner<{ level: number }[]>`
      select distinct level from issues where state <> 'closed' and level is not null order by 1`;
    expect(levels.map((row) => row.level)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await count("select count(*) from issues where gate_open and level >= 3")).toBe(0);
  });

  it("gives every role of the cast its grant", async () => {
    const rows = await owner<{ persona: string; role: string }[]>`
      select persona, role from personas join role_grants using (grant_id) order by sort`;
    expect(rows.map((row) => row.persona)).toEqual([...PERSONA_KEYS]);
    expect(rows.every((row) => row.persona === row.role)).toBe(true);
  });

  it("stores of every issue what its log folds to, columns and clocks alike", async () => {
    const rules = rulesOf(world);
    const ids = await owner<{ issue_id: number }[]>`
      select issue_id from issues order by (issue_id * 7919) % 100003 limit ${FOLDED}`;
    for (const { issue_id: issueId } of ids) {
      const facts = foldIssue(await logOf(issueId));
      const derived = clockRows(issueId, facts, rules.policies, rules.calendar);
      const columns = issueColumns(facts, derived);
      const [row] = await owner`select * from issues where issue_id = ${issueId}`;
      expect({
        state: row?.state,
        closing: row?.closing,
        level: row?.level,
        gateOpen: row?.gate_open,
        round: row?.round,
        episode: row?.episode,
        version: row?.version,
        leadDepartmentId: row?.lead_department_id,
        nextDueClock: row?.next_due_clock,
        nextDueAt: row?.next_due_at?.getTime() ?? null,
        closedAt: row?.closed_at?.getTime() ?? null,
      }).toEqual({
        state: columns.state,
        closing: columns.closing,
        level: columns.level,
        gateOpen: columns.gateOpen,
        round: columns.round,
        episode: columns.episode,
        version: facts.version,
        leadDepartmentId: columns.leadDepartmentId,
        nextDueClock: columns.nextDueClock,
        nextDueAt: columns.nextDueAt,
        closedAt: columns.closedAt,
      });
      const clocks = await owner<{ key: string; due: number; next: number | null; ended: number | null }[]>`
        select ladder || '/' || episode as key, extract(epoch from due_at)::float8 * 1000 as due,
          extract(epoch from next_due_at)::float8 * 1000 as next, extract(epoch from ended_at)::float8 * 1000 as ended
        from clocks where issue_id = ${issueId} order by clock_id`;
      expect(clocks.map((clock) => [clock.key, clock.due, clock.next, clock.ended])).toEqual(
        derived.map((clock) => [
          `${clock.ladder}/${clock.episode}`,
          clock.dueAt,
          clock.nextDueAt,
          clock.endedAt,
        ]),
      );
    }
  }, 120_000);

  it("leaves the sweep nothing to do at the instant at which history ends", async () => {
    const offset = world.end - Date.now();
    const round = await sweepDue({ db, clock: databaseClock(db, () => offset), actor: SYSTEM });
    expect(round).toEqual({ examined: 0, escalated: 0, more: false });
  });

  it("has on every pair the due day that logging a contact would leave", async () => {
    const ids = world.firms.rows
      .filter((firm) => firm.inProgramme)
      .slice(0, 400)
      .map((firm) => firm.firmId);
    const due = () =>
      owner<{ pairing_id: number; due: string | null; last: string | null }[]>`
        select pairing_id, contact_due_on::text as due, last_contact_on::text as last from pairings
        where ended_on is null and firm_id = any(string_to_array(${ids.join(",")}, ',')::int[]) order by 1`;
    const before = await due();
    const clock = databaseClock(db, () => world.end - Date.now());
    await withTx({ db, clock, actor: SYSTEM }, async (tx, now) =>
      settleDue(tx, now, ids, await loadRulebook(db, tx, now)),
    );
    expect([...(await due())]).toEqual([...before]);
  });

  it("has for every pair the clock of its next contact, with the reminders that are due", async () => {
    const clock = databaseClock(db, () => world.end - Date.now());
    const settled = await settleContacts({ db, clock, actor: SYSTEM });
    expect(settled).toEqual({ ended: 0, started: 0 });
    expect(await count("select count(*) from clocks where kind = 'contact' and ended_at is null")).toBe(
      await count("select count(*) from pairings where ended_on is null and contact_due_on is not null"),
    );
    expect(await count("select count(*) from escalations where ladder = 'contact'")).toBeGreaterThan(0);
  });

  it("goes on with its keys where the generator stopped", async () => {
    const [user] = await owner<{ user_id: number }[]>`
      insert into users (name, created_at) values ('后来者', now()) returning user_id`;
    expect(user?.user_id).toBe(world.draft.users.length + 1);
    const [number] = await owner<{ no: number }[]>`select nextval('issue_numbers')::int as no`;
    // Five messages of the world have reserved numbers after those of its issues.
    expect(number?.no).toBe(world.draft.shape.issues + 8);
  });

  it("is not written over anything", async () => {
    await expect(seedWorld(owner, { seed: "test", today: "2026-11-24", scale: SCALE })).rejects.toThrow(
      /empty/,
    );
  });
});

async function logOf(issueId: number): Promise<IssueEvent[]> {
  const rows = await owner`
    select kind, event_version as version, payload, actor_user_id, actor_role, at
    from events where subject_kind = 'issue' and subject_id = ${issueId} order by event_id`;
  return rows.map(
    (row) =>
      ({
        kind: row.kind,
        version: row.version,
        payload: row.payload,
        actor: { userId: row.actor_user_id, role: row.actor_role },
        at: row.at.getTime(),
      }) as IssueEvent,
  );
}
