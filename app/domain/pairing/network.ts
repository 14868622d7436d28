import { routeByChains } from "./network/chains.ts";
import { routeByClimbing } from "./network/climb.ts";
import { Draft, LAYER, LAYERS, type Source, type Target } from "./network/draft.ts";
import { type Instance, loadTerm, plainCost, reaches } from "./problem.ts";

/** A minimum-cost flow network: arcs sorted by tail, so that the arcs out of node v are `first[v] .. first[v + 1] - 1`. */
export type FlowNetwork = {
  nodes: number;
  arcs: number;
  sink: number;
  supply: Int32Array;
  first: Int32Array;
  from: Int32Array;
  to: Int32Array;
  capacity: Int32Array;
  cost: Int32Array;
};

/**
 * The pairing network (formulation by shared nodes). Nodes are numbered so that every arc but the "give up" arcs leads
 * to a higher number. `entry[f]` is the node where firm f looks for a deputy (-1 for a pinned firm); `giveUp[f]` the
 * arc by which a firm held by today's deputy gives it up, -1 when it isn't held. `unit[d]` is the node of deputy d
 * (shared by its pool, or its own), -1 when it has no place to give. Objective = flow cost + `constant`.
 */
export type PairingNetwork = FlowNetwork & {
  entry: Int32Array;
  giveUp: Int32Array;
  unit: Int32Array;
  firstUnit: number;
  constant: number;
};

/**
 * Builds the network of an instance. `keep` is the effective weight of today's pairs (the budget's multiplier added);
 * `split` are firms set apart with an arc of their own to each unit they may use, because the classes could not give
 * them a permitted deputy at the price; the deputies that are special to them are set apart with them.
 * Size about firms' classes x 8 + deputies' classes x 8, plus a node and some five arcs for each deputy held today.
 * Source: the shared-node formulation; with costs that do not grow with the tier the exclusive chains take its place.
 */
export function buildNetwork(instance: Instance, keep: number, split: ReadonlySet<number>): PairingNetwork {
  const { firms, deputies, capacity, pins, pin, current, legal } = instance;
  const draft = new Draft(firms + 1);
  const sink = draft.node(LAYER.sink);
  const entry = new Int32Array(firms).fill(-1);
  const giveUp = new Int32Array(firms).fill(-1);
  const unit = new Int32Array(deputies).fill(-1);
  const held = new Int32Array(deputies);
  const apart = Uint8Array.from(pins, (count) => (count > 0 ? 1 : 0));
  let constant = 0;
  const isHeld = (f: number) =>
    keep > 0 && legal[f] === 1 && pin[f]! < 0 && capacity[current[f]!]! > pins[current[f]!]!;
  for (let f = 0; f < firms; f++) {
    const d = pin[f]!;
    if (d >= 0) constant += plainCost(instance, f, d) - (current[f] === d ? keep : 0);
    else if (isHeld(f)) {
      const today = current[f]!;
      constant += plainCost(instance, f, today) - keep;
      held[today] = held[today]! + 1;
      apart[today] = 1;
    }
  }
  for (const f of split) {
    for (const d of instance.forbidden.get(f) ?? []) apart[d] = 1;
    if (keep < 0 && current[f]! >= 0) apart[current[f]!] = 1;
  }

  const supply: number[] = [];
  const members = new Map<number, number[]>();
  const targets: Target[] = [];
  const classUnits = new Map<number, { target: Target; units: number[]; pool: number }>();
  for (let d = 0; d < deputies; d++) {
    if (capacity[d] === pins[d]) {
      for (let n = 0; n < pins[d]!; n++) constant += loadTerm(instance, n);
      continue;
    }
    const township = instance.deputyTownship[d]!;
    const sector = instance.deputySector[d]!;
    const level = instance.deputyLevel[d]!;
    const reach = instance.deputyReach[d]!;
    const key = ((township * instance.sectors + sector) * instance.levels + level) * 3 + reach;
    let kind = classUnits.get(key);
    if (kind === undefined) {
      kind = { target: { node: -1, township, sector, level, reach }, units: [], pool: -1 };
      classUnits.set(key, kind);
      targets.push(kind.target);
    }
    let node = apart[d] ? -1 : kind.pool;
    if (node < 0) {
      node = draft.node(LAYER.unit);
      kind.units.push(node);
      members.set(node, []);
      if (!apart[d]) kind.pool = node;
    }
    members.get(node)!.push(d);
    unit[d] = node;
    supply[node] = (supply[node] ?? 0) + held[d]! + pins[d]!;
  }
  for (const { target, units } of classUnits.values()) {
    target.node = units.length === 1 ? units[0]! : draft.node(LAYER.hub);
    if (units.length > 1) for (const node of units) draft.arc(target.node, node, 0);
  }
  for (const [node, list] of members) addLoads(draft, instance, node, sink, list);

  const sources: Source[] = [];
  const classOf = new Map<number, number>();
  for (let f = 0; f < firms; f++) {
    if (pin[f]! >= 0) continue;
    if (split.has(f)) {
      entry[f] = addSplit(draft, instance, keep, f, unit, members);
    } else {
      const township = instance.firmTownship[f]!;
      const sector = instance.firmSector[f]!;
      const size = instance.firmSize[f]!;
      const key = (township * instance.sectors + sector) * instance.sizes + size;
      let node = classOf.get(key);
      if (node === undefined) {
        node = draft.node(LAYER.entry);
        classOf.set(key, node);
        sources.push({ node, township, sector, size });
      }
      entry[f] = node;
    }
  }
  for (const node of new Set(entry)) if (node >= 0) draft.arc(node, sink, instance.unpaired);
  addEntries(draft, instance, keep, isHeld, { entry, giveUp, unit, supply });
  const climbs = rises(instance.distance) && rises(instance.sector);
  (climbs ? routeByClimbing : routeByChains)(draft, instance, sources, targets);
  return finish(draft, sink, supply, entry, giveUp, unit, constant);
}

function rises(table: Int32Array): boolean {
  return table[0]! <= table[1]! && table[1]! <= table[2]!;
}

/** One arc for each run of equal load terms, as wide as the places its deputies have at those terms. */
function addLoads(draft: Draft, instance: Instance, node: number, sink: number, list: readonly number[]) {
  const terms = instance.load.length;
  let width = 0;
  for (let n = 0; n < terms; n++) {
    for (const d of list) {
      const places = instance.capacity[d]!;
      width += n === terms - 1 ? Math.max(0, places - n) : places > n ? 1 : 0;
    }
    const ends = n === terms - 1 || instance.load[n + 1] !== instance.load[n];
    if (ends && width > 0) {
      draft.arc(node, sink, instance.load[n]!, Math.min(width, draft.plenty));
      width = 0;
    }
  }
}

/** A firm's own node with an arc to each unit it may use; all members of a pool cost it the same. */
function addSplit(
  draft: Draft,
  instance: Instance,
  keep: number,
  f: number,
  unit: Int32Array,
  members: ReadonlyMap<number, readonly number[]>,
): number {
  const node = draft.node(LAYER.entry);
  const banned = new Set((instance.forbidden.get(f) ?? []).map((d) => unit[d]!));
  for (const [place, list] of members) {
    const d = list[0]!;
    if (banned.has(place) || !reaches(instance, f, d)) continue;
    const extra = keep < 0 && instance.current[f] === d ? -keep : 0;
    draft.arc(node, place, plainCost(instance, f, d) + extra);
  }
  return node;
}

/** Supplies of firms: at today's deputy with an arc to give it up, or at the firm's own entry. */
function addEntries(
  draft: Draft,
  instance: Instance,
  keep: number,
  isHeld: (f: number) => boolean,
  at: { entry: Int32Array; giveUp: Int32Array; unit: Int32Array; supply: number[] },
) {
  const byPair = new Map<number, number>();
  for (let f = 0; f < instance.firms; f++) {
    const node = at.entry[f]!;
    if (node < 0) continue;
    if (!isHeld(f)) {
      at.supply[node] = (at.supply[node] ?? 0) + 1;
      continue;
    }
    const today = instance.current[f]!;
    const key = at.unit[today]! * 2 ** 26 + node;
    const arc = byPair.get(key);
    if (arc === undefined) {
      at.giveUp[f] = draft.arc(at.unit[today]!, node, keep - plainCost(instance, f, today), 1);
      byPair.set(key, at.giveUp[f]!);
    } else {
      draft.room[arc] = draft.room[arc]! + 1;
      at.giveUp[f] = arc;
    }
  }
}

function finish(
  draft: Draft,
  sink: number,
  supply: readonly number[],
  entry: Int32Array,
  giveUp: Int32Array,
  unit: Int32Array,
  constant: number,
): PairingNetwork {
  const { number, firstUnit, nodes, kept } = numberNodes(draft, sink);
  const arcs = kept.length;
  const first = new Int32Array(nodes + 1);
  for (const a of kept) {
    const v = number[draft.tail[a]!]! + 1;
    first[v] = first[v]! + 1;
  }
  for (let v = 0; v < nodes; v++) first[v + 1] = first[v + 1]! + first[v]!;
  const next = first.slice();
  const place = new Int32Array(draft.tail.length).fill(-1);
  const from = new Int32Array(arcs);
  const to = new Int32Array(arcs);
  const capacity = new Int32Array(arcs);
  const cost = new Int32Array(arcs);
  for (const a of kept) {
    const v = number[draft.tail[a]!]!;
    const i = next[v]!;
    next[v] = i + 1;
    place[a] = i;
    from[i] = v;
    to[i] = number[draft.head[a]!]!;
    capacity[i] = draft.room[a]!;
    cost[i] = draft.price[a]!;
  }
  const supplies = new Int32Array(nodes);
  let total = 0;
  for (let v = 0; v < supply.length; v++) {
    const amount = supply[v] ?? 0;
    if (amount > 0) supplies[number[v]!] = amount;
    total += amount;
  }
  supplies[number[sink]!] = -total;
  return {
    nodes,
    arcs,
    sink: number[sink]!,
    supply: supplies,
    first,
    from,
    to,
    capacity,
    cost,
    entry: entry.map((v) => (v < 0 ? -1 : number[v]!)),
    giveUp: giveUp.map((a) => (a < 0 ? -1 : place[a]!)),
    unit: unit.map((v) => (v < 0 ? -1 : number[v]!)),
    firstUnit,
    constant,
  };
}

/** Numbers the nodes by layer, leaving out those from which no deputy is reached, and the arcs into them. */
function numberNodes(draft: Draft, sink: number) {
  const count = draft.layer.length;
  const order: number[][] = Array.from({ length: LAYERS }, () => []);
  for (let v = 0; v < count; v++) order[draft.layer[v]!]!.push(v);
  const flat = order.flat();
  const ways: number[][] = Array.from({ length: count }, () => []);
  for (let a = 0; a < draft.tail.length; a++) ways[draft.tail[a]!]!.push(draft.head[a]!);
  const live = new Uint8Array(count);
  live[sink] = 1;
  for (const v of flat.reverse()) if (ways[v]!.some((head) => live[head] === 1)) live[v] = 1;
  const number = new Int32Array(count).fill(-1);
  let nodes = 0;
  let firstUnit = 0;
  for (const v of flat.reverse()) {
    if (live[v] !== 1) continue;
    if (draft.layer[v]! < LAYER.unit) firstUnit = nodes + 1;
    number[v] = nodes++;
  }
  const kept: number[] = [];
  for (let a = 0; a < draft.tail.length; a++) {
    if (live[draft.tail[a]!] === 1 && live[draft.head[a]!] === 1) kept.push(a);
  }
  return { number, nodes, firstUnit, kept };
}
