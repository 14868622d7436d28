import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { INSERT_ONLY } from "#app/features/installation/open-installation.server.ts";
import { openDatabase } from "#app/platform/database/connect.ts";
import type { Db } from "#db/client.ts";
import { seedReference } from "#db/seed/reference/seed-reference.ts";
import { type LivedIssue, liveIssues } from "#db/seed/world/issues/lives.ts";
import { seedWorld } from "#db/seed/world/seed-world.ts";
import { cloneDatabase, type TestDatabase } from "#tests/support/postgres.ts";
import { isReplayable, replay } from "#tests/support/replay-issue.ts";

const full = process.env.LIAISON_FULL === "1";
const REPLAYED = full ? 200 : 25;
const SCALE = full ? 0.2 : 0.03;

let database: TestDatabase;
let owner: postgres.Sql;
let db: Db;
let chosen: LivedIssue[];

beforeAll(async () => {
  const fill = async (urls: { ownerUrl: string }) => {
    const sql = postgres(urls.ownerUrl, { max: 1, fetch_types: false, onnotice: () => {} });
    await seedReference(sql);
    await sql.end();
  };
  database = await cloneDatabase({ key: "office", insertOnly: INSERT_ONLY, fill });
  owner = postgres(database.ownerUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  const world = await seedWorld(owner, { seed: "test", today: "2026-11-24", scale: SCALE });
  await owner`select set_config('app.actor_kind', 'system', false)`;
  // Replayed today, an issue meets more firms with its problem than on its own day: their number must not open its gate.
  await owner`update policies set body = replace(body::text, '"sameProblem": 5', '"sameProblem": null')::jsonb where kind = 'ladder'`;
  db = openDatabase({ url: database.appUrl });
  const fit = [...liveIssues(world)]
    .filter((issue) => isReplayable(world, issue))
    .sort((a, b) => a.plot.issueId - b.plot.issueId);
  const every = Math.max(1, Math.floor(fit.length / REPLAYED));
  chosen = fit.filter((_issue, index) => index % every === 0).slice(0, REPLAYED);
}, 120_000);

afterAll(async () => {
  await db?.close();
  await owner?.end();
  await database?.drop();
});

/** An issue as the database tells it, without keys of its own and without instants, which a replay meets within seconds. */
async function tellingOf(issueId: number): Promise<unknown> {
  const [issue] = await owner`
    select state, closing, level, gate_open, round, episode, returns, not_solved, severity, type, confidentiality, category_code,
      county_code, lead_department_id, answer_class, promised_on::text, next_due_clock, version,
      date_trunc('day', next_due_at)::text as next_due_on
    from issues where issue_id = ${issueId}`;
  const log = await owner`
    select kind, payload #- '{reason,dueAt}' #- '{firstSpokenAt}' #- '{paperNo}' as payload, actor_role,
      case when actor_role = 'firm_representative' then null else actor_user_id end as who
    from events where subject_kind = 'issue' and subject_id = ${issueId} order by event_id`;
  const clocks = await owner`
    select kind, ladder, episode, owner_party, owner_department_id, level, reached::text, gate, next_level, ended_at is null as runs,
      paused_at is null as ticks, date_trunc('day', due_at)::text as due_on
    from clocks where issue_id = ${issueId} order by ladder, episode`;
  const assignments = await owner`
    select department_id, part, round, end_reason from issue_assignments where issue_id = ${issueId} order by assignment_id`;
  const answers = await owner`
    select round, state, answer_class, promised_on::text, delivered_at is null as unheard
    from answers where issue_id = ${issueId} order by answer_id`;
  const verdicts = await owner`
    select round, verdict, result_rating, attitude_rating from verdicts where issue_id = ${issueId} order by verdict_id`;
  const promises = await owner`
    select due_on::text, state from promises where issue_id = ${issueId} order by promise_id`;
  const levels = await owner`
    select ladder, episode, level, is_gate from escalations where issue_id = ${issueId} order by escalation_id`;
  const told = await owner`
    select e.ladder, e.episode, e.level, n.kind, n.in_copy, n.post_id from notices n join escalations e using (escalation_id)
    where n.issue_id = ${issueId} and n.post_id is not null order by 1, 2, 3, 6`;
  return JSON.parse(
    JSON.stringify({ issue, log, clocks, assignments, answers, verdicts, promises, levels, told }),
  );
}

/** The first time that a command is met it is sent so often at once. */
const AT_ONCE = 20;
const met = new Set<string>();
function timesOf(command: string): number {
  if (met.has(command)) return 1;
  met.add(command);
  return AT_ONCE;
}

it("made-up issues come out the same when their commands are given to the application, each sent twenty times at once", async () => {
  expect(chosen.length).toBeGreaterThanOrEqual(REPLAYED * 0.8);
  for (const issue of chosen) {
    const again = await replay(db, issue, timesOf);
    expect(await tellingOf(again), `issue ${issue.plot.issueId}`).toEqual(
      await tellingOf(issue.plot.issueId),
    );
  }
  console.info(`sent ${AT_ONCE} times at once: ${[...met].sort().join(", ")}`);
  expect(met.size).toBeGreaterThanOrEqual(15);
}, 600_000);
