import type { PairingNetwork } from "#app/domain/pairing/network.ts";
import { type Instance, plainCost, reaches } from "#app/domain/pairing/problem.ts";
import type { Simplex } from "#app/domain/pairing/simplex.ts";

/** What one firm set apart brings: its entry, the entry of its class, and arcs to the units it may use. */
type Scion = { node: number; stock: number; giveUp: number; heads: number[]; prices: number[] };

/**
 * Sets firms apart without building anything anew: each gets an entry of its own, numbered after the sink, with arcs
 * at the pair's true cost to every unit that holds a deputy permitted to it, and its unit first goes on to the entry
 * of its class by an arc too dear for any optimum, so that flow and tree stay feasible and a few pivots put things
 * right. Units are not split: who lands on the one deputy of a pool he may not have is exchanged within the pool.
 * Returns null, and nothing is changed, when a firm shares the arc by which it gives up today's deputy with others
 * alike. O(arcs + firms set apart x deputies).
 */
export function graft(
  instance: Instance,
  old: PairingNetwork,
  simplex: Simplex,
  conflicts: readonly number[],
): { network: PairingNetwork; simplex: Simplex } | null {
  if (conflicts.some((f) => old.giveUp[f]! >= 0 && old.capacity[old.giveUp[f]!] !== 1)) return null;
  const scions = conflicts.map((f, i) => scionOf(instance, old, f, old.nodes + i));
  const network = growNetwork(instance, old, conflicts, scions);
  return { network, simplex: growTree(network, simplex, old, scions) };
}

function scionOf(instance: Instance, network: PairingNetwork, f: number, node: number): Scion {
  const { unit } = network;
  const banned = instance.forbidden.get(f) ?? [];
  const heads: number[] = [];
  const prices: number[] = [];
  const seen = new Uint8Array(network.nodes);
  for (let d = 0; d < instance.deputies; d++) {
    const place = unit[d]!;
    if (place < 0 || seen[place] === 1 || !reaches(instance, f, d) || banned.includes(d)) continue;
    seen[place] = 1;
    heads.push(place);
    prices.push(plainCost(instance, f, d));
  }
  return { node, stock: network.entry[f]!, giveUp: network.giveUp[f]!, heads, prices };
}

/** Dearer than going without in place of any pair, so that no optimum uses it. */
function tooDear(instance: Instance): number {
  const least = (table: Int32Array) => (table.length === 0 ? 0 : Math.min(...table));
  const pair = least(instance.distance) + least(instance.sector) + least(instance.gap);
  return Math.max(0, instance.unpaired - pair - instance.load[0]!) + 1;
}

function longer(column: Int32Array, by: number): Int32Array {
  const grown = new Int32Array(column.length + by);
  grown.set(column);
  return grown;
}

/** Appends the scions: for each its arc to the class, the arc to the sink, the arcs to units, in this order. */
function growNetwork(
  instance: Instance,
  old: PairingNetwork,
  conflicts: readonly number[],
  scions: readonly Scion[],
): PairingNetwork {
  const more = scions.reduce((sum, { heads }) => sum + heads.length + 2, 0);
  const network: PairingNetwork = {
    ...old,
    nodes: old.nodes + scions.length,
    arcs: old.arcs + more,
    supply: longer(old.supply, scions.length),
    first: longer(old.first, scions.length),
    from: longer(old.from, more),
    to: longer(old.to, more),
    capacity: longer(old.capacity, more),
    cost: longer(old.cost, more),
    entry: old.entry.slice(),
  };
  const { supply, first, from, to, capacity, cost, entry, sink } = network;
  const plenty = instance.firms + 1;
  let a = old.arcs;
  const add = (node: number, head: number, price: number) => {
    from[a] = node;
    to[a] = head;
    capacity[a] = plenty;
    cost[a++] = price;
  };
  scions.forEach(({ node, stock, giveUp, heads, prices }, i) => {
    add(node, stock, tooDear(instance));
    add(node, sink, instance.unpaired);
    for (let n = 0; n < heads.length; n++) add(node, heads[n]!, prices[n]!);
    first[node + 1] = a;
    entry[conflicts[i]!] = node;
    if (giveUp >= 0) to[giveUp] = node;
    else {
      supply[node] = 1;
      supply[stock] = supply[stock]! - 1;
    }
  });
  return network;
}

/** Carries the tree over: a scion hangs at its class's entry, or stands between today's deputy and that entry. */
function growTree(
  network: PairingNetwork,
  old: Simplex,
  before: PairingNetwork,
  scions: readonly Scion[],
): Simplex {
  const nodes = scions.length;
  const arcs = network.arcs - before.arcs;
  const state = new Int8Array(network.arcs).fill(1);
  state.set(old.state);
  const up = new Int8Array(network.nodes);
  up.set(old.up);
  const pi = new Float64Array(network.nodes);
  pi.set(old.pi);
  const s: Simplex = {
    ...old,
    network,
    arcAt: longer(old.arcAt, arcs),
    nodeAt: longer(old.nodeAt, nodes),
    number: longer(old.number, nodes),
    from: longer(old.from, arcs),
    to: longer(old.to, arcs),
    capacity: longer(old.capacity, arcs),
    cost: longer(old.cost, arcs),
    flow: longer(old.flow, arcs),
    state,
    parent: longer(old.parent, nodes),
    pred: longer(old.pred, nodes),
    up,
    thread: longer(old.thread, nodes),
    revThread: longer(old.revThread, nodes),
    succNum: longer(old.succNum, nodes),
    lastSucc: longer(old.lastSucc, nodes),
    pi,
    dirty: new Int32Array(network.nodes + 1),
  };
  for (let a = before.arcs; a < network.arcs; a++) {
    s.arcAt[a] = a;
    s.from[a] = network.from[a]!;
    s.to[a] = s.number[network.to[a]!]!;
    s.capacity[a] = network.capacity[a]!;
    s.cost[a] = network.cost[a]!;
  }
  scions.forEach(({ node, stock, giveUp }) => {
    // A grown node bears the same number in the tree: both count on from the old ones.
    s.nodeAt[node] = node;
    s.number[node] = node;
    const link = network.first[node]!;
    s.flow[link] = 1;
    s.state[link] = 0;
    const place = giveUp < 0 ? -1 : old.arcAt.indexOf(giveUp);
    if (place >= 0) s.to[place] = node;
    if (place >= 0 && s.state[place] === 0) insertAbove(s, node, s.number[stock]!, link);
    else hangLeaf(s, node, s.number[stock]!, link);
  });
  return s;
}

/** Hangs `node` under `above` by `link`, which leads upwards. */
function hangLeaf(s: Simplex, node: number, above: number, link: number): void {
  const { thread, revThread, succNum, lastSucc, parent } = s;
  parent[node] = above;
  s.pred[node] = link;
  s.up[node] = 1;
  s.pi[node] = s.pi[above]! - s.cost[link]!;
  const next = thread[above]!;
  thread[above] = node;
  revThread[node] = above;
  thread[node] = next;
  revThread[next] = node;
  succNum[node] = 1;
  const wasLast = lastSucc[above] === above;
  lastSucc[node] = node;
  for (let v = above; v >= 0; v = parent[v]!) succNum[v] = succNum[v]! + 1;
  if (wasLast) for (let v = above; v >= 0 && lastSucc[v] === above; v = parent[v]!) lastSucc[v] = node;
}

/** Puts `node` between `below` and its parent; the arc from the parent now leads to `node`, `link` from there down. */
function insertAbove(s: Simplex, node: number, below: number, link: number): void {
  const { thread, revThread, succNum, lastSucc, parent, pred, pi } = s;
  const above = parent[below]!;
  parent[node] = above;
  pred[node] = pred[below]!;
  s.up[node] = -1;
  pi[node] = pi[above]! + s.cost[pred[node]!]!;
  parent[below] = node;
  pred[below] = link;
  s.up[below] = -1;
  const before = revThread[below]!;
  thread[before] = node;
  revThread[node] = before;
  thread[node] = below;
  revThread[below] = node;
  succNum[node] = succNum[below]! + 1;
  lastSucc[node] = lastSucc[below]!;
  for (let v = above; v >= 0; v = parent[v]!) succNum[v] = succNum[v]! + 1;
  const shift = pi[node]! + s.cost[link]! - pi[below]!;
  for (let v = below, left = succNum[below]!; left > 0; v = thread[v]!, left--) pi[v] = pi[v]! + shift;
}
