import type { CalendarRow } from "#app/domain/calendar/calendar.ts";
import { dayNumber, isoDay, weekdayOf, yearOf } from "#app/domain/calendar/civil-day.ts";
import { below, happens, type Random } from "./random.ts";

/** Festivals of a made-up year: first day's window (month-day), least and most days off, days the statute itself grants. */
const FESTIVALS = [
  { from: "01-01", spread: 0, least: 1, most: 3, statutory: 1 },
  { from: "01-22", spread: 25, least: 7, most: 9, statutory: 4 },
  { from: "04-04", spread: 1, least: 1, most: 3, statutory: 1 },
  { from: "05-01", spread: 0, least: 4, most: 5, statutory: 2 },
  { from: "06-08", spread: 18, least: 1, most: 3, statutory: 1 },
  { from: "09-14", spread: 14, least: 1, most: 3, statutory: 1 },
  { from: "10-01", spread: 0, least: 7, most: 8, statutory: 3 },
] as const;

/** Calendar rows of one year as the notice will announce it, and as the statute alone leaves it before. */
export type YearRows = { announced: CalendarRow[]; statutory: CalendarRow[] };

/** Draws a year of holidays with bridge days and the make-up Saturdays and Sundays that pay for them. */
export function drawYear(random: Random, year: number): YearRows {
  const off = new Map<number, boolean>();
  const makeup = new Set<number>();
  for (const festival of FESTIVALS) {
    const first = dayNumber(`${year}-${festival.from}`) + below(random, festival.spread + 1);
    const length = festival.least + below(random, festival.most - festival.least + 1);
    let owed = 0;
    for (let i = 0; i < length; i++) {
      off.set(first + i, i < festival.statutory);
      if (i >= festival.statutory && weekdayOf(first + i) <= 5) owed += 1;
    }
    for (let step = 1; owed > 0 && step < 20; step++) {
      for (const day of [first - step, first + length - 1 + step]) {
        if (owed === 0 || weekdayOf(day) <= 5 || off.has(day) || makeup.has(day) || yearOf(day) !== year)
          continue;
        if (happens(random, 0.3)) continue;
        makeup.add(day);
        owed -= 1;
      }
    }
  }
  return rowsOfYear(year, off, makeup);
}

function rowsOfYear(year: number, off: ReadonlyMap<number, boolean>, makeup: ReadonlySet<number>): YearRows {
  const announced: CalendarRow[] = [];
  const statutory: CalendarRow[] = [];
  const last = dayNumber(`${year}-12-31`);
  for (let n = dayNumber(`${year}-01-01`); n <= last; n++) {
    const day = isoDay(n);
    const isWeekend = weekdayOf(n) > 5;
    const isOff = off.has(n);
    const isMakeup = makeup.has(n) && !isOff;
    announced.push({
      day,
      isWorkday: isMakeup || (!isOff && !isWeekend),
      kind: isOff ? "holiday" : isMakeup ? "makeup" : isWeekend ? "weekend" : "workday",
      name: "",
      status: "announced",
    });
    const isStatutory = off.get(n) === true;
    statutory.push({
      day,
      isWorkday: !isStatutory && !isWeekend,
      kind: isStatutory ? "holiday" : isWeekend ? "weekend" : "workday",
      name: "",
      status: isStatutory ? "statutory_only" : "provisional",
    });
  }
  return { announced, statutory };
}
