import { parentPort, workerData } from "node:worker_threads";
import { layOut, type PairingProblem } from "#app/domain/pairing/problem.ts";
import { solveRounds } from "#app/domain/pairing/rounds.ts";
import { solvePairing } from "#app/domain/pairing/solve.ts";

/** What two solves of a problem are compared by; `from` is the weight whose tree the second solve started from. */
export type Outcome = {
  digest: string;
  assignment: number[];
  warm: number[];
  prices: number[];
  pivots: number;
};

/** Solves a problem from nothing, and once more with a tenth more weight on today's pairs from the tree of the first. */
export function outcomeOf(problem: PairingProblem): Outcome {
  const plan = solvePairing(problem);
  if (!plan.ok) throw new Error(plan.error.code);
  const { solved, instance, certificate, assignment } = plan.value;
  const meter = { build: 0, solve: 0, pairs: 0, pivots: 0, rounds: 0 };
  const keep = Math.ceil(instance.keep * 1.1);
  const again = solveRounds(layOut(problem), keep, () => 0, meter, solved);
  return {
    digest: certificate.digest,
    assignment: Array.from(assignment),
    warm: Array.from(again.assignment),
    prices: Array.from(again.pi),
    pivots: plan.value.pivots + meter.pivots,
  };
}

// Run as a worker thread it answers for the problems it was handed.
if (parentPort !== null && Array.isArray(workerData?.problems)) {
  parentPort.postMessage((workerData.problems as PairingProblem[]).map(outcomeOf));
}
