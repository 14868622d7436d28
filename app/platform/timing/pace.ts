/** What one short transaction is meant to take; well under the 200 ms it may, as rows differ. */
const AIM_MS = 100;

/** Runs short transactions one after the other, each of as many rows as the last ones let expect to stay short. */
export type Pace = {
  /** Runs `work` on so many rows; `rows` says how many it had. */
  take: <T>(work: (most: number) => Promise<T>, rows: (done: T) => number) => Promise<T>;
};

/**
 * Keeps transactions short on any machine: begins low in `sizes` (rising), goes up one of them when the next would have stayed
 * within the aim, and down at once as far as it must. A process that has just started is slow and takes little.
 */
export function paceOf(sizes: readonly number[], tick: () => number = () => performance.now()): Pace {
  let at = Math.min(1, sizes.length - 1);
  return {
    async take(work, rows) {
      const begun = tick();
      const done = await work(sizes[at]!);
      const msEach = (tick() - begun) / Math.max(1, rows(done));
      const fits = (place: number) => msEach * sizes[place]! <= AIM_MS;
      if (at + 1 < sizes.length && rows(done) > 0 && fits(at + 1)) at += 1;
      while (at > 0 && rows(done) > 0 && !fits(at)) at -= 1;
      return done;
    },
  };
}

/** Always up to `most`, for who wants all in one go. */
export const wholePace = (most: number): Pace => ({ take: (work) => work(most) });
