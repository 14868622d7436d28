import { describe, expect, it } from "vitest";
import { isEmptyPeriod, periodIncludes, periodOn, periodsOverlap } from "#app/domain/period/period.ts";

describe("half-open periods", () => {
  const first = { startedOn: "2026-01-01", endedOn: "2026-06-01" };
  const second = { startedOn: "2026-06-01", endedOn: null };

  it("a same-day handover is no overlap, and the day belongs to the successor", () => {
    expect(periodsOverlap(first, second)).toBe(false);
    expect(periodIncludes(first, "2026-06-01")).toBe(false);
    expect(periodIncludes(second, "2026-06-01")).toBe(true);
    expect(periodOn([first, second], "2026-06-01")).toBe(second);
  });

  it("one shared day is an overlap", () => {
    expect(periodsOverlap(first, { startedOn: "2026-05-31", endedOn: "2026-06-02" })).toBe(true);
    expect(periodsOverlap(second, second)).toBe(true);
  });

  it("an empty period overlaps nothing", () => {
    const empty = { startedOn: "2026-02-01", endedOn: "2026-02-01" };
    expect(isEmptyPeriod(empty)).toBe(true);
    expect(periodsOverlap(empty, first)).toBe(false);
    expect(periodOn([first], "2025-12-31")).toBeUndefined();
  });
});
