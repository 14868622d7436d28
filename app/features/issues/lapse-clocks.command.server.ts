import { sql } from "drizzle-orm";
import { SYSTEM } from "#app/domain/access/actor.ts";
import { lapsesDue, openClockRows } from "#app/domain/issue/clock-rows.ts";
import { ok } from "#app/domain/result.ts";
import { type Ctx, read, type Tx, withTx } from "#db/client.ts";
import { loadRulebook, policyBook } from "#db/views/rulebook.ts";
import { lockIssue } from "./execute/load-issue.server.ts";
import { performOn } from "./execute/run-issue-command.server.ts";

/** Issues found at a time, and how often one call looks for more before it lets the levels have their turn. */
const BATCH = 100;
const BATCHES_A_CALL = 10;
/** Lapses that one issue can have due one after the other; more would be a circle in the rules. */
const MOST_AT_ONCE = 8;

/** Throws where the database's instant can't be believed. */
type Trust = (now: string) => void;

/** What became of one issue whose clock ran out: lapsed so often, held by somebody else, or stuck for a reason. */
type Outcome = { lapsed: number; held?: true; stuck?: string };

/** One round: issues looked at, commands given, issues that could not move on (their reason), and whether more is due. */
export type LapseRound = {
  examined: number;
  lapsed: number;
  stuck: { issueId: number; reason: string }[];
  more: boolean;
};

/**
 * Gives the system's own commands to every issue whose clock has run out: reminds, closes as unsupplied, lets requests lapse, opens
 * and concludes call-backs, ends pauses. One short transaction an issue; an issue that somebody holds is passed over. What is due is
 * decided anew under the lock, so that any number of processes give each command once and never early. An issue that can't move on
 * is named in `stuck` and never keeps the others waiting.
 */
export async function lapseClocks(ctx: Ctx, trust: Trust = () => {}): Promise<LapseRound> {
  const round: LapseRound = { examined: 0, lapsed: 0, stuck: [], more: false };
  const passed: number[] = [];
  for (let batch = 0; batch < BATCHES_A_CALL; batch++) {
    const due = await findDue(ctx, passed);
    for (const issueId of due) {
      round.examined += 1;
      const outcome = await lapseIssue(ctx, issueId, trust).catch((error: unknown) => ({
        lapsed: 0,
        stuck: error instanceof Error ? error.message : String(error),
      }));
      round.lapsed += outcome.lapsed;
      if (outcome.stuck) round.stuck.push({ issueId, reason: outcome.stuck });
      if (outcome.lapsed === 0 || outcome.stuck) passed.push(issueId);
    }
    round.more = due.length === BATCH;
    if (!round.more) break;
  }
  return round;
}

/** Issues with a clock that has run out, the longest ago first. */
async function findDue(ctx: Ctx, passed: readonly number[]): Promise<number[]> {
  const now = await ctx.clock.now();
  const rows = await read(ctx.db, (tx) =>
    tx.execute<{ issue_id: number }>(sql`
      select issue_id from clocks
      where lapse_at < ${now}::timestamptz and lapse_at is not null and ended_at is null and issue_id is not null
        and issue_id <> all(${`{${passed.join(",")}}`}::integer[])
      order by lapse_at, clock_id limit ${BATCH}`),
  );
  return [...new Set(rows.map((row) => row.issue_id))];
}

/** Gives one issue all system commands that are due, one by one, in one transaction. */
export function lapseIssue(ctx: Ctx, issueId: number, trust: Trust = () => {}): Promise<Outcome> {
  const system = { ...ctx, actor: SYSTEM };
  return withTx(
    system,
    async (tx, now) => {
      trust(now);
      if (!(await claim(tx, issueId, now))) return { lapsed: 0, held: true as const };
      for (let lapsed = 0; lapsed < MOST_AT_ONCE; lapsed++) {
        const command = await nextLapse(system, tx, issueId);
        if (command === null) return { lapsed };
        const given = await performOn(
          system,
          tx,
          { issueId, version: null },
          { action: `issue.${command.kind}`, content: command, command: () => ok(command) },
        );
        if (!given.ok) return { lapsed, stuck: given.error.code };
      }
      return { lapsed: MOST_AT_ONCE, stuck: "lapses without end" };
    },
    { idempotent: true },
  );
}

/** Locks the issue if nobody else holds it and a clock of it has run out still. */
async function claim(tx: Tx, issueId: number, now: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from issues i where i.issue_id = ${issueId}
      and exists (select from clocks c where c.issue_id = i.issue_id and c.lapse_at < ${now}::timestamptz and c.ended_at is null)
    for update skip locked`);
  return rows.length > 0;
}

/** The command that is due first by the log, which decides; the row only said where to look. */
async function nextLapse(ctx: Ctx, tx: Tx, issueId: number) {
  const loaded = await lockIssue(tx, ctx, issueId);
  if (!loaded.ok) return null;
  const { facts, now } = loaded.value;
  const rulebook = await loadRulebook(ctx.db, tx, now);
  const rows = openClockRows(issueId, facts, policyBook(rulebook), rulebook.calendar);
  return lapsesDue(rows, Date.parse(now))[0] ?? null;
}
