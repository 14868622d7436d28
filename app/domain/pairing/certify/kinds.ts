import type { Instance } from "#app/domain/pairing/problem.ts";

/** Deputies alike in place, trade, level and reach: where they stand, the least price among them, and who they are. */
export type Kinds = {
  township: Int32Array;
  sector: Int32Array;
  level: Int32Array;
  price: Float64Array;
  deputies: number[][];
  of: Int32Array;
};
/** Kinds that reach the whole city, by county those of county reach, by township those of township reach; cheapest first. */
export type Lists = { city: number[]; county: number[][]; township: number[][] };

/** Gathers deputies alike and lists their kinds by reach. O(deputies log deputies). */
export function kindsOf(instance: Instance, prices: Float64Array): { kinds: Kinds; lists: Lists } {
  const { deputies, townships, counties, townshipCounty } = instance;
  const kinds: Kinds = {
    township: new Int32Array(deputies),
    sector: new Int32Array(deputies),
    level: new Int32Array(deputies),
    price: new Float64Array(deputies),
    deputies: [],
    of: new Int32Array(deputies),
  };
  const lists: Lists = {
    city: [],
    county: Array.from({ length: counties }, () => []),
    township: Array.from({ length: townships }, () => []),
  };
  const byKey = new Map<number, number>();
  for (let d = 0; d < deputies; d++) {
    const home = instance.deputyTownship[d]!;
    const reach = instance.deputyReach[d]!;
    const trade = home * instance.sectors + instance.deputySector[d]!;
    const key = (trade * instance.levels + instance.deputyLevel[d]!) * 3 + reach;
    let kind = byKey.get(key);
    if (kind === undefined) {
      kind = kinds.deputies.push([]) - 1;
      byKey.set(key, kind);
      kinds.township[kind] = home;
      kinds.sector[kind] = instance.deputySector[d]!;
      kinds.level[kind] = instance.deputyLevel[d]!;
      kinds.price[kind] = prices[d]!;
      const county = townshipCounty[home]!;
      const list = reach === 2 ? lists.city : reach === 1 ? lists.county[county]! : lists.township[home]!;
      list.push(kind);
    }
    kinds.of[d] = kind;
    kinds.deputies[kind]!.push(d);
    kinds.price[kind] = Math.min(kinds.price[kind]!, prices[d]!);
  }
  for (const list of [lists.city, ...lists.county, ...lists.township]) {
    list.sort((x, y) => kinds.price[x]! - kinds.price[y]!);
  }
  return { kinds, lists };
}

/**
 * The lesser of `so` and what firm f costs with the cheapest of a list. The list is in order of price and `known` holds
 * prices that are never too high, so the search ends where even the least pair would cost no less.
 */
export function cheapestOf(
  instance: Instance,
  kinds: Kinds,
  known: Float64Array,
  f: number,
  list: readonly number[],
  so: number,
): number {
  const { townshipCounty, sectorGroup, distance, sector, gap, levels } = instance;
  const here = instance.firmTownship[f]!;
  const county = townshipCounty[here]!;
  const mine = instance.firmSector[f]!;
  const group = sectorGroup[mine]!;
  const row = instance.firmSize[f]! * levels;
  let least = Number.POSITIVE_INFINITY;
  for (let level = 0; level < levels; level++) least = Math.min(least, gap[row + level]!);
  least += Math.min(...distance) + Math.min(...sector);
  let best = so;
  for (let i = 0; i < list.length; i++) {
    const kind = list[i]!;
    if (known[kind]! + least >= best) break;
    const home = kinds.township[kind]!;
    const theirs = kinds.sector[kind]!;
    const near = here === home ? 0 : townshipCounty[home] === county ? 1 : 2;
    const akin = mine === theirs ? 0 : sectorGroup[theirs] === group ? 1 : 2;
    const cost = distance[near]! + sector[akin]! + gap[row + kinds.level[kind]!]! + kinds.price[kind]!;
    if (cost < best) best = cost;
  }
  return best;
}
