import type { FlowNetwork, PairingNetwork } from "#app/domain/pairing/network.ts";
import type { Simplex } from "#app/domain/pairing/simplex.ts";
import { freeForest, hang, type TreeHint } from "./forest.ts";

/**
 * The flow at hand without any search: firms held by today's deputy stay where that may pay and while he has places
 * (the surplus gives him up, last arcs first), the others take free places, nearest first, and the rest go without. Always feasible, as every
 * entry has an arc straight to the sink.
 */
export function flowOfToday(network: PairingNetwork): Int32Array {
  const { nodes, sink, first, to, capacity, cost, supply, firstUnit } = network;
  const flow = new Int32Array(network.arcs);
  const waiting = supply.slice();
  for (let v = firstUnit; v < nodes; v++) {
    if (v === sink || waiting[v] === 0) continue;
    const leave = (a: number, most: number) => {
      const amount = Math.min(most, capacity[a]! - flow[a]!);
      flow[a] = flow[a]! + amount;
      waiting[v] = waiting[v]! - amount;
      if (to[a] !== sink) waiting[to[a]!] = waiting[to[a]!]! + amount;
    };
    for (let a = first[v]!; a < first[v + 1]!; a++) {
      if (to[a] !== sink && cost[a]! + nearest(network, to[a]!) < 0) leave(a, waiting[v]!);
    }
    for (let a = first[v]!; a < first[v + 1]!; a++) if (to[a] === sink) leave(a, waiting[v]!);
    for (let a = first[v + 1]! - 1; waiting[v]! > 0; a--) if (to[a] !== sink) leave(a, waiting[v]!);
  }
  fillFreePlaces(network, flow, waiting);
  for (let v = 0; v < firstUnit; v++) {
    let a = first[v]!;
    if (waiting[v] === 0) continue;
    while (to[a] !== sink) a++;
    flow[a] = waiting[v]!;
  }
  return flow;
}

/** The least an entry pays on its first step towards any deputy. */
function nearest(network: PairingNetwork, entry: number): number {
  const { sink, first, to, cost } = network;
  let least = Number.POSITIVE_INFINITY;
  for (let a = first[entry]!; a < first[entry + 1]!; a++) {
    if (to[a] !== sink && cost[a]! < least) least = cost[a]!;
  }
  return least;
}

/**
 * Lets waiting firms take free places: first those reached directly, then through the township's hubs, then by any
 * way, arcs in order of making. A node's arc that leads to no free place any more is never looked at again, so each
 * pass costs O(arcs + firms x depth).
 */
function fillFreePlaces(network: PairingNetwork, flow: Int32Array, waiting: Int32Array): void {
  const { sink, first, to, capacity, firstUnit, bands } = network;
  const next = first.slice(0, network.nodes);
  const push = (v: number, amount: number): number => {
    let left = amount;
    let a = next[v]!;
    const end = first[v + 1]!;
    for (; left > 0 && a < end; a++) {
      const w = to[a]!;
      if (w < v) continue;
      const sent = w === sink ? Math.min(left, capacity[a]! - flow[a]!) : push(w, left);
      flow[a] = flow[a]! + sent;
      left -= sent;
      if (left === 0) break;
    }
    next[v] = a;
    return amount - left;
  };
  for (const least of [...bands, 0]) {
    for (let v = 0; v < firstUnit; v++) {
      for (let a = first[v]!; a < first[v + 1]! && waiting[v]! > 0; a++) {
        const w = to[a]!;
        if (w === sink || w < least) continue;
        const sent = push(w, waiting[v]!);
        flow[a] = flow[a]! + sent;
        waiting[v] = waiting[v]! - sent;
      }
    }
  }
}

/** The tree of a solved network as a hint for a grown one; `nodeOf` and `arcOf` say where nodes and arcs went. */
export function hintOf(s: Simplex, nodes: number, nodeOf: Int32Array, arcOf: Int32Array): TreeHint {
  const order = new Int32Array(s.parent.length);
  const arc = new Int32Array(nodes).fill(-1);
  let v = s.network.sink;
  for (let i = 0; i < order.length; i++) {
    order[i] = nodeOf[v]!;
    if (s.pred[v]! >= 0) arc[nodeOf[v]!] = arcOf[s.arcAt[s.pred[v]!]!]!;
    v = s.thread[v]!;
  }
  return { order, arc };
}

/**
 * A strongly feasible spanning tree solution that starts from the feasible `flow` (changed in place where its free
 * arcs close cycles, at no greater cost). Free arcs (strictly between their bounds) must be tree arcs, so they form a
 * forest first; each of its trees is then hung towards the sink by the cheapest arc along which a unit can still be
 * sent, in reverse order of the nodes; the arcs of an earlier tree are tried before. O(arcs x depth), in practice a few passes over the arcs.
 */
export function plantTree(network: FlowNetwork, flow: Int32Array, hint?: TreeHint): Simplex {
  const { nodes, arcs, sink, from } = network;
  const forest = freeForest(network, flow);
  hang(network, flow, forest, hint);
  const k = Math.max(10, Math.floor(Math.sqrt(arcs)));
  const arcAt = new Int32Array(arcs);
  const at = new Int32Array(arcs);
  for (let a = 0, i = 0, j = 0; a < arcs; a++) {
    arcAt[i] = a;
    at[a] = i;
    i += k;
    if (i >= arcs) i = ++j;
  }
  const s: Simplex = {
    network,
    arcAt,
    from: new Int32Array(arcs),
    to: new Int32Array(arcs),
    capacity: new Int32Array(arcs),
    cost: new Int32Array(arcs),
    flow: new Int32Array(arcs),
    state: new Int8Array(arcs),
    parent: forest.parent,
    pred: new Int32Array(nodes).fill(-1),
    up: new Int8Array(nodes),
    thread: new Int32Array(nodes),
    revThread: new Int32Array(nodes),
    succNum: new Int32Array(nodes).fill(1),
    lastSucc: new Int32Array(nodes),
    pi: new Float64Array(nodes),
    dirty: new Int32Array(nodes + 1),
    next: 0,
    pivots: 0,
  };
  mixArcs(s, flow);
  for (let v = 0; v < nodes; v++) {
    const a = forest.arc[v]!;
    if (a < 0) continue;
    s.pred[v] = at[a]!;
    s.up[v] = from[a] === v ? 1 : -1;
    s.state[at[a]!] = 0;
  }
  s.parent[sink] = -1;
  threadTree(s, sink);
  return s;
}

/** Copies the arcs in mixed order, so that a block of the search meets arcs of all parts. */
function mixArcs(s: Simplex, flow: Int32Array): void {
  const { from, to, capacity, cost } = s.network;
  for (let i = 0; i < s.arcAt.length; i++) {
    const a = s.arcAt[i]!;
    s.from[i] = from[a]!;
    s.to[i] = to[a]!;
    s.capacity[i] = capacity[a]!;
    s.cost[i] = cost[a]!;
    s.flow[i] = flow[a]!;
    s.state[i] = flow[a] === 0 ? 1 : -1;
  }
}

/** Puts new costs on the arcs and recomputes the potentials of the tree; the tree stays feasible as it is. O(nodes). */
export function reprice(s: Simplex, cost: Int32Array): void {
  for (let i = 0; i < s.arcAt.length; i++) s.cost[i] = cost[s.arcAt[i]!]!;
  computePotentials(s);
}

function computePotentials(s: Simplex): void {
  const root = s.network.sink;
  s.pi[root] = 0;
  for (let v = s.thread[root]!; v !== root; v = s.thread[v]!) {
    s.pi[v] = s.pi[s.parent[v]!]! - s.up[v]! * s.cost[s.pred[v]!]!;
  }
}

/** Preorder threads, subtree sizes and potentials from the parents alone. */
function threadTree(s: Simplex, root: number): void {
  const { parent, thread, revThread, succNum, lastSucc } = s;
  const nodes = parent.length;
  const child = new Int32Array(nodes).fill(-1);
  const sibling = new Int32Array(nodes).fill(-1);
  for (let v = nodes - 1; v >= 0; v--) {
    const p = parent[v]!;
    if (p < 0) continue;
    sibling[v] = child[p]!;
    child[p] = v;
  }
  const order = new Int32Array(nodes);
  let seen = 0;
  for (let v = root; v >= 0; ) {
    order[seen++] = v;
    if (child[v]! >= 0) v = child[v]!;
    else {
      while (v >= 0 && sibling[v]! < 0) v = parent[v]!;
      if (v >= 0) v = sibling[v]!;
    }
  }
  for (let i = 0; i < seen; i++) {
    const v = order[i]!;
    const w = order[i + 1 === seen ? 0 : i + 1]!;
    thread[v] = w;
    revThread[w] = v;
    lastSucc[v] = v;
  }
  for (let i = seen - 1; i > 0; i--) {
    const v = order[i]!;
    const p = parent[v]!;
    succNum[p] = succNum[p]! + succNum[v]!;
  }
  for (let i = 0; i < seen; i++) lastSucc[order[i]!] = order[i + succNum[order[i]!]! - 1]!;
  computePotentials(s);
}
