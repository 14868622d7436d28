import { describe, expect, test } from "vitest";
import { parseProblem } from "#app/domain/pairing/parse-problem.ts";

function stated() {
  return {
    format: "liaison-pairing/1",
    name: "two by three",
    note: { any: "thing" },
    townshipCounty: [0, 0, 1],
    sectorGroup: [0, 0, 1],
    cost: {
      distance: [0, 300, 1000],
      sector: [0, 40, 100],
      gap: [
        [0, 30],
        [30, 0],
      ],
      load: [-5050, -50, 0],
      unpaired: 20000,
      keep: 100,
    },
    deputies: { township: [0, 2], sector: [1, 0], level: [0, 1], capacity: [3, 5], reach: [1, 2] },
    firms: { township: [0, 1, 2], sector: [1, 2, 0], size: [0, 1, 0] },
    current: [0, -1, 1],
    forbidden: [[2, 1]],
    pinned: [] as number[][],
    maxChanges: null as number | null,
  };
}

type Stated = ReturnType<typeof stated>;

describe("a neutral pairing file", () => {
  test("is read with its unknown keys ignored", () => {
    expect(parseProblem(stated())).toMatchObject({ ok: true, value: { name: "two by three" } });
  });

  const wrong: [string, (problem: Stated) => unknown, string, number | null, string][] = [
    ["another format", (p) => ({ ...p, format: "x" }), "format", null, "unknown_format"],
    ["a missing column", (p) => ({ ...p, current: undefined }), "current", null, "missing"],
    ["a column that is no list", (p) => ({ ...p, sectorGroup: 3 }), "sectorGroup", null, "not_a_list"],
    ["a ragged deputy column", (p) => p.deputies.sector.pop(), "deputies.sector", 1, "ragged"],
    ["a ragged firm column", (p) => p.firms.size.push(0), "firms.size", 3, "ragged"],
    ["a short history", (p) => p.current.pop(), "current", 2, "ragged"],
    ["a ragged table", (p) => p.cost.gap[1]!.pop(), "cost.gap[1]", 1, "ragged"],
    ["a short table", (p) => p.cost.distance.pop(), "cost.distance", 2, "ragged"],
    ["an unknown township", (p) => p.firms.township.fill(3, 1, 2), "firms.township", 1, "out_of_range"],
    ["an unknown sector", (p) => p.deputies.sector.fill(-1, 1), "deputies.sector", 1, "out_of_range"],
    ["an unknown level", (p) => p.deputies.level.fill(2, 0, 1), "deputies.level", 0, "out_of_range"],
    ["an unknown reach", (p) => p.deputies.reach.fill(3, 0, 1), "deputies.reach", 0, "out_of_range"],
    ["an unknown deputy today", (p) => p.current.fill(2, 1, 2), "current", 1, "out_of_range"],
    ["an unknown forbidden firm", (p) => p.forbidden.push([3, 0]), "forbidden", 1, "out_of_range"],
    ["a pair that is none", (p) => p.forbidden.push([3]), "forbidden", 1, "not_a_pair"],
    ["a negative capacity", (p) => p.deputies.capacity.fill(-1, 1), "deputies.capacity", 1, "negative"],
    ["half a place", (p) => p.deputies.capacity.fill(0.5, 1), "deputies.capacity", 1, "not_an_integer"],
    ["a broken price", (p) => p.cost.load.fill(0.5, 0, 1), "cost.load", 0, "not_an_integer"],
    ["a price beyond measure", (p) => p.cost.load.fill(2 ** 30, 2), "cost.load", 2, "too_large"],
    ["no load table", (p) => p.cost.load.splice(0), "cost.load", null, "empty"],
    ["a load that falls", (p) => p.cost.load.fill(-60, 2), "cost.load", 2, "not_convex"],
    ["a firm pinned twice", (p) => p.pinned.push([0, 0], [0, 1]), "pinned", 1, "pinned_twice"],
    ["a negative budget", (p) => ({ ...p, maxChanges: -1 }), "maxChanges", null, "negative"],
  ];
  test.each(wrong)("is refused for %s, naming field and index", (_, spoil, field, index, why) => {
    const problem = stated();
    const spoiled = spoil(problem);
    const input = typeof spoiled === "object" && spoiled !== null && "format" in spoiled ? spoiled : problem;
    expect(parseProblem(input)).toEqual({
      ok: false,
      error: { code: "pairing.bad_problem", facts: { field, index, why }, field },
    });
  });

  test("is refused when a pin is forbidden or out of reach", () => {
    const forbidden = { ...stated(), pinned: [[2, 1]] };
    const outOfReach = { ...stated(), pinned: [[2, 0]] };
    expect(parseProblem(forbidden)).toMatchObject({
      error: { code: "pairing.pin_forbidden", facts: { firm: 2, deputy: 1 } },
    });
    expect(parseProblem(outOfReach)).toMatchObject({
      error: { code: "pairing.pin_forbidden", facts: { firm: 2, deputy: 0 } },
    });
  });

  test("is refused when more firms are pinned to a deputy than he has places", () => {
    const problem = stated();
    problem.deputies.capacity[0] = 1;
    problem.pinned = [
      [0, 0],
      [1, 0],
    ];
    expect(parseProblem(problem)).toMatchObject({
      error: { code: "pairing.pins_over_capacity", facts: { deputy: 0, pins: 2, capacity: 1 } },
    });
  });
});
