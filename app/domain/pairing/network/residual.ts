import type { PairingNetwork } from "#app/domain/pairing/network.ts";

/** The residual network of an optimal flow: arcs into each node beside the arcs out of it, and the potentials. */
export type Residual = {
  network: PairingNetwork;
  flow: Int32Array;
  pi: Float64Array;
  firstIn: Int32Array;
  arcIn: Int32Array;
};

/** Cheapest ways of one unit: what each node's way costs, and the arc of its step (-1: none). */
export type Ways = { cost: (v: number) => number; step: (v: number) => number };

/** Lays the residual network out for searches. O(arcs). */
export function residualOf(network: PairingNetwork, flow: Int32Array, pi: Float64Array): Residual {
  const { nodes, arcs, to } = network;
  const firstIn = new Int32Array(nodes + 1);
  for (let a = 0; a < arcs; a++) firstIn[to[a]! + 1] = firstIn[to[a]! + 1]! + 1;
  for (let v = 0; v < nodes; v++) firstIn[v + 1] = firstIn[v + 1]! + firstIn[v]!;
  const next = firstIn.slice();
  const arcIn = new Int32Array(arcs);
  for (let a = 0; a < arcs; a++) {
    arcIn[next[to[a]!]!] = a;
    next[to[a]!] = next[to[a]!]! + 1;
  }
  return { network, flow, pi, firstIn, arcIn };
}

/**
 * Cheapest ways in the residual network from every node to `goal`: Dijkstra on reduced costs, which an optimal flow leaves non-negative
 * (Ahuja, Magnanti, Orlin, 9.7). By the successive shortest path theorem such a way is exactly what the optimum rises by when one unit
 * more comes in at its start and goes out at its end.
 *
 * The search ends where the sink is reached. The tree of an optimum is strongly feasible (section 11.6): every node sends a unit to the sink
 * along arcs of reduced cost 0. So no node is farther than the sink, and those not settled by then are exactly as far; the way of one of
 * them is looked for when it is asked for, the shortest in arcs to the sink. O(arcs log nodes), and far less where the sink is near.
 */
export function cheapestWays(residual: Residual, goal: number): Ways {
  const { network, pi } = residual;
  const { reduced, step, done } = search(residual, goal, true, network.sink);
  const far = reduced[network.sink]!;
  let sought: Int32Array | null = null;
  return {
    cost: (v) => (done[v] ? reduced[v]! : far) + pi[goal]! - pi[v]!,
    step: (v) => {
      if (done[v] || v === network.sink) return step[v]!;
      sought ??= new Int32Array(network.nodes).fill(-1);
      if (sought[v]! < 0) leadToSink(residual, v, sought);
      return sought[v]!;
    },
  };
}

/** What one unit costs from `source` to every node; infinity where there is no way. O(arcs log nodes). */
export function costsFrom(residual: Residual, source: number): Float64Array {
  const { pi } = residual;
  return search(residual, source, false, -1).reduced.map((value, v) => value + pi[v]! - pi[source]!);
}

/** Dijkstra from `origin` against the arcs (`inward`) or along them, until all that is nearer than `last` is settled (-1: to its end). */
function search(residual: Residual, origin: number, inward: boolean, last: number) {
  const { network, flow, pi, firstIn, arcIn } = residual;
  const { nodes, first, from, to, capacity, cost } = network;
  const reduced = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY);
  const step = new Int32Array(nodes).fill(-1);
  const done = new Uint8Array(nodes);
  const heap = new Heap();
  const relax = (v: number, a: number, price: number, base: number) => {
    if (done[v] || base + price >= reduced[v]!) return;
    reduced[v] = base + price;
    step[v] = a;
    heap.push(v, base + price);
  };
  reduced[origin] = 0;
  heap.push(origin, 0);
  while (heap.size > 0) {
    const w = heap.pop();
    if (done[w]) continue;
    const base = reduced[w]!;
    if (last >= 0 && base >= reduced[last]!) break;
    done[w] = 1;
    for (let i = firstIn[w]!; i < firstIn[w + 1]!; i++) {
      const a = arcIn[i]!;
      const open = inward ? flow[a]! < capacity[a]! : flow[a]! > 0;
      const slack = cost[a]! + pi[from[a]!]! - pi[w]!;
      if (open) relax(from[a]!, a, inward ? slack : -slack, base);
    }
    for (let a = first[w]!; a < first[w + 1]!; a++) {
      const open = inward ? flow[a]! > 0 : flow[a]! < capacity[a]!;
      const slack = cost[a]! + pi[w]! - pi[to[a]!]!;
      if (open) relax(to[a]!, a, inward ? -slack : slack, base);
    }
  }
  return { reduced, step, done };
}

/** Writes down the steps of a way of reduced cost 0 from `v` to the sink with the fewest arcs: breadth first. */
function leadToSink(residual: Residual, v: number, steps: Int32Array): void {
  const { network, flow, pi, firstIn, arcIn } = residual;
  const { first, from, to, capacity, cost, sink } = network;
  const by = new Map<number, number>([[v, -1]]);
  const queue = [v];
  const meet = (w: number, a: number) => {
    if (by.has(w) || cost[a]! + pi[from[a]!]! !== pi[to[a]!]!) return;
    by.set(w, a);
    queue.push(w);
  };
  for (let at = 0; at < queue.length && !by.has(sink); at++) {
    const w = queue[at]!;
    for (let a = first[w]!; a < first[w + 1]!; a++) if (flow[a]! < capacity[a]!) meet(to[a]!, a);
    for (let i = firstIn[w]!; i < firstIn[w + 1]!; i++)
      if (flow[arcIn[i]!]! > 0) meet(from[arcIn[i]!]!, arcIn[i]!);
  }
  for (let w = sink; w !== v; ) {
    const a = by.get(w)!;
    w = to[a] === w ? from[a]! : to[a]!;
    steps[w] = a;
  }
}

/** A binary heap of (node, key) over growing arrays; equal keys leave in order of the node. */
class Heap {
  size = 0;
  private nodes = new Int32Array(1024);
  private keys = new Float64Array(1024);

  push(node: number, key: number): void {
    if (this.size === this.nodes.length) {
      const nodes = new Int32Array(this.size * 2);
      const keys = new Float64Array(this.size * 2);
      nodes.set(this.nodes);
      keys.set(this.keys);
      this.nodes = nodes;
      this.keys = keys;
    }
    const { nodes, keys } = this;
    let i = this.size++;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (keys[up]! < key || (keys[up] === key && nodes[up]! <= node)) break;
      nodes[i] = nodes[up]!;
      keys[i] = keys[up]!;
      i = up;
    }
    nodes[i] = node;
    keys[i] = key;
  }

  pop(): number {
    const { nodes, keys } = this;
    const top = nodes[0]!;
    const last = --this.size;
    const node = nodes[last]!;
    const key = keys[last]!;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= last) break;
      const right = child + 1;
      const rightFirst =
        right < last &&
        (keys[right]! < keys[child]! || (keys[right] === keys[child] && nodes[right]! < nodes[child]!));
      if (rightFirst) child = right;
      if (keys[child]! > key || (keys[child] === key && nodes[child]! >= node)) break;
      nodes[i] = nodes[child]!;
      keys[i] = keys[child]!;
      i = child;
    }
    nodes[i] = node;
    keys[i] = key;
    return top;
  }
}
