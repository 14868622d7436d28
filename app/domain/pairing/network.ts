import { routeByChains } from "./network/chains.ts";
import { routeByClimbing } from "./network/climb.ts";
import { addLoads, assemble, Draft, LAYER, type Source, type Target } from "./network/draft.ts";
import { type Instance, loadTerm, plainCost } from "./problem.ts";

/** A minimum-cost flow network: arcs sorted by tail, so that the arcs out of node v are `first[v] .. first[v + 1] - 1`. */
export type FlowNetwork = {
  nodes: number;
  arcs: number;
  sink: number;
  supply: Int32Array;
  first: Int32Array;
  from: Int32Array;
  to: Int32Array;
  capacity: Int32Array;
  cost: Int32Array;
};

/**
 * The pairing network (formulation by shared nodes). Nodes are numbered so that every arc but the "give up" arcs leads
 * to a higher number. `entry[f]` is the node where firm f looks for a deputy (-1 for a pinned firm); `giveUp[f]` the
 * arc by which a firm held by today's deputy gives it up, -1 when it isn't held. `unit[d]` is the node of deputy d
 * (shared by his pool, or his own), -1 when he has no place to give. Objective = flow cost + `constant`.
 */
export type PairingNetwork = FlowNetwork & {
  entry: Int32Array;
  giveUp: Int32Array;
  unit: Int32Array;
  firstUnit: number;
  /** Steps of nearness for a first flow: entries may go to nodes from `least` on, at about `price`. */
  bands: readonly { least: number; price: number }[];
  constant: number;
};

type Held = { at: (f: number) => boolean; count: Int32Array };

/**
 * Builds the network of an instance. `keep` is the effective weight of today's pairs (the budget's multiplier added).
 * Pinned firms are supply at their deputy that can't leave, so they use his first places; with `keep` > 0 a firm with
 * a permitted deputy today is supply at that deputy with an arc to give it up at `keep` - cost; other firms are supply
 * at the entry of their class. Deputies alike share a unit until a pin or a pair of today sets one apart.
 * Every flow costs at most what its pairs cost, and each permitted plan is a flow: the optimum is a lower bound, and
 * pairs read from it that break no pair's own rule are optimal. O(arcs); some 50,000-100,000 arcs for a city.
 */
export function buildNetwork(instance: Instance, keep: number): PairingNetwork {
  const { firms, deputies, capacity, pins, pin } = instance;
  const draft = new Draft(firms + 1);
  const sink = draft.node(LAYER.sink);
  const held = holdToday(instance, keep);
  const unit = new Int32Array(deputies).fill(-1);
  const targets = addUnits(draft, instance, sink, held.count, unit);
  const entry = new Int32Array(firms).fill(-1);
  const sources = addSources(draft, instance, entry);
  for (const { node } of sources) draft.arc(node, sink, instance.unpaired);
  const climbs = rises(instance.distance) && rises(instance.sector);
  (climbs ? routeByClimbing : routeByChains)(draft, instance, sources, targets);
  const giveUp = addGiveUps(draft, instance, keep, held, entry, unit);

  const made = assemble(draft, sink, !climbs);
  const supply = new Int32Array(made.nodes);
  const add = (node: number, amount: number) => {
    supply[made.number[node]!] = supply[made.number[node]!]! + amount;
    supply[made.sink] = supply[made.sink]! - amount;
  };
  let constant = 0;
  for (let d = 0; d < deputies; d++) {
    if (unit[d]! >= 0) add(unit[d]!, held.count[d]! + pins[d]!);
    else for (let n = 0; n < capacity[d]!; n++) constant += loadTerm(instance, n);
  }
  for (let f = 0; f < firms; f++) {
    const d = pin[f]! >= 0 ? pin[f]! : held.at(f) ? instance.current[f]! : -1;
    if (d >= 0) constant += plainCost(instance, f, d) - (instance.current[f] === d ? keep : 0);
    else add(entry[f]!, 1);
  }
  const [direct, local] = made.bands;
  return {
    ...made,
    bands: [
      { least: direct, price: 0 },
      { least: local, price: instance.sector[2]! },
      { least: 0, price: Math.max(instance.distance[1]!, instance.sector[2]!) },
    ],
    supply,
    entry: entry.map((v) => (v < 0 ? -1 : made.number[v]!)),
    giveUp: giveUp.map((a) => (a < 0 ? -1 : made.place[a]!)),
    unit: unit.map((v) => (v < 0 ? -1 : made.number[v]!)),
    constant,
  };
}

function rises(table: Int32Array): boolean {
  return table[0]! <= table[1]! && table[1]! <= table[2]!;
}

/** Which firms start at today's deputy: permitted, not pinned, `keep` positive and a place left beside the pins. */
function holdToday(instance: Instance, keep: number): Held {
  const { legal, pin, pins, capacity, current } = instance;
  const at = (f: number) =>
    keep > 0 && legal[f] === 1 && pin[f]! < 0 && capacity[current[f]!]! > pins[current[f]!]!;
  const count = new Int32Array(instance.deputies);
  for (let f = 0; f < instance.firms; f++) {
    if (at(f)) count[current[f]!] = count[current[f]!]! + 1;
  }
  return { at, count };
}

/** Units of deputies with a place to give, their load arcs, and one hub for each class with several units. */
function addUnits(
  draft: Draft,
  instance: Instance,
  sink: number,
  held: Int32Array,
  unit: Int32Array,
): Target[] {
  const { deputies, capacity, pins, deputyTownship, deputySector, deputyLevel, deputyReach } = instance;
  const kinds = new Map<number, { target: Target; units: number[]; pool: number[] }>();
  for (let d = 0; d < deputies; d++) {
    if (capacity[d] === pins[d]) continue;
    const township = deputyTownship[d]!;
    const sector = deputySector[d]!;
    const level = deputyLevel[d]!;
    const reach = deputyReach[d]!;
    const key = ((township * instance.sectors + sector) * instance.levels + level) * 3 + reach;
    let kind = kinds.get(key);
    if (kind === undefined) {
      kind = { target: { node: -1, township, sector, level, reach }, units: [], pool: [] };
      kinds.set(key, kind);
    }
    if (held[d]! + pins[d]! === 0) kind.pool.push(d);
    else {
      unit[d] = draft.node(LAYER.unit);
      kind.units.push(unit[d]!);
      addLoads(draft, instance, unit[d]!, sink, [d]);
    }
  }
  return Array.from(kinds.values(), ({ target, units, pool }) => {
    if (pool.length > 0) {
      const node = draft.node(LAYER.unit);
      units.push(node);
      addLoads(draft, instance, node, sink, pool);
      for (const d of pool) unit[d] = node;
    }
    target.node = units.length === 1 ? units[0]! : draft.node(LAYER.hub);
    if (units.length > 1) for (const node of units) draft.arc(target.node, node, 0);
    return target;
  });
}

/** One entry for each class of firms. */
function addSources(draft: Draft, instance: Instance, entry: Int32Array): Source[] {
  const { firms, pin, firmTownship, firmSector, firmSize, sectors, sizes } = instance;
  const sources: Source[] = [];
  const classOf = new Map<number, number>();
  for (let f = 0; f < firms; f++) {
    if (pin[f]! >= 0) continue;
    const township = firmTownship[f]!;
    const sector = firmSector[f]!;
    const size = firmSize[f]!;
    const key = (township * sectors + sector) * sizes + size;
    let node = classOf.get(key);
    if (node === undefined) {
      node = draft.node(LAYER.entry);
      classOf.set(key, node);
      sources.push({ node, township, sector, size });
    }
    entry[f] = node;
  }
  return sources;
}

/** Arcs from today's deputy back to the entry of the firm's class; firms alike at one deputy share an arc. */
function addGiveUps(
  draft: Draft,
  instance: Instance,
  keep: number,
  held: Held,
  entry: Int32Array,
  unit: Int32Array,
): Int32Array {
  const giveUp = new Int32Array(instance.firms).fill(-1);
  const byPair = new Map<number, number>();
  for (let f = 0; f < instance.firms; f++) {
    if (!held.at(f)) continue;
    const today = instance.current[f]!;
    const key = unit[today]! * 2 ** 26 + entry[f]!;
    let arc = byPair.get(key);
    if (arc === undefined) {
      arc = draft.arc(unit[today]!, entry[f]!, keep - plainCost(instance, f, today), 0);
      byPair.set(key, arc);
    }
    draft.room.data[arc] = draft.room.data[arc]! + 1;
    giveUp[f] = arc;
  }
  return giveUp;
}
