import { exchangeConflicts } from "./exchange.ts";
import { graft } from "./network/graft.ts";
import { setApart } from "./network/set-apart.ts";
import { flowOfToday, hintOf, plantTree, reprice } from "./network/start.ts";
import { buildNetwork, type PairingNetwork } from "./network.ts";
import { pairsOf } from "./pairs.ts";
import type { Instance } from "./problem.ts";
import { optimise, potentialsOf, type Simplex } from "./simplex.ts";

/** Milliseconds from any origin; handed in by the caller, as the domain reads no clock. */
export type Clock = () => number;

/** Where the time of the rounds went, in milliseconds; `solve` counts everything after the first network was built. */
export type Meter = { build: number; solve: number; pairs: number; pivots: number; rounds: number };

/** An optimum of the instance for one effective weight `keep`: network, tree, flow by arc, potentials by node, pairs. */
export type Solved = {
  keep: number;
  split: Set<number>;
  network: PairingNetwork;
  simplex: Simplex;
  flow: Int32Array;
  pi: Float64Array;
  value: number;
  assignment: Int32Array;
};

/**
 * Solves the instance with `keep` as the weight of today's pairs (the budget's multiplier included): network, simplex,
 * pairs; firms whose forbidden deputy can't be exchanged away at equal cost are set apart and all is solved again.
 * Ends because each further round sets at least one more firm apart, and firms apart are never in conflict.
 * The pairs returned cost exactly `value`, the optimum of a network that undercuts no permitted pair: an optimum.
 * `last`, a solution for another `keep` of the same sign, is taken over with its tree.
 */
export function solveRounds(
  instance: Instance,
  keep: number,
  clock: Clock,
  meter: Meter,
  last?: Solved,
  onNetwork?: (network: PairingNetwork) => void,
): Solved {
  let split = new Set<number>();
  let network: PairingNetwork | null = null;
  let simplex: Simplex | null = null;
  if (last !== undefined && keep > 0 && last.keep > 0) {
    network = last.network;
    simplex = last.simplex;
    split = last.split;
    changeKeep(instance, network, keep - last.keep);
    reprice(simplex, network.cost);
  }
  for (;;) {
    const begun = clock();
    network ??= buildNetwork(instance, keep);
    if (meter.rounds === 0) onNetwork?.(network);
    const built = clock();
    simplex ??= plantTree(network, flowOfToday(network));
    const pivots = simplex.pivots;
    optimise(simplex);
    const flow = flowOf(simplex);
    const flown = clock();
    const assignment = pairsOf(instance, network, flow);
    const left = exchangeConflicts(instance, keep, split, assignment);
    const ended = clock();
    if (meter.rounds === 0) meter.build += built - begun;
    meter.solve += ended - (meter.rounds === 0 ? built : begun);
    meter.pairs += ended - flown;
    meter.pivots += simplex.pivots - pivots;
    meter.rounds++;
    if (left.length === 0) {
      const value = flowValue(network, flow);
      return { keep, split, network, simplex, flow, pi: potentialsOf(simplex), value, assignment };
    }
    const known: ReadonlySet<number> = split;
    const fresh: boolean = keep >= 0 && !left.some((f) => known.has(f));
    const grafted = fresh ? graft(instance, network, simplex, left) : null;
    for (const f of left) split.add(f);
    if (grafted !== null) ({ network, simplex } = grafted);
    else {
      const grown = setApart(instance, network, flow, keep, left);
      const hint = hintOf(simplex, grown.network.nodes, grown.nodeOf, grown.arcOf);
      network = grown.network;
      simplex = plantTree(network, grown.flow, hint);
    }
  }
}

/** Moves the weight of today's pairs: dearer to give up by `by`, and as much more saved on all that stay. */
function changeKeep(instance: Instance, network: PairingNetwork, by: number): void {
  const { giveUp, cost } = network;
  const moved = new Set<number>();
  for (let f = 0; f < instance.firms; f++) {
    const arc = giveUp[f]!;
    if (arc >= 0) network.constant -= by;
    else if (instance.pin[f]! >= 0 && instance.pin[f] === instance.current[f]) network.constant -= by;
    if (arc < 0 || moved.has(arc)) continue;
    moved.add(arc);
    cost[arc] = cost[arc]! + by;
  }
}

/** The flow on the network's arcs in their own order. */
export function flowOf(simplex: Simplex): Int32Array {
  const flow = new Int32Array(simplex.arcAt.length);
  for (let i = 0; i < flow.length; i++) flow[simplex.arcAt[i]!] = simplex.flow[i]!;
  return flow;
}

function flowValue(network: PairingNetwork, flow: Int32Array): number {
  let value = network.constant;
  for (let a = 0; a < flow.length; a++) value += flow[a]! * network.cost[a]!;
  return value;
}
