import { objectiveOf } from "./budget.ts";
import { exchangeConflicts } from "./exchange.ts";
import { costOfMoves, type Routes, reroute, routesOf } from "./network/reroute.ts";
import { cheapestWays, costsFrom, type Residual, residualOf, type Ways } from "./network/residual.ts";
import { loadsOf, pairsOf, type Trace } from "./pairs.ts";
import { piecesBetween } from "./pieces.ts";
import { allows, type Instance, loadTerm, plainCost, WITHOUT } from "./problem.ts";
import { type Solved, solveRounds } from "./rounds.ts";

/** A firm that would go from one deputy to another (-1: none). */
export type Move = { firm: number; from: number; to: number };

/** Forcing the firm to `deputy` (-1: leaving it without) adds `price` to the whole; `moves` shows how, the firm first. */
export type Alternative = { deputy: number; price: number; moves: Move[] };

/** Why a firm has the deputy it has: the parts of the pair's cost, the next best deputies and their exact price. */
export type Explanation = {
  firm: number;
  deputy: number;
  pinned: boolean;
  cost: { distance: number; sector: number; gap: number; keep: number } | null;
  next: Alternative | null;
  alternatives: Alternative[];
  without: Alternative | null;
};

/** Answers for one plan; the search structures are laid out once. */
export type Explainer = {
  explain: (firm: number, count?: number) => Explanation;
  price: (firm: number, deputy: number) => Alternative | null;
};

/** What is known of one firm before single deputies are looked at. */
type Outlook = {
  base: Solved;
  instance: Instance;
  residual: Residual;
  ways: Ways;
  goal: number;
  start: number;
};

/**
 * Makes the explainer of a solved plan. The price of forcing firm f to deputy d is the cost of the pair plus the
 * cheapest way of one unit from d's node to where f's own unit came from, in the residual network: a lower bound that
 * one search gives for all deputies. It is confirmed by pairs that cost just that; where a forbidden pair stands in
 * the way the problem with the pair pinned is solved instead. So every stated price is the difference of two optima.
 * Under a budget of changes prices are those of the problem in which each change costs the budget's multiplier.
 */
export function explainerOf(planned: { instance: Instance; solved: Solved }): Explainer {
  const { solved } = planned;
  const instance = { ...planned.instance, keep: solved.keep };
  const residual = residualOf(solved.network, solved.flow, solved.pi);

  const loads = loadsOf(instance, solved.assignment);
  let routes: Routes | null = null;
  /** The moves along the firm's way, if they cost just what the bound says. */
  const along = (view: Outlook, f: number, d: number, bound: number): Move[] | null => {
    const { network, assignment } = solved;
    routes ??= routesNow(instance, solved);
    const placed = reroute(instance, network, routes, assignment, loads, view, f, d);
    if (placed === null || costOfMoves(instance, assignment, loads, placed) !== bound) return null;
    return [...placed].map(([firm, to]) => ({ firm, from: assignment[firm]!, to })).reverse();
  };
  const outlookOf = (f: number): Outlook => {
    if (instance.pin[f]! >= 0) return released(instance, solved.keep, f);
    return outlook(instance, solved, residual, f);
  };
  const confirm = (view: Outlook, f: number, d: number, bound: number): Alternative => {
    const rise = view.base.value - solved.value;
    const moves =
      (view.base === solved ? along(view, f, d, bound) : null) ??
      confirmed(view, solved.assignment, f, d, bound, instance);
    if (moves !== null) return { deputy: d, price: bound + rise, moves };
    const forced = solveForced(instance, solved.keep, f, d);
    return {
      deputy: d,
      price: forced.value - solved.value,
      moves: movesBetween(instance, solved.assignment, forced.assignment, f),
    };
  };
  /** The cheapest `count` deputies other than the firm's own: a confirmed price may lie above its bound, so in turns. */
  const best = (view: Outlook, f: number, count: number): Alternative[] => {
    const bounds = new Float64Array(instance.deputies);
    for (let d = 0; d < bounds.length; d++)
      bounds[d] = d === solved.assignment[f] ? Number.POSITIVE_INFINITY : boundOf(view, f, d);
    const found: Alternative[] = [];
    const rise = view.base.value - solved.value;
    for (;;) {
      const deputy = leastOf(bounds);
      const last = found[count - 1];
      if (deputy < 0 || (last !== undefined && bounds[deputy]! + rise >= last.price)) break;
      found.push(confirm(view, f, deputy, bounds[deputy]!));
      found.sort((a, b) => a.price - b.price || a.deputy - b.deputy);
      found.length = Math.min(found.length, count);
      bounds[deputy] = Number.POSITIVE_INFINITY;
    }
    return found;
  };
  return {
    price: (f, d) => {
      const view = outlookOf(f);
      const bound = boundOf(view, f, d);
      return bound === Number.POSITIVE_INFINITY ? null : confirm(view, f, d, bound);
    },
    explain: (f, count = 3) => {
      const view = outlookOf(f);
      const deputy = solved.assignment[f]!;
      const alternatives = best(view, f, count);
      return {
        firm: f,
        deputy,
        pinned: instance.pin[f]! >= 0,
        cost: deputy < 0 ? null : partsOf(instance, f, deputy),
        next: alternatives[0] ?? null,
        alternatives,
        without: deputy < 0 ? null : confirm(view, f, -1, boundOf(view, f, -1)),
      };
    },
  };
}

/** The first of the least values; -1 when all are infinite. A few are taken of thousands, so sorting them all would be the dearer. */
function leastOf(values: Float64Array): number {
  let least = -1;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < (least < 0 ? Number.POSITIVE_INFINITY : values[least]!)) least = i;
  }
  return least;
}

/** Where the firm's unit comes from: today's deputy while it stays, else its entry; and the ways from everywhere. */
function outlook(instance: Instance, base: Solved, residual: Residual, f: number): Outlook {
  const { network, flow } = base;
  const arc = network.giveUp[f]!;
  const stays = arc >= 0 && flow[arc]! < network.capacity[arc]!;
  const today = instance.current[f]!;
  const goal = stays ? network.unit[today]! : network.entry[f]!;
  const start = stays ? plainCost(instance, f, today) - instance.keep : 0;
  return { base, instance, residual, ways: cheapestWays(residual, goal), goal, start };
}

function routesNow(instance: Instance, solved: Solved): Routes {
  const { firms } = instance;
  const none = () => new Int32Array(firms).fill(-1);
  const trace: Trace = { arc: [], before: [], last: none(), unit: none() };
  pairsOf(instance, solved.network, solved.flow, trace);
  return routesOf(instance, solved.network, trace, solved.assignment);
}

/** A pinned firm is priced from the optimum without its pin. */
function released(instance: Instance, keep: number, f: number): Outlook {
  const d = instance.pin[f]!;
  const pin = instance.pin.slice();
  const pins = instance.pins.slice();
  const legal = instance.legal.slice();
  pin[f] = -1;
  pins[d] = pins[d]! - 1;
  const today = instance.current[f]!;
  if (today >= 0 && allows(instance, f, today)) legal[f] = 1;
  const free = { ...instance, pin, pins, legal };
  const base = solveRounds(free, keep, noClock, noMeter());
  return outlook(free, base, residualOf(base.network, base.flow, base.pi), f);
}

const noClock = () => 0;
const noMeter = () => ({ build: 0, solve: 0, pairs: 0, pivots: 0, rounds: 0 });

/** Lower bound on the rise of the optimum of `view.base` when firm f must go to d (-1: to none). */
function boundOf(view: Outlook, f: number, d: number): number {
  const { instance, base, ways, start } = view;
  if (d < 0) return instance.unpaired - start + ways.cost(base.network.sink);
  const node = base.network.unit[d]!;
  if (node < 0 || !allows(instance, f, d)) return Number.POSITIVE_INFINITY;
  const keep = instance.current[f] === d ? instance.keep : 0;
  return plainCost(instance, f, d) - keep - start + ways.cost(node);
}

/** Sends the unit along its way, reads the pairs, and returns the moves if they cost just what the bound says. */
function confirmed(
  view: Outlook,
  before: Int32Array,
  f: number,
  d: number,
  bound: number,
  original: Instance,
): Move[] | null {
  const { base, instance, ways, goal } = view;
  const { network } = base;
  if (bound === Number.POSITIVE_INFINITY) return null;
  const flow = base.flow.slice();
  for (let v = d < 0 ? network.sink : network.unit[d]!; v !== goal; ) {
    const a = ways.step(v);
    const along = network.from[a] === v;
    flow[a] = flow[a]! + (along ? 1 : -1);
    v = along ? network.to[a]! : network.from[a]!;
  }
  const giveUp = network.giveUp.slice();
  const arc = giveUp[f]!;
  if (arc >= 0 && goal === network.entry[f]) flow[arc] = flow[arc]! - 1;
  giveUp[f] = -1;
  const pin = instance.pin.slice();
  pin[f] = d < 0 ? WITHOUT : d;
  const forced = { ...instance, pin };
  const after = pairsOf(forced, { ...network, giveUp }, flow);
  if (exchangeConflicts(forced, base.keep, base.split, after).length > 0) return null;
  const cost = objectiveOf(original, after);
  if (cost !== base.value + bound) return null;
  const moves = movesBetween(original, before, after, f);
  const plan = before.slice();
  for (const { firm, to } of moves) plan[firm] = to;
  const enough = objectiveOf(original, plan) === base.value + bound && fits(original, plan);
  return enough ? moves : differences(before, after, f);
}

function fits(instance: Instance, plan: Int32Array): boolean {
  return loadsOf(instance, plan).every((load, d) => load <= instance.capacity[d]!);
}

/** Every firm that two plans treat differently, firm f first. */
function differences(before: Int32Array, after: Int32Array, f: number): Move[] {
  const moves: Move[] = [];
  after.forEach((to, firm) => {
    if (to !== before[firm] && firm !== f) moves.push({ firm, from: before[firm]!, to });
  });
  return after[f] === before[f] ? moves : [{ firm: f, from: before[f]!, to: after[f]! }, ...moves];
}

/** The walk that carries firm f from one plan to the other; the rest of the difference has nothing to do with it. */
function movesBetween(instance: Instance, before: Int32Array, after: Int32Array, f: number): Move[] {
  const piece = piecesBetween(instance, before, after).find(({ firms }) => firms.includes(f));
  if (piece === undefined) return [];
  const rest = piece.firms.filter((firm) => firm !== f);
  return [f, ...rest].map((firm) => ({ firm, from: before[firm]!, to: after[firm]! }));
}

/** The optimum with the firm pinned to d, or with every deputy forbidden to it when d is -1. */
function solveForced(instance: Instance, keep: number, f: number, d: number): Solved {
  const pin = instance.pin.slice();
  const pins = instance.pins.slice();
  const legal = instance.legal.slice();
  const forbidden = new Map(instance.forbidden);
  if (pin[f]! >= 0) pins[pin[f]!] = pins[pin[f]!]! - 1;
  pin[f] = d;
  if (d >= 0) pins[d] = pins[d]! + 1;
  else
    forbidden.set(
      f,
      Array.from({ length: instance.deputies }, (_, other) => other),
    );
  legal[f] = d >= 0 && instance.current[f] === d ? 1 : 0;
  return solveRounds({ ...instance, pin, pins, legal, forbidden }, keep, noClock, noMeter());
}

function partsOf(instance: Instance, f: number, d: number) {
  const here = instance.firmTownship[f]!;
  const home = instance.deputyTownship[d]!;
  const near = instance.townshipCounty[here] === instance.townshipCounty[home] ? 1 : 2;
  const mine = instance.firmSector[f]!;
  const theirs = instance.deputySector[d]!;
  const akin = instance.sectorGroup[mine] === instance.sectorGroup[theirs] ? 1 : 2;
  return {
    distance: instance.distance[here === home ? 0 : near]!,
    sector: instance.sector[mine === theirs ? 0 : akin]!,
    gap: instance.gap[instance.firmSize[f]! * instance.levels + instance.deputyLevel[d]!]!,
    keep: instance.current[f] === d ? instance.keep : 0,
  };
}

/**
 * What one more place at each deputy would save the whole (0: nothing): the cheapest way of one unit from the sink to
 * the deputy's node, against his next load term. `null` for a deputy without any place to give today, whose node the
 * network leaves out. For a township or a sector take the greatest among its deputies. One search.
 */
export function worthOfPlaces(planned: { instance: Instance; solved: Solved }): (number | null)[] {
  const { solved, instance } = planned;
  const residual = residualOf(solved.network, solved.flow, solved.pi);
  const costs = costsFrom(residual, solved.network.sink);
  return Array.from({ length: instance.deputies }, (_, d) => {
    const node = solved.network.unit[d]!;
    if (node < 0) return null;
    const saved = -(costs[node]! + loadTerm(instance, instance.capacity[d]!));
    return saved > 0 ? saved : 0;
  });
}
