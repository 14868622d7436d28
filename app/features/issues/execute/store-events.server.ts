import { eq } from "drizzle-orm";
import { type ClockRow, clockRows } from "#app/domain/issue/clock-rows.ts";
import { issueColumns } from "#app/domain/issue/columns.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import { foldIssue } from "#app/domain/issue/fold/apply.ts";
import type { Tx } from "#db/client.ts";
import { issues } from "#db/schema/issues.ts";
import { appendToLog } from "#db/subject-log.ts";
import { policyBook, type Rulebook } from "#db/views/rulebook.ts";
import { upsertClocks } from "#db/writes/upsert-clocks.ts";
import { findSameProblem, wakeClass } from "./same-problem.server.ts";

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** Appends decided events to the log, in order; returns the facts after them. */
export async function appendEvents(
  tx: Tx,
  issueId: number,
  before: IssueFacts,
  decided: readonly IssueEvent[],
): Promise<IssueFacts> {
  await appendToLog(tx, "issue", issueId, decided);
  return foldIssue(decided, before);
}

/**
 * Writes what lists and the sweep read: the issue's folded columns and its clocks as rows, from the facts and the rules. `recent` are
 * the events whose instants the columns take over (all of them when everything is rebuilt).
 */
export async function storeColumns(
  tx: Tx,
  issueId: number,
  facts: IssueFacts,
  recent: readonly IssueEvent[],
  rulebook: Rulebook,
): Promise<ClockRow[]> {
  const policies = policyBook(rulebook);
  const alone = clockRows(issueId, facts, policies, rulebook.calendar);
  const folded = issueColumns(facts, alone);
  const { closedAt, answeredAt, pausedAt, nextDueAt, ...plain } = folded;
  await tx
    .update(issues)
    .set({
      ...plain,
      closedAt: iso(closedAt),
      answeredAt: iso(answeredAt),
      pausedAt: iso(pausedAt),
      nextDueAt: iso(nextDueAt),
      notSolved: facts.notSolved,
      version: facts.version,
      ...instantsOf(recent),
    })
    .where(eq(issues.issueId, issueId));
  const found = await findSameProblem(tx, issueId, facts, recent, policies.ladders);
  const rows = found.firms === 0 ? alone : clockRows(issueId, facts, policies, rulebook.calendar, found);
  await upsertClocks(tx, { issueId, countyCode: facts.countyCode }, facts.clocks, rows, found);
  if (found.rose) await wakeClass(tx, issueId, facts, found);
  return rows;
}

type Instants = Partial<
  Record<"acceptedAt" | "transferredAt" | "dispatchedAt" | "signedForAt" | "excludedAt", string | null>
>;

/** When each step was last taken; a new dispatch has not been signed for. */
function instantsOf(recent: readonly IssueEvent[]): Instants {
  const instants: Instants = {};
  for (const event of recent) {
    const at = iso(event.at);
    if (event.kind === "issue.accepted") instants.acceptedAt = at;
    if (event.kind === "issue.transferred") instants.transferredAt = at;
    if (event.kind === "issue.signed_for") instants.signedForAt = at;
    if (event.kind === "issue.excluded") instants.excludedAt = at;
    if (event.kind === "issue.dispatched") {
      instants.dispatchedAt = at;
      instants.signedForAt = null;
    }
  }
  return instants;
}
