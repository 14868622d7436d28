import { describe, expect, it } from "vitest";
import {
  buildCalendar,
  coverageAt,
  isWorkday,
  nthWorkdayAfter,
  workingDaysBetween,
} from "#app/domain/calendar/calendar.ts";
import { dayNumber, dayOf, isoDay, weekdayOf } from "#app/domain/calendar/civil-day.ts";
import {
  addOfficeMs,
  addWorkingDays,
  DEFAULT_OFFICE_HOURS,
  officeMinutesBetween,
} from "#app/domain/calendar/office-time.ts";
import { at, calendarRows, testCalendar } from "#tests/support/calendar.ts";

const calendar = testCalendar();
const hours = DEFAULT_OFFICE_HOURS;

function due(start: number, n: number): { day: string; at: number; provisional: boolean } {
  const result = addWorkingDays(calendar, hours, start, n);
  if (!result.ok) throw new Error(result.error.code);
  return { day: isoDay(dayOf(result.value.at)), ...result.value };
}

describe("civil days of Asia/Shanghai", () => {
  it("turns every day of four centuries to a number and back", () => {
    for (let n = dayNumber("1900-01-01"); n <= dayNumber("2299-12-31"); n += 1) {
      if (dayNumber(isoDay(n)) !== n) throw new Error(isoDay(n));
    }
    expect(isoDay(0)).toBe("1970-01-01");
    expect(weekdayOf(dayNumber("2026-11-24"))).toBe(2);
  });

  it("an instant belongs to the local day, not to the day in Greenwich", () => {
    expect(isoDay(dayOf(Date.UTC(2026, 10, 23, 16, 0)))).toBe("2026-11-24");
    expect(isoDay(dayOf(Date.UTC(2026, 10, 23, 15, 59)))).toBe("2026-11-23");
  });

  it("text that is no day is no number", () => {
    expect(dayNumber("24.11.2026")).toBeNaN();
  });
});

describe("working days of China", () => {
  it("a make-up Saturday counts and the weekday it pays for does not", () => {
    expect(isWorkday(calendar, dayNumber("2026-10-10"))).toBe(true);
    expect(isWorkday(calendar, dayNumber("2026-02-28"))).toBe(true);
    expect(isWorkday(calendar, dayNumber("2026-10-07"))).toBe(false);
  });

  it("five working days from the eve of the national holiday end on 13 October", () => {
    expect(due(at("2026-09-30", "09:00"), 5).day).toBe("2026-10-13");
  });

  it("an eight-day holiday is leapt over whole", () => {
    expect(due(at("2025-09-30", "10:00"), 1).day).toBe("2025-10-09");
    expect(due(at("2025-09-30", "10:00"), 3).day).toBe("2025-10-11");
  });

  it("a dispatch at 17:59 on the last day before a holiday has the same due day as one at 08:00", () => {
    const late = due(at("2026-09-30", "17:59"), 3);
    expect(late).toEqual(due(at("2026-09-30", "08:00"), 3));
    expect(late.at).toBe(at("2026-10-10", "18:00"));
  });

  it("a clock that starts on a day off counts from the next working day", () => {
    expect(due(at("2026-11-21", "10:00"), 1).day).toBe("2026-11-23");
  });

  it("a due day in a year without a notice is provisional and moves when the notice comes", () => {
    const start = at("2026-12-24", "10:00");
    const before = due(start, 8);
    expect(before).toMatchObject({ day: "2027-01-06", provisional: true });
    expect(due(start, 3)).toMatchObject({ day: "2026-12-29", provisional: false });
    const rows = calendarRows(2023, 2027).map((row) => {
      if (row.day < "2027") return row;
      if (row.day === "2027-01-04")
        return { ...row, isWorkday: false, kind: "holiday" as const, status: "announced" as const };
      return { ...row, status: "announced" as const };
    });
    const notified = buildCalendar(rows, calendar.coverage);
    const after = addWorkingDays(notified, hours, start, 8);
    expect(after).toEqual({ ok: true, value: { at: at("2027-01-07", "18:00"), provisional: false } });
  });

  it("days without a row count Monday to Friday, provisionally", () => {
    const bare = buildCalendar(calendarRows(2026, 2026), { from: "2026-01-01", to: "2027-12-31" });
    expect(isWorkday(bare, dayNumber("2027-03-01"))).toBe(true);
    expect(isWorkday(bare, dayNumber("2027-03-06"))).toBe(false);
    expect(addWorkingDays(bare, hours, at("2027-03-01"), 5)).toMatchObject({ value: { provisional: true } });
  });

  it("counting beyond the next calendar year is refused", () => {
    const result = addWorkingDays(calendar, hours, at("2027-12-20"), 30);
    expect(result).toMatchObject({ ok: false, error: { code: "calendar.beyond_coverage" } });
    expect(nthWorkdayAfter(calendar, dayNumber("2028-01-01"), 1).ok).toBe(false);
    expect(coverageAt(at("2026-11-24"), calendarRows(2023, 2026))).toEqual({
      from: "2023-01-01",
      to: "2027-12-31",
    });
  });

  it("counts working days between two days", () => {
    expect(workingDaysBetween(calendar, dayNumber("2026-09-30"), dayNumber("2026-10-13"))).toBe(5);
    expect(workingDaysBetween(calendar, dayNumber("2026-10-13"), dayNumber("2026-09-30"))).toBe(0);
  });

  it("the 141 days that differ from Monday to Friday number 249, 251, 248 and 248 workdays", () => {
    const count = (year: number) =>
      workingDaysBetween(calendar, dayNumber(`${year - 1}-12-31`), dayNumber(`${year}-12-31`));
    expect([2023, 2024, 2025, 2026].map(count)).toEqual([249, 251, 248, 248]);
  });
});

describe("office time", () => {
  it("lunch, nights and days off hold none", () => {
    expect(officeMinutesBetween(calendar, hours, at("2026-11-24", "11:00"), at("2026-11-24", "15:00"))).toBe(
      120,
    );
    expect(officeMinutesBetween(calendar, hours, at("2026-11-20", "17:00"), at("2026-11-23", "09:00"))).toBe(
      120,
    );
    expect(officeMinutesBetween(calendar, hours, at("2026-11-21", "00:00"), at("2026-11-22", "23:00"))).toBe(
      0,
    );
    expect(officeMinutesBetween(calendar, hours, at("2026-11-24", "15:00"), at("2026-11-24", "11:00"))).toBe(
      0,
    );
  });

  it("a whole day after opening ends at closing time, not at the next opening", () => {
    const day = addOfficeMs(calendar, hours, at("2026-11-24", "08:00"), 8 * 3_600_000);
    expect(day).toMatchObject({ ok: true, value: { at: at("2026-11-24", "18:00") } });
  });

  it("forward and back lead to the same office minute", () => {
    const start = at("2026-09-29", "15:30");
    for (const minutes of [1, 90, 150, 151, 480, 1000, 5000]) {
      const forward = addOfficeMs(calendar, hours, start, minutes * 60_000);
      if (!forward.ok) throw new Error("covered");
      expect(officeMinutesBetween(calendar, hours, start, forward.value.at)).toBe(minutes);
    }
  });
});
