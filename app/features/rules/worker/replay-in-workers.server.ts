import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { mergeFigures, type RehearsalFigures } from "#app/domain/supervision/rehearsal.ts";
import { startWorker } from "#app/platform/start-worker.ts";
import type { ReplayTask } from "./replay-logs.server.ts";

const WORKER = "app/features/rules/worker/replay-worker.ts";
/** More than this many share the work: pages and the database want a processor too. */
const MOST_WORKERS = 2;

/** How a rehearsal is reckoned: in threads of its own, or in the caller's. `onDone` hears how many issues are replayed so far. */
export type Replay = (
  task: Omit<ReplayTask, "share" | "shares">,
  onDone: (done: number) => void,
  signal: AbortSignal,
) => Promise<RehearsalFigures>;

/** Replays in worker threads that read the logs themselves at `url`, so that pages stay quick and a cancelled run ends at once. */
export function replayInWorkers(url: string): Replay {
  return async (task, onDone, signal) => {
    const shares = Math.max(1, Math.min(MOST_WORKERS, availableParallelism()));
    let done = 0;
    const workers: Worker[] = [];
    const one = (share: number) =>
      new Promise<RehearsalFigures>((resolve, reject) => {
        const worker = startWorker(WORKER, {
          data: { url, task: { ...task, share, shares } },
          inBackground: true,
        });
        workers.push(worker);
        worker.on("message", (said: { done?: number; figures?: RehearsalFigures }) => {
          if (said.figures) return resolve(said.figures);
          done += said.done ?? 0;
          onDone(done);
        });
        worker.once("error", reject);
        worker.once("exit", () => reject(new Error("the worker ended before it answered")));
        signal.addEventListener("abort", () => reject(new Error("cancelled")), { once: true });
      });
    try {
      return mergeFigures(await Promise.all(Array.from({ length: shares }, (_, share) => one(share))));
    } finally {
      for (const worker of workers) void worker.terminate();
    }
  };
}
