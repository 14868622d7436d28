import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import { solvePairing } from "#app/domain/pairing/solve.ts";
import { ok, type Result } from "#app/domain/result.ts";

/** A solved problem as it crosses from the worker thread: pairs by index, cost, proof. */
export type SolvedProblem = {
  assignment: number[];
  objective: number;
  bound: number;
  proven: boolean;
  changed: number;
  changedMinimum: number;
  unpaired: number;
  shortfall: { township: number; firms: number }[];
  digest: string;
  ms: number;
};

/** Solves in this thread: for the command line and for the worker itself. */
export function solveHere(problem: PairingProblem): Result<SolvedProblem> {
  const begun = performance.now();
  const result = solvePairing(problem);
  if (!result.ok) return result;
  const plan = result.value;
  return ok({
    assignment: Array.from(plan.assignment),
    objective: plan.objective,
    bound: plan.bound,
    proven: plan.proven,
    changed: plan.changed,
    changedMinimum: plan.changedMinimum,
    unpaired: plan.unpaired,
    shortfall: plan.shortfall,
    digest: String(plan.certificate.digest),
    ms: Math.round(performance.now() - begun),
  });
}

/** The worker's own file, by the project's root: the built server lies elsewhere but runs from there. */
const WORKER = join(process.cwd(), "app", "features", "pairings", "solve-worker.ts");
/** Node 20 starts a worker before a loader given by flag is in place, so the worker asks for it itself. */
const STARTER = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(WORKER)}); });`;
/** A draft that takes longer than this is given up. */
const LIMIT_MS = 120_000;

/** Solves in a worker thread, so that pages stay quick meanwhile. */
export function solveInWorker(problem: PairingProblem): Promise<Result<SolvedProblem>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(STARTER, { eval: true, workerData: problem, execArgv: [] });
    const limit = setTimeout(() => {
      void worker.terminate();
      reject(new Error("the plan took too long and was given up"));
    }, LIMIT_MS);
    worker.once("message", (result: Result<SolvedProblem>) => {
      clearTimeout(limit);
      resolve(result);
      void worker.terminate();
    });
    worker.once("error", (error) => {
      clearTimeout(limit);
      reject(error);
    });
  });
}
