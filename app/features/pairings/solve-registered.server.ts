import type { CurvePoint } from "#app/domain/pairing/budget.ts";
import { objectiveOf, stabilityCurve } from "#app/domain/pairing/budget.ts";
import { certify } from "#app/domain/pairing/certify.ts";
import { explainerOf, worthOfPlaces } from "#app/domain/pairing/explain.ts";
import { changedOf } from "#app/domain/pairing/pairs.ts";
import { layOut, type PairingProblem } from "#app/domain/pairing/problem.ts";
import { type Plan, solvePairing } from "#app/domain/pairing/solve.ts";
import { nearestOptimum } from "#app/domain/plan/edit.ts";
import { type PlaceWorth, worthByTownship } from "#app/domain/plan/health.ts";
import type { DraftProgress } from "#app/domain/plan/states.ts";
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
  /** Townships (by index) where one more place would be worth most, best first. */
  worth: PlaceWorth[];
  digest: string;
  ms: number;
};

/** Townships whose worth is kept with a plan. */
const WORTH_KEPT = 60;

/** Told of each step of a run. */
export type OnStep = (progress: DraftProgress) => void;

/** Solves in this thread: for the command line and for the worker itself. */
export function solveHere(problem: PairingProblem, onStep?: OnStep): Result<SolvedProblem> {
  const begun = performance.now();
  onStep?.({ step: "building" });
  const result = solvePairing(problem, {
    onNetwork: ({ nodes, arcs }) => onStep?.({ step: "solving", nodes, arcs }),
  });
  if (!result.ok) return result;
  onStep?.({ step: "checking" });
  return ok(solvedOf(problem, result.value, Array.from(result.value.assignment), performance.now() - begun));
}

/**
 * Solves a draft again after one pair was pinned or set free by hand (`firm`), moving as few firms of the draft as possible, back
 * to `wished` where that is an optimum: the price of the edit is the difference of the two objectives.
 */
export function replanHere(
  problem: PairingProblem,
  before: readonly number[],
  firm: number,
  wished?: readonly number[],
): Result<SolvedProblem> {
  const begun = performance.now();
  const result = solvePairing(problem);
  if (!result.ok) return result;
  const { instance, assignment } = result.value;
  const nearest = nearestOptimum(
    instance,
    Int32Array.from(before),
    assignment,
    firm,
    wished ? Int32Array.from(wished) : movesKnown(problem, before, firm),
  );
  return ok(solvedOf(problem, result.value, Array.from(nearest), performance.now() - begun));
}

/** The draft with the moves that the explanation of the pin names, where they fit it: a way of the residual network, and short. */
function movesKnown(
  problem: PairingProblem,
  before: readonly number[],
  firm: number,
): Int32Array | undefined {
  const pin = problem.pinned.find(([pinned]) => pinned === firm);
  const free = problem.pinned.filter(([pinned]) => pinned !== firm);
  const base = pin && solvePairing({ ...problem, pinned: free });
  if (pin === undefined || !base?.ok) return undefined;
  const moves = explainerOf(base.value).price(firm, pin[1])?.moves ?? [];
  if (moves.length === 0 || moves.some((move) => before[move.firm] !== move.from)) return undefined;
  const plan = Int32Array.from(before);
  for (const move of moves) plan[move.firm] = move.to;
  return plan;
}

/** The stability curve of the problem: changes and cost for each weight of today's pairs. */
export function curveHere(problem: PairingProblem, keeps: readonly number[]): CurvePoint[] {
  const meter = { build: 0, solve: 0, pairs: 0, pivots: 0, rounds: 0 };
  return stabilityCurve(layOut(problem), keeps, () => 0, meter);
}

function solvedOf(problem: PairingProblem, plan: Plan, assignment: number[], ms: number): SolvedProblem {
  const { instance, certificate } = plan;
  const pairs = Int32Array.from(assignment);
  // The solver's own pairs were checked as it ended.
  const asSolved = assignment.every((deputy, firm) => deputy === plan.assignment[firm]);
  const verdict = asSolved ? plan : certify(instance, pairs, objectiveOf(instance, pairs), certificate);
  const without = new Map<number, number>();
  assignment.forEach((deputy, firm) => {
    const township = problem.firms.township[firm]!;
    if (deputy < 0) without.set(township, (without.get(township) ?? 0) + 1);
  });
  return {
    assignment,
    objective: verdict.objective,
    bound: verdict.bound,
    proven: verdict.proven,
    changed: changedOf(instance, pairs),
    changedMinimum: plan.changedMinimum,
    unpaired: assignment.filter((deputy) => deputy < 0).length,
    shortfall: [...without].map(([township, firms]) => ({ township, firms })),
    worth: worthByTownship(worthOfPlaces(plan), problem.deputies.township, WORTH_KEPT),
    digest: certificate.digest,
    ms: Math.round(ms),
  };
}
