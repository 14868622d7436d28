import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Level } from "#app/domain/deadline/clocks.ts";
import type { IssueCommand } from "#app/domain/issue/commands.ts";
import { decideIssue } from "#app/domain/issue/decide.ts";
import type { Refusal } from "#app/domain/result.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { issueScope } from "#db/views/issue.scope.ts";
import { loadRulebook, policyBook } from "#db/views/rulebook.ts";
import { readIssue } from "../execute/load-issue.server.ts";
import { giveCommand } from "../give-command.command.server.ts";

/** A decision on several issues: the same command with the same reason for each. */
export type BulkDecision = {
  command: "decide_level" | "stand_down" | "rearm";
  level?: number;
  reason: string;
  issueIds: readonly number[];
};

/** One issue of a bulk decision: what came of it, or would come; null = it works. */
export type BulkLine = { issueId: number; number: string; title: string; refusal: Refusal | null };

function commandOf({ command, level, reason }: Omit<BulkDecision, "issueIds">): IssueCommand {
  return command === "decide_level"
    ? { kind: command, level: (level ?? 3) as Level, reason }
    : { kind: command, reason };
}

/** Names the chosen issues of the actor's scope. */
async function nameIssues(ctx: Ctx, issueIds: readonly number[]) {
  return readTx(ctx, async (tx) => {
    const rows = await tx.execute<Omit<BulkLine, "refusal">>(sql`
      select issues.issue_id as "issueId", issues.number, issues.title from issues
      where issues.issue_id = any(${`{${issueIds.join(",")}}`}::integer[]) and ${issueScope(ctx.actor)} order by issues.issue_id`);
    return [...rows];
  });
}

/** What the decision would do to each issue, decided by the rules without writing anything. */
export async function previewDecision(ctx: Ctx, decision: BulkDecision): Promise<BulkLine[]> {
  const rows = await nameIssues(ctx, decision.issueIds);
  return readTx(ctx, async (tx, now) => {
    const rulebook = await loadRulebook(ctx.db, tx, now);
    const context = { now: Date.parse(now), policies: policyBook(rulebook), calendar: rulebook.calendar };
    const lines: BulkLine[] = [];
    for (const row of rows) {
      const { facts, by } = await readIssue(tx, ctx.actor, row.issueId, now);
      const decided = decideIssue(facts, commandOf(decision), by, context);
      lines.push({ ...row, refusal: decided.ok ? null : decided.error });
    }
    return lines;
  });
}

/**
 * Gives the command to each issue in a transaction of its own: one that can't be decided on is left as it is and named with the reason,
 * the others go through. Each has a key derived from the form's, so that sending the form again changes nothing.
 */
export async function decideIssues(ctx: Ctx, key: string, decision: BulkDecision): Promise<BulkLine[]> {
  const rows = await nameIssues(ctx, decision.issueIds);
  const lines: BulkLine[] = [];
  for (const row of rows) {
    const on = { key: derivedKey(key, row.issueId), issueId: row.issueId, version: null };
    const { reason, level } = decision;
    const given =
      decision.command === "decide_level"
        ? await giveCommand(ctx, on, "decide_level", { level: level ?? 3, reason })
        : await giveCommand(ctx, on, decision.command, { reason });
    lines.push({ ...row, refusal: given.ok ? null : given.error });
  }
  return lines;
}

/** A key of its own for one part of a form's effect, always the same for the same part. */
export function derivedKey(key: string, part: number): string {
  const hex = createHash("sha256").update(`${key}/${part}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
