import type { FlowNetwork } from "./network.ts";

/**
 * A spanning tree solution of the network, in the arrays of Kiraly and Kovacs (2012): arcs in mixed order (`arcAt[i]`
 * is the network's arc at place i), `state` 1 at its lower bound, 0 in the tree, -1 at its upper bound; the tree by
 * `parent`, `pred` (the arc to the parent, a place) and `up` (1 when that arc leads to the parent), its preorder by
 * `thread`/`revThread`, subtree sizes and last nodes. `pi` are potentials with `cost + pi[from] - pi[to] = 0` on tree
 * arcs. Nodes bear numbers of their own, in the preorder of the first tree and 0 at the root, so that walks along the
 * thread stay near in memory: `nodeAt` and `number` lead to the network's nodes and back.
 */
export type Simplex = {
  network: FlowNetwork;
  arcAt: Int32Array;
  nodeAt: Int32Array;
  number: Int32Array;
  from: Int32Array;
  to: Int32Array;
  capacity: Int32Array;
  cost: Int32Array;
  flow: Int32Array;
  state: Int8Array;
  parent: Int32Array;
  pred: Int32Array;
  up: Int8Array;
  thread: Int32Array;
  revThread: Int32Array;
  succNum: Int32Array;
  lastSucc: Int32Array;
  pi: Float64Array;
  dirty: Int32Array;
  next: number;
  pivots: number;
};

/**
 * Pivots until no arc has a negative reduced cost: the flow is then a minimum-cost flow and `pi` its dual optimum.
 * Primal network simplex (Ahuja, Magnanti, Orlin, chapter 11), block search over sqrt(arcs), the leaving arc chosen
 * last along the cycle from its apex, which keeps the tree strongly feasible (each node can send a unit to the root)
 * and so ends without cycling. The start must be strongly feasible. Allocates nothing; integers throughout.
 */
export function optimise(s: Simplex): void {
  const block = Math.max(10, Math.floor(Math.sqrt(s.arcAt.length)));
  let entering = findEntering(s, block);
  while (entering >= 0) {
    pivot(s, entering);
    entering = findEntering(s, block);
  }
}

/** Potentials by node of the network, 0 at the sink, so that `-pi[v]` is what one more unit at v would cost. */
export function potentialsOf(s: Simplex): Float64Array {
  const pi = new Float64Array(s.pi.length);
  const ground = s.pi[0]!;
  for (let i = 0; i < pi.length; i++) pi[s.nodeAt[i]!] = s.pi[i]! - ground;
  return pi;
}

/** The most negative arc of the first block, from where the last search ended, that has one; -1 when there is none. */
function findEntering(s: Simplex, block: number): number {
  const { from, to, cost, state, pi } = s;
  const arcs = state.length;
  let best = 0;
  let entering = -1;
  let i = s.next;
  let left = block;
  for (let seen = 0; seen < arcs; seen++) {
    const reduced = state[i]! * (cost[i]! + pi[from[i]!]! - pi[to[i]!]!);
    if (reduced < best) {
      best = reduced;
      entering = i;
    }
    if (++i === arcs) i = 0;
    if (--left === 0) {
      if (entering >= 0) break;
      left = block;
    }
  }
  s.next = i;
  return entering;
}

function pivot(s: Simplex, entering: number): void {
  const { parent, pred, up, flow, capacity, state, succNum } = s;
  s.pivots++;
  const tail = s.from[entering]!;
  const head = s.to[entering]!;
  let u = tail;
  let v = head;
  while (u !== v) {
    if (succNum[u]! < succNum[v]!) u = parent[u]!;
    else v = parent[v]!;
  }
  const join = u;

  const forward = state[entering] === 1;
  const first = forward ? tail : head;
  const second = forward ? head : tail;
  let delta = capacity[entering]!;
  let side = 0;
  let out = -1;
  for (u = first; u !== join; u = parent[u]!) {
    const e = pred[u]!;
    const room = up[u] === 1 ? flow[e]! : capacity[e]! - flow[e]!;
    if (room < delta) {
      delta = room;
      out = u;
      side = 1;
    }
  }
  for (u = second; u !== join; u = parent[u]!) {
    const e = pred[u]!;
    const room = up[u] === 1 ? capacity[e]! - flow[e]! : flow[e]!;
    if (room <= delta) {
      delta = room;
      out = u;
      side = 2;
    }
  }
  if (delta > 0) {
    flow[entering] = flow[entering]! + (forward ? delta : -delta);
    for (u = first; u !== join; u = parent[u]!) {
      const e = pred[u]!;
      flow[e] = flow[e]! + (up[u] === 1 ? -delta : delta);
    }
    for (u = second; u !== join; u = parent[u]!) {
      const e = pred[u]!;
      flow[e] = flow[e]! + (up[u] === 1 ? delta : -delta);
    }
  }
  if (side === 0) {
    state[entering] = forward ? -1 : 1;
    return;
  }
  state[entering] = 0;
  const leaving = pred[out]!;
  state[leaving] = flow[leaving] === 0 ? 1 : -1;
  if (side === 1) moveSubtree(s, entering, join, out, first, second);
  else moveSubtree(s, entering, join, out, second, first);
}

/**
 * Hangs the subtree cut off above `out` under `vIn` by the entering arc at `uIn`: the stem between is turned over,
 * thread and counts are mended in time of the stem plus the two paths to the join, potentials shifted in the subtree.
 */
function moveSubtree(
  s: Simplex,
  entering: number,
  join: number,
  out: number,
  uIn: number,
  vIn: number,
): void {
  const { parent, pred, up, thread, revThread, succNum, lastSucc, dirty, pi } = s;
  const oldRev = revThread[out]!;
  const oldNum = succNum[out]!;
  const oldLast = lastSucc[out]!;
  const vOut = parent[out]!;
  const rises = uIn === s.from[entering]! ? 1 : -1;
  if (uIn === out) {
    parent[uIn] = vIn;
    pred[uIn] = entering;
    up[uIn] = rises;
    if (thread[vIn] !== out) {
      let after = thread[oldLast]!;
      thread[oldRev] = after;
      revThread[after] = oldRev;
      after = thread[vIn]!;
      thread[vIn] = out;
      revThread[out] = vIn;
      thread[oldLast] = after;
      revThread[after] = oldLast;
    }
  } else {
    const onward = oldRev === vIn ? thread[oldLast]! : thread[vIn]!;
    let stem = uIn;
    let above = vIn;
    let last = lastSucc[uIn]!;
    let after = thread[last]!;
    thread[vIn] = uIn;
    let marks = 0;
    dirty[marks++] = vIn;
    while (stem !== out) {
      const nextStem = parent[stem]!;
      thread[last] = nextStem;
      dirty[marks++] = last;
      const before = revThread[stem]!;
      thread[before] = after;
      revThread[after] = before;
      parent[stem] = above;
      above = stem;
      stem = nextStem;
      last = lastSucc[stem] === lastSucc[above] ? revThread[above]! : lastSucc[stem]!;
      after = thread[last]!;
    }
    parent[out] = above;
    thread[last] = onward;
    revThread[onward] = last;
    lastSucc[out] = last;
    if (oldRev !== vIn) {
      thread[oldRev] = after;
      revThread[after] = oldRev;
    }
    for (let k = 0; k < marks; k++) {
      const node = dirty[k]!;
      revThread[thread[node]!] = node;
    }
    let count = 0;
    const tip = lastSucc[out]!;
    for (let u = out, p = parent[u]!; u !== uIn; u = p, p = parent[u]!) {
      pred[u] = pred[p]!;
      up[u] = -up[p]!;
      count += succNum[u]! - succNum[p]!;
      succNum[u] = count;
      lastSucc[p] = tip;
    }
    pred[uIn] = entering;
    up[uIn] = rises;
    succNum[uIn] = oldNum;
  }

  const limit = lastSucc[join] === vIn ? join : -1;
  const outLast = lastSucc[out]!;
  for (let u = vIn; u !== -1 && lastSucc[u] === vIn; u = parent[u]!) lastSucc[u] = outLast;
  if (join !== oldRev && vIn !== oldRev) {
    for (let u = vOut; u !== limit && lastSucc[u] === oldLast; u = parent[u]!) lastSucc[u] = oldRev;
  } else if (outLast !== oldLast) {
    for (let u = vOut; u !== limit && lastSucc[u] === oldLast; u = parent[u]!) lastSucc[u] = outLast;
  }
  for (let u = vIn; u !== join; u = parent[u]!) succNum[u] = succNum[u]! + oldNum;
  for (let u = vOut; u !== join; u = parent[u]!) succNum[u] = succNum[u]! - oldNum;

  const shift = pi[vIn]! - pi[uIn]! - rises * s.cost[entering]!;
  // Potentials matter by their differences alone: shift the smaller side.
  const far = thread[lastSucc[uIn]!]!;
  const inside = 2 * succNum[uIn]! <= pi.length;
  const by = inside ? shift : -shift;
  const end = inside ? far : uIn;
  let u = inside ? uIn : far;
  do {
    pi[u] = pi[u]! + by;
    u = thread[u]!;
  } while (u !== end);
}
