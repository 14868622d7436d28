import type { FlowNetwork } from "#app/domain/pairing/network.ts";

/** An earlier tree: its nodes from the root down and the arc each had to its parent (-1: none, or no more). */
export type TreeHint = { order: Int32Array; arc: Int32Array };

/** Parent pointers with the arc to the parent; -1 at roots. */
export type Forest = { parent: Int32Array; arc: Int32Array };

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
export function freeForest(network: FlowNetwork, flow: Int32Array): Forest {
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
export function hang(
  network: FlowNetwork,
  flow: Int32Array,
  forest: Forest,
  hint: TreeHint | undefined,
): void {
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
