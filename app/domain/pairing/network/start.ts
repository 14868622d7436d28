import type { FlowNetwork, PairingNetwork } from "#app/domain/pairing/network.ts";
import type { Simplex } from "#app/domain/pairing/simplex.ts";
import { childrenOf, freeForest, hang, type TreeHint } from "./forest.ts";

/** Most distinct load terms that the first filling tells apart. */
const MOST_TERMS = 8;

/**
 * The flow at hand without any search: firms held by today's deputy stay where that may pay and while he has places
 * (the surplus gives him up, last arcs first), the others take free places, the cheapest by load and nearness first,
 * and the rest go without. Always feasible, as every entry has an arc straight to the sink.
 */
export function flowOfToday(network: PairingNetwork): Int32Array {
  const { nodes, sink, first, to, capacity, cost, supply, firstUnit } = network;
  const flow = new Int32Array(network.arcs);
  const waiting = supply.slice();
  const nearest = nearestSteps(network);
  const leave = (v: number, a: number, most: number) => {
    const amount = Math.min(most, capacity[a]! - flow[a]!);
    flow[a] = flow[a]! + amount;
    waiting[v] = waiting[v]! - amount;
    if (to[a] !== sink) waiting[to[a]!] = waiting[to[a]!]! + amount;
  };
  for (let v = firstUnit; v < nodes; v++) {
    if (v === sink || waiting[v] === 0) continue;
    for (let a = first[v]!; a < first[v + 1]!; a++) {
      if (to[a] !== sink && cost[a]! + nearest[to[a]!]! < 0) leave(v, a, waiting[v]!);
    }
    for (let a = first[v]!; a < first[v + 1]!; a++) if (to[a] === sink) leave(v, a, waiting[v]!);
    for (let a = first[v + 1]! - 1; waiting[v]! > 0; a--) if (to[a] !== sink) leave(v, a, waiting[v]!);
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

/** The least each node before the units pays on its first step towards any deputy. */
function nearestSteps(network: PairingNetwork): Float64Array {
  const { sink, from, to, cost, first, firstUnit } = network;
  const least = new Float64Array(network.nodes).fill(Number.POSITIVE_INFINITY);
  for (let a = 0; a < first[firstUnit]!; a++) {
    if (to[a] !== sink && cost[a]! < least[from[a]!]!) least[from[a]!] = cost[a]!;
  }
  return least;
}

/**
 * Lets waiting firms take free places. In each step the places up to one load term are offered within one band of
 * nearness (reached directly, through the township's hubs, by any way), steps in order of term and nearness together,
 * arcs in order of making. A node's arc that leads to no place on offer is not looked at again in that step, so each
 * step costs O(arcs + firms x depth).
 */
function fillFreePlaces(network: PairingNetwork, flow: Int32Array, waiting: Int32Array): void {
  const { sink, first, to, capacity, cost, firstUnit, nodes, bands } = network;
  const terms = new Set<number>();
  for (let a = first[firstUnit]!; a < network.arcs; a++) if (to[a] === sink) terms.add(cost[a]!);
  const limits = [...terms].sort((x, y) => x - y);
  if (limits.length > MOST_TERMS) limits.splice(MOST_TERMS - 1, limits.length - MOST_TERMS);
  const steps = limits.flatMap((limit) => bands.map(({ least, price }) => ({ limit, least, price })));
  steps.sort((x, y) => x.limit + x.price - y.limit - y.price);
  let next = first;
  const push = (v: number, amount: number, limit: number): number => {
    let left = amount;
    let a = next[v]!;
    for (const end = first[v + 1]!; left > 0 && a < end; a++) {
      const w = to[a]!;
      if (w < v) continue;
      if (w === sink && cost[a]! > limit) break;
      const sent = w === sink ? Math.min(left, capacity[a]! - flow[a]!) : push(w, left, limit);
      flow[a] = flow[a]! + sent;
      left -= sent;
      if (left === 0) break;
    }
    next[v] = a;
    return amount - left;
  };
  for (const { limit, least } of steps) {
    next = first.slice(0, nodes);
    for (let v = 0; v < firstUnit; v++) {
      if (waiting[v] === 0) continue;
      for (let a = first[v]!; a < first[v + 1]! && waiting[v]! > 0; a++) {
        const w = to[a]!;
        if (w === sink || w < least) continue;
        const sent = push(w, waiting[v]!, limit);
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
  for (let i = 0, v = 0; i < order.length; i++, v = s.thread[v]!) {
    const node = nodeOf[s.nodeAt[v]!]!;
    order[i] = node;
    if (s.pred[v]! >= 0) arc[node] = arcOf[s.arcAt[s.pred[v]!]!]!;
  }
  return { order, arc };
}

/**
 * A strongly feasible spanning tree solution that starts from the feasible `flow` (changed in place where its free
 * arcs close cycles, at no greater cost). Free arcs (strictly between their bounds) must be tree arcs, so they form a
 * forest first; each of its trees is then hung towards the sink by the cheapest arc along which a unit can still be
 * sent, in reverse order of the nodes; the arcs of an earlier tree are tried before. O(arcs x depth), in practice a
 * few passes over the arcs.
 */
export function plantTree(network: FlowNetwork, flow: Int32Array, hint?: TreeHint): Simplex {
  const { nodes, arcs, from, to, capacity, cost, sink } = network;
  const tree = hang(network, flow, freeForest(network, flow), hint);
  const nodeAt = preorder(tree.parent, sink);
  const number = new Int32Array(nodes);
  for (let i = 0; i < nodes; i++) number[nodeAt[i]!] = i;
  const s: Simplex = {
    network,
    arcAt: new Int32Array(arcs),
    nodeAt,
    number,
    from: new Int32Array(arcs),
    to: new Int32Array(arcs),
    capacity: new Int32Array(arcs),
    cost: new Int32Array(arcs),
    flow: new Int32Array(arcs),
    state: new Int8Array(arcs),
    parent: new Int32Array(nodes).fill(-1),
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
  // Arcs in mixed order, so that a block of the search meets arcs of all parts.
  const stride = Math.max(10, Math.floor(Math.sqrt(arcs)));
  const at = new Int32Array(arcs);
  for (let a = 0, i = 0, j = 0; a < arcs; a++) {
    s.arcAt[i] = a;
    at[a] = i;
    s.from[i] = number[from[a]!]!;
    s.to[i] = number[to[a]!]!;
    s.capacity[i] = capacity[a]!;
    s.cost[i] = cost[a]!;
    s.flow[i] = flow[a]!;
    s.state[i] = flow[a] === 0 ? 1 : -1;
    i += stride;
    if (i >= arcs) i = ++j;
  }
  for (let i = 1; i < nodes; i++) {
    const v = nodeAt[i]!;
    const a = tree.arc[v]!;
    s.parent[i] = number[tree.parent[v]!]!;
    s.pred[i] = at[a]!;
    s.up[i] = from[a] === v ? 1 : -1;
    s.state[at[a]!] = 0;
  }
  threadTree(s);
  return s;
}

/** The nodes of the tree from the root down, each before its children, children ascending. */
function preorder(parent: Int32Array, root: number): Int32Array {
  const { child, sibling } = childrenOf(parent);
  const order = new Int32Array(parent.length);
  let seen = 0;
  for (let v = root; v >= 0; ) {
    order[seen++] = v;
    if (child[v]! >= 0) v = child[v]!;
    else {
      while (v >= 0 && sibling[v]! < 0) v = parent[v]!;
      if (v >= 0) v = sibling[v]!;
    }
  }
  return order;
}

/** Threads, subtree sizes and potentials of a tree whose nodes are numbered in preorder. */
function threadTree(s: Simplex): void {
  const { parent, thread, revThread, succNum, lastSucc } = s;
  const nodes = parent.length;
  for (let i = 0; i < nodes; i++) {
    thread[i] = i + 1 === nodes ? 0 : i + 1;
    revThread[i] = i === 0 ? nodes - 1 : i - 1;
  }
  for (let i = nodes - 1; i > 0; i--) {
    const p = parent[i]!;
    succNum[p] = succNum[p]! + succNum[i]!;
  }
  for (let i = 0; i < nodes; i++) lastSucc[i] = i + succNum[i]! - 1;
  computePotentials(s);
}

/** Puts new costs on the arcs and recomputes the potentials of the tree; the tree stays feasible as it is. O(arcs). */
export function reprice(s: Simplex, cost: Int32Array): void {
  for (let i = 0; i < s.arcAt.length; i++) s.cost[i] = cost[s.arcAt[i]!]!;
  computePotentials(s);
}

function computePotentials(s: Simplex): void {
  const { pi, thread, parent, up, cost, pred } = s;
  pi[0] = 0;
  for (let v = thread[0]!; v !== 0; v = thread[v]!) pi[v] = pi[parent[v]!]! - up[v]! * cost[pred[v]!]!;
}
