import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { SYSTEM } from "#app/domain/access/actor.ts";
import type { CalendarRow } from "#app/domain/calendar/calendar.ts";
import type { DeadlinePolicy } from "#app/domain/deadline/policy.ts";
import type { LadderPolicy } from "#app/domain/escalation/policy.ts";
import { heartbeat } from "#app/platform/heartbeat.ts";
import { type Ctx, read, withTx } from "#db/client.ts";
import { calendarDays, policies } from "#db/schema/installation.ts";
import { rehearsals } from "#db/schema/oversight/supervision.ts";
import { STALLED_AFTER_S, type StoredDraft } from "./open-rehearsal.command.server.ts";
import type { Replay } from "./worker/replay-in-workers.server.ts";

/** How often a run shows that it is alive and how far it is, in milliseconds. */
const BEAT_MS = 1_000;

/** Kept with a rehearsal whose process ended in the middle of it, when another takes it up; a second time it has failed. */
const BROKEN_OFF = "broken_off";

/**
 * Takes up one rehearsal that waits, or that broke off with its process, whoever looks first, replays the whole recorded history and stores
 * the figures. A cancelled one ends at its next beat; a fault is kept with it; one that breaks off twice is given up. Returns whether there was one.
 */
export async function runRehearsal(ctx: Ctx, replay: Replay, beatMs = BEAT_MS): Promise<boolean> {
  const system = { ...ctx, actor: SYSTEM };
  const claimed = await claim(system);
  if (claimed === null) return false;
  const { rehearsalId, version } = claimed;
  const mine = and(
    eq(rehearsals.rehearsalId, rehearsalId),
    eq(rehearsals.state, "running"),
    eq(rehearsals.version, version),
  );
  let done = 0;
  const { stop, end: fallSilent } = heartbeat(beatMs, async () => {
    const alive = await withTx(system, (tx, now) =>
      tx.update(rehearsals).set({ done, beatAt: now }).where(mine).returning({ id: rehearsals.rehearsalId }),
    );
    return alive.length > 0;
  });
  try {
    const figures = await replay(
      claimed.task,
      (count) => {
        done = count;
      },
      stop.signal,
    );
    await end(system, mine, { state: "done", figures, failure: null, done: claimed.total });
  } catch (error) {
    if (!stop.signal.aborted)
      await end(system, mine, { state: "failed", failure: error instanceof Error ? error.message : "" });
  } finally {
    fallSilent();
  }
  return true;
}

type Ended = Partial<Pick<typeof rehearsals.$inferInsert, "state" | "figures" | "failure" | "done">>;

async function end(ctx: Ctx, mine: SQL | undefined, ended: Ended): Promise<void> {
  await withTx(ctx, (tx, now) =>
    tx
      .update(rehearsals)
      .set({ ...ended, endedAt: now, version: sql`${rehearsals.version} + 1` })
      .where(mine),
  );
}

/** Claims the first that nobody has begun or that shows no life any more, and reads what a replay needs. */
async function claim(ctx: Ctx) {
  const begun = await withTx(ctx, async (tx, now) => {
    const silent = sql`beat_at < ${now}::timestamptz - make_interval(secs => ${STALLED_AFTER_S})`;
    await tx.execute(sql`
      update rehearsals set state = 'failed', ended_at = ${now}::timestamptz, version = version + 1
      where state = 'running' and total > 0 and failure = ${BROKEN_OFF} and ${silent}`);
    const [row] = await tx.execute<{
      rehearsalId: number;
      version: number;
      draft: StoredDraft;
      total: number;
      last: number;
    }>(sql`
      update rehearsals r set total = n.total, done = 0, beat_at = ${now}::timestamptz,
        failure = case when r.total > 0 then ${BROKEN_OFF} end, version = r.version + case when r.total > 0 then 1 else 0 end
      from (select count(*)::int as total, coalesce(max(issue_id), 0) as last from issues) n
      where r.rehearsal_id = (select rehearsal_id from rehearsals where state = 'running' and (total = 0 or ${silent}) order by rehearsal_id limit 1 for update skip locked)
      returning r.rehearsal_id as "rehearsalId", r.version, r.draft, n.total, n.last`);
    return row === undefined ? null : { ...row, until: Date.parse(now) };
  });
  if (begun === null) return null;
  const { rehearsalId, version, draft, total, last, until } = begun;
  const task = await read(ctx.db, async (tx) => {
    const versionOf = async <T>(kind: string, version: number) => {
      const [row] = await tx
        .select()
        .from(policies)
        .where(and(eq(policies.kind, kind), eq(policies.policyVersion, version)));
      return { ...(row!.body as T), version, inForceFrom: 0 };
    };
    const rows = await tx.select().from(calendarDays).orderBy(asc(calendarDays.day));
    return {
      draft,
      deadlines: await versionOf<DeadlinePolicy>("deadlines", draft.base.deadlines),
      ladder: await versionOf<LadderPolicy>("ladder", draft.base.ladder),
      calendarRows: rows as CalendarRow[],
      until,
      lastIssueId: last,
    };
  });
  return { rehearsalId, version, total, task };
}
