import type { PairingNetwork } from "./network.ts";
import type { Instance } from "./problem.ts";

/** The arcs by which each firm was handed on: a linked list from `last[f]` back by `before`; `unit[f]` is where it ended. */
export type Trace = { arc: number[]; before: number[]; last: Int32Array; unit: Int32Array };

/**
 * Turns a flow into pairs: `assignment[f]` = deputy or -1. Firms are handed from node to node in the order of the nodes
 * (every arc but "give up" leads to a higher number, entries of firms set apart come first), lowest firm last; a pool's firms are dealt out one round of the
 * load table at a time, which is the price the flow paid. Any such reading of the flow costs what the flow costs,
 * unless a firm lands on a deputy it may not have: that is for the exchange. O(firms x length of the way + arcs).
 */
export function pairsOf(
  instance: Instance,
  network: PairingNetwork,
  flow: Int32Array,
  trace?: Trace,
): Int32Array {
  const { firms, deputies, current, pin, capacity } = instance;
  const { nodes, sink, first, to, entry, giveUp, unit } = network;
  const assignment = new Int32Array(firms).fill(-1);
  const head = new Int32Array(nodes).fill(-1);
  const next = new Int32Array(firms);
  const leaving = new Int32Array(network.arcs);
  for (let f = firms - 1; f >= 0; f--) {
    if (pin[f] !== -1) {
      assignment[f] = Math.max(-1, pin[f]!);
      continue;
    }
    const arc = giveUp[f]!;
    if (arc >= 0) {
      if (leaving[arc]! >= flow[arc]!) {
        assignment[f] = current[f]!;
        continue;
      }
      leaving[arc] = leaving[arc]! + 1;
    }
    const node = entry[f]!;
    next[f] = head[node]!;
    head[node] = f;
  }
  const taken = new Int32Array(deputies);
  for (const d of pin) if (d >= 0) taken[d] = taken[d]! + 1;
  const nextMember = new Int32Array(deputies).fill(-1);
  const firstMember = new Int32Array(nodes).fill(-1);
  for (let d = deputies - 1; d >= 0; d--) {
    const v = unit[d]!;
    if (v < 0) continue;
    nextMember[d] = firstMember[v]!;
    firstMember[v] = d;
  }
  // Entries of firms set apart stand after the sink and come first.
  for (let i = 1; i <= nodes; i++) {
    const v = (sink + i) % nodes;
    const d = firstMember[v]!;
    if (d < 0) {
      let f = head[v]!;
      for (let a = first[v]!; a < first[v + 1]! && f >= 0; a++) {
        const w = to[a]!;
        for (let left = flow[a]!; left > 0; left--) {
          const after = next[f]!;
          if (w !== sink) {
            next[f] = head[w]!;
            head[w] = f;
            if (trace !== undefined) {
              trace.before.push(trace.last[f]!);
              trace.last[f] = trace.arc.push(a) - 1;
              trace.unit[f] = w;
            }
          }
          f = after;
        }
      }
      continue;
    }
    if (nextMember[d]! < 0) {
      for (let f = head[v]!; f >= 0; f = next[f]!) assignment[f] = d;
      continue;
    }
    let f = head[v]!;
    for (let round = 0; f >= 0; round++) {
      for (let m = d; m >= 0 && f >= 0; m = nextMember[m]!) {
        if (capacity[m]! <= round || round < taken[m]!) continue;
        assignment[f] = m;
        f = next[f]!;
      }
    }
  }
  return assignment;
}

/** How many firms each deputy holds. */
export function loadsOf(instance: Instance, assignment: Int32Array): Int32Array {
  const loads = new Int32Array(instance.deputies);
  for (const d of assignment) if (d >= 0) loads[d] = loads[d]! + 1;
  return loads;
}

/** Firms with a deputy today that get another or none. */
export function changedOf(instance: Instance, assignment: Int32Array): number {
  let changed = 0;
  for (let f = 0; f < instance.firms; f++) {
    const today = instance.current[f]!;
    if (today >= 0 && assignment[f] !== today) changed++;
  }
  return changed;
}
