import type { Logger } from "#app/platform/logger.ts";

/** A job that repeats: `work` answers true when there may be more to do at once. */
export type Job = { name: string; everyMs: number; work: () => Promise<boolean> };
/** A running loop: `wake` makes it run now, `stop` lets the present round finish. */
export type Loop = { wake: () => void; stop: () => Promise<void> };

/** The first wait after a failure, doubled from then on, and the longest: a database that is back after a second is not kept waiting for. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;

/** Repeats a job until stopped; a failure is logged and tried again later, ever less often, and never ends the process. */
export function repeat(job: Job, log: Logger): Loop {
  let stopped = false;
  let woken = false;
  let wakeUp: () => void = () => {};
  let failures = 0;

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run(): Promise<void> {
    while (!stopped) {
      woken = false;
      let more = false;
      try {
        more = await job.work();
        failures = 0;
      } catch (error) {
        failures += 1;
        log.warn({ err: error as Error, job: job.name }, "job failed, will be tried again");
      }
      if (stopped) return;
      if (more || woken) continue;
      await pause(
        failures > 0
          ? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10))
          : job.everyMs,
      );
    }
  }

  const running = run();
  return {
    wake: () => {
      woken = true;
      wakeUp();
    },
    stop: async () => {
      stopped = true;
      wakeUp();
      await running;
    },
  };
}
