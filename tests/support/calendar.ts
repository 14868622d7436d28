import chineseDays from "chinese-days";
import {
  buildCalendar,
  type Calendar,
  type CalendarRow,
  type DayStatus,
} from "#app/domain/calendar/calendar.ts";
import { dayNumber, instantAt, isoDay, weekdayOf } from "#app/domain/calendar/civil-day.ts";

/** Statutory holidays of 2027 without bridge days: the year no notice had covered when these tests were written. */
export const STATUTORY_2027 = [
  "2027-01-01",
  "2027-02-05",
  "2027-02-06",
  "2027-02-07",
  "2027-02-08",
  "2027-04-05",
  "2027-05-01",
  "2027-05-02",
  "2027-06-09",
  "2027-09-15",
  "2027-10-01",
  "2027-10-02",
  "2027-10-03",
];

/** Calendar rows of whole years from the npm package, announced up to 2026, statutory only after it. */
export function calendarRows(fromYear: number, toYear: number): CalendarRow[] {
  const rows: CalendarRow[] = [];
  const last = dayNumber(`${toYear}-12-31`);
  for (let n = dayNumber(`${fromYear}-01-01`); n <= last; n++) rows.push(rowOf(n));
  return rows;
}

function rowOf(n: number): CalendarRow {
  const day = isoDay(n);
  const weekend = weekdayOf(n) > 5;
  if (day >= "2027") {
    const statutory = STATUTORY_2027.includes(day);
    const status: DayStatus = statutory ? "statutory_only" : "provisional";
    const kind = statutory ? "holiday" : weekend ? "weekend" : "workday";
    return { day, isWorkday: !statutory && !weekend, kind, name: statutory ? "法定节假日" : "", status };
  }
  const isWorkday = chineseDays.isWorkday(day);
  const kind = isWorkday
    ? weekend
      ? "makeup"
      : "workday"
    : chineseDays.isHoliday(day) && isNamed(day, weekend)
      ? "holiday"
      : "weekend";
  return {
    day,
    isWorkday,
    kind,
    name: kind === "holiday" || kind === "makeup" ? chineseDays.getDayDetail(day).name : "",
    status: "announced",
  };
}

function isNamed(day: string, weekend: boolean): boolean {
  return !weekend || chineseDays.getDayDetail(day).name.includes(",");
}

let shared: Calendar | undefined;

/** 2023 to 2027 as a team would have it in November 2026: four announced years and a provisional one. Built once. */
export function testCalendar(): Calendar {
  shared ??= buildCalendar(calendarRows(2023, 2027), { from: "2023-01-01", to: "2027-12-31" });
  return shared;
}

/** A local time of Asia/Shanghai as epoch ms: `at("2026-09-30", "17:59")`. */
export function at(day: string, time = "00:00"): number {
  const [hour, minute] = time.split(":").map(Number);
  return instantAt(dayNumber(day), ((hour ?? 0) * 60 + (minute ?? 0)) * 60_000);
}
