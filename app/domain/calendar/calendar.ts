import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type DayNumber, dayNumber, dayOf, isoDay, weekdayOf, yearOf } from "./civil-day.ts";

/** What a day is 日历: an ordinary workday or weekend, a public holiday 休, or a make-up workday 班. */
export const DAY_KINDS = ["workday", "weekend", "holiday", "makeup"] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** Where a day's kind comes from: the State Council's notice, a guess, or the statute's holidays alone. */
export const DAY_STATUSES = ["announced", "provisional", "statutory_only"] as const;
export type DayStatus = (typeof DAY_STATUSES)[number];

/** One row of the calendar as it is stored; `day` is ISO `YYYY-MM-DD`, `name` the holiday's or empty. */
export type CalendarRow = { day: string; isWorkday: boolean; kind: DayKind; name: string; status: DayStatus };

/** First and last day (both counted) on which counting is allowed. */
export type Coverage = { from: string; to: string };

/**
 * Working days of China over a coverage range, with prefix sums so that each question is a look-up.
 * Days without a row inside the range count Monday to Friday, provisionally 暂定.
 */
export type Calendar = {
  coverage: Coverage;
  firstDay: DayNumber;
  lastDay: DayNumber;
  /** `before[i]` = number of working days in [firstDay, firstDay + i). */
  before: Int32Array;
  /** Day numbers of all working days, ascending. */
  workdays: Int32Array;
  /** Last day whose own kind and that of every day before it are announced. */
  announcedThrough: DayNumber;
  rows: ReadonlyMap<DayNumber, CalendarRow>;
};

/**
 * How far counting goes when `now` (epoch ms) is today: from the first row's day to 31 December of the next
 * calendar year. Beyond that no one can know the bridge days. Source: product rules, clocks.
 */
export function coverageAt(now: number, rows: readonly CalendarRow[]): Coverage {
  const year = yearOf(dayOf(now));
  let from = `${year}-01-01`;
  for (const row of rows) if (row.day < from) from = row.day;
  return { from, to: `${year + 1}-12-31` };
}

/** Builds the calendar's look-up tables from stored rows; rows outside the coverage are left aside. */
export function buildCalendar(rows: readonly CalendarRow[], coverage: Coverage): Calendar {
  const firstDay = dayNumber(coverage.from);
  const lastDay = dayNumber(coverage.to);
  const byDay = new Map<DayNumber, CalendarRow>();
  for (const row of rows) {
    const day = dayNumber(row.day);
    if (day >= firstDay && day <= lastDay) byDay.set(day, row);
  }
  const length = lastDay - firstDay + 1;
  const before = new Int32Array(length + 1);
  const workdays: number[] = [];
  let announcedThrough = firstDay - 1;
  for (let i = 0; i < length; i++) {
    const day = firstDay + i;
    const row = byDay.get(day);
    const works = row ? row.isWorkday : weekdayOf(day) <= 5;
    if (works) workdays.push(day);
    before[i + 1] = workdays.length;
    if (row?.status === "announced" && announcedThrough === day - 1) announcedThrough = day;
  }
  return {
    coverage,
    firstDay,
    lastDay,
    before,
    workdays: Int32Array.from(workdays),
    announcedThrough,
    rows: byDay,
  };
}

/** Whether counting is allowed on `day`. */
export function isCovered(calendar: Calendar, day: DayNumber): boolean {
  return day >= calendar.firstDay && day <= calendar.lastDay;
}

/** Whether `day` (a day number) is a working day; a day outside the coverage counts Monday to Friday. */
export function isWorkday(calendar: Calendar, day: DayNumber): boolean {
  if (!isCovered(calendar, day)) return weekdayOf(day) <= 5;
  const i = day - calendar.firstDay;
  return calendar.before[i + 1]! > calendar.before[i]!;
}

/** What `day` is and by whose word; days without a row are weekday or weekend, provisional. */
export function dayRow(calendar: Calendar, day: DayNumber): CalendarRow {
  const works = weekdayOf(day) <= 5;
  return (
    calendar.rows.get(day) ?? {
      day: isoDay(day),
      isWorkday: works,
      kind: works ? "workday" : "weekend",
      name: "",
      status: "provisional",
    }
  );
}

/** Number of working days from the first covered day up to and including `day` (clamped to the coverage). */
export function workdaysThrough(calendar: Calendar, day: DayNumber): number {
  const i = Math.min(Math.max(day - calendar.firstDay + 1, 0), calendar.before.length - 1);
  return calendar.before[i]!;
}

/** Working days in (from, to], day numbers; negative never: 0 when `to` is not after `from`. */
export function workingDaysBetween(calendar: Calendar, from: DayNumber, to: DayNumber): number {
  return Math.max(0, workdaysThrough(calendar, to) - workdaysThrough(calendar, from));
}

/**
 * The nth working day after `day` (a day number); n = 0 gives `day` itself.
 * Refuses with `calendar.beyond_coverage` when the count would leave the covered range.
 */
export function nthWorkdayAfter(calendar: Calendar, day: DayNumber, n: number): Result<DayNumber> {
  if (day < calendar.firstDay || day > calendar.lastDay) return beyond(calendar, day);
  if (n <= 0) return ok(day);
  const found = calendar.workdays[workdaysThrough(calendar, day) + n - 1];
  return found === undefined ? beyond(calendar, calendar.lastDay + 1) : ok(found);
}

/** Whether a count that ends on `day` rests on days no notice covers: 暂定. */
export function isProvisional(calendar: Calendar, day: DayNumber): boolean {
  return day > calendar.announcedThrough;
}

function beyond(calendar: Calendar, day: DayNumber): ReturnType<typeof refuse<"calendar.beyond_coverage">> {
  return refuse("calendar.beyond_coverage", { day: isoDay(day), coveredTo: calendar.coverage.to });
}
