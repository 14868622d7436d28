import { describe, expect, test } from "vitest";
import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import { changeReasons, type ReasonFacts } from "#app/domain/plan/reasons.ts";

/** Two townships of one county; deputies 0 and 1 in the first, 2 in the second; firms 0 and 1 in the first, 2 in the second. */
const problem: PairingProblem = {
  townshipCounty: [0, 0],
  sectorGroup: [0],
  cost: {
    distance: [0, 300, 1000],
    sector: [0, 40, 100],
    gap: [[0]],
    load: [-5050, -50, 0],
    unpaired: 20_000,
    keep: 7_000,
  },
  deputies: {
    township: [0, 0, 1],
    sector: [0, 0, 0],
    level: [0, 0, 0],
    capacity: [1, 1, 1],
    reach: [1, 1, 1],
  },
  firms: { township: [0, 0, 1], sector: [0, 0, 0], size: [0, 0, 0] },
  current: [0, 1, 2],
  forbidden: [],
  pinned: [],
  maxChanges: null,
};
const NOTHING: ReasonFacts = { hasLeft: () => false, byHand: () => false, restored: () => false };
const reasons = (
  assignment: number[],
  change: Partial<PairingProblem> = {},
  facts: Partial<ReasonFacts> = {},
) => changeReasons({ ...problem, ...change }, assignment, { ...NOTHING, ...facts });

describe("why a firm gets another liaison", () => {
  test("nothing changed where it keeps its own, and nobody is to be had where it had none", () => {
    expect(reasons([0, 1, -1], { current: [0, 1, -1] })).toEqual(["kept", "kept", "no_place"]);
  });

  test("the former left, is barred, or holds too many", () => {
    expect(reasons([1, 2, 2], {}, { hasLeft: (deputy) => deputy === 0 })[0]).toBe("deputy_left");
    expect(reasons([1, 2, 2], { forbidden: [[0, 0]] })[0]).toBe("not_allowed");
    expect(reasons([0, 1, 2], { current: [0, 0, 2] })).toEqual(["kept", "over_capacity", "kept"]);
  });

  test("a nearer one is better; one that is no nearer makes room for others", () => {
    expect(reasons([0, 2, 1], { current: [2, 1, 0] })).toEqual(["better", "make_room", "make_room"]);
  });

  test("a pair lost without another is a lack of places", () => {
    expect(reasons([0, 1, -1])).toEqual(["kept", "kept", "no_place"]);
  });

  test("a person's word counts before the reckoning", () => {
    expect(reasons([1, 0, 2], {}, { byHand: (firm) => firm === 0 })).toEqual([
      "by_hand",
      "make_room",
      "kept",
    ]);
  });
});
