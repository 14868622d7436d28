import type { PairingNetwork } from "#app/domain/pairing/network.ts";
import { type Instance, plainCost, reaches } from "#app/domain/pairing/problem.ts";
import { addLoads, assemble, Draft, IntList, LAYER } from "./draft.ts";

/** A network grown by setting firms apart, the flow carried over, and where the old nodes and arcs went (-1: gone). */
export type Grown = { network: PairingNetwork; flow: Int32Array; nodeOf: Int32Array; arcOf: Int32Array };

/**
 * Sets `conflicts` apart: each such firm gets its own entry with an arc, at the pair's true cost, to every unit it may
 * use, and the deputies special to it (forbidden; today's when `keep` is negative) get units of their own. One unit of
 * flow of each firm's class is taken back and the firm waits without a deputy, so the flow stays feasible and nearly
 * optimal. O(nodes + arcs + conflicts x units).
 */
export function setApart(
  instance: Instance,
  old: PairingNetwork,
  oldFlow: Int32Array,
  keep: number,
  conflicts: readonly number[],
): Grown {
  const flow = oldFlow.slice();
  const capacity = old.capacity.slice();
  const supply = old.supply.slice();
  const unit = old.unit.slice();
  const entry = old.entry.slice();
  const giveUp = old.giveUp.slice();
  for (const f of conflicts) {
    takeBack(old, flow, entry[f]!);
    const arc = giveUp[f]!;
    if (arc < 0) supply[entry[f]!] = supply[entry[f]!]! - 1;
    else {
      flow[arc] = flow[arc]! - 1;
      capacity[arc] = capacity[arc]! - 1;
    }
  }

  const draft = new Draft(instance.firms + 1);
  for (let v = 0; v < old.nodes; v++) {
    draft.node(
      v === old.sink ? LAYER.sink : v > old.sink ? LAYER.entry : v < old.firstUnit ? LAYER.way : LAYER.unit,
    );
  }
  const special = (f: number) => {
    const list = instance.forbidden.get(f) ?? [];
    return keep < 0 && instance.current[f]! >= 0 ? [...list, instance.current[f]!] : list;
  };
  /** Flow of each drafted arc, in order of drafting. */
  const carried = new IntList();
  const crowded = membersOf(unit, conflicts.flatMap(special));
  const dropped = new Set<number>();
  const oldArc = new Int32Array(old.arcs).fill(-1);
  for (const node of crowded.keys()) {
    for (let a = old.first[node]!; a < old.first[node + 1]!; a++) if (old.to[a] === old.sink) dropped.add(a);
  }
  for (let a = 0; a < old.arcs; a++) {
    if (dropped.has(a) || capacity[a] === 0) continue;
    oldArc[a] = draft.arc(old.from[a]!, old.to[a]!, old.cost[a]!, capacity[a]!);
    carried.push(flow[a]!);
  }
  for (const [node, { alone, rest }] of crowded) {
    const shares = deal(
      instance,
      node,
      old,
      flow,
      [...alone, ...rest].sort((a, b) => a - b),
    );
    for (const list of [...alone.map((d) => [d]), ...(rest.length > 0 ? [rest] : [])]) {
      const made = draft.node(LAYER.unit);
      let amount = list.reduce((sum, d) => sum + shares.get(d)!, 0);
      draft.arc(node, made, 0);
      carried.push(amount);
      for (const arc of addLoads(draft, instance, made, old.sink, list)) {
        const part = Math.min(amount, draft.room.data[arc]!);
        carried.push(part);
        amount -= part;
      }
      for (const d of list) unit[d] = made;
    }
  }
  const someone = new Map<number, number>();
  unit.forEach((node, d) => {
    if (node >= 0 && !someone.has(node)) someone.set(node, d);
  });
  for (const f of conflicts) {
    const node = draft.node(LAYER.entry);
    draft.arc(node, old.sink, instance.unpaired);
    carried.push(1);
    const banned = instance.forbidden.get(f) ?? [];
    for (const [place, d] of someone) {
      if (banned.includes(d) || !reaches(instance, f, d)) continue;
      const kept = keep < 0 && instance.current[f] === d ? keep : 0;
      draft.arc(node, place, plainCost(instance, f, d) - kept);
      carried.push(0);
    }
    entry[f] = node;
    if (giveUp[f]! >= 0) {
      const today = instance.current[f]!;
      const arc = draft.arc(unit[today]!, node, keep - plainCost(instance, f, today), 1);
      carried.push(1);
      giveUp[f] = -2 - arc;
    }
  }

  const made = assemble(draft, old.sink, false);
  const supplies = new Int32Array(made.nodes);
  for (let v = 0; v < old.nodes; v++) supplies[made.number[v]!] = supply[v]!;
  for (const f of conflicts) if (giveUp[f] === -1) supplies[made.number[entry[f]!]!] = 1;
  const moved = new Int32Array(made.arcs);
  for (let a = 0; a < carried.length; a++) moved[made.place[a]!] = carried.data[a]!;
  const arcOf = oldArc.map((a) => (a < 0 ? -1 : made.place[a]!));
  const network = {
    ...made,
    bands: old.bands,
    supply: supplies,
    entry: entry.map((v) => (v < 0 ? -1 : made.number[v]!)),
    giveUp: giveUp.map((a) => (a === -1 ? -1 : a >= 0 ? arcOf[a]! : made.place[-2 - a]!)),
    unit: unit.map((v) => (v < 0 ? -1 : made.number[v]!)),
    constant: old.constant,
  };
  return { network, flow: moved, nodeOf: made.number, arcOf };
}

/** Takes one unit of flow back along its way from an entry to the sink, the dearest load arc at the end. */
function takeBack(network: PairingNetwork, flow: Int32Array, node: number): void {
  for (let v = node; v !== network.sink; ) {
    let a = network.first[v + 1]! - 1;
    const atUnit = v >= network.firstUnit && v < network.sink;
    while (flow[a] === 0 || (atUnit && isGiveUp(network, a))) a--;
    flow[a] = flow[a]! - 1;
    v = network.to[a]!;
  }
}

/** Whether an arc out of a unit gives a firm up, rather than leading to the sink or to a unit split off. */
function isGiveUp(network: PairingNetwork, a: number): boolean {
  const w = network.to[a]!;
  return w < network.firstUnit || w > network.sink;
}

/** Shared units that a special deputy must leave: who leaves (`alone`) and who stays together (`rest`). */
function membersOf(unit: Int32Array, special: readonly number[]) {
  const leaving = new Set(special.filter((d) => unit[d]! >= 0));
  const nodes = new Set(Array.from(leaving, (d) => unit[d]!));
  const crowded = new Map<number, { alone: number[]; rest: number[] }>();
  unit.forEach((node, d) => {
    if (!nodes.has(node)) return;
    const members = crowded.get(node) ?? { alone: [], rest: [] };
    (leaving.has(d) ? members.alone : members.rest).push(d);
    crowded.set(node, members);
  });
  for (const [node, { alone, rest }] of crowded) {
    if (alone.length + rest.length === 1) crowded.delete(node);
  }
  return crowded;
}

/** Deals the flow of a shared unit out to its members, one round of the load table at a time. */
function deal(
  instance: Instance,
  node: number,
  network: PairingNetwork,
  flow: Int32Array,
  members: readonly number[],
): Map<number, number> {
  let left = 0;
  for (let a = network.first[node]!; a < network.first[node + 1]!; a++) {
    if (network.to[a] === network.sink) left += flow[a]!;
  }
  const shares = new Map(members.map((d) => [d, 0]));
  for (let round = 0; left > 0; round++) {
    for (const d of members) {
      if (left === 0 || instance.capacity[d]! <= round) continue;
      shares.set(d, round + 1);
      left--;
    }
  }
  return shares;
}
