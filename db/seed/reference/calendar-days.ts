import chineseDays from "chinese-days";
import type { CalendarRow } from "#app/domain/calendar/calendar.ts";
import { dayNumber, isoDay, weekdayOf } from "#app/domain/calendar/civil-day.ts";

const FIRST_YEAR = 2023;

/** Holidays that chinese-days names without the 节 of the notices. */
const SHORT_NAMES = new Set(["清明", "端午", "中秋"]);

/**
 * The calendar as it ships: every day from 2023 to the year after the last State Council notice that chinese-days
 * knows. The year after is statutory holidays (13 days, decree 795 of 2024) and otherwise provisional.
 */
export function calendarRows(): CalendarRow[] {
  const announced = lastAnnouncedYear();
  const statutory = statutoryHolidays(announced + 1);
  const rows: CalendarRow[] = [];
  const last = dayNumber(`${announced + 1}-12-31`);
  for (let number = dayNumber(`${FIRST_YEAR}-01-01`); number <= last; number++) {
    const day = isoDay(number);
    rows.push(
      day <= `${announced}-12-31` ? announcedDay(day, number) : provisionalDay(day, number, statutory),
    );
  }
  return rows;
}

/** The last year in which chinese-days knows a holiday: later years silently answer Monday to Friday there. */
function lastAnnouncedYear(): number {
  let year = FIRST_YEAR;
  while (chineseDays.isHoliday(`${year + 1}-01-01`) && chineseDays.isHoliday(`${year + 1}-10-01`)) {
    if (!chineseDays.getDayDetail(`${year + 1}-10-01`).name.includes(",")) break;
    year++;
  }
  return year;
}

function announcedDay(day: string, number: number): CalendarRow {
  const detail = chineseDays.getDayDetail(day);
  const short = detail.name.split(",")[1] ?? "";
  const name = SHORT_NAMES.has(short) ? `${short}节` : short;
  const weekday = weekdayOf(number) <= 5;
  const isWorkday = detail.work;
  const status = "announced";
  if (isWorkday) return { day, isWorkday, kind: weekday ? "workday" : "makeup", name, status };
  return { day, isWorkday, kind: name === "" ? "weekend" : "holiday", name, status };
}

function provisionalDay(day: string, number: number, statutory: ReadonlyMap<string, string>): CalendarRow {
  const name = statutory.get(day);
  if (name !== undefined) return { day, isWorkday: false, kind: "holiday", name, status: "statutory_only" };
  const isWorkday = weekdayOf(number) <= 5;
  return { day, isWorkday, kind: isWorkday ? "workday" : "weekend", name: "", status: "provisional" };
}

function statutoryHolidays(year: number): Map<string, string> {
  const lunar = (month: number, date: number) =>
    chineseDays.getSolarDateFromLunar(`${year}-${month}-${date}`).date;
  const newYear = dayNumber(lunar(1, 1));
  const [brightness] = chineseDays.getSolarTerms(`${year}-04-03`, `${year}-04-07`);
  return new Map([
    [`${year}-01-01`, "元旦"],
    ...[-1, 0, 1, 2].map((offset) => [isoDay(newYear + offset), "春节"] as const),
    [brightness?.date ?? `${year}-04-05`, "清明节"],
    [`${year}-05-01`, "劳动节"],
    [`${year}-05-02`, "劳动节"],
    [lunar(5, 5), "端午节"],
    [lunar(8, 15), "中秋节"],
    [`${year}-10-01`, "国庆节"],
    [`${year}-10-02`, "国庆节"],
    [`${year}-10-03`, "国庆节"],
  ]);
}
