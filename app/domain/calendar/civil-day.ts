/** Milliseconds in a minute and in a civil day. */
export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
/** China has had one zone without daylight saving since 1991: UTC+8. Source: IANA tz database, Asia/Shanghai. */
const SHANGHAI_OFFSET_MS = 8 * 60 * MINUTE_MS;

/** Days since 1970-01-01; a civil day of Asia/Shanghai as a whole number. */
export type DayNumber = number;

/** The day number of an ISO day `YYYY-MM-DD` (proleptic Gregorian, Hinnant's days-from-civil). NaN for other text. */
export function dayNumber(isoDay: string): DayNumber {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDay);
  if (!match) return Number.NaN;
  const month = Number(match[2]);
  const day = Number(match[3]);
  const year = Number(match[1]) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The ISO day `YYYY-MM-DD` of a day number. */
export function isoDay(day: DayNumber): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

/** The civil day of Asia/Shanghai in which an instant (epoch ms) falls. */
export function dayOf(instant: number): DayNumber {
  return Math.floor((instant + SHANGHAI_OFFSET_MS) / DAY_MS);
}

/** Milliseconds since local midnight of an instant, 0 to 86,399,999. */
export function timeOfDay(instant: number): number {
  return instant + SHANGHAI_OFFSET_MS - dayOf(instant) * DAY_MS;
}

/** The instant (epoch ms) of a local time of day, given in ms since local midnight. */
export function instantAt(day: DayNumber, msOfDay = 0): number {
  return day * DAY_MS - SHANGHAI_OFFSET_MS + msOfDay;
}

/** Monday 1 to Sunday 7. */
export function weekdayOf(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The Gregorian year of a day. */
export function yearOf(day: DayNumber): number {
  return Number(isoDay(day).slice(0, 4));
}

/** `count` calendar days after the civil day of `instant`, at the end of that day (its last millisecond). */
export function endOfDayAfter(instant: number, count: number): number {
  return instantAt(dayOf(instant) + count + 1) - 1;
}

/** The civil day (ISO `YYYY-MM-DD`, Asia/Shanghai) of an ISO instant. */
export function civilDayOf(isoInstant: string): string {
  return isoDay(dayOf(Date.parse(isoInstant)));
}
