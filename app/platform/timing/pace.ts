import { setTimeout as delay } from "node:timers/promises";
import { spareMeter } from "./spare-meter.ts";

/** What one short transaction is meant to take; well under the 200 ms it may, as rows differ. */
const AIM_MS = 80;

/** Runs short transactions one after the other, each of as many rows as the last ones let expect to stay short. */
export type Pace = {
  /** Runs `work` on so many rows; `rows` says how many it had. */
  take: <T>(work: (most: number) => Promise<T>, rows: (done: T) => number) => Promise<T>;
};

/** Where less than this share of the processors' time was left over, they are taken to be full. */
const FULL = 0.1;

/** What a pace goes by; tests bring their own. */
type Surroundings = {
  /** Milliseconds that only ever rise. */
  tick: () => number;
  /** The share of all processors' time that nobody used since it was last asked. */
  spare: () => number;
  wait: (ms: number) => Promise<unknown>;
};

/**
 * Keeps transactions short on any machine: begins low in `sizes` (rising), goes up one of them when the next would have stayed
 * within the aim, and down at once as far as it must. A process that has just started is slow and takes little. Where the processors were
 * full meanwhile, the next one waits as long as the last one took: people wait for their pages then, and what is overdue by days does not mind.
 */
export function paceOf(
  sizes: readonly number[],
  { tick = () => performance.now(), spare = spareMeter(), wait = delay }: Partial<Surroundings> = {},
): Pace {
  let at = Math.min(1, sizes.length - 1);
  let restUntil = Number.NEGATIVE_INFINITY;
  return {
    async take(work, rows) {
      const restMs = restUntil - tick();
      if (restMs > 0) await wait(restMs);
      spare();
      const begun = tick();
      const done = await work(sizes[at]!);
      const ended = tick();
      const had = rows(done);
      if (had === 0) return done;
      const tookMs = ended - begun;
      const msEach = tookMs / had;
      const fits = (place: number) => msEach * sizes[place]! <= AIM_MS;
      if (at + 1 < sizes.length && fits(at + 1)) at += 1;
      while (at > 0 && !fits(at)) at -= 1;
      if (spare() < FULL) restUntil = ended + Math.min(tookMs, AIM_MS);
      return done;
    },
  };
}

/** Always up to `most`, for who wants all in one go. */
export const wholePace = (most: number): Pace => ({ take: (work) => work(most) });
