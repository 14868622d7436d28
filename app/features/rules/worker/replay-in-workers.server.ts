import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { mergeFigures, type RehearsalFigures } from "#app/domain/supervision/rehearsal.ts";
import type { ReplayTask } from "./replay-logs.server.ts";

/** The worker's own file, by the project's root: the built server lies elsewhere but runs from there. */
const WORKER = join(process.cwd(), "app", "features", "rules", "worker", "replay-worker.ts");
/** Node 20 starts a worker before a loader given by flag is in place, so the worker asks for it itself. */
const STARTER = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(WORKER)}); });`;
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
        const worker = new Worker(STARTER, {
          eval: true,
          execArgv: [],
          workerData: { url, task: { ...task, share, shares } },
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
