import type { FlowNetwork } from "#app/domain/pairing/network.ts";

/** An earlier tree: its nodes from the root down and the arc each had to its parent (-1: none, or no more). */
export type TreeHint = { order: Int32Array; arc: Int32Array };

/** Parent pointers with the arc to the parent; -1 at roots. */
export type Forest = { parent: Int32Array; arc: Int32Array };

/** Turns the tree of `v` over so that `v` becomes its root. */
function evert(parent: Int32Array, arc: Int32Array, v: number): void {
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
  const parent = new Int32Array(nodes).fill(-1);
  const arc = new Int32Array(nodes).fill(-1);
  for (let a = 0; a < arcs; a++) {
    while (flow[a]! > 0 && flow[a]! < capacity[a]!) {
      const u = from[a]!;
      const v = to[a]!;
      evert(parent, arc, u);
      let top = v;
      while (parent[top]! >= 0) top = parent[top]!;
      if (top !== u) {
        parent[u] = v;
        arc[u] = a;
        break;
      }
      cancel(network, flow, { parent, arc }, a);
    }
  }
  return { parent, arc };
}

/** Sends flow round the cycle of arc `a` and the tree path from its head up to its tail, which is the root. */
function cancel(network: FlowNetwork, flow: Int32Array, forest: Forest, a: number): void {
  const { from, to, capacity, cost } = network;
  const { parent, arc } = forest;
  let price = cost[a]!;
  for (let w = to[a]!; parent[w]! >= 0; w = parent[w]!) {
    const e = arc[w]!;
    price += from[e] === w ? cost[e]! : -cost[e]!;
  }
  const along = price <= 0;
  let delta = along ? capacity[a]! - flow[a]! : flow[a]!;
  for (let w = to[a]!; parent[w]! >= 0; w = parent[w]!) {
    const e = arc[w]!;
    const room = (from[e] === w) === along ? capacity[e]! - flow[e]! : flow[e]!;
    if (room < delta) delta = room;
  }
  flow[a] = flow[a]! + (along ? delta : -delta);
  for (let w = to[a]!; parent[w]! >= 0; ) {
    const e = arc[w]!;
    const above = parent[w]!;
    flow[e] = flow[e]! + ((from[e] === w) === along ? delta : -delta);
    if (flow[e] === 0 || flow[e] === capacity[e]) {
      parent[w] = -1;
      arc[w] = -1;
    }
    w = above;
  }
}

/** What `hang` has done so far: which nodes hang, what a unit at each pays to the sink, and a stack for walks. */
type Hung = { done: Uint8Array; due: Float64Array; stack: Int32Array; left: number };

/**
 * Hangs every tree of the free forest towards the sink, by the arcs of an earlier tree where these still have room and
 * else, in reverse order of the nodes, by the arc along which a unit pays least. Returns the spanning tree.
 */
export function hang(network: FlowNetwork, flow: Int32Array, free: Forest, hint?: TreeHint): Forest {
  const { nodes, sink, first, to, from, capacity, cost } = network;
  const tree: Forest = { parent: new Int32Array(nodes).fill(-1), arc: new Int32Array(nodes).fill(-1) };
  const hung: Hung = {
    done: new Uint8Array(nodes),
    due: new Float64Array(nodes),
    stack: new Int32Array(nodes),
    left: nodes,
  };
  const { done, due } = hung;
  const lists = childrenOf(free.parent);
  settle(network, free, lists, tree, hung, sink);
  for (const v of hint?.order ?? []) {
    const a = hint!.arc[v]!;
    if (done[v] || a < 0) continue;
    const above = from[a] === v ? to[a]! : from[a]!;
    const room = from[a] === v ? capacity[a]! - flow[a]! : flow[a]!;
    if (!done[above] || room === 0) continue;
    tree.parent[v] = above;
    tree.arc[v] = a;
    settle(network, free, lists, tree, hung, v);
  }
  while (hung.left > 0) {
    const before = hung.left;
    for (let v = nodes - 1; v >= 0; v--) {
      if (done[v] === 1) continue;
      let best = -1;
      let price = 0;
      const end = first[v + 1]!;
      for (let a = first[v]!; a < end; a++) {
        const w = to[a]!;
        if (done[w] === 0 || flow[a] === capacity[a]) continue;
        const so = cost[a]! + due[w]!;
        if (best < 0 || so < price) {
          best = a;
          price = so;
        }
      }
      if (best < 0) continue;
      tree.parent[v] = to[best]!;
      tree.arc[v] = best;
      settle(network, free, lists, tree, hung, v);
    }
    if (hung.left === before) throw new Error("a node from which no unit can reach the sink");
  }
  return tree;
}

/** Takes the free tree of `root` over into the spanning tree, from `root` down. */
function settle(
  network: FlowNetwork,
  free: Forest,
  lists: { child: Int32Array; sibling: Int32Array },
  tree: Forest,
  hung: Hung,
  root: number,
): void {
  const { from, cost } = network;
  const { child, sibling } = lists;
  const { done, due, stack } = hung;
  const { parent, arc } = tree;
  let size = 0;
  stack[size++] = root;
  done[root] = 1;
  while (size > 0) {
    const v = stack[--size]!;
    hung.left--;
    const e = arc[v]!;
    if (e >= 0) due[v] = due[parent[v]!]! + (from[e] === v ? cost[e]! : -cost[e]!);
    const above = free.parent[v]!;
    if (above >= 0 && done[above] === 0) {
      done[above] = 1;
      parent[above] = v;
      arc[above] = free.arc[v]!;
      stack[size++] = above;
    }
    for (let w = child[v]!; w >= 0; w = sibling[w]!) {
      if (done[w] === 1) continue;
      done[w] = 1;
      parent[w] = v;
      arc[w] = free.arc[w]!;
      stack[size++] = w;
    }
  }
}

/** Lists of children: the first child of each node, the next sibling of each child, ascending. */
export function childrenOf(parent: Int32Array): { child: Int32Array; sibling: Int32Array } {
  const nodes = parent.length;
  const child = new Int32Array(nodes).fill(-1);
  const sibling = new Int32Array(nodes).fill(-1);
  for (let v = nodes - 1; v >= 0; v--) {
    const p = parent[v]!;
    if (p < 0) continue;
    sibling[v] = child[p]!;
    child[p] = v;
  }
  return { child, sibling };
}
