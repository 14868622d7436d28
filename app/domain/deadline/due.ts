import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { isProvisional } from "#app/domain/calendar/calendar.ts";
import { dayNumber, dayOf, instantAt, MINUTE_MS } from "#app/domain/calendar/civil-day.ts";
import {
  addOfficeMs,
  addWorkingDays,
  closingMinute,
  type DueInstant,
  officeMsBetween,
} from "#app/domain/calendar/office-time.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { answerDays, type DeadlinePolicy } from "./policy.ts";
import type { ClockSpan, PauseSpan } from "./span.ts";

/**
 * When a clock is due. `allowanceMs` are the office milliseconds it may run from its start (pauses not counted, what
 * the same unit used before in the round already taken off); a pause that still lasts has not moved `dueAt` yet.
 */
export type ClockDue = { dueAt: number; provisional: boolean; allowanceMs: number; workingDays: number };

/**
 * Decides the due instant (epoch ms) of `span` under the policy version of its own start. `carriedMs` = office
 * milliseconds the same unit used on earlier answer clocks of the same round: reassigning never resets them.
 * Pauses add exactly the office time they covered, so pausing never buys time. Raising severity on a running clock
 * can shorten it, but not below the urgent days counted from the raise.
 * Refuses with `calendar.beyond_coverage`.
 */
export function dueOf(
  span: ClockSpan,
  policy: DeadlinePolicy,
  calendar: Calendar,
  carriedMs = 0,
): Result<ClockDue> {
  const days = workingDaysOf(span, policy);
  const whole = wholeTerm(span, policy, calendar, days);
  if (!whole.ok) return whole;
  const hours = policy.officeHours;
  const full = officeMsBetween(calendar, hours, span.startedAt, whole.value.at);
  const carried = Math.min(carriedMs, full);
  const nominal = carried === 0 ? whole : addOfficeMs(calendar, hours, span.startedAt, full - carried);
  if (!nominal.ok) return nominal;
  const due = addPauses(calendar, policy, nominal.value, span.pauses, span.startedAt);
  if (!due.ok) return due;
  const shortened = urgentDue(span, policy, calendar);
  if (shortened === null || (shortened.ok && shortened.value.at >= due.value.at)) {
    return ok({
      dueAt: due.value.at,
      provisional: due.value.provisional,
      allowanceMs: full - carried,
      workingDays: days,
    });
  }
  if (!shortened.ok) return shortened;
  const run =
    officeMsBetween(calendar, hours, span.startedAt, shortened.value.at) -
    pausedOfficeMs(calendar, policy, span.pauses, span.startedAt, shortened.value.at);
  return ok({
    dueAt: shortened.value.at,
    provisional: shortened.value.provisional,
    allowanceMs: run,
    workingDays: days,
  });
}

/** Working days of the clock by its terms (a granted extension included); 0 for a promised date. */
export function workingDaysOf(span: ClockSpan, policy: DeadlinePolicy): number {
  const terms = span.terms;
  if (terms.by === "date") return 0;
  if (terms.by === "days") {
    return span.kind in policy.days ? policy.days[span.kind as keyof typeof policy.days] : 0;
  }
  const severity = terms.urgentSince === null ? terms.severity : "ordinary";
  const days = answerDays(policy, terms.type, severity);
  return terms.shared ? Math.max(1, Math.floor(days * policy.opinionShare)) : days + terms.extensionDays;
}

/** Office milliseconds of `pauses` that fall into [from, to]; a lasting pause counts up to `to`. */
export function pausedOfficeMs(
  calendar: Calendar,
  policy: DeadlinePolicy,
  pauses: readonly PauseSpan[],
  from: number,
  to: number,
): number {
  let sum = 0;
  for (const pause of pauses) {
    sum += officeMsBetween(
      calendar,
      policy.officeHours,
      Math.max(pause.from, from),
      Math.min(pause.to ?? to, to),
    );
  }
  return sum;
}

/** Office milliseconds the clock has run from its start to `at` or its end, pauses taken out. */
export function runMs(span: ClockSpan, policy: DeadlinePolicy, calendar: Calendar, at: number): number {
  const to = Math.min(at, span.endedAt ?? at);
  return (
    officeMsBetween(calendar, policy.officeHours, span.startedAt, to) -
    pausedOfficeMs(calendar, policy, span.pauses, span.startedAt, to)
  );
}

function wholeTerm(
  span: ClockSpan,
  policy: DeadlinePolicy,
  calendar: Calendar,
  days: number,
): Result<DueInstant> {
  if (span.terms.by !== "date") return addWorkingDays(calendar, policy.officeHours, span.startedAt, days);
  const day = dayNumber(span.terms.dueOn);
  return ok({ at: instantAt(day, closingMinute(policy.officeHours) * MINUTE_MS), provisional: false });
}

function urgentDue(span: ClockSpan, policy: DeadlinePolicy, calendar: Calendar): Result<DueInstant> | null {
  const terms = span.terms;
  if (terms.by !== "answer" || terms.urgentSince === null) return null;
  const urgent = policy.answerDays.urgent;
  const days = terms.shared
    ? Math.max(1, Math.floor(urgent * policy.opinionShare))
    : urgent + terms.extensionDays;
  const nominal = addWorkingDays(calendar, policy.officeHours, terms.urgentSince, days);
  return nominal.ok ? addPauses(calendar, policy, nominal.value, span.pauses, terms.urgentSince) : nominal;
}

/** Moves a nominal due instant by the office time of the ended pauses since `from`. */
function addPauses(
  calendar: Calendar,
  policy: DeadlinePolicy,
  nominal: DueInstant,
  pauses: readonly PauseSpan[],
  from: number,
): Result<DueInstant> {
  let at = nominal.at;
  let provisional = nominal.provisional;
  for (const pause of pauses) {
    // A pause that begins when the time is up already stops the ladder, but gives no time back.
    if (pause.to === null || pause.from >= at) continue;
    const covered = officeMsBetween(calendar, policy.officeHours, Math.max(pause.from, from), pause.to);
    if (covered === 0) continue;
    const moved = addOfficeMs(calendar, policy.officeHours, at, covered);
    if (!moved.ok) return moved;
    at = moved.value.at;
    provisional = provisional || isProvisional(calendar, dayOf(at));
  }
  return ok({ at, provisional });
}
