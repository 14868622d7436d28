import type { Instance } from "#app/domain/pairing/problem.ts";
import type { Draft, Source, Target } from "./draft.ts";

/** Layers of the stages: size to level, then trade to trade, then place to place. */
const STAGE = { level: 1, kin: 2, stranger: 4, trade: 6, county: 7, city: 9 } as const;

/** A thing reached or left in one stage: `item` within `family`, at `node`. */
type End = { node: number; item: number; family: number };

/**
 * Routes for any tables, also those in which a farther tier is cheaper than a nearer one: the pair's cost is paid in
 * three stages (gap, trade, place) and in each stage the tier "others of the family" excludes the item itself and
 * "other families" excludes the family, by chains of prefixes and suffixes. So each pair has exactly one price and no
 * way undercuts it. Arcs grow with townships x sectors x levels: some three times those of climbing.
 */
export function routeByChains(
  draft: Draft,
  instance: Instance,
  sources: readonly Source[],
  targets: readonly Target[],
): void {
  const { sectors, levels, townshipCounty, sectorGroup } = instance;
  const allLevels = [...new Set(targets.map((target) => target.level))].sort((a, b) => a - b);
  const allSectors = [...new Set(targets.map((target) => target.sector))].sort((a, b) => a - b);
  const wants = new Map<number, End & { township: number; level: number }>();
  for (const { node, township, sector, size } of sources) {
    for (const level of allLevels) {
      const key = (township * sectors + sector) * levels + level;
      let want = wants.get(key);
      if (want === undefined) {
        want = {
          node: draft.node(STAGE.level),
          item: sector,
          family: sectorGroup[sector]!,
          township,
          level,
        };
        wants.set(key, want);
      }
      draft.arc(node, want.node, instance.gap[size * levels + level]!);
    }
  }
  const placed = new Map<number, End[]>();
  for (const list of groupBy(wants.values(), (want) => want.township * levels + want.level).values()) {
    const { township, level } = list[0]!;
    const ends = allSectors.map((sector) => ({
      node: draft.node(STAGE.trade),
      item: sector,
      family: sectorGroup[sector]!,
    }));
    fan(draft, list, ends, instance.sector, [STAGE.kin, STAGE.stranger]);
    for (const end of ends) {
      const key = end.item * levels + level;
      const places = placed.get(key) ?? [];
      places.push({ node: end.node, item: township, family: townshipCounty[township]! });
      placed.set(key, places);
    }
  }
  const kinds = groupBy(targets, (target) => target.sector * levels + target.level);
  for (const [key, starts] of placed) {
    const ends = (kinds.get(key) ?? []).map((target) => ({
      node: target.node,
      item: target.township,
      family: townshipCounty[target.township]!,
      reach: target.reach,
    }));
    fanByReach(draft, starts, ends, instance.distance);
  }
}

function fanByReach(
  draft: Draft,
  starts: readonly End[],
  ends: readonly (End & { reach: number })[],
  distance: Int32Array,
): void {
  const layers: [number, number] = [STAGE.county, STAGE.city];
  const reaching = (least: number) => ends.filter((end) => end.reach >= least);
  own(draft, starts, ends, distance[0]!);
  kin(draft, starts, reaching(1), distance[1]!, layers[0]);
  strangers(draft, starts, reaching(2), distance[2]!, layers[1]);
}

function fan(
  draft: Draft,
  starts: readonly End[],
  ends: readonly End[],
  tiers: Int32Array,
  layers: readonly [number, number],
): void {
  own(draft, starts, ends, tiers[0]!);
  kin(draft, starts, ends, tiers[1]!, layers[0]);
  strangers(draft, starts, ends, tiers[2]!, layers[1]);
}

/** Tier 0: the same item. */
function own(draft: Draft, starts: readonly End[], ends: readonly End[], cost: number): void {
  const byItem = groupBy(ends, (end) => end.item);
  for (const start of starts) {
    for (const end of byItem.get(start.item) ?? []) draft.arc(start.node, end.node, cost);
  }
}

/** Tier 1: other items of the same family. */
function kin(draft: Draft, starts: readonly End[], ends: readonly End[], cost: number, layer: number): void {
  const families = groupBy(ends, (end) => end.family);
  for (const [family, mine] of groupBy(starts, (start) => start.family)) {
    others(draft, mine, families.get(family) ?? [], (end) => end.item, cost, layer);
  }
}

/** Tier 2: items of other families. */
function strangers(
  draft: Draft,
  starts: readonly End[],
  ends: readonly End[],
  cost: number,
  layer: number,
): void {
  others(draft, starts, ends, (end) => end.family, cost, layer);
}

/**
 * From each start to all ends whose key is another than its own: the ends of each key in a row, a chain of prefixes
 * from the left and one of suffixes from the right; a start enters both beside its own key. O(starts + ends) arcs.
 */
function others(
  draft: Draft,
  starts: readonly End[],
  ends: readonly End[],
  keyOf: (end: End) => number,
  cost: number,
  layer: number,
): void {
  const row = [...groupBy(ends, keyOf)].sort(([a], [b]) => a - b);
  if (row.length === 0) return;
  const chain = (order: readonly (readonly [number, readonly End[]])[]) => {
    const nodes = order.map(() => draft.node(layer)).reverse();
    order.forEach(([, list], i) => {
      if (i > 0) draft.arc(nodes[i]!, nodes[i - 1]!, 0);
      for (const end of list) draft.arc(nodes[i]!, end.node, 0);
    });
    return nodes;
  };
  const prefix = chain(row);
  const suffix = chain([...row].reverse()).reverse();
  for (const start of starts) {
    const key = keyOf(start);
    let left = 0;
    while (left < row.length && row[left]![0] < key) left++;
    const right = left < row.length && row[left]![0] === key ? left + 1 : left;
    if (left > 0) draft.arc(start.node, prefix[left - 1]!, cost);
    if (right < row.length) draft.arc(start.node, suffix[right]!, cost);
  }
}

function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [item]);
    else list.push(item);
  }
  return groups;
}
