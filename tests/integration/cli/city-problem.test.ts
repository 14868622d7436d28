import { expect, it } from "vitest";
import { cityProblem, cityWithPairs } from "#app/cli/bench/pairing/city-problem.ts";
import { parseProblem } from "#app/domain/pairing/parse-problem.ts";

it("a city made from a seed is the same each time and a problem the neutral format takes", () => {
  const city = cityProblem(7, 0.1);
  expect(cityProblem(7, 0.1)).toEqual(city);
  expect(cityProblem(8, 0.1)).not.toEqual(city);
  expect(parseProblem({ format: "liaison-pairing/1", ...city }).ok).toBe(true);
  expect(city.firms.township).toHaveLength(2_900);
});

it("a city that grew by hand has legal pairs within the places of its deputies, some of them gone", () => {
  const { current, deputies, firms } = cityWithPairs(7, "hand-grown", 100);
  const held = new Map<number, number>();
  for (const d of current) if (d >= 0) held.set(d, (held.get(d) ?? 0) + 1);
  for (const [d, count] of held) expect(count).toBeLessThanOrEqual(deputies.capacity[d]!);
  const paired = current.filter((d) => d >= 0).length / firms.township.length;
  expect(paired).toBeGreaterThan(0.7);
  expect(paired).toBeLessThan(0.95);
});
