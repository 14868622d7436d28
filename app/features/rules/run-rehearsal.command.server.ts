import { and, asc, eq, sql } from "drizzle-orm";
import { SYSTEM } from "#app/domain/access/actor.ts";
import type { CalendarRow } from "#app/domain/calendar/calendar.ts";
import type { DeadlinePolicy } from "#app/domain/deadline/policy.ts";
import type { LadderPolicy } from "#app/domain/escalation/policy.ts";
import { heartbeat } from "#app/platform/heartbeat.ts";
import { type Ctx, read, withTx } from "#db/client.ts";
import { calendarDays, policies } from "#db/schema/installation.ts";
import { rehearsals } from "#db/schema/oversight/supervision.ts";
import type { StoredDraft } from "./open-rehearsal.command.server.ts";
import type { Replay } from "./worker/replay-in-workers.server.ts";

/** How often a run shows that it is alive and how far it is, in milliseconds. */
const BEAT_MS = 1_000;

/**
 * Takes up one rehearsal that waits, whoever looks first, replays the whole recorded history and stores the figures. A cancelled one
 * ends at its next beat; a fault is kept with it. Returns whether there was one.
 */
export async function runRehearsal(ctx: Ctx, replay: Replay): Promise<boolean> {
  const system = { ...ctx, actor: SYSTEM };
  const claimed = await claim(system);
  if (claimed === null) return false;
  const { rehearsalId } = claimed;
  let done = 0;
  const { stop, end: fallSilent } = heartbeat(BEAT_MS, async () => {
    const alive = await withTx(system, (tx, now) =>
      tx
        .update(rehearsals)
        .set({ done, beatAt: now })
        .where(and(eq(rehearsals.rehearsalId, rehearsalId), eq(rehearsals.state, "running")))
        .returning({ id: rehearsals.rehearsalId }),
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
    await end(system, rehearsalId, { state: "done", figures, done: claimed.total });
  } catch (error) {
    if (!stop.signal.aborted)
      await end(system, rehearsalId, {
        state: "failed",
        failure: error instanceof Error ? error.message : "",
      });
  } finally {
    fallSilent();
  }
  return true;
}

type Ended = Partial<Pick<typeof rehearsals.$inferInsert, "state" | "figures" | "failure" | "done">>;

async function end(ctx: Ctx, rehearsalId: number, ended: Ended): Promise<void> {
  await withTx(ctx, (tx, now) =>
    tx
      .update(rehearsals)
      .set({ ...ended, endedAt: now, version: sql`${rehearsals.version} + 1` })
      .where(and(eq(rehearsals.rehearsalId, rehearsalId), eq(rehearsals.state, "running"))),
  );
}

/** Claims the first that nobody has begun, and reads what a replay needs. */
async function claim(ctx: Ctx) {
  const begun = await withTx(ctx, async (tx, now) => {
    const [row] = await tx.execute<{
      rehearsalId: number;
      draft: StoredDraft;
      total: number;
      last: number;
    }>(sql`
      update rehearsals r set total = n.total, beat_at = ${now}::timestamptz
      from (select count(*)::int as total, coalesce(max(issue_id), 0) as last from issues) n
      where r.rehearsal_id = (select rehearsal_id from rehearsals where state = 'running' and total = 0 order by rehearsal_id limit 1 for update skip locked)
      returning r.rehearsal_id as "rehearsalId", r.draft, n.total, n.last`);
    return row === undefined ? null : { ...row, until: Date.parse(now) };
  });
  if (begun === null) return null;
  const { rehearsalId, draft, total, last, until } = begun;
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
  return { rehearsalId, total, task };
}
