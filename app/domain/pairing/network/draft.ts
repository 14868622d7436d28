import { type Instance, loadTerm } from "#app/domain/pairing/problem.ts";

/** Layers in which nodes are numbered; arcs lead from lower to higher ones (give-up arcs excepted). */
export const LAYER = { entry: 0, way: 1, local: 3, direct: 7, hub: 12, unit: 13, sink: 14 } as const;
const LAYERS = 15;

/** Firms alike in township, sector and size enter the network together. */
export type Source = { node: number; township: number; sector: number; size: number };
/** Deputies alike in township, sector, level and reach are reached through one node. */
export type Target = { node: number; township: number; sector: number; level: number; reach: number };

/** A list of 32-bit integers that grows by doubling. */
export class IntList {
  data = new Int32Array(2 ** 14);
  length = 0;
  push(value: number): void {
    if (this.length === this.data.length) {
      const wider = new Int32Array(this.length * 2);
      wider.set(this.data);
      this.data = wider;
    }
    this.data[this.length++] = value;
  }
}

/** Collects nodes and arcs in any order; `assemble` numbers the nodes by layer and sorts the arcs by tail. */
export class Draft {
  readonly layer = new IntList();
  readonly tail = new IntList();
  readonly head = new IntList();
  readonly room = new IntList();
  readonly price = new IntList();
  /** A capacity that no flow fills: firms + 1. */
  readonly plenty: number;
  constructor(plenty: number) {
    this.plenty = plenty;
  }
  /** Adds a node of a layer and returns its number in the draft. */
  node(layer: number): number {
    this.layer.push(layer);
    return this.layer.length - 1;
  }
  /** Adds an arc and returns its number in the draft. */
  arc(from: number, to: number, cost: number, capacity = this.plenty): number {
    this.tail.push(from);
    this.head.push(to);
    this.price.push(cost);
    this.room.push(capacity);
    return this.tail.length - 1;
  }
}

/** One arc for each run of equal load terms, as wide as the places its deputies have at those terms. */
export function addLoads(
  draft: Draft,
  instance: Instance,
  node: number,
  sink: number,
  deputies: readonly number[],
): number[] {
  const terms = instance.load.length;
  const made: number[] = [];
  let width = 0;
  for (let n = 0; n < terms; n++) {
    const last = n === terms - 1;
    for (const d of deputies) {
      const places = instance.capacity[d]!;
      width += last ? Math.max(0, places - n) : places > n ? 1 : 0;
    }
    if (width > 0 && (last || loadTerm(instance, n + 1) !== loadTerm(instance, n))) {
      made.push(draft.arc(node, sink, loadTerm(instance, n), Math.min(width, draft.plenty)));
      width = 0;
    }
  }
  return made;
}

/** The drafted network in order: `number` and `place` lead from the draft's nodes and arcs to the network's. */
export type Assembled = {
  nodes: number;
  arcs: number;
  sink: number;
  first: Int32Array;
  from: Int32Array;
  to: Int32Array;
  capacity: Int32Array;
  cost: Int32Array;
  firstUnit: number;
  /** First nodes reached without going through others' hubs, and without leaving the township. */
  bands: [direct: number, local: number];
  number: Int32Array;
  place: Int32Array;
};

/**
 * Numbers the nodes by layer, as made within a layer, and sorts the arcs by tail, as made for one tail. With `prune`
 * nodes from which no deputy is reached are left out with the arcs into them. O(nodes + arcs).
 */
export function assemble(draft: Draft, sink: number, prune: boolean): Assembled {
  const count = draft.layer.length;
  const layer = draft.layer.data;
  const start = new Int32Array(LAYERS + 1);
  for (let v = 0; v < count; v++) start[layer[v]! + 1] = start[layer[v]! + 1]! + 1;
  for (let i = 0; i < LAYERS; i++) start[i + 1] = start[i + 1]! + start[i]!;
  const number = new Int32Array(count);
  for (let v = 0; v < count; v++) {
    number[v] = start[layer[v]!]!;
    start[layer[v]!] = number[v]! + 1;
  }
  const bands: [number, number] = [0, 0];
  for (let v = 0; v < count; v++) {
    if (layer[v]! < LAYER.direct) bands[0]++;
    if (layer[v]! < LAYER.local) bands[1]++;
  }
  let nodes = count;
  if (prune) nodes = keepLive(draft, sink, number);
  let firstUnit = 0;
  for (let v = 0; v < count; v++) if (layer[v]! < LAYER.unit && number[v]! >= 0) firstUnit++;
  return { nodes, sink: number[sink]!, firstUnit, bands, number, ...sortArcs(draft, nodes, number) };
}

function sortArcs(draft: Draft, nodes: number, number: Int32Array) {
  const drafted = draft.tail.length;
  const tails = draft.tail.data;
  const heads = draft.head.data;
  const first = new Int32Array(nodes + 1);
  let arcs = 0;
  for (let a = 0; a < drafted; a++) {
    const v = number[tails[a]!]!;
    if (v < 0 || number[heads[a]!]! < 0) continue;
    first[v + 1] = first[v + 1]! + 1;
    arcs++;
  }
  for (let v = 0; v < nodes; v++) first[v + 1] = first[v + 1]! + first[v]!;
  const next = first.slice();
  const place = new Int32Array(drafted).fill(-1);
  const from = new Int32Array(arcs);
  const to = new Int32Array(arcs);
  const capacity = new Int32Array(arcs);
  const cost = new Int32Array(arcs);
  for (let a = 0; a < drafted; a++) {
    const v = number[tails[a]!]!;
    const w = number[heads[a]!]!;
    if (v < 0 || w < 0) continue;
    const i = next[v]!;
    next[v] = i + 1;
    place[a] = i;
    from[i] = v;
    to[i] = w;
    capacity[i] = draft.room.data[a]!;
    cost[i] = draft.price.data[a]!;
  }
  return { arcs, first, from, to, capacity, cost, place };
}

/** Renumbers the nodes from which the sink is reached, in their order; the others get -1. Returns how many remain. */
function keepLive(draft: Draft, sink: number, number: Int32Array): number {
  const count = number.length;
  const { first, to } = sortArcs(draft, count, number);
  const live = new Uint8Array(count);
  live[number[sink]!] = 1;
  for (let v = count - 1; v >= 0; v--) {
    for (let a = first[v]!; a < first[v + 1]!; a++) if (live[to[a]!] === 1) live[v] = 1;
  }
  const renumbered = new Int32Array(count);
  let nodes = 0;
  for (let v = 0; v < count; v++) renumbered[v] = live[v] === 1 ? nodes++ : -1;
  for (let v = 0; v < count; v++) number[v] = renumbered[number[v]!]!;
  return nodes;
}
