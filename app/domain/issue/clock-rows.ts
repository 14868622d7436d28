import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { instantAt } from "#app/domain/calendar/civil-day.ts";
import type { ClockKind, Ladder, Level, SubjectKind } from "#app/domain/deadline/clocks.ts";
import { type ClockDue, dueOf } from "#app/domain/deadline/due.ts";
import { carriedMs } from "#app/domain/deadline/holding.ts";
import { isPast } from "#app/domain/deadline/order.ts";
import { policyInForce } from "#app/domain/deadline/policy.ts";
import { type ClockOwner, type ClockSpan, openPause } from "#app/domain/deadline/span.ts";
import type { PolicyBook } from "#app/domain/escalation/policy.ts";
import { type EscalationDecision, type LadderFacts, nextRung, step } from "#app/domain/escalation/step.ts";
import type { IssueCommand } from "./commands.ts";
import type { IssueEvent } from "./events.ts";
import type { IssueFacts } from "./facts.ts";
import { foldIssue } from "./fold/apply.ts";
import { pauseEndsAt } from "./rules/handling.ts";

/** What the system itself does when a clock runs out, beside reminding. */
export type LapseKind =
  | "remind_information"
  | "close_unsupplied"
  | "lapse_request"
  | "open_callback"
  | "conclude_callback"
  | "resume";

/**
 * One clock as a row to store, derived from the log, the calendar and the policy of its own start (instants epoch
 * ms). `nextDueAt`/`nextLevel` = the next level of its ladder, null when none comes by itself; `lapseAt` = after this
 * instant the system gives the command `lapse`. `gateOpen` only while the clock is open.
 */
export type ClockRow = {
  subjectKind: SubjectKind;
  subjectId: number;
  kind: ClockKind;
  ladder: Ladder;
  episode: number;
  policyVersion: number;
  owner: ClockOwner;
  startedAt: number;
  dueAt: number;
  provisional: boolean;
  allowanceMs: number;
  workingDays: number;
  pausedAt: number | null;
  endedAt: number | null;
  stoodDownAt: number | null;
  reached: readonly Level[];
  level: Level | null;
  gateOpen: boolean;
  nextDueAt: number | null;
  nextLevel: Level | null;
  lapse: LapseKind | null;
  lapseAt: number | null;
};

/** Firms with the same category and unit among the open issues, this one's included, and when their number last rose (epoch ms). */
export type SameProblem = { firms: number; at: number | null };
const NO_CLASS: SameProblem = { firms: 0, at: null };

/** All clocks of an issue as rows, ended ones too; a re-run gives the same rows as long as the calendar is the same. */
export function clockRows(
  issueId: number,
  facts: IssueFacts,
  policies: PolicyBook,
  calendar: Calendar,
  sameProblem = NO_CLASS,
): ClockRow[] {
  return facts.clocks.map((span) => rowOf(issueId, facts, span, policies, calendar, sameProblem));
}

/** The clocks that have not ended, as rows: all that a sweep needs, at a fraction of the work. */
export function openClockRows(
  issueId: number,
  facts: IssueFacts,
  policies: PolicyBook,
  calendar: Calendar,
  sameProblem = NO_CLASS,
): ClockRow[] {
  return facts.clocks
    .filter((span) => span.endedAt === null)
    .map((span) => rowOf(issueId, facts, span, policies, calendar, sameProblem));
}

/** The instant (epoch ms) after which a sweep has to look at the issue again: a level, a reminder or a lapse. */
export function wakeAt(rows: readonly ClockRow[]): number | null {
  let first: number | null = null;
  for (const row of rows) {
    if (row.nextDueAt !== null && (first === null || row.nextDueAt < first)) first = row.nextDueAt;
    if (row.lapseAt !== null && (first === null || row.lapseAt < first)) first = row.lapseAt;
  }
  return first;
}

/** Folds `events` onto `facts` and gives every clock as it stands after them. */
export function clocksAfter(
  issueId: number,
  facts: IssueFacts,
  events: readonly IssueEvent[],
  policies: PolicyBook,
  calendar: Calendar,
  sameProblem = NO_CLASS,
): ClockRow[] {
  return clockRows(issueId, foldIssue(events, facts), policies, calendar, sameProblem);
}

/** Which levels of which clocks of the issue are due at `now` (epoch ms): the whole step of one issue. */
export function escalationsDue(
  facts: IssueFacts,
  policies: PolicyBook,
  calendar: Calendar,
  now: number,
  sameProblem = NO_CLASS,
): EscalationDecision[] {
  return facts.clocks.flatMap((span) =>
    span.endedAt === null
      ? step(ladderFacts(facts, span, policies, calendar, sameProblem), policies, calendar, now)
      : [],
  );
}

/** The events that record decisions of the step, by the system at `now`. */
export function escalationEvents(decisions: readonly EscalationDecision[], now: number): IssueEvent[] {
  return decisions.map(({ what, ladder, episode, level, reason }) => ({
    kind: what === "open_gate" ? "issue.gate_opened" : "issue.escalated",
    version: 1,
    payload: { ladder, episode, level, reason },
    actor: { userId: null, role: "system" },
    at: now,
  }));
}

/** The commands the system has to give at `now` because a clock ran out or a pause is over; give them one by one. */
export function lapsesDue(rows: readonly ClockRow[], now: number): IssueCommand[] {
  const commands: IssueCommand[] = [];
  for (const row of rows) {
    if (row.lapse === null || row.lapseAt === null || !isPast(row.lapseAt, now)) continue;
    if (!commands.some((command) => command.kind === row.lapse)) commands.push({ kind: row.lapse });
  }
  return commands;
}

/** What the ladder needs to know of one clock. */
export function ladderFacts(
  facts: IssueFacts,
  span: ClockSpan,
  policies: PolicyBook,
  calendar: Calendar,
  sameProblem = NO_CLASS,
): LadderFacts {
  return ladderOf(facts, span, dueOrEnd(facts, span, policies, calendar), sameProblem);
}

function ladderOf(facts: IssueFacts, span: ClockSpan, due: ClockDue, sameProblem: SameProblem): LadderFacts {
  return {
    kind: span.kind,
    ladder: span.ladder,
    episode: span.episode,
    unitKind: facts.lead?.unitKind ?? null,
    categoryCode: facts.categoryCode,
    severity: facts.severity,
    countyCode: facts.countyCode,
    startedAt: span.startedAt,
    dueAt: due.dueAt,
    allowanceMs: due.allowanceMs,
    workingDays: due.workingDays,
    pausedAt: openPause(span)?.from ?? null,
    endedAt: span.endedAt,
    stoodDownAt: span.stoodDownAt,
    reached: span.reached,
    gate: span.gate,
    notSolved: facts.notSolved,
    returns: facts.returns,
    sameProblemFirms: sameProblem.firms,
    sameProblemAt: sameProblem.at,
    isSealed: facts.confidentiality === "sealed",
  };
}

function rowOf(
  issueId: number,
  facts: IssueFacts,
  span: ClockSpan,
  policies: PolicyBook,
  calendar: Calendar,
  sameProblem: SameProblem,
): ClockRow {
  const due = dueOrEnd(facts, span, policies, calendar);
  const next = nextRung(ladderOf(facts, span, due, sameProblem), policies, calendar);
  const pausedAt = span.endedAt === null ? (openPause(span)?.from ?? null) : null;
  const policy = policyInForce(policies.deadlines, span.startedAt);
  const lapse = lapseOf(facts, span, due.dueAt, pausedAt, policy.informationRounds);
  return {
    subjectKind: "issue",
    subjectId: issueId,
    kind: span.kind,
    ladder: span.ladder,
    episode: span.episode,
    policyVersion: policy.version,
    owner: span.owner,
    startedAt: span.startedAt,
    dueAt: due.dueAt,
    provisional: due.provisional,
    allowanceMs: due.allowanceMs,
    workingDays: due.workingDays,
    pausedAt,
    endedAt: span.endedAt,
    stoodDownAt: span.stoodDownAt,
    reached: span.reached,
    level: span.reached.length === 0 ? null : (Math.max(...span.reached) as Level),
    gateOpen: span.endedAt === null && span.gate === "open",
    nextDueAt: next?.at ?? null,
    nextLevel: next?.level ?? null,
    lapse: lapse?.command ?? null,
    lapseAt: lapse?.at ?? null,
  };
}

/**
 * The due instant, or the end of the calendar's coverage where counting is refused: commands refuse to start such a
 * clock, but a pause or a calendar cut short may carry one there; it is looked at again when the coverage grows.
 */
function dueOrEnd(facts: IssueFacts, span: ClockSpan, policies: PolicyBook, calendar: Calendar): ClockDue {
  const carried = carriedMs(span, facts.clocks, policies.deadlines, calendar);
  const due = dueOf(span, policyInForce(policies.deadlines, span.startedAt), calendar, carried);
  if (due.ok) return due.value;
  const end = Math.max(instantAt(calendar.lastDay + 1), span.startedAt);
  return { dueAt: end, provisional: true, allowanceMs: 0, workingDays: 0 };
}

function lapseOf(
  facts: IssueFacts,
  span: ClockSpan,
  dueAt: number,
  pausedAt: number | null,
  informationRounds: number,
): { command: LapseKind; at: number } | null {
  if (span.endedAt !== null) return null;
  if (pausedAt !== null) {
    const isMain = span.ladder === "main" && facts.pause !== null;
    return isMain && facts.pause ? { command: "resume", at: pauseEndsAt(facts.pause.until) - 1 } : null;
  }
  switch (span.kind) {
    case "information":
      return {
        command:
          (facts.information?.asked ?? 0) >= informationRounds ? "close_unsupplied" : "remind_information",
        at: dueAt,
      };
    case "request":
      return { command: "lapse_request", at: dueAt };
    case "delivery":
      return facts.state === "answered" ? { command: "open_callback", at: dueAt } : null;
    case "confirmation":
      return { command: "open_callback", at: dueAt };
    case "correction":
      return { command: "conclude_callback", at: dueAt };
    default:
      return null;
  }
}
