import { eq, sql } from "drizzle-orm";
import type { LadderPolicy } from "#app/domain/escalation/policy.ts";
import { type ClockRow, clockRows, type SameProblem } from "#app/domain/issue/clock-rows.ts";
import { issueColumns } from "#app/domain/issue/columns.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import { foldIssue } from "#app/domain/issue/fold/apply.ts";
import type { Tx } from "#db/client.ts";
import { events as eventTable } from "#db/schema/events.ts";
import { issues } from "#db/schema/issues.ts";
import type { Rulebook } from "#db/views/rulebook.ts";
import { findSameProblem, wakeClass } from "./same-problem.server.ts";

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** The policies as the domain takes them. */
export function policyBook(rulebook: Rulebook) {
  return { deadlines: rulebook.deadlines, ladders: rulebook.versionsOf<LadderPolicy>("ladder") };
}

/** Appends decided events to the log, in order; returns the facts after them. */
export async function appendEvents(
  tx: Tx,
  issueId: number,
  before: IssueFacts,
  decided: readonly IssueEvent[],
): Promise<IssueFacts> {
  await tx.insert(eventTable).values(
    decided.map((event) => ({
      subjectKind: "issue",
      subjectId: issueId,
      kind: event.kind,
      eventVersion: event.version,
      payload: event.payload,
      actorUserId: event.actor.userId,
      actorRole: event.actor.role,
      at: new Date(event.at).toISOString(),
    })),
  );
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
  await upsertClocks(tx, issueId, facts, rows, found);
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

/** Brings the rows of `clocks` into line with the derived ones; nothing else ever writes their start or due instant. */
async function upsertClocks(
  tx: Tx,
  issueId: number,
  facts: IssueFacts,
  rows: readonly ClockRow[],
  sameProblem: SameProblem,
): Promise<void> {
  if (rows.length === 0) return;
  const stored = rows.map((row, i) => ({
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    kind: row.kind,
    ladder: row.ladder,
    episode: row.episode,
    ownerParty: row.owner.party,
    ownerDepartmentId: row.owner.departmentId,
    policyVersion: row.policyVersion,
    startedAt: iso(row.startedAt),
    dueAt: iso(row.dueAt),
    provisional: row.provisional,
    pausedAt: iso(row.pausedAt),
    endedAt: iso(row.endedAt),
    level: row.level,
    allowanceMs: row.allowanceMs,
    workingDays: row.workingDays,
    reached: row.reached,
    gate: facts.clocks[i]?.gate ?? "none",
    stoodDownAt: iso(row.stoodDownAt),
    nextDueAt: iso(row.nextDueAt),
    nextLevel: row.nextLevel,
    lapse: row.lapse,
    lapseAt: iso(row.lapseAt),
    sameProblemFirms: row.ladder === "main" && row.endedAt === null ? sameProblem.firms : 0,
    sameProblemAt: row.ladder === "main" && row.endedAt === null ? iso(sameProblem.at) : null,
  }));
  await tx.execute(sql`
    insert into clocks (issue_id, subject_kind, subject_id, kind, ladder, episode, owner_party, owner_department_id, owner_county_code,
      policy_version, started_at, due_at, provisional, paused_at, ended_at, level, allowance_ms, working_days, reached, gate,
      stood_down_at, next_due_at, next_level, lapse, lapse_at, same_problem_firms, same_problem_at)
    select ${issueId}, "subjectKind", "subjectId", kind, ladder, episode, "ownerParty", "ownerDepartmentId", ${facts.countyCode},
      "policyVersion", "startedAt", "dueAt", provisional, "pausedAt", "endedAt", level, "allowanceMs", "workingDays",
      coalesce((select array_agg(v::smallint) from jsonb_array_elements_text(reached) v), '{}'), gate,
      "stoodDownAt", "nextDueAt", "nextLevel", lapse, "lapseAt", "sameProblemFirms", "sameProblemAt"
    from jsonb_to_recordset(${JSON.stringify(stored)}::text::jsonb) as r("subjectKind" text, "subjectId" int, kind text, ladder text,
      episode int, "ownerParty" text, "ownerDepartmentId" int, "policyVersion" int, "startedAt" timestamptz, "dueAt" timestamptz,
      provisional boolean, "pausedAt" timestamptz, "endedAt" timestamptz, level int, "allowanceMs" float8, "workingDays" int,
      reached jsonb, gate text, "stoodDownAt" timestamptz, "nextDueAt" timestamptz, "nextLevel" int,
      lapse text, "lapseAt" timestamptz, "sameProblemFirms" int, "sameProblemAt" timestamptz)
    on conflict (subject_kind, subject_id, kind, episode) do update set
      ladder = excluded.ladder, owner_party = excluded.owner_party, owner_department_id = excluded.owner_department_id,
      owner_county_code = excluded.owner_county_code, policy_version = excluded.policy_version, started_at = excluded.started_at,
      due_at = excluded.due_at, provisional = excluded.provisional, paused_at = excluded.paused_at, ended_at = excluded.ended_at,
      level = excluded.level, allowance_ms = excluded.allowance_ms, working_days = excluded.working_days, reached = excluded.reached,
      gate = excluded.gate, stood_down_at = excluded.stood_down_at, next_due_at = excluded.next_due_at,
      next_level = excluded.next_level, lapse = excluded.lapse, lapse_at = excluded.lapse_at,
      same_problem_firms = excluded.same_problem_firms, same_problem_at = excluded.same_problem_at, version = clocks.version + 1
    where (clocks.due_at, clocks.paused_at, clocks.ended_at, clocks.reached, clocks.gate, clocks.stood_down_at, clocks.next_due_at,
        clocks.next_level, clocks.owner_party, clocks.owner_department_id, clocks.allowance_ms, clocks.provisional, clocks.policy_version,
        clocks.lapse, clocks.lapse_at, clocks.same_problem_firms)
      is distinct from (excluded.due_at, excluded.paused_at, excluded.ended_at, excluded.reached, excluded.gate,
        excluded.stood_down_at, excluded.next_due_at, excluded.next_level, excluded.owner_party, excluded.owner_department_id,
        excluded.allowance_ms, excluded.provisional, excluded.policy_version, excluded.lapse, excluded.lapse_at, excluded.same_problem_firms)`);
}
