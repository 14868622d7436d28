import { type Calendar, dayRow, isWorkday } from "#app/domain/calendar/calendar.ts";
import { dayOf, instantAt, isoDay, MINUTE_MS } from "#app/domain/calendar/civil-day.ts";
import { officeMsBetween } from "#app/domain/calendar/office-time.ts";
import type { ClockDue } from "./due.ts";
import { pausedOfficeMs, workingDaysOf } from "./due.ts";
import type { DeadlinePolicy } from "./policy.ts";
import type { ClockSpan } from "./span.ts";

/** Why a day counts or does not: the day of the start never does; a make-up Saturday does; an extension's days are named. */
export const DAY_NOTES = ["start", "counted", "weekend", "holiday", "makeup", "paused", "extended"] as const;
export type DayNoteKind = (typeof DAY_NOTES)[number];

/**
 * One line of "why is this due then?". `workingDay` is the running number of the day, null when it does not count;
 * minutes are office minutes; `provisional` marks a day no notice covers yet 暂定.
 */
export type DayNote = {
  day: string;
  note: DayNoteKind;
  name: string;
  workingDay: number | null;
  countedMinutes: number;
  pausedMinutes: number;
  provisional: boolean;
};

/** At most this many days are explained; a longer clock is cut, its tail being plain days. */
const LONGEST_EXPLANATION_DAYS = 400;

/**
 * Explains a due instant day by day from the start to the due day: counted, weekend, holiday, make-up day, paused,
 * extended. `due` is what {@link dueOf} said for the same span, policy and calendar.
 */
export function explainDue(
  span: ClockSpan,
  due: ClockDue,
  policy: DeadlinePolicy,
  calendar: Calendar,
): DayNote[] {
  const notes: DayNote[] = [];
  const extension = span.terms.by === "answer" ? span.terms.extensionDays : 0;
  const plainDays =
    span.terms.by === "date" ? Number.POSITIVE_INFINITY : workingDaysOf(span, policy) - extension;
  const first = dayOf(span.startedAt);
  const last = Math.min(dayOf(due.dueAt), first + LONGEST_EXPLANATION_DAYS);
  let number = 0;
  for (let day = first; day <= last; day++) {
    const row = dayRow(calendar, day);
    const from = Math.max(instantAt(day), span.startedAt);
    const to = Math.min(instantAt(day + 1), due.dueAt);
    const paused = pausedOfficeMs(calendar, policy, span.pauses, from, to) / MINUTE_MS;
    const open = officeMsBetween(calendar, policy.officeHours, from, to) / MINUTE_MS;
    const works = isWorkday(calendar, day);
    const counts = works && day > first && (open - paused > 0 || paused === 0);
    if (counts) number += 1;
    notes.push({
      day: isoDay(day),
      note: noteOf(row.kind, works, day === first, paused > 0, counts && number > plainDays),
      name: row.name,
      workingDay: counts ? number : null,
      countedMinutes: open - paused,
      pausedMinutes: paused,
      provisional: row.status !== "announced",
    });
  }
  return notes;
}

function noteOf(
  kind: string,
  works: boolean,
  isStart: boolean,
  paused: boolean,
  extended: boolean,
): DayNoteKind {
  if (!works) return kind === "holiday" ? "holiday" : "weekend";
  if (paused) return "paused";
  if (isStart) return "start";
  if (extended) return "extended";
  return kind === "makeup" ? "makeup" : "counted";
}
