import { ok, type Result, refuse } from "#app/domain/result.ts";
import { budgetShortBy, objectiveOf, solveWithinBudget } from "./budget.ts";
import { type Certificate, type CertificateFault, certify, digestOf, dualValue } from "./certify.ts";
import { changedOf } from "./pairs.ts";
import { judgePins } from "./parse-problem.ts";
import { type Instance, layOut, type PairingProblem, plainCost } from "./problem.ts";
import { changedMinimum } from "./repair.ts";
import { type Clock, type Meter, type Solved, solveRounds } from "./rounds.ts";

/** Firms of a township that are left without a deputy. */
export type Shortfall = { township: number; firms: number };

/** A solved plan: pairs, cost and proof. Times in milliseconds by the caller's clock, all 0 without one. */
export type Plan = {
  assignment: Int32Array;
  objective: number;
  bound: number;
  proven: boolean;
  faults: CertificateFault[];
  unpaired: number;
  changed: number;
  changedMinimum: number;
  shortfall: Shortfall[];
  /** Size of the network of the first round. */
  network: { nodes: number; arcs: number };
  ms: { build: number; solve: number; pairs: number; certify: number };
  pivots: number;
  rounds: number;
  certificate: Certificate;
  instance: Instance;
  solved: Solved;
};

export type SolveOptions = {
  clock?: Clock;
  /** Called with the network of the first round, before it is solved. */
  onNetwork?: (network: Solved["network"]) => void;
};

type Codes =
  | "pairing.bad_problem"
  | "pairing.pin_forbidden"
  | "pairing.pins_over_capacity"
  | "pairing.budget_below_minimum";

/**
 * The one entry: the optimal plan of a valid problem with its certificate, or why there can be none. With a budget of
 * changes the plan is the best found and `bound` says how far the optimum can be below; `proven` is true only when the
 * independent check passed and the objective equals the bound. Deterministic: no clock, no chance, ties by index.
 */
export function solvePairing(problem: PairingProblem, options: SolveOptions = {}): Result<Plan, Codes> {
  const judged = judgePins(problem);
  if (!judged.ok) return judged;
  const instance = layOut(problem);
  const short = budgetShortBy(instance);
  if (short !== null) return refuse("pairing.budget_below_minimum", short, "maxChanges");
  const clock = options.clock ?? (() => 0);
  const meter: Meter = { build: 0, solve: 0, pairs: 0, pivots: 0, rounds: 0 };
  let size = { nodes: 0, arcs: 0 };
  const onNetwork = (network: Solved["network"]) => {
    size = { nodes: network.nodes, arcs: network.arcs };
    options.onNetwork?.(network);
  };
  let solved = solveRounds(instance, instance.keep, clock, meter, undefined, onNetwork);
  let assignment = solved.assignment;
  let multiplier = 0;
  if (instance.maxChanges !== null) {
    ({ assignment, solved, multiplier } = solveWithinBudget(
      instance,
      instance.maxChanges,
      solved,
      clock,
      meter,
    ));
  }
  const begun = clock();
  const certificate = certificateOf(instance, solved, multiplier);
  const objective = objectiveOf(instance, assignment);
  const verdict = certify(instance, assignment, objective, certificate);
  const ended = clock();
  return ok({
    assignment,
    objective,
    bound: verdict.bound,
    proven: verdict.proven,
    faults: verdict.faults,
    unpaired: assignment.reduce((count, d) => count + (d < 0 ? 1 : 0), 0),
    changed: changedOf(instance, assignment),
    changedMinimum: changedMinimum(instance),
    shortfall: shortfallOf(instance, assignment),
    network: size,
    ms: { build: meter.build, solve: meter.solve, pairs: meter.pairs, certify: ended - begun },
    pivots: meter.pivots,
    rounds: meter.rounds,
    certificate,
    instance,
    solved,
  });
}

/** Reads the dual of the problem off the potentials: what one more firm costs at an entry, at a deputy's place. */
function certificateOf(instance: Instance, solved: Solved, multiplier: number): Certificate {
  const { network, pi, keep } = solved;
  const due = (node: number) => -pi[node]!;
  const never = instance.unpaired + 2 ** 30 + Math.abs(keep);
  const deputyPrice = new Float64Array(instance.deputies);
  for (let d = 0; d < instance.deputies; d++) {
    const node = network.unit[d]!;
    deputyPrice[d] = node < 0 ? never : due(node);
  }
  const firmPrice = new Float64Array(instance.firms);
  for (let f = 0; f < instance.firms; f++) {
    const pinned = instance.pin[f]!;
    const arc = network.giveUp[f]!;
    if (pinned >= 0) firmPrice[f] = heldCost(instance, f, pinned, keep) + deputyPrice[pinned]!;
    else {
      firmPrice[f] = due(network.entry[f]!);
      if (arc >= 0) {
        const today = instance.current[f]!;
        firmPrice[f] = Math.min(firmPrice[f]!, heldCost(instance, f, today, keep) + deputyPrice[today]!);
      }
    }
  }
  const prices = { deputyPrice, firmPrice, multiplier };
  return { ...prices, bound: dualValue(instance, prices), digest: digestOf(prices) };
}

function heldCost(instance: Instance, f: number, d: number, keep: number): number {
  return plainCost(instance, f, d) - (instance.current[f] === d ? keep : 0);
}

function shortfallOf(instance: Instance, assignment: Int32Array): Shortfall[] {
  const without = new Int32Array(instance.townships);
  assignment.forEach((d, f) => {
    const township = instance.firmTownship[f]!;
    if (d < 0) without[township] = without[township]! + 1;
  });
  const rows: Shortfall[] = [];
  without.forEach((firms, township) => {
    if (firms > 0) rows.push({ township, firms });
  });
  return rows;
}
