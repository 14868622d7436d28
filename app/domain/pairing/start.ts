import type { FlowNetwork, PairingNetwork } from "./network.ts";
import type { Simplex } from "./simplex.ts";

/**
 * The flow at hand without any search: firms held by today's deputy stay while he has places (the surplus gives him
 * up, last arcs first), all others go without. Always feasible, as every entry has an arc straight to the sink.
 */
export function flowOfToday(network: PairingNetwork): Int32Array {
  const { nodes, sink, first, to, capacity, supply, firstUnit } = network;
  const flow = new Int32Array(network.arcs);
  const waiting = supply.slice();
  for (let v = firstUnit; v < nodes; v++) {
    if (v === sink || waiting[v] === 0) continue;
    for (let a = first[v]!; a < first[v + 1]!; a++) {
      if (to[a] !== sink) continue;
      const amount = Math.min(waiting[v]!, capacity[a]!);
      flow[a] = amount;
      waiting[v] = waiting[v]! - amount;
    }
    for (let a = first[v + 1]! - 1; waiting[v]! > 0; a--) {
      if (to[a] === sink) continue;
      const amount = Math.min(waiting[v]!, capacity[a]!);
      flow[a] = amount;
      waiting[v] = waiting[v]! - amount;
      waiting[to[a]!] = waiting[to[a]!]! + amount;
    }
  }
  for (let v = 0; v < firstUnit; v++) {
    let a = first[v]!;
    if (waiting[v] === 0) continue;
    while (to[a] !== sink) a++;
    flow[a] = waiting[v]!;
  }
  return flow;
}

/** An earlier tree: its nodes from the root down and the arc each had to its parent (-1: none, or no more). */
export type TreeHint = { order: Int32Array; arc: Int32Array };

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
  const { nodes, arcs, sink, from, to, cost } = network;
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
    from: arcAt.map((a) => from[a]!),
    to: arcAt.map((a) => to[a]!),
    capacity: arcAt.map((a) => network.capacity[a]!),
    cost: arcAt.map((a) => cost[a]!),
    flow: arcAt.map((a) => flow[a]!),
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
  for (let i = 0; i < arcs; i++) s.state[i] = s.flow[i] === 0 ? 1 : -1;
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

/** Parent pointers with the arc to the parent; -1 at roots. */
type Forest = { parent: Int32Array; arc: Int32Array };

/** Turns the tree of `v` over so that `v` becomes its root. */
function evert(forest: Forest, v: number): void {
  const { parent, arc } = forest;
  let below = -1;
  let belowArc = -1;
  for (let u = v; u >= 0; ) {
    const above = parent[u]!;
    const aboveArc = arc[u]!;
    parent[u] = below;
    arc[u] = belowArc;
    below = u;
    belowArc = aboveArc;
    u = above;
  }
}

/** Links the free arcs one by one; an arc that closes a cycle makes flow go round it until some arc is free no more. */
function freeForest(network: FlowNetwork, flow: Int32Array): Forest {
  const { nodes, arcs, from, to, capacity } = network;
  const forest: Forest = {
    parent: new Int32Array(nodes).fill(-1),
    arc: new Int32Array(nodes).fill(-1),
  };
  const isFree = (a: number) => flow[a]! > 0 && flow[a]! < capacity[a]!;
  for (let a = 0; a < arcs; a++) {
    while (isFree(a)) {
      const u = from[a]!;
      const v = to[a]!;
      evert(forest, u);
      let top = v;
      while (forest.parent[top]! >= 0) top = forest.parent[top]!;
      if (top !== u) {
        forest.parent[u] = v;
        forest.arc[u] = a;
        break;
      }
      cancel(network, flow, forest, a);
    }
  }
  return forest;
}

/** Sends flow round the cycle of arc `a` and the tree path from its head up to its tail, which is the root. */
function cancel(network: FlowNetwork, flow: Int32Array, forest: Forest, a: number): void {
  const { from, to, capacity, cost } = network;
  let price = cost[a]!;
  for (let w = to[a]!; forest.parent[w]! >= 0; w = forest.parent[w]!) {
    const e = forest.arc[w]!;
    price += from[e] === w ? cost[e]! : -cost[e]!;
  }
  const way = price <= 0 ? 1 : -1;
  const room = (e: number, along: boolean) => (along ? capacity[e]! - flow[e]! : flow[e]!);
  let delta = room(a, way === 1);
  for (let w = to[a]!; forest.parent[w]! >= 0; w = forest.parent[w]!) {
    const e = forest.arc[w]!;
    delta = Math.min(delta, room(e, (from[e] === w) === (way === 1)));
  }
  flow[a] = flow[a]! + way * delta;
  let w = to[a]!;
  while (forest.parent[w]! >= 0) {
    const e = forest.arc[w]!;
    const above = forest.parent[w]!;
    flow[e] = flow[e]! + (from[e] === w ? way : -way) * delta;
    if (flow[e] === 0 || flow[e] === capacity[e]) {
      forest.parent[w] = -1;
      forest.arc[w] = -1;
    }
    w = above;
  }
}

/** Hangs every tree of the forest towards the sink by arcs with room towards it. */
function hang(network: FlowNetwork, flow: Int32Array, forest: Forest, hint: TreeHint | undefined): void {
  const { nodes, sink, first, to, from, capacity, cost } = network;
  const hung = new Uint8Array(nodes);
  const due = new Float64Array(nodes);
  const { child, sibling } = childrenOf(forest, nodes, sink);
  const stack = new Int32Array(nodes);
  let left = nodes;
  const settle = (root: number) => {
    let size = 0;
    stack[size++] = root;
    while (size > 0) {
      const v = stack[--size]!;
      hung[v] = 1;
      left--;
      const p = forest.parent[v]!;
      if (p >= 0) {
        const e = forest.arc[v]!;
        due[v] = due[p]! + (from[e] === v ? cost[e]! : -cost[e]!);
      }
      for (let w = child[v]!; w >= 0; w = sibling[w]!) stack[size++] = w;
    }
  };
  settle(sink);
  for (const v of hint?.order ?? []) {
    const a = hint!.arc[v]!;
    if (hung[v] || a < 0) continue;
    const above = from[a] === v ? to[a]! : from[a]!;
    const room = from[a] === v ? capacity[a]! - flow[a]! : flow[a]!;
    if (!hung[above] || room === 0) continue;
    evertChildren(forest, child, sibling, v);
    forest.parent[v] = above;
    forest.arc[v] = a;
    settle(v);
  }
  while (left > 0) {
    const before = left;
    for (let v = nodes - 1; v >= 0; v--) {
      if (hung[v]) continue;
      let best = -1;
      let price = 0;
      for (let a = first[v]!; a < first[v + 1]!; a++) {
        const w = to[a]!;
        if (!hung[w] || flow[a] === capacity[a]) continue;
        if (best < 0 || cost[a]! + due[w]! < price) {
          best = a;
          price = cost[a]! + due[w]!;
        }
      }
      if (best < 0) continue;
      evertChildren(forest, child, sibling, v);
      forest.parent[v] = to[best]!;
      forest.arc[v] = best;
      settle(v);
    }
    if (left === before) throw new Error("a node from which no unit can reach the sink");
  }
}

/** Children lists of the free forest, its tree with the sink turned so that the sink is its root. */
function childrenOf(forest: Forest, nodes: number, sink: number) {
  evert(forest, sink);
  const child = new Int32Array(nodes).fill(-1);
  const sibling = new Int32Array(nodes).fill(-1);
  for (let v = 0; v < nodes; v++) {
    const p = forest.parent[v]!;
    if (p < 0) continue;
    sibling[v] = child[p]!;
    child[p] = v;
  }
  return { child, sibling };
}

/** Makes `v` the root of its tree, keeping the children lists true. */
function evertChildren(forest: Forest, child: Int32Array, sibling: Int32Array, v: number): void {
  const path: number[] = [];
  for (let u = v; u >= 0; u = forest.parent[u]!) path.push(u);
  for (let i = 0; i + 1 < path.length; i++) {
    const u = path[i]!;
    const p = path[i + 1]!;
    if (child[p] === u) child[p] = sibling[u]!;
    else {
      let w = child[p]!;
      while (sibling[w] !== u) w = sibling[w]!;
      sibling[w] = sibling[u]!;
    }
  }
  evert(forest, v);
  for (let i = path.length - 1; i > 0; i--) {
    const u = path[i]!;
    const p = path[i - 1]!;
    sibling[u] = child[p]!;
    child[p] = u;
  }
}
