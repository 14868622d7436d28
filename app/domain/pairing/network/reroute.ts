import type { PairingNetwork } from "#app/domain/pairing/network.ts";
import type { Trace } from "#app/domain/pairing/pairs.ts";
import { allows, costOf, type Instance, loadTerm } from "#app/domain/pairing/problem.ts";
import type { Ways } from "./residual.ts";

/** The way each firm takes through the network, which firms take each arc or give up by it, and which deputies stand at each unit. */
export type Routes = {
  /** Arcs from the firm's entry to its unit; null for a firm that waits, stays with today's deputy or was exchanged. */
  of: (f: number) => readonly number[] | null;
  on: (arc: number) => readonly number[];
  held: (giveUp: number) => readonly number[];
  at: (unit: number) => readonly number[];
};

/** The indices that bear each value of `keys` from 0 on, in their order. */
function groupsOf(keys: Int32Array): readonly (readonly number[] | undefined)[] {
  const groups: number[][] = [];
  keys.forEach((key, index) => {
    if (key < 0) return;
    groups[key] ??= [];
    groups[key]!.push(index);
  });
  return groups;
}

const NOBODY: readonly number[] = [];

/** Reads routes off the flow, in the order in which the pairs were read; `assignment` tells whom exchanges moved. */
export function routesOf(
  instance: Instance,
  network: PairingNetwork,
  steps: Trace,
  assignment: Int32Array,
): Routes {
  const { firms } = instance;
  const known: (readonly number[] | null)[] = new Array(firms).fill(null);
  const users: number[][] = [];
  for (let f = 0; f < firms; f++) {
    const d = assignment[f]!;
    if (d < 0 || steps.last[f]! < 0 || steps.unit[f] !== network.unit[d]) continue;
    const route: number[] = [];
    for (let i = steps.last[f]!; i >= 0; i = steps.before[i]!) route.push(steps.arc[i]!);
    known[f] = route.reverse();
    for (const arc of route) {
      users[arc] ??= [];
      users[arc]!.push(f);
    }
  }
  const givers = groupsOf(network.giveUp);
  const deputies = groupsOf(network.unit);
  return {
    of: (f) => known[f] ?? null,
    on: (arc) => users[arc] ?? NOBODY,
    held: (arc) => givers[arc] ?? NOBODY,
    at: (unit) => deputies[unit] ?? NOBODY,
  };
}

/** How many firms of one arc are looked at before giving up. */
const MOST_TRIED = 40;

/**
 * Turns the way of one unit through the residual network into the fewest moves of firms: forward along an arc the firm
 * in hand goes on; back along an arc some firm whose route uses it is taken in hand and the firm before takes over the
 * rest of its route. Firm f goes to d (-1: to none) and its own old place is filled at the end of the way.
 * Returns the new deputies of all firms moved, or null when no permitted choice of firms was found; whoever calls
 * checks the cost. `before` are the deputies' loads. O(length of the way x firms).
 */
export function reroute(
  instance: Instance,
  network: PairingNetwork,
  routes: Routes,
  assignment: Int32Array,
  before: Int32Array,
  way: { ways: Ways; goal: number },
  f: number,
  d: number,
): Map<number, number> | null {
  const { from, to, sink, entry, unit, giveUp } = network;
  const isUnit = (node: number) => routes.at(node).length > 0;
  const placed = new Map<number, number>();
  const rerouted = new Map<number, readonly number[]>();
  const loads = new Map<number, number>();
  const routeOf = (x: number) => rerouted.get(x) ?? routes.of(x) ?? [];
  const deputyOf = (x: number) => placed.get(x) ?? assignment[x]!;
  const may = (x: number, deputy: number) => deputy < 0 || x === f || allows(instance, x, deputy);
  const place = (x: number, deputy: number, route: readonly number[]) => {
    placed.set(x, deputy);
    rerouted.set(x, route);
  };
  const using = (arc: number) => [
    ...routes
      .on(arc)
      .filter((x) => !rerouted.has(x))
      .slice(0, MOST_TRIED),
    ...[...rerouted].filter(([, route]) => route.includes(arc)).map(([x]) => x),
  ];
  /** Firms alike in the give-up arc, standing with today's deputy or having given him up. */
  const holders = (arc: number, staying: boolean) => {
    const found: number[] = [];
    for (const x of routes.held(arc)) {
      if (found.length === MOST_TRIED) break;
      if (x === f) continue;
      if ((deputyOf(x) === instance.current[x] && routeOf(x).length === 0) === staying) found.push(x);
    }
    return found;
  };
  const waiting = (node: number) => {
    for (let x = 0; x < instance.firms; x++) {
      if (entry[x] === node && instance.pin[x] === -1 && deputyOf(x) < 0) return x;
    }
    return -1;
  };
  const leastLoaded = (node: number) => {
    let best = -1;
    for (const m of routes.at(node)) {
      if (loadAt(m) >= instance.capacity[m]!) continue;
      if (best < 0 || loadAt(m) < loadAt(best)) best = m;
    }
    return best;
  };
  const loadAt = (m: number) => before[m]! + (loads.get(m) ?? 0);

  let v = d < 0 ? sink : unit[d]!;
  /** The firm in hand at an inner node, with the route it came by. */
  let hand: { firm: number; route: readonly number[] } | null = null;
  /** The firm that came into a unit and takes the place of who leaves it; the forced one must get d itself. */
  let coming: { firm: number; route: readonly number[] } | null = null;
  let forcedComing = d >= 0;
  const settle = (deputy: number) => {
    if (forcedComing) {
      forcedComing = false;
      return deputy === d;
    }
    if (coming === null) {
      loads.set(deputy, (loads.get(deputy) ?? 0) - 1);
      return true;
    }
    if (!may(coming.firm, deputy)) return false;
    place(coming.firm, deputy, coming.route);
    coming = null;
    return true;
  };
  const suits = (deputy: number) =>
    forcedComing ? deputy === d : coming === null || may(coming.firm, deputy);

  while (v !== way.goal) {
    const a = way.ways.step(v);
    const along = from[a] === v;
    const w = along ? to[a]! : from[a]!;
    if (v === sink) {
      if (isUnit(w)) {
        v = w;
        continue;
      }
      const firm = waiting(w);
      if (firm < 0) return null;
      hand = { firm, route: [] };
    } else if (isUnit(v) && hand === null) {
      if (along && w === sink) {
        const deputy = forcedComing ? d : leastLoaded(v);
        if (deputy < 0 || !settle(deputy)) return null;
        loads.set(deputy, (loads.get(deputy) ?? 0) + 1);
      } else if (along && !isUnit(w)) {
        const firm = holders(a, true).find((x) => suits(deputyOf(x)));
        if (firm === undefined || !settle(deputyOf(firm))) return null;
        hand = { firm, route: [] };
      } else if (!along) {
        const last = (x: number) => routeOf(x).at(-1) === a;
        const alone = coming === null && !forcedComing;
        const arriving: number | undefined = coming?.firm;
        const choices: number[] = using(a).filter((x) => x !== arriving && last(x) && suits(deputyOf(x)));
        if (alone) choices.sort((x, y) => loadAt(deputyOf(y)) - loadAt(deputyOf(x)));
        const firm = choices[0];
        if (firm === undefined) return null;
        const route = routeOf(firm).slice(0, -1);
        if (!settle(deputyOf(firm))) return null;
        hand = { firm, route };
      } else return null;
    } else if (hand === null) return null;
    else if (along) {
      if (w === sink) {
        place(hand.firm, -1, []);
        hand = null;
      } else {
        const route: readonly number[] = [...hand.route, a];
        if (isUnit(w)) {
          coming = { firm: hand.firm, route };
          hand = null;
        } else hand = { firm: hand.firm, route };
      }
    } else if (isUnit(w) && !isUnit(v)) {
      const { firm } = hand;
      if (giveUp[firm] === a && firm !== f) coming = { firm, route: [] };
      else {
        const home = holders(a, false).find((x) => may(firm, deputyOf(x)));
        if (home === undefined) return null;
        place(firm, deputyOf(home), routeOf(home));
        coming = { firm: home, route: [] };
      }
      hand = null;
    } else if (hand.route.at(-1) === a) {
      hand = { firm: hand.firm, route: hand.route.slice(0, -1) };
    } else {
      const { firm, route }: { firm: number; route: readonly number[] } = hand;
      const other: number | undefined = using(a).find((x) => x !== firm && may(firm, deputyOf(x)));
      if (other === undefined) return null;
      const its = routeOf(other);
      const at = its.indexOf(a);
      place(firm, deputyOf(other), [...route, ...its.slice(at + 1)]);
      hand = { firm: other, route: its.slice(0, at) };
    }
    v = w;
  }
  if (hand !== null && hand.firm !== f) {
    if (!may(hand.firm, deputyOf(f))) return null;
    placed.set(hand.firm, deputyOf(f));
  } else if (hand === null && isUnit(v) && !settle(deputyOf(f))) return null;
  placed.set(f, d);
  for (const [x, deputy] of placed) if (deputy === assignment[x] && x !== f) placed.delete(x);
  return placed;
}

/** What the moves add to the objective, or null when they break a rule. `loads` are those before the moves. */
export function costOfMoves(
  instance: Instance,
  assignment: Int32Array,
  loads: Int32Array,
  moves: ReadonlyMap<number, number>,
): number | null {
  const shift = new Map<number, number>();
  let cost = 0;
  for (const [f, d] of moves) {
    const before = assignment[f]!;
    cost -= before < 0 ? instance.unpaired : costOf(instance, f, before);
    cost += d < 0 ? instance.unpaired : costOf(instance, f, d);
    if (d >= 0 && !allows(instance, f, d)) return null;
    if (before >= 0) shift.set(before, (shift.get(before) ?? 0) - 1);
    if (d >= 0) shift.set(d, (shift.get(d) ?? 0) + 1);
  }
  for (const [d, by] of shift) {
    const load = loads[d]!;
    if (load + by > instance.capacity[d]!) return null;
    for (let n = load; n < load + by; n++) cost += loadTerm(instance, n);
    for (let n = load + by; n < load; n++) cost -= loadTerm(instance, n);
  }
  return cost;
}
