import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { dayNumber, dayOf, isoDay } from "#app/domain/calendar/civil-day.ts";
import { addWorkingDays } from "#app/domain/calendar/office-time.ts";
import type { ClockKind } from "#app/domain/deadline/clocks.ts";
import { dueOf } from "#app/domain/deadline/due.ts";
import { carriedMs } from "#app/domain/deadline/holding.ts";
import { isPast } from "#app/domain/deadline/order.ts";
import { type DeadlinePolicy, policyInForce } from "#app/domain/deadline/policy.ts";
import type { PolicyBook } from "#app/domain/escalation/policy.ts";
import type { ActorClass, ActorFacts } from "#app/domain/issue/actors.ts";
import type { CommandKind, CommandOf } from "#app/domain/issue/commands.ts";
import type { IssueEventKind, IssuePayloads } from "#app/domain/issue/events.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import type { Closing, IssueState } from "#app/domain/issue/states.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";

/** What a decision may look at beside the issue: the instant (epoch ms of the database's clock), policies, calendar. */
export type DecideContext = { now: number; policies: PolicyBook; calendar: Calendar };

/** An event before it has its actor and instant. */
export type EventDraft = { [K in IssueEventKind]: { kind: K; payload: IssuePayloads[K] } }[IssueEventKind];

/** Where a command starts: nowhere, an open state, or a closing. */
export type From = "none" | IssueState | `closed:${Closing}`;
/** Where it leads, for the diagram: `same` keeps the state. */
export type To = "same" | IssueState | `closed:${Closing}`;

/** One row of the transition table. `decide` runs after state and role have been checked. */
export type Rule<K extends CommandKind = CommandKind> = {
  from: readonly From[];
  by: readonly ActorClass[];
  to: readonly To[];
  /** Kinds of event the row may produce. */
  events: readonly IssueEventKind[];
  decide: (
    facts: IssueFacts,
    command: CommandOf<K>,
    by: ActorFacts,
    context: DecideContext,
  ) => Result<EventDraft[]>;
};

/** Rows by command; a command may have several rows for different states or actors. */
export type Rules<K extends CommandKind> = { [C in K]: readonly Rule<C>[] };

/** An event draft of `kind`. */
export function draft<K extends IssueEventKind>(kind: K, payload: IssuePayloads[K]): EventDraft {
  return { kind, payload } as EventDraft;
}

/** Produces the drafts, no refusal. */
export function produce(...drafts: EventDraft[]): Result<EventDraft[]> {
  return ok(drafts);
}

/** The deadlines in force now, for guards; running clocks keep their own. */
export function currentPolicy(context: DecideContext): DeadlinePolicy {
  return policyInForce(context.policies.deadlines, context.now);
}

/** The user acting, or null for the system and for holders of a link. */
export function userOf(by: ActorFacts): number | null {
  return by.actor.kind === "person" ? by.actor.userId : null;
}

/** Refuses a day that is no day, not after today, or beyond the calendar; otherwise the day itself. */
export function futureDay(day: string, context: DecideContext, field: string): Result<string> {
  const number = dayNumber(day);
  if (Number.isNaN(number) || isoDay(number) !== day || number <= dayOf(context.now)) {
    return refuse("issue.date_not_future", { day }, field);
  }
  if (number > context.calendar.lastDay) {
    return refuse("calendar.beyond_coverage", { day, coveredTo: context.calendar.coverage.to }, field);
  }
  return ok(day);
}

/** Whether the open clock of `kind` has run out; null when no such clock is open. */
export function hasRunOut(facts: IssueFacts, kind: ClockKind, context: DecideContext): boolean | null {
  const span = facts.clocks.find((open) => open.kind === kind && open.endedAt === null);
  if (!span) return null;
  const { deadlines } = context.policies;
  const carried = carriedMs(span, facts.clocks, deadlines, context.calendar);
  const due = dueOf(span, policyInForce(deadlines, span.startedAt), context.calendar, carried);
  return due.ok && isPast(due.value.dueAt, context.now);
}

/** The deadlines of the open clock of `kind`: those of its own start; without such a clock, today's. */
export function policyOfClock(facts: IssueFacts, kind: ClockKind, context: DecideContext): DeadlinePolicy {
  const span = facts.clocks.find((open) => open.kind === kind && open.endedAt === null);
  return policyInForce(context.policies.deadlines, span?.startedAt ?? context.now);
}

/** Refuses a start whose clock could not be counted: `calendar.beyond_coverage`. */
export function countable(days: number, context: DecideContext): Result<null> {
  const policy = currentPolicy(context);
  const due = addWorkingDays(context.calendar, policy.officeHours, context.now, days);
  return due.ok ? ok(null) : due;
}

/** Calendar-day window after closing: refuses with `issue.window_over` when it has passed. */
export function withinDays(closedAt: number | null, days: number, context: DecideContext): Result<null> {
  const over = closedAt !== null && dayOf(context.now) > dayOf(closedAt) + days;
  return over ? refuse("issue.window_over", { days }) : ok(null);
}
