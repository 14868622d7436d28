import { workingDaysBetween } from "#app/domain/calendar/calendar.ts";
import { DAY_MS, dayOf, isoDay } from "#app/domain/calendar/civil-day.ts";
import type { ClockKind } from "#app/domain/deadline/clocks.ts";
import { dueOf } from "#app/domain/deadline/due.ts";
import { type DayNote, explainDue } from "#app/domain/deadline/explain.ts";
import { carriedMs } from "#app/domain/deadline/holding.ts";
import { policyInForce } from "#app/domain/deadline/policy.ts";
import type { ClockParty, ClockSpan } from "#app/domain/deadline/span.ts";
import { clockRows } from "#app/domain/issue/clock-rows.ts";
import { nextDuty } from "#app/domain/issue/columns.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import { policyBook, type Rulebook } from "#db/views/rulebook.ts";

/** A due day as sentences need it; `workingDaysLeft` negative = overdue by so many. */
export type DueFacts = { workingDaysLeft: number; dueOn: string; provisional: boolean };

/**
 * Both clocks on one axis of days since the firm first spoke, for the bar; what is due next and who owes it; and why the department's
 * clock is due when it is, day by day.
 */
export type IssueClocks = {
  firmDays: number;
  department: null | {
    start: number;
    due: number;
    end?: number;
    pauses: { from: number; to: number }[];
    words: DueFacts;
    paused: boolean;
    kind: ClockKind;
    why: DayNote[];
  };
  next: null | { kind: ClockKind; party: ClockParty; words: DueFacts };
};

/** Reads the clocks off the folded facts at `now` (epoch ms), judged by the policy of each clock's own start. */
export function readClocks(facts: IssueFacts, rulebook: Rulebook, now: number): IssueClocks {
  const days = (at: number) => Math.round(((at - facts.firstSpokenAt) / DAY_MS) * 100) / 100;
  const end = facts.closedAt ?? now;
  const main = facts.clocks.findLast((span) => span.ladder === "main" && span.kind === "answer");
  const current = facts.clocks.findLast((span) => span.ladder === "main") ?? main;
  const duty = nextDuty(clockRows(0, facts, policyBook(rulebook), rulebook.calendar));
  return {
    firmDays: days(end),
    department: current ? departmentOf(current, facts, rulebook, now, days) : null,
    next: duty
      ? {
          kind: duty.kind,
          party: duty.owner.party,
          words: wordsOf(rulebook, now, duty.dueAt, duty.provisional),
        }
      : null,
  };
}

function departmentOf(
  span: ClockSpan,
  facts: IssueFacts,
  rulebook: Rulebook,
  now: number,
  days: (at: number) => number,
): IssueClocks["department"] {
  const policy = policyInForce(rulebook.deadlines, span.startedAt);
  const carried = carriedMs(span, facts.clocks, rulebook.deadlines, rulebook.calendar);
  const due = dueOf(span, policy, rulebook.calendar, carried);
  if (!due.ok) return null;
  const to = span.endedAt ?? now;
  return {
    start: days(span.startedAt),
    due: days(due.value.dueAt),
    end: span.endedAt === null ? undefined : days(span.endedAt),
    pauses: span.pauses.map((pause) => ({ from: days(pause.from), to: days(pause.to ?? to) })),
    words: wordsOf(rulebook, to, due.value.dueAt, due.value.provisional),
    paused: span.endedAt === null && span.pauses.some((pause) => pause.to === null),
    kind: span.kind,
    why: explainDue(span, due.value, policy, rulebook.calendar),
  };
}

/** Whole working days from the day of `now` to that of `dueAt`; a passed instant of today counts as overdue by none. */
function wordsOf(rulebook: Rulebook, now: number, dueAt: number, provisional: boolean): DueFacts {
  const today = dayOf(now);
  const dueDay = dayOf(dueAt);
  const left =
    dueDay >= today
      ? workingDaysBetween(rulebook.calendar, today, dueDay)
      : -Math.max(1, workingDaysBetween(rulebook.calendar, dueDay, today));
  return { workingDaysLeft: left, dueOn: isoDay(dueDay), provisional };
}
