import type { CalendarRow } from "#app/domain/calendar/calendar.ts";
import { DAY_MS, dayNumber, dayOf, instantAt, MINUTE_MS, weekdayOf } from "#app/domain/calendar/civil-day.ts";

/** Office hours of the simulated world in minutes since midnight. */
const HOURS = [
  [480, 720],
  [840, 1080],
] as const;

/** Longest walk of the plain counting, in days; nothing simulated lasts longer. */
const LONGEST_WALK = 1200;

/**
 * Working time counted the slow, obvious way, day by day: the yardstick by which the simulation judges the engine's
 * prefix sums. Shares no code with them beyond the arithmetic of days.
 */
export class PlainClock {
  private readonly works = new Map<number, boolean>();

  constructor(rows: readonly CalendarRow[]) {
    for (const row of rows) this.works.set(dayNumber(row.day), row.isWorkday);
  }

  isWorkday(day: number): boolean {
    return this.works.get(day) ?? weekdayOf(day) <= 5;
  }

  /** Closing time of the nth working day after the day of `start`. */
  addDays(start: number, n: number): number {
    let day = dayOf(start);
    for (let left = n; left > 0; ) {
      day += 1;
      if (this.isWorkday(day)) left -= 1;
    }
    return instantAt(day, 1080 * MINUTE_MS);
  }

  /** Office ms in [from, to]. */
  between(from: number, to: number): number {
    let sum = 0;
    for (let day = dayOf(from); day <= dayOf(to); day++) {
      if (!this.isWorkday(day)) continue;
      for (const [open, close] of HOURS) {
        const start = Math.max(from, instantAt(day, open * MINUTE_MS));
        const end = Math.min(to, instantAt(day, close * MINUTE_MS));
        if (end > start) sum += end - start;
      }
    }
    return sum;
  }

  /** The first instant at which `ms` office ms outside `pauses` have passed since `start`. */
  after(start: number, ms: number, pauses: readonly { from: number; to: number | null }[] = []): number {
    if (ms <= 0) return start;
    let left = ms;
    for (let day = dayOf(start); day < dayOf(start) + LONGEST_WALK; day++) {
      if (!this.isWorkday(day)) continue;
      for (const [open, close] of HOURS) {
        for (const [from, to] of this.open(day, open, close, pauses)) {
          const begin = Math.max(from, start);
          if (to <= begin) continue;
          if (to - begin >= left) return begin + left;
          left -= to - begin;
        }
      }
    }
    return start + LONGEST_WALK * DAY_MS;
  }

  /** The parts of an office interval that no pause covers. */
  private open(
    day: number,
    from: number,
    to: number,
    pauses: readonly { from: number; to: number | null }[],
  ): [number, number][] {
    let parts: [number, number][] = [[instantAt(day, from * MINUTE_MS), instantAt(day, to * MINUTE_MS)]];
    for (const pause of pauses) {
      const end = pause.to ?? Number.POSITIVE_INFINITY;
      parts = parts.flatMap(([a, b]): [number, number][] =>
        end <= a || pause.from >= b
          ? [[a, b]]
          : [
              [a, Math.min(b, Math.max(a, pause.from))],
              [Math.max(a, Math.min(b, end)), b],
            ],
      );
    }
    return parts.filter(([a, b]) => b > a);
  }
}
