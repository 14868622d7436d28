/** Refusals of the working-day calendar. */
export type CalendarErrors = {
  "calendar.beyond_coverage": { day: string; coveredTo: string };
};
