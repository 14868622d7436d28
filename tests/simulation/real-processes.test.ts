import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SYSTEM } from "#app/domain/access/actor.ts";
import type { Calendar } from "#app/domain/calendar/calendar.ts";
import type { LadderPolicy, PolicyBook } from "#app/domain/escalation/policy.ts";
import { watchClock } from "#app/features/escalations/watch-clock.command.server.ts";
import { INSERT_ONLY } from "#app/features/installation/open-installation.server.ts";
import { startPaces, sweepAll } from "#app/jobs/sweep-all.ts";
import { type EmbeddedServer, startEmbedded } from "#app/platform/database/embedded-server.ts";
import { ensureDatabase } from "#app/platform/database/ensure-database.ts";
import { migrate } from "#app/platform/database/migrate.ts";
import { steadyMs } from "#app/platform/timing/steady-clock.ts";
import { databaseClock, readTx } from "#db/client.ts";
import { loadRulebook } from "#db/views/rulebook.ts";
import { type Office, openOffice, reference } from "#tests/support/office.ts";
import { deskOf } from "#tests/support/office-desk.ts";
import { MIGRATIONS } from "#tests/support/postgres.ts";
import { judge } from "./processes/judge.ts";
import { buildScheduler, runSchedulers } from "./processes/schedulers.ts";

const isFull = process.env.LIAISON_FULL === "1";
/** Issues made by commands; each is copied so often, log and clocks alike. */
const MADE = 20;
const COPIES = isFull ? 200 : 4;
/** Real seconds for two months of the office. */
const SECONDS = isFull ? 150 : 20;
const OUTAGE_ISSUES = isFull ? 10_000 : 400;
const OUTAGE_MADE = 4;
const DAY_MS = 86_400_000;
const BEGIN = "2026-03-03T02:00:00.000Z";

type Bench = { office: Office; policies: PolicyBook; calendar: Calendar };
let home: string;
let server: EmbeddedServer;
const benches: Bench[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "liaison-simulation-"));
  chmodSync(home, 0o711);
  server = await startEmbedded({ dataDir: home, keepAlive: true });
}, 120_000);

afterAll(async () => {
  for (const { office } of benches) await office.close();
  await server?.stop();
  rmSync(home, { recursive: true, force: true });
}, 120_000);

/** An office on a database of its own, on a server that may be killed. */
async function openBench(name: string): Promise<Bench> {
  const urls = await ensureDatabase(server.adminUrl, name);
  const grants = { appRole: urls.appRole, insertOnly: INSERT_ONLY };
  await migrate({ ownerUrl: urls.ownerUrl, folder: MIGRATIONS, grants });
  await reference(urls);
  const office = await openOffice(BEGIN, { ...urls, name, drop: async () => {} });
  await office.owner`select set_config('app.actor_kind', 'system', false)`;
  const rules = await readTx(office.ctx("system"), (tx, now) => loadRulebook(office.db, tx, now));
  const policies = { deadlines: rules.deadlines, ladders: rules.versionsOf<LadderPolicy>("ladder") };
  const bench = { office, policies, calendar: rules.calendar };
  benches.push(bench);
  return bench;
}

/** Issues in every posture in which a clock can lie: not triaged, not transferred, with a unit, answered and left in silence. */
async function makeIssues({ office }: Bench): Promise<void> {
  const desk = deskOf(office);
  for (const [name, kind] of [
    ["handler", "deputy_head"],
    ["head", "head"],
  ] as const) {
    const { actor } = office.ctx(name);
    await office.owner`insert into post_holdings (post_id, user_id, started_on, created_at)
      select post_id, ${actor.kind === "person" ? actor.userId : 0}, '2025-01-01', now() from posts
      where department_id = ${office.units.lead} and kind = ${kind}`;
  }
  for (let n = 0; n < MADE; n++) {
    if (n % 5 === 0) await desk.raised();
    else if (n % 5 === 1) await desk.answered();
    else if (n % 5 === 2) await desk.handled();
    else await desk.dispatched();
    if (n % 4 === 3) office.advance(DAY_MS);
  }
}

/** Copies every issue with its log and clocks; a copy differs from its original in its key alone. */
async function copyIssues({ office: { owner } }: Bench, copies: number): Promise<void> {
  const [{ ids, clocks }] = (await owner`
    select (select max(issue_id) from issues) as ids, (select max(clock_id) from clocks) as clocks`) as unknown as [
    { ids: number; clocks: number },
  ];
  await owner`insert into issues overriding system value
    select (jsonb_populate_record(i, jsonb_build_object('issue_id', i.issue_id + k * ${ids}::int, 'number', i.number || '/' || k))).*
    from issues i cross join generate_series(1, ${copies}::int) k`;
  await owner`insert into issue_parties
    select (jsonb_populate_record(p, jsonb_build_object('issue_id', p.issue_id + k * ${ids}::int))).*
    from issue_parties p cross join generate_series(1, ${copies}::int) k`;
  await owner`insert into clocks overriding system value
    select (jsonb_populate_record(c, jsonb_build_object('clock_id', c.clock_id + k * ${clocks}::int,
      'issue_id', c.issue_id + k * ${ids}::int, 'subject_id', c.issue_id + k * ${ids}::int))).*
    from clocks c cross join generate_series(1, ${copies}::int) k where c.issue_id is not null`;
  await owner`insert into events (subject_kind, subject_id, kind, event_version, payload, actor_user_id, actor_role, at)
    select subject_kind, subject_id + k * ${ids}::int, kind, event_version, payload, actor_user_id, actor_role, at
    from events cross join generate_series(1, ${copies}::int) k where subject_kind = 'issue' order by k, event_id`;
  await owner`select setval(pg_get_serial_sequence('clocks', 'clock_id'), (select max(clock_id) from clocks)),
    setval(pg_get_serial_sequence('issues', 'issue_id'), (select max(issue_id) from issues))`;
  await owner`analyze`;
}

/** Sweeps with the database's clock shown as `at` until nothing is due any more; ms it took. */
async function sweepAt({ office }: Bench, at: number, sweepers = 1): Promise<number> {
  const offset = at - Date.parse(await databaseClock(office.db).now());
  const ctx = { db: office.db, clock: databaseClock(office.db, () => offset), actor: SYSTEM };
  const begun = performance.now();
  const one = async () => {
    const watch = watchClock(steadyMs);
    const paces = startPaces();
    while ((await sweepAll(ctx, watch, paces)).more);
  };
  await Promise.all(Array.from({ length: sweepers }, one));
  await one();
  return performance.now() - begun;
}

/** Real seconds by which levels were raised after they were due; what was due before there was any scheduler counts from the first one on. */
async function lagsOf({ office }: Bench, from: number, speed: number): Promise<{ p50: number; p99: number }> {
  const begun = new Date(from).toISOString();
  const [row] = await office.owner<{ p50: number; p99: number }[]>`
    select percentile_cont(0.5) within group (order by lag) as p50, percentile_cont(0.99) within group (order by lag) as p99
    from (select extract(epoch from raised_at - greatest(due_at, ${begun}::timestamptz))::float8 / ${speed}::float8 as lag from escalations) as lags`;
  return row!;
}

describe("schedulers as processes that are killed", () => {
  it("raise every level once and never early, while four of them and the database die", {
    timeout: 900_000,
  }, async () => {
    const bench = await openBench("killed");
    const { office, policies, calendar } = bench;
    await makeIssues(bench);
    await copyIssues(bench, COPIES);
    const from = Date.parse(await office.clock.now());
    const until = from + 60 * DAY_MS;
    const speed = (until - from) / (SECONDS * 1_000);
    const begin = async () => ({
      since: Date.parse(await databaseClock(office.db).now()),
      from,
      until,
      speed,
    });
    const end = new Date(until).toISOString();
    const isDone = async () => {
      const open = await office.owner`select 1 from clocks where ended_at is null
        and (lapse_at < ${end}::timestamptz or (paused_at is null and next_due_at < ${end}::timestamptz)) limit 1`;
      return open.length === 0;
    };
    const faults = {
      schedulerEveryMs: isFull ? 500 : 2_000,
      databaseEveryMs: isFull ? 9_000 : 15_000,
      spares: isFull ? 8 : 2,
    };
    const words = [await buildScheduler(), office.database.appUrl];
    const deaths = await runSchedulers(server, words, 4, SECONDS, begin, isDone, faults);
    await sweepAt(bench, until + 60_000);
    const verdict = await judge(office.owner, policies, calendar, until + 60_000);
    const lag = await lagsOf(bench, from, speed);
    console.info(`killed schedulers: ${JSON.stringify({ ...verdict, ...deaths, lagSeconds: lag })}`);
    expect(verdict).toEqual({ raised: verdict.raised, lost: 0, twice: 0, early: 0, untrue: 0 });
    expect(verdict.raised).toBeGreaterThanOrEqual(isFull ? 20_000 : 500);
    expect(deaths.schedulers).toBeGreaterThan(isFull ? SECONDS : 2);
    expect(deaths.database).toBeGreaterThan(0);
    if (isFull) expect(lag.p99).toBeLessThan(10);
  });

  it("catch up with everything that fell due in three days without any of them", {
    timeout: 900_000,
  }, async () => {
    const bench = await openBench("outage");
    const { office, policies, calendar } = bench;
    const desk = deskOf(office);
    for (let n = 0; n < OUTAGE_MADE; n++) await desk.dispatched();
    await copyIssues(bench, OUTAGE_ISSUES / OUTAGE_MADE - 1);
    const [due] = await office.owner<
      { at: Date }[]
    >`select max(due_at) as at from clocks where ladder = 'main' and ended_at is null`;
    const at = new Date(due!.at).getTime() + 3 * DAY_MS;
    const ms = await sweepAt(bench, at, 2);
    const verdict = await judge(office.owner, policies, calendar, at);
    console.info(
      `caught up after three days: ${JSON.stringify({ issues: OUTAGE_ISSUES, ms: Math.round(ms), ...verdict })}`,
    );
    expect(verdict).toEqual({ raised: verdict.raised, lost: 0, twice: 0, early: 0, untrue: 0 });
    expect(verdict.raised).toBeGreaterThan(OUTAGE_ISSUES);
    if (isFull) expect(ms).toBeLessThan(60_000);
  });
});
