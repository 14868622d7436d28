import { sql } from "drizzle-orm";
import { SYSTEM } from "#app/domain/access/actor.ts";
import { clockRows } from "#app/domain/issue/clock-rows.ts";
import { foldIssue } from "#app/domain/issue/fold/apply.ts";
import { type Ctx, readTx, withTx } from "#db/client.ts";
import { recordAudit } from "#db/record.ts";
import { loadRulebook, policyBook } from "#db/views/rulebook.ts";
import { readLog } from "./execute/load-issue.server.ts";
import { storeColumns } from "./execute/store-events.server.ts";

/** Issues looked at in one call. */
const BATCH = 50;

/** Issues whose stored clocks did not follow from their events; `nextAfter` continues, null at the end. */
export type ClockCheck = { examined: number; differing: number[]; nextAfter: number | null };

/**
 * Derives the clocks of open issues from their events, calendar and policies and names those whose rows say something else; the nightly
 * check walks through all of them in batches by `after`.
 */
export function checkClocks(ctx: Ctx, after = 0): Promise<ClockCheck> {
  return readTx({ ...ctx, actor: SYSTEM }, async (tx, now) => {
    const rulebook = await loadRulebook(ctx.db, tx, now);
    const issues = await tx.execute<{ issue_id: number }>(sql`
      select issue_id from issues where issue_id > ${after} and state <> 'closed' order by issue_id limit ${BATCH}`);
    const differing: number[] = [];
    for (const { issue_id: issueId } of issues) {
      const facts = foldIssue(await readLog(tx, issueId));
      const derived = clockRows(issueId, facts, policyBook(rulebook), rulebook.calendar);
      const stored = await tx.execute<{ key: string; in_class: boolean; clock: string }>(sql`
        select concat_ws('/', kind, episode, extract(epoch from started_at)::float8 * 1000, extract(epoch from due_at)::float8 * 1000,
          coalesce((extract(epoch from ended_at)::float8 * 1000)::text, '-'),
          coalesce((extract(epoch from paused_at)::float8 * 1000)::text, '-'), coalesce(lapse, '-'),
          coalesce((extract(epoch from lapse_at)::float8 * 1000)::text, '-'),
          case when same_problem_firms > 0 then '-' else coalesce((extract(epoch from next_due_at)::float8 * 1000)::text, '-') end) as key,
          same_problem_firms > 0 as in_class, concat_ws('/', ladder, episode) as clock from clocks where issue_id = ${issueId}`);
      // Where the firms of a class count, the next level depends on other issues too and is left out.
      const inClass = new Set(stored.filter((row) => row.in_class).map((row) => row.clock));
      const expected = derived.map((row) =>
        [
          row.kind,
          row.episode,
          row.startedAt,
          row.dueAt,
          row.endedAt ?? "-",
          row.pausedAt ?? "-",
          row.lapse ?? "-",
          row.lapseAt ?? "-",
          inClass.has(`${row.ladder}/${row.episode}`) ? "-" : (row.nextDueAt ?? "-"),
        ].join("/"),
      );
      const kept = new Set(stored.map((row) => row.key));
      if (kept.size !== expected.length || expected.some((key) => !kept.has(key))) differing.push(issueId);
    }
    const last = issues.at(-1)?.issue_id ?? null;
    return { examined: issues.length, differing, nextAfter: issues.length < BATCH ? null : last };
  });
}

/** Writes an issue's columns and clocks anew from its events: after a calendar was loaded, or when a check found a difference. */
export function rebuildClocks(ctx: Ctx, issueId: number): Promise<{ clocks: number }> {
  return withTx(
    { ...ctx, actor: SYSTEM },
    async (tx, now) => {
      await tx.execute(sql`select 1 from issues where issue_id = ${issueId} for update`);
      const log = await readLog(tx, issueId);
      const facts = foldIssue(log);
      const rows = await storeColumns(tx, issueId, facts, log, await loadRulebook(ctx.db, tx, now));
      const audit = { action: "issue.clocks_rebuilt", objectKind: "issue" as const, objectId: issueId };
      await recordAudit(tx, ctx.actor, now, audit, ctx.requestId);
      return { clocks: rows.length };
    },
    { idempotent: true },
  );
}

/**
 * After days of the calendar changed: reckons every running clock anew, by one process, and forgets the order. Returns how many issues moved.
 */
export async function rebuildAfterCalendar(ctx: Ctx): Promise<number> {
  const system = { ...ctx, actor: SYSTEM };
  const order = await withTx(system, async (tx, now) => {
    const [row] = await tx.execute<{ since: string }>(sql`
      update installation set value = value || ${JSON.stringify({ begun: now })}::text::jsonb where name = 'clocks_to_rebuild'
        and (value->>'begun' is null or (value->>'begun')::timestamptz < ${now}::timestamptz - interval '10 minutes')
      returning value->>'since' as since`);
    return row ?? null;
  });
  if (order === null) return 0;
  let moved = 0;
  for (let after: number | null = 0; after !== null; ) {
    const batch = await checkClocks(system, after);
    for (const issueId of batch.differing) await rebuildClocks(system, issueId);
    moved += batch.differing.length;
    after = batch.nextAfter;
  }
  await withTx(system, (tx) =>
    tx.execute(
      sql`delete from installation where name = 'clocks_to_rebuild' and value->>'since' = ${order.since}`,
    ),
  );
  return moved;
}
