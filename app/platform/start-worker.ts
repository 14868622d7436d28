import { join } from "node:path";
import { Worker } from "node:worker_threads";

/** Starts one of our own files, named from the project's root (the built server lies elsewhere but runs from there), as a thread of its own. */
export function startWorker(file: string, workerData?: unknown): Worker {
  const path = JSON.stringify(join(process.cwd(), file));
  // Node 20 starts a worker before a loader given by flag is in place, so the worker asks for it itself.
  const starter = `import("tsx/esm/api").then(({ register }) => { register(); return import(${path}); });`;
  return new Worker(starter, { eval: true, execArgv: [], workerData });
}
