import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Calendar, isCovered, isProvisional, isWorkday, nthWorkdayAfter } from "./calendar.ts";
import { dayOf, instantAt, isoDay, MINUTE_MS, timeOfDay } from "./civil-day.ts";

/** Office hours of one working day: ordered, disjoint [from, to) in minutes since local midnight. Policy data. */
export type OfficeHours = readonly (readonly [from: number, to: number])[];

/** 08:00-12:00 and 14:00-18:00. Source: product rules, clocks. */
export const DEFAULT_OFFICE_HOURS: OfficeHours = [
  [480, 720],
  [840, 1080],
];

/** A counted due instant (epoch ms) and whether it rests on days without a notice (暂定). */
export type DueInstant = { at: number; provisional: boolean };

/** Office milliseconds in one working day. */
export function officeMsPerDay(hours: OfficeHours): number {
  let minutes = 0;
  for (const [from, to] of hours) minutes += to - from;
  return minutes * MINUTE_MS;
}

/** Closing time in minutes since local midnight: the end of the last interval. */
export function closingMinute(hours: OfficeHours): number {
  return hours[hours.length - 1]?.[1] ?? 0;
}

/**
 * When `n` working days that begin at `start` (epoch ms) are over: closing time of the nth working day after the
 * day of the start, whatever the hour of the start. Refuses with `calendar.beyond_coverage`.
 */
export function addWorkingDays(
  calendar: Calendar,
  hours: OfficeHours,
  start: number,
  n: number,
): Result<DueInstant> {
  const day = nthWorkdayAfter(calendar, dayOf(start), n);
  if (!day.ok) return day;
  return ok({
    at: instantAt(day.value, closingMinute(hours) * MINUTE_MS),
    provisional: isProvisional(calendar, day.value),
  });
}

/** Office milliseconds between two instants; 0 when `to` is not after `from`. Days outside the coverage hold none. */
export function officeMsBetween(calendar: Calendar, hours: OfficeHours, from: number, to: number): number {
  if (to <= from) return 0;
  return positionOf(calendar, hours, to) - positionOf(calendar, hours, from);
}

/** Office minutes between two instants, with fractions; 0 when `to` is not after `from`. */
export function officeMinutesBetween(
  calendar: Calendar,
  hours: OfficeHours,
  from: number,
  to: number,
): number {
  return officeMsBetween(calendar, hours, from, to) / MINUTE_MS;
}

/**
 * The earliest instant at which `ms` office milliseconds after `start` have passed (so a full day ends at closing
 * time, not at the next opening); `ms` = 0 gives `start`. Negative `ms` counts backwards. Refuses beyond coverage.
 */
export function addOfficeMs(
  calendar: Calendar,
  hours: OfficeHours,
  start: number,
  ms: number,
): Result<DueInstant> {
  const startDay = dayOf(start);
  if (!isCovered(calendar, startDay)) return beyond(calendar, startDay);
  if (ms === 0) return ok({ at: start, provisional: isProvisional(calendar, startDay) });
  const perDay = officeMsPerDay(hours);
  const position = positionOf(calendar, hours, start) + ms;
  const index = Math.max(Math.ceil(position / perDay) - 1, 0);
  const day = calendar.workdays[index];
  if (day === undefined || position < 0)
    return beyond(calendar, position < 0 ? startDay : calendar.lastDay + 1);
  return ok({
    at: instantAt(day, msOfDayAt(hours, position - index * perDay)),
    provisional: isProvisional(calendar, Math.max(day, startDay)),
  });
}

/** Office milliseconds from the beginning of the coverage to `instant`. */
function positionOf(calendar: Calendar, hours: OfficeHours, instant: number): number {
  const day = dayOf(instant);
  if (day < calendar.firstDay) return 0;
  const i = Math.min(day - calendar.firstDay, calendar.before.length - 1);
  const whole = calendar.before[i]! * officeMsPerDay(hours);
  return isCovered(calendar, day) && isWorkday(calendar, day)
    ? whole + officeMsUntil(hours, timeOfDay(instant))
    : whole;
}

function officeMsUntil(hours: OfficeHours, msOfDay: number): number {
  let sum = 0;
  for (const [from, to] of hours) {
    sum += Math.min(Math.max(msOfDay - from * MINUTE_MS, 0), (to - from) * MINUTE_MS);
  }
  return sum;
}

function msOfDayAt(hours: OfficeHours, officeMs: number): number {
  let left = officeMs;
  for (const [from, to] of hours) {
    const length = (to - from) * MINUTE_MS;
    if (left <= length) return from * MINUTE_MS + left;
    left -= length;
  }
  return closingMinute(hours) * MINUTE_MS;
}

function beyond(calendar: Calendar, day: number): ReturnType<typeof refuse<"calendar.beyond_coverage">> {
  return refuse("calendar.beyond_coverage", { day: isoDay(day), coveredTo: calendar.coverage.to });
}
