import { describe, expect, it } from "vitest";
import { paceOf, wholePace } from "#app/platform/timing/pace.ts";

/** The sizes that a pace asks for one after the other, of rows that take `msEach` (fewer where there are only `rows`). */
async function sizesTaken(msEach: readonly number[], rows = Number.POSITIVE_INFINITY): Promise<number[]> {
  let now = 0;
  const pace = paceOf([10, 50, 100, 200, 500], () => now);
  const sizes: number[] = [];
  for (const ms of msEach)
    await pace.take(
      async (most) => {
        sizes.push(most);
        const taken = Math.min(most, rows);
        now += taken * ms;
        return taken;
      },
      (taken) => taken,
    );
  return sizes;
}

describe("the pace of short transactions", () => {
  it("goes up step by step while they stay short", async () => {
    expect(await sizesTaken([0.1, 0.1, 0.1, 0.1, 0.1])).toEqual([50, 100, 200, 500, 500]);
  });

  it("goes no higher than a transaction may take", async () => {
    expect(await sizesTaken([0.7, 0.7, 0.7, 0.7])).toEqual([50, 100, 100, 100]);
  });

  it("comes down at once when rows get slow, and takes the fewest where even these take long", async () => {
    expect(await sizesTaken([0.1, 0.1, 0.1, 1.5, 30, 30])).toEqual([50, 100, 200, 500, 50, 10]);
  });

  it("learns nothing from a turn without rows", async () => {
    expect(await sizesTaken([0.1, 0.1, 0.1], 0)).toEqual([50, 50, 50]);
  });

  it("is fixed for who wants all in one go", async () => {
    expect(
      await wholePace(7).take(
        async (most) => most,
        () => 1,
      ),
    ).toBe(7);
  });
});
