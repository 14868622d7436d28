/**
 * A half-open span of civil days [startedOn, endedOn), ISO `YYYY-MM-DD`; `endedOn` null = still running.
 * A same-day handover therefore never overlaps. Source: product rules, words (pairing) and house rules, database.
 */
export type Period = { startedOn: string; endedOn: string | null };

/** Whether `day` lies in the period: the first day counts, the last (`endedOn`) does not. */
export function periodIncludes(period: Period, day: string): boolean {
  return period.startedOn <= day && (period.endedOn === null || day < period.endedOn);
}

/** Whether two periods share at least one day; an empty period shares none. */
export function periodsOverlap(a: Period, b: Period): boolean {
  if (isEmptyPeriod(a) || isEmptyPeriod(b)) return false;
  return (b.endedOn === null || a.startedOn < b.endedOn) && (a.endedOn === null || b.startedOn < a.endedOn);
}

/** Whether the period holds no day at all (it ends on or before the day it starts). */
export function isEmptyPeriod(period: Period): boolean {
  return period.endedOn !== null && period.endedOn <= period.startedOn;
}

/** The period among `periods` that includes `day`, or undefined; with overlaps (a data fault) the latest start wins. */
export function periodOn<P extends Period>(periods: readonly P[], day: string): P | undefined {
  let found: P | undefined;
  for (const period of periods) {
    if (periodIncludes(period, day) && (found === undefined || period.startedOn > found.startedOn))
      found = period;
  }
  return found;
}
