import { sql } from "drizzle-orm";
import { SYSTEM } from "#app/domain/access/actor.ts";
import { lapsesDue, openClockRows } from "#app/domain/issue/clock-rows.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { DatabaseError, isConnectionError } from "#app/platform/database/errors.ts";
import { type Pace, paceOf } from "#app/platform/timing/pace.ts";
import { steadyMs } from "#app/platform/timing/steady-clock.ts";
import { type Ctx, type Tx, withTx } from "#db/client.ts";
import { limited } from "#db/views/keyset.ts";
import { loadRulebook, policyBook } from "#db/views/rulebook.ts";
import type { LoadedIssue } from "./execute/load-issue.server.ts";
import { performOn } from "./execute/run-issue-command.server.ts";

/** Issues taken in one transaction, by how fast they go. */
export const LAPSE_BATCHES = [1, 2, 5, 10, 20, 50];
/** How long one call goes on unless told, in ms. */
const FOR_MS = 10_000;
/** Lapses that one issue can have due one after the other; more would be a circle in the rules. */
const MOST_AT_ONCE = 8;

/** Throws where the database's instant can't be believed. */
type Trust = (now: string) => void;

/** One round: issues looked at, commands given, issues that could not move on (their reason), and whether more is due. */
export type LapseRound = {
  examined: number;
  lapsed: number;
  stuck: { issueId: number; reason: string }[];
  more: boolean;
};

/**
 * Gives the system's own commands to issues whose clock has run out, the longest ago first, for `forMs`: reminds, closes as unsupplied,
 * lets requests lapse, opens and concludes call-backs, ends pauses. Several issues a short transaction; one that somebody holds is passed
 * over. What is due is decided anew under the lock, so that any number of processes give each command once and never early. An issue
 * that can't move on is named in `stuck` and never keeps the others waiting.
 */
export async function lapseClocks(
  ctx: Ctx,
  trust: Trust = () => {},
  { pace = paceOf(LAPSE_BATCHES), forMs = FOR_MS }: { pace?: Pace; forMs?: number } = {},
): Promise<LapseRound> {
  const round: LapseRound = { examined: 0, lapsed: 0, stuck: [], more: true };
  const given = new Map<number, number>();
  const passed: number[] = [];
  for (const until = steadyMs() + forMs; round.more && steadyMs() < until; ) {
    const taken = await pace.take(
      (size) => lapseSome(ctx, { size, passed }, trust),
      ({ outcomes }) => outcomes.length,
    );
    round.examined += taken.outcomes.length;
    round.more = taken.more;
    for (const { issueId, outcome } of taken.outcomes) {
      const times = (given.get(issueId) ?? 0) + 1;
      given.set(issueId, times);
      const reason = outcome.stuck ?? (times > MOST_AT_ONCE ? "lapses without end" : undefined);
      if (outcome.lapsed) round.lapsed += 1;
      if (reason) round.stuck.push({ issueId, reason });
      if (reason || !outcome.lapsed) passed.push(issueId);
    }
  }
  return round;
}

/** What became of one issue whose clock ran out: it moved, had nothing due by its log, or is stuck for a reason. */
type Outcome = { lapsed: boolean; stuck?: string };
type Taken = { outcomes: { issueId: number; outcome: Outcome }[]; more: boolean };

/** Gives the first command that is due to each of up to `size` issues, in one transaction; one that breaks it undoes it and is named. */
async function lapseSome(
  ctx: Ctx,
  { size, passed }: { size: number; passed: readonly number[] },
  trust: Trust,
): Promise<Taken> {
  const system = { ...ctx, actor: SYSTEM };
  let at: number | null = null;
  try {
    return await withTx(
      system,
      async (tx, now) => {
        at = null;
        trust(now);
        const rows = await claim(tx, now, size, passed);
        const outcomes: Taken["outcomes"] = [];
        for (const issueId of new Set(rows)) {
          at = issueId;
          outcomes.push({ issueId, outcome: await lapseOne(system, tx, issueId) });
        }
        return { outcomes, more: rows.length === size };
      },
      { idempotent: true },
    );
  } catch (error) {
    if (at === null || error instanceof DatabaseError || isConnectionError(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    return { outcomes: [{ issueId: at, outcome: { lapsed: false, stuck: reason } }], more: true };
  }
}

/** Issues with a clock that has run out, the longest ago first, locked; those that somebody holds are passed over. */
async function claim(tx: Tx, now: string, size: number, passed: readonly number[]): Promise<number[]> {
  const rows = await tx.execute<{ issue_id: number }>(sql`
    select i.issue_id from clocks c join issues i on i.issue_id = c.issue_id
    where c.lapse_at < ${now}::timestamptz and c.lapse_at is not null and c.ended_at is null
      and c.issue_id <> all(${`{${passed.join(",")}}`}::integer[])
    order by c.lapse_at, c.clock_id limit ${limited(size)} for update of i skip locked`);
  return rows.map((row) => row.issue_id);
}

async function lapseOne(ctx: Ctx, tx: Tx, issueId: number): Promise<Outcome> {
  let due = true;
  const given = await performOn(
    ctx,
    tx,
    { issueId, version: null },
    {
      action: "issue.lapse",
      content: {},
      command: async (inside, issue) => {
        const command = await nextLapse(ctx, inside, issue);
        due = command.ok;
        return command;
      },
    },
  );
  if (given.ok) return { lapsed: true };
  return due ? { lapsed: false, stuck: given.error.code } : { lapsed: false };
}

/** The command that is due first by the log, which decides; the row only said where to look. */
async function nextLapse(
  ctx: Ctx,
  tx: Tx,
  { issueId, facts, now }: LoadedIssue,
): Promise<Result<ReturnType<typeof lapsesDue>[number]>> {
  const rulebook = await loadRulebook(ctx.db, tx, now);
  const rows = openClockRows(issueId, facts, policyBook(rulebook), rulebook.calendar);
  const command = lapsesDue(rows, Date.parse(now))[0];
  return command === undefined ? refuse("common.not_found", {}) : ok(command);
}
