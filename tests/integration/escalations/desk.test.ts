import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PersonActor } from "#app/domain/access/actor.ts";
import type { Role } from "#app/domain/access/roles.ts";
import { DESK_SETS, getDesk } from "#app/features/escalations/get-desk.query.server.ts";
import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import { INSERT_ONLY } from "#app/features/installation/open-installation.server.ts";
import { decideIssues, previewDecision } from "#app/features/issues/bulk/decide-issues.command.server.ts";
import { readIssueList } from "#app/features/issues/issue-list.schema.ts";
import { listIssues } from "#app/features/issues/queries/list-issues.query.server.ts";
import { openDatabase } from "#app/platform/database/connect.ts";
import { type Ctx, type Db, databaseClock } from "#db/client.ts";
import { seedWorld } from "#db/seed/world/seed-world.ts";
import { type Office, openOffice, reference } from "#tests/support/office.ts";
import { deskOf } from "#tests/support/office-desk.ts";
import { cloneDatabase, type TestDatabase } from "#tests/support/postgres.ts";

const TODAY = "2026-11-24";
const DAY_MS = 86_400_000;

describe("every number of the desk", () => {
  let database: TestDatabase;
  let owner: postgres.Sql;
  let db: Db;

  beforeAll(async () => {
    database = await cloneDatabase({ key: "office", insertOnly: INSERT_ONLY, fill: reference });
    owner = postgres(database.ownerUrl, { max: 1, fetch_types: false, onnotice: () => {} });
    await seedWorld(owner, { seed: "test", today: TODAY, scale: 0.03 });
    await leaveAPostVacant(owner);
    db = openDatabase({ url: database.appUrl });
  }, 120_000);
  afterAll(async () => {
    await db?.close();
    await owner?.end();
    await database?.drop();
  });

  const reader = (role: Role, countyCode: string | null): Ctx => {
    const nowhere = { townshipCode: null, stationId: null, departmentId: null, deputyId: null };
    const actor: PersonActor = {
      ...{ kind: "person", userId: 1, grantId: 1, name: "", role, countyCode, firmId: null, postId: null },
      ...nowhere,
    };
    const offset = Date.parse(`${TODAY}T02:00:00Z`) - Date.now();
    return { db, clock: databaseClock(db, () => offset), actor, requestId: "test" };
  };
  const readers = [
    ["the city's supervisor", "city_supervisor", null],
    ["a county's supervisor", "county_supervisor", "420581"],
    ["a county's dispatcher", "county_dispatcher", "420581"],
  ] as const;

  it.each(readers)("equals the list behind it, for %s", async (_who, role, countyCode) => {
    const ctx = reader(role, countyCode);
    const { figures } = await getDesk(ctx, { set: "open", cursor: null });
    for (const set of DESK_SETS) {
      const onDesk = await walkDesk(ctx, set);
      const onList = await walkList(ctx, set);
      expect([set, onDesk.length], "rows of the desk").toEqual([set, figures[set]]);
      expect([set, onDesk.toSorted()], "rows of the list").toEqual([set, onList.toSorted()]);
    }
  });

  it("says of each row who holds it, and what happens next or that only a person moves it", async () => {
    const { rows } = await getDesk(reader("city_supervisor", null), { set: "overdue", cursor: null });
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) expect([row.number, row.party]).not.toEqual([row.number, null]);
    expect(rows.some((row) => row.next !== null)).toBe(true);
  });

  it("has something in every set that the made-up world can fill", async () => {
    const { figures } = await getDesk(reader("city_supervisor", null), { set: "open", cursor: null });
    for (const set of [
      "level_1",
      "level_2",
      "overdue",
      "unassigned",
      "not_satisfied",
      "vacant_post",
    ] as const)
      expect([set, figures[set] > 0]).toEqual([set, true]);
  });
});

/** Nobody holds the post that the last level of an open issue was told to, nor did anybody when it was raised. */
async function leaveAPostVacant(owner: postgres.Sql): Promise<void> {
  const [found] = await owner<{ escalation_id: number; post_id: number }[]>`
    select e.escalation_id, n.post_id from escalations e join notices n using (escalation_id) join issues i on i.issue_id = e.issue_id
    where i.state <> 'closed' and n.post_id is not null and e.ladder = 'main' order by 1 desc limit 1`;
  await owner`delete from post_holdings where post_id = ${found!.post_id}`;
  await owner`update escalations set vacant_posts = array[${found!.post_id}::int] where escalation_id = ${found!.escalation_id}`;
}

async function walkDesk(ctx: Ctx, set: (typeof DESK_SETS)[number]): Promise<number[]> {
  const seen: number[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = await getDesk(ctx, { set, cursor });
    seen.push(...page.rows.map((row) => row.issueId));
    if (page.nextCursor === null) return seen;
    cursor = page.nextCursor;
  }
}

async function walkList(ctx: Ctx, set: string): Promise<number[]> {
  const seen: number[] = [];
  for (let after = ""; ; ) {
    const list = readIssueList(new URLSearchParams({ set, sort: "due", after }), "city_supervisor");
    const page = await listIssues(ctx, list, []);
    seen.push(...page.rows.map((row) => row.issueId));
    if (!page.hasNext) return seen;
    after = String(seen.at(-1));
  }
}

describe("a decision on several issues", () => {
  let office: Office;
  let desk: ReturnType<typeof deskOf>;
  beforeAll(async () => {
    office = await openOffice("2026-03-03T02:00:00.000Z");
    desk = deskOf(office);
  });
  afterAll(() => office.close());

  it("shows first what it would do, goes through where it can, and names each failure", async () => {
    const late = [await desk.dispatched(), await desk.dispatched(office.firms.mill)];
    const fresh = await desk.raised(office.firms.forge);
    const far = (await office.owner`select max(due_at) as at from clocks where ladder = 'main'`)[0]!
      .at as Date;
    await desk.goTo(far.getTime() + DAY_MS);
    while ((await sweepDue(office.ctx("system"))).more);

    const city = office.ctx("city");
    const decision = { command: "stand_down" as const, reason: "已现场协调", issueIds: [...late, fresh] };
    const before = await previewDecision(city, decision);
    expect(before.map((line) => line.refusal?.code ?? null)).toEqual([null, null, expect.any(String)]);
    expect(await stoodDown()).toBe(0);

    const key = crypto.randomUUID();
    const done = await decideIssues(city, key, decision);
    expect(done).toEqual(before);
    expect(await stoodDown()).toBe(2);
    // The form sent a second time has the same answer and no second effect.
    expect(await decideIssues(city, key, decision)).toEqual(done);
    expect(await decideIssues(office.ctx("otherCounty"), crypto.randomUUID(), decision)).toEqual([]);
  });

  async function stoodDown(): Promise<number> {
    const rows = await office.owner`select from events where kind = 'issue.stood_down'`;
    return rows.count;
  }
});
