import { DEPARTMENT_KINDS } from "#app/domain/access/posts.ts";
import { buildCalendar, type Calendar, type CalendarRow, coverageAt } from "#app/domain/calendar/calendar.ts";
import { dayNumber, instantAt, MINUTE_MS } from "#app/domain/calendar/civil-day.ts";
import { DEFAULT_DEADLINE_POLICY, type DeadlinePolicy } from "#app/domain/deadline/policy.ts";
import { DEFAULT_LADDER_POLICY } from "#app/domain/escalation/default-ladder.ts";
import type { LadderPolicy, PolicyBook, Rung } from "#app/domain/escalation/policy.ts";
import { PlainClock } from "./plain-clock.ts";
import { below, happens, oneOf, type Random } from "./random.ts";
import { drawYear, type YearRows } from "./world-calendar.ts";

/** Calendar and policies of one simulated year, as they change in mid-flight; the engine's view and the judge's. */
export class Office {
  calendar!: Calendar;
  plain!: PlainClock;
  book: PolicyBook = { deadlines: [DEFAULT_DEADLINE_POLICY], ladders: [DEFAULT_LADDER_POLICY] };
  private readonly years: { year: number; rows: YearRows; isAnnounced: boolean }[];

  constructor(
    private readonly random: Random,
    readonly year: number,
  ) {
    this.years = [-1, 0, 1, 2].map((offset) => ({
      year: year + offset,
      rows: drawYear(random, year + offset),
      isAnnounced: offset <= 0,
    }));
    this.load(instantAt(dayNumber(`${year}-01-01`)));
  }

  /** Rebuilds both views, as the application does when rows change or the year turns; `now` epoch ms. */
  load(now: number): void {
    const rows = this.years.flatMap((one): CalendarRow[] =>
      one.isAnnounced ? one.rows.announced : one.rows.statutory,
    );
    const coverage = coverageAt(now, rows);
    this.calendar = buildCalendar(rows, coverage);
    this.plain = new PlainClock(rows.filter((row) => row.day <= coverage.to));
  }

  /** The State Council's notice for the next year is loaded: provisional due dates move. */
  announceNextYear(now: number): void {
    for (const one of this.years) if (one.year === this.year + 1) one.isAnnounced = true;
    this.load(now);
  }

  /** A correction of the announced year: one later day off, one later Saturday worked. */
  correctCalendar(now: number): void {
    const current = this.years[1]!;
    const from =
      dayNumber(`${this.year}-01-01`) +
      Math.floor((now - instantAt(dayNumber(`${this.year}-01-01`))) / 86_400_000);
    const later = current.rows.announced.filter((row) => dayNumber(row.day) > from + 20);
    const off = later.find((row) => row.kind === "workday");
    const on = later.find((row) => row.kind === "weekend");
    if (!off || !on) return;
    current.rows.announced = current.rows.announced.map((row): CalendarRow => {
      if (row === off) return { ...row, isWorkday: false, kind: "holiday" };
      return row === on ? { ...row, isWorkday: true, kind: "makeup" } : row;
    });
    this.load(now);
  }

  /** A supervisor puts a new version of deadlines or ladder in force from now on. */
  changePolicy(now: number): void {
    const { deadlines, ladders } = this.book;
    if (happens(this.random, 0.5)) {
      const last = deadlines[deadlines.length - 1]!;
      this.book = { ladders, deadlines: [...deadlines, this.redrawn(last, now)] };
    } else {
      const last = ladders[ladders.length - 1]!;
      this.book = { deadlines, ladders: [...ladders, this.redrawnLadder(last, now)] };
    }
  }

  private redrawn(last: DeadlinePolicy, now: number): DeadlinePolicy {
    return {
      ...last,
      version: last.version + 1,
      inForceFrom: now,
      answerDays: {
        urgent: 2 + below(this.random, 3),
        inquiry: 2 + below(this.random, 4),
        ordinary: 10 + below(this.random, 10),
        complex: 20 + below(this.random, 20),
      },
    };
  }

  private redrawnLadder(last: LadderPolicy, now: number): LadderPolicy {
    const second = 3 + below(this.random, 4);
    const third = second + 3 + below(this.random, 5);
    const share = oneOf(this.random, [0.5, 0.6, 0.7, 0.8]);
    const redraw = (rung: Rung): Rung => {
      if (rung.share !== null) return { ...rung, share };
      if (rung.level === 2) return { ...rung, workingDays: second };
      return rung.level === 3 ? { ...rung, workingDays: third } : rung;
    };
    const main = { ...last.main };
    for (const kind of DEPARTMENT_KINDS) main[kind] = last.main[kind].map(redraw);
    return { ...last, version: last.version + 1, inForceFrom: now, main };
  }
}

/** Seconds and hours in ms, for the agenda of a simulated year. */
export const SECOND_MS = 1000;
export const HOUR_MS = 60 * MINUTE_MS;
