import { describe, expect, it } from "vitest";
import { DEFAULT_DEADLINE_POLICY } from "#app/domain/deadline/policy.ts";
import { DEFAULT_LADDER_POLICY } from "#app/domain/escalation/default-ladder.ts";
import { escalationEvents, escalationsDue } from "#app/domain/issue/clock-rows.ts";
import { rehearse } from "#app/domain/issue/rehearse.ts";
import { at } from "#tests/support/calendar.ts";
import { BOOK, IssueWorld } from "#tests/support/issue-world.ts";

const START = at("2026-11-02", "10:00");
const ANSWERED = at("2026-11-25", "09:00");

/** An ordinary issue answered two days late, with the levels its clock reached on the way. */
function lateIssue(): IssueWorld {
  const world = new IssueWorld(START).to("handling");
  for (const now of [at("2026-11-18", "09:00"), at("2026-11-24", "09:00")]) {
    world.at(now);
    world.append(escalationEvents(escalationsDue(world.facts, BOOK, world.calendar, now), now));
  }
  return world.at(ANSWERED).answer("A");
}

function levels(world: IssueWorld, book = BOOK): number[] {
  return rehearse(world.log, book, world.calendar, at("2026-12-31")).map((one) => one.level);
}

describe("rehearsal of changed deadlines", () => {
  it("under the policies of its day a history reaches the levels it reached", () => {
    const world = lateIssue();
    expect(world.facts.level).toBe(1);
    expect(levels(world)).toEqual([0, 1]);
  });

  it("shorter deadlines raise it further, longer ones not at all; what people did stays as it was", () => {
    const withOrdinary = (ordinary: number) => ({
      ...BOOK,
      deadlines: [
        { ...DEFAULT_DEADLINE_POLICY, answerDays: { ...DEFAULT_DEADLINE_POLICY.answerDays, ordinary } },
      ],
    });
    expect(levels(lateIssue(), withOrdinary(5))).toEqual([0, 1, 2, 3]);
    expect(levels(lateIssue(), withOrdinary(30))).toEqual([]);
  });

  it("another ladder tells others, on the days it would have", () => {
    const government = DEFAULT_LADDER_POLICY.main.government.map((rung) =>
      rung.level === 1 ? { ...rung, tells: ["unit_head" as const] } : rung,
    );
    const ladders = [{ ...DEFAULT_LADDER_POLICY, main: { ...DEFAULT_LADDER_POLICY.main, government } }];
    const red = rehearse(lateIssue().log, { ...BOOK, ladders }, lateIssue().calendar, at("2026-12-31"))[1];
    expect(red).toMatchObject({ level: 1, at: at("2026-11-23", "18:00") + 1, tells: ["unit_head"] });
  });
});
