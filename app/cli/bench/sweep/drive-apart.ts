import { once } from "node:events";
import type { Ask, Driven } from "#app/cli/bench/drive.ts";
import { startWorker } from "#app/platform/start-worker.ts";

const THREAD = "app/cli/bench/sweep/drive-thread.ts";

/** What the thread is asked for: the same page again and again. */
export type DriveApart = { port: number; connections: number; ask: Ask };

/** A driver in a thread of its own. */
export type DriverApart = {
  /** Drives for so long (ms), or until `stop`. */
  drive: (ms: number) => Promise<Driven>;
  stop: () => void;
  close: () => Promise<unknown>;
};

/** Starts a driver beside this thread, for measuring while this one is busy itself: it would notice late that a page has come, and call the page slow. */
export async function driverApart(asked: DriveApart): Promise<DriverApart> {
  const worker = startWorker(THREAD, { data: asked });
  await once(worker, "message");
  return {
    async drive(ms) {
      worker.postMessage(ms);
      const [driven] = (await once(worker, "message")) as [Driven];
      return driven;
    },
    stop: () => worker.postMessage("stop"),
    close: () => worker.terminate(),
  };
}
