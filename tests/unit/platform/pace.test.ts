import { describe, expect, it } from "vitest";
import { paceOf, wholePace } from "#app/platform/timing/pace.ts";

/** The sizes that a pace asks for one after the other, of rows that take `msEach` (fewer where there are only `rows`). */
async function sizesTaken(msEach: readonly number[], rows = Number.POSITIVE_INFINITY): Promise<number[]> {
  let now = 0;
  const pace = paceOf([10, 50, 100, 200, 500], { tick: () => now, spare: () => 1 });
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

  it("waits as long as it worked, but never longer than a transaction may take, where the processors were full", async () => {
    let now = 0;
    let spare = 0.5;
    const waits: number[] = [];
    const wait = async (ms: number) => {
      waits.push(ms);
      now += ms;
    };
    const pace = paceOf([10], { tick: () => now, spare: () => spare, wait });
    const take = (ms: number, rows = 10) =>
      pace.take(
        async () => {
          now += ms;
        },
        () => rows,
      );
    await take(40);
    spare = 0.02;
    await take(40);
    expect(waits).toEqual([]);
    await take(250);
    expect(waits).toEqual([40]);
    now += 30;
    await take(20, 0);
    expect(waits).toEqual([40, 50]);
    // Nothing was due: nothing to wait for.
    await take(20);
    expect(waits).toEqual([40, 50]);
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
