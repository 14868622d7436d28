import { sql } from "drizzle-orm";
import type { IssueCommand } from "#app/domain/issue/commands.ts";
import { decideIssue } from "#app/domain/issue/decide.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import type { IssueState } from "#app/domain/issue/states.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit } from "#db/record.ts";
import { loadRulebook, policyBook } from "#db/views/rulebook.ts";
import { leaveToTell } from "./leave-to-tell.server.ts";
import { type LoadedIssue, lockIssue } from "./load-issue.server.ts";
import { raiseDecided } from "./raise-decided.server.ts";
import { storeBeside } from "./side-tables.server.ts";
import { appendEvents, storeColumns } from "./store-events.server.ts";

/** What every command on an issue answers with. */
export type IssueAnswer = { issueId: number; number: string; state: IssueState; version: number };

/** What names a command's target: the form's key, the issue, the version the form saw (null = whatever it is, for the system). */
export type OnIssue = {
  key: string;
  issueId: number;
  version: number | null;
  /** Files sent along with the form, kept with what the command writes; their refusal undoes it. */
  along?: { fileIds: readonly string[]; keep: (tx: Tx, now: string) => Promise<Result<true>> };
};

/** A decided command inside its transaction, for what stands beside the log. */
export type Decided = {
  tx: Tx;
  now: string;
  issue: LoadedIssue;
  after: IssueFacts;
  events: readonly IssueEvent[];
};

/** What a command brings: the domain's command, made from the loaded issue, and its own writes beside the log. */
export type Performance = {
  /** Name and content of the form, for idempotency. */
  action: string;
  content: unknown;
  command: (tx: Tx, issue: LoadedIssue) => Promise<Result<IssueCommand>> | Result<IssueCommand>;
  /** Checks and writes after the domain has agreed; a refusal undoes everything. */
  beside?: (decided: Decided) => Promise<Result<true>>;
};

/**
 * The one way in which an issue changes: load in scope under a lock, compare the version seen, let the domain decide, and write events,
 * columns, clocks and the tables beside them with the audit in one transaction, once per key. Refuses with what the domain says,
 * `common.not_found` outside the scope and `common.conflict` when the issue has moved on.
 */
export function runIssueCommand(
  ctx: Ctx,
  on: OnIssue,
  performance: Performance,
): Promise<Result<IssueAnswer>> {
  const { action, content } = performance;
  const { key, issueId, version, along } = on;
  const sent = along ? { content, files: along.fileIds } : { content };
  const asked = { key, action, content: { issueId, version, ...sent } };
  return once(ctx, asked, async (tx) => performOn(ctx, tx, on, performance));
}

/** The same inside a transaction of the caller's. */
export async function performOn(
  ctx: Ctx,
  tx: Tx,
  on: Pick<OnIssue, "issueId" | "version" | "along">,
  performance: Performance,
): Promise<Result<IssueAnswer>> {
  const loaded = await lockIssue(tx, ctx, on.issueId);
  if (!loaded.ok) return loaded;
  const issue = loaded.value;
  const found = issue.facts.version;
  if (on.version !== null && on.version !== found)
    return refuse("common.conflict", { expected: on.version, found });
  const command = await performance.command(tx, issue);
  if (!command.ok) return command;
  const rulebook = await loadRulebook(ctx.db, tx, issue.now);
  const context = {
    now: Date.parse(issue.now),
    policies: policyBook(rulebook),
    calendar: rulebook.calendar,
  };
  const decided = decideIssue(issue.facts, command.value, issue.by, context);
  if (!decided.ok) return decided;
  const events = decided.value;
  const after = await appendEvents(tx, on.issueId, issue.facts, events);
  await storeBeside(tx, on.issueId, after, events);
  await storeColumns(tx, on.issueId, after, events, rulebook);
  await raiseDecided(ctx.db, tx, ctx.actor, issue.now, { issueId: on.issueId, after, events }, rulebook);
  const beside = await performance.beside?.({ tx, now: issue.now, issue, after, events });
  if (beside && !beside.ok) return beside;
  const kept = await on.along?.keep(tx, issue.now);
  if (kept && !kept.ok) return kept;
  await leaveToTell(tx, ctx.actor, issue.now, on.issueId, events);
  await recordAudit(
    tx,
    ctx.actor,
    issue.now,
    {
      action: `issue.${command.value.kind}`,
      objectKind: "issue",
      objectId: on.issueId,
      detail: { from: issue.facts.state, to: after.state },
    },
    ctx.requestId,
  );
  await tx.execute(sql`select pg_notify('liaison_due', '')`);
  return ok({
    issueId: on.issueId,
    number: issue.number,
    state: after.state ?? "submitted",
    version: after.version,
  });
}
