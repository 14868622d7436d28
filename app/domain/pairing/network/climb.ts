import type { Instance } from "#app/domain/pairing/problem.ts";
import type { Draft, Source, Target } from "./draft.ts";

/** Layers between the firms' entries and the hubs of deputies' classes. */
const WAY = { county: 1, city: 2, group: 3, any: 4, anyLevel: 5, groupLevel: 6, level: 7 } as const;

type Riser = { node: number; sector: number; size: number };

/**
 * Routes from firms' classes to deputies' classes when neither distance nor trade gets cheaper with the tier: climb
 * from township to county to city paying the difference of distance; at each height pass to the sector directly,
 * through its group, or through "any", paying the gap to the level on the way; come down free to the hubs.
 * A pair can also be reached by a longer way, never a cheaper one, so the cheapest way costs what the pair costs.
 * Arcs: some eight for each class of firms and three for each class of deputies, plus sizes x levels for each place
 * and group. Nodes that would have one way out are never made.
 */
export function routeByClimbing(
  draft: Draft,
  instance: Instance,
  sources: readonly Source[],
  targets: readonly Target[],
): void {
  const { distance, townshipCounty, counties, townships } = instance;
  const within = <T extends { township: number }>(items: readonly T[], county: boolean) => {
    const lists: T[][] = Array.from({ length: county ? counties : townships }, () => []);
    for (const item of items) lists[county ? townshipCounty[item.township]! : item.township]!.push(item);
    return lists;
  };
  const countyTargets = within(
    targets.filter((target) => target.reach >= 1),
    true,
  );
  const cityTargets = targets.filter((target) => target.reach === 2);
  const townshipTargets = within(targets, false);
  within(sources, false).forEach((list, township) => {
    pass(draft, instance, list, townshipTargets[township]!, distance[0]!);
  });

  const city = new Map<number, Riser>();
  within(sources, true).forEach((list, county) => {
    const reached = countyTargets[county]!;
    const risers = reached.length > 0 ? new Map<number, Riser>() : null;
    for (const source of list) {
      if (risers !== null) {
        const riser = rise(draft, instance, risers, source, WAY.county);
        draft.arc(source.node, riser.node, distance[1]!);
      } else if (cityTargets.length > 0) {
        const riser = rise(draft, instance, city, source, WAY.city);
        draft.arc(source.node, riser.node, distance[2]!);
      }
    }
    if (risers === null) return;
    for (const riser of risers.values()) {
      if (cityTargets.length === 0) break;
      draft.arc(riser.node, rise(draft, instance, city, riser, WAY.city).node, distance[2]! - distance[1]!);
    }
    pass(draft, instance, [...risers.values()], reached, 0);
  });
  pass(draft, instance, [...city.values()], cityTargets, 0);
}

function rise(
  draft: Draft,
  instance: Instance,
  risers: Map<number, Riser>,
  from: { sector: number; size: number },
  layer: number,
): Riser {
  const key = from.sector * instance.sizes + from.size;
  let riser = risers.get(key);
  if (riser === undefined) {
    riser = { node: draft.node(layer), sector: from.sector, size: from.size };
    risers.set(key, riser);
  }
  return riser;
}

/** One node for a list: the only one there is, or a new one with free arcs to all. */
function gather(draft: Draft, layer: number, nodes: readonly number[]): number {
  if (nodes.length === 1) return nodes[0]!;
  const node = draft.node(layer);
  for (const other of nodes) draft.arc(node, other, 0);
  return node;
}

type Levels = { level: number; node: number }[];

function byLevel(
  draft: Draft,
  instance: Instance,
  layer: number,
  entries: Iterable<{ level: number; node: number }>,
): Levels {
  const lists: number[][] = Array.from({ length: instance.levels }, () => []);
  for (const { level, node } of entries) lists[level]!.push(node);
  const levels: Levels = [];
  lists.forEach((nodes, level) => {
    if (nodes.length > 0) levels.push({ level, node: gather(draft, layer, nodes) });
  });
  return levels;
}

/** The ways from trade to trade and size to level at one height of one place; `base` is paid on entering. */
function pass(
  draft: Draft,
  instance: Instance,
  sources: readonly Riser[],
  targets: readonly Target[],
  base: number,
): void {
  if (sources.length === 0 || targets.length === 0) return;
  const { sectorGroup, gap, levels, sizes } = instance;
  const near = instance.sector[0]!;
  const akin = instance.sector[1]!;
  const far = instance.sector[2]!;
  const bySector = new Map<number, Target[]>();
  for (const target of targets) {
    const list = bySector.get(target.sector);
    if (list === undefined) bySector.set(target.sector, [target]);
    else list.push(target);
  }
  const sectorLevels = new Map<number, Levels>();
  const byGroup = new Map<number, Levels[]>();
  for (const [sector, list] of bySector) {
    const made = byLevel(draft, instance, WAY.level, list);
    sectorLevels.set(sector, made);
    const group = sectorGroup[sector]!;
    const others = byGroup.get(group);
    if (others === undefined) byGroup.set(group, [made]);
    else others.push(made);
  }
  const groupLevels = new Map<number, Levels>();
  for (const [group, lists] of byGroup) {
    groupLevels.set(group, byLevel(draft, instance, WAY.groupLevel, lists.flat()));
  }
  let anyLevels: Levels | null = null;
  const toLevels = (node: number, size: number, to: Levels, cost: number) => {
    for (const { level, node: head } of to) draft.arc(node, head, cost + gap[size * levels + level]!);
  };
  const groupHubs = new Map<number, number>();
  const anyHubs = new Map<number, number>();
  const anyHub = (size: number) => {
    let hub = anyHubs.get(size);
    if (hub === undefined) {
      hub = draft.node(WAY.any);
      anyHubs.set(size, hub);
      anyLevels ??= byLevel(draft, instance, WAY.anyLevel, [...groupLevels.values()].flat());
      toLevels(hub, size, anyLevels, 0);
    }
    return hub;
  };
  for (const { node, sector, size } of sources) {
    const group = sectorGroup[sector]!;
    const direct = sectorLevels.get(sector);
    if (direct !== undefined) toLevels(node, size, direct, base + near);
    const kin = groupLevels.get(group);
    const kinSectors = (byGroup.get(group)?.length ?? 0) - (direct === undefined ? 0 : 1);
    const strangers = groupLevels.size > (kin === undefined ? 0 : 1);
    if (kin !== undefined && kinSectors > 0) {
      const key = group * sizes + size;
      let hub = groupHubs.get(key);
      if (hub === undefined) {
        hub = draft.node(WAY.group);
        groupHubs.set(key, hub);
        toLevels(hub, size, kin, 0);
        if (strangers) draft.arc(hub, anyHub(size), far - akin);
      }
      draft.arc(node, hub, base + akin);
    } else if (strangers) {
      draft.arc(node, anyHub(size), base + far);
    }
  }
}
