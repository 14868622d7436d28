import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

/** How much nicer than its process a thread in the background is: beside busy pages it gets about a tenth of a processor, alone all of it. */
const NICER_BY = 10;

/** This file runs from the sources, or packed into one of the built programs. */
export const FROM_SOURCES = import.meta.url.endsWith(".ts");

export type WorkerOptions = {
  data?: unknown;
  /** For long runs that nobody waits for second by second. On Linux a niceness is the thread's own; elsewhere there is none. */
  inBackground?: boolean;
};

/**
 * Starts one of our own files, named from the project's root, as a thread of its own. The built server runs from the root as well and has
 * each of these files in one piece (`THREADS` in app/cli/build.ts), because compiling the sources takes longer than many of the runs.
 */
export function startWorker(file: string, { data, inBackground = false }: WorkerOptions = {}): Worker {
  const load = `import(${JSON.stringify(pathToFileURL(ownFile(file)).href)})`;
  const step = inBackground && process.platform === "linux" ? STEP_BACK : "";
  // Node 20 starts a worker before a loader given by flag is in place, so the worker asks for it itself.
  const run = FROM_SOURCES
    ? `import("tsx/esm/api").then(({ register }) => { register(); return ${load}; });`
    : `${load};`;
  return new Worker(step + run, { eval: true, execArgv: [], workerData: data });
}

const STEP_BACK = `const os = require("node:os"); os.setPriority(Math.min(19, os.getPriority() + ${NICER_BY}));`;

/** Where one of our own files lies that runs as a thread or process of its own: in the sources, or in one piece beside the built programs. */
export function ownFile(file: string): string {
  return FROM_SOURCES
    ? join(process.cwd(), file)
    : join(process.cwd(), "build", "cli", basename(file).replace(/\.ts$/, ".js"));
}
