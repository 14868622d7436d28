import { ICalCalendar } from "ical-generator";

/** A day in a calendar file: `id` stays the same when it moves, `day` is 'YYYY-MM-DD'. */
export type CalendarDay = { id: string; day: string; title: string; body: string };

/** An iCalendar file of whole days; calendars that follow it ask again every six hours. */
export function calendarFile(name: string, days: readonly CalendarDay[], stamp: string): string {
  // No time zone is named: whole days have none, and with one the library moves its stamps by its hours.
  const calendar = new ICalCalendar({ name, prodId: "//liaison//visits//", ttl: 6 * 3600 });
  for (const { id, day, title, body } of days)
    calendar.createEvent({
      id,
      start: new Date(`${day}T00:00:00Z`),
      allDay: true,
      stamp: new Date(stamp),
      summary: title,
      description: body,
    });
  return calendar.toString();
}
