/** A column of the problem: parallel arrays, indices from 0. */
export type Column = readonly number[];

/**
 * The stated costs (权重), all integers. A pair costs `distance[tier] + sector[tier] + gap[size][level]`, less `keep`
 * when it is today's; a firm left without costs `unpaired`; the n-th firm a deputy holds costs `load[n]`, the last
 * term repeating. `load` never decreases.
 */
export type PairingCosts = {
  distance: Column;
  sector: Column;
  gap: readonly Column[];
  load: Column;
  unpaired: number;
  keep: number;
};

/**
 * The pairing problem (联系安排问题): the neutral shape shared by the registers and by files `liaison-pairing/1`.
 * `reach` is 0 own township, 1 own county, 2 whole city; `current[f]` a deputy or -1; `forbidden` and `pinned` are
 * pairs [firm, deputy]; `maxChanges` bounds how many firms that have a deputy today may get another or none.
 */
export type PairingProblem = {
  name?: string;
  townshipCounty: Column;
  sectorGroup: Column;
  cost: PairingCosts;
  deputies: { township: Column; sector: Column; level: Column; capacity: Column; reach: Column };
  firms: { township: Column; sector: Column; size: Column };
  current: Column;
  forbidden: readonly (readonly [number, number])[];
  pinned: readonly (readonly [number, number])[];
  maxChanges: number | null;
};

/** `pin` of a firm that must go without a deputy; only explanations ask for it. */
export const WITHOUT = -2;

/**
 * The problem over typed arrays, with places and trades resolved: what every other part of the folder reads.
 * `pin[f]` is the pinned deputy or -1; `current[f]` today's deputy or -1; `legal[f]` is 1 when today's pair may be
 * kept (within reach, not forbidden, the firm not pinned elsewhere). `forbidden` lists deputies by firm.
 */
export type Instance = {
  firms: number;
  deputies: number;
  townships: number;
  counties: number;
  sectors: number;
  groups: number;
  sizes: number;
  levels: number;
  townshipCounty: Int32Array;
  sectorGroup: Int32Array;
  firmTownship: Int32Array;
  firmSector: Int32Array;
  firmSize: Int32Array;
  deputyTownship: Int32Array;
  deputySector: Int32Array;
  deputyLevel: Int32Array;
  deputyReach: Int32Array;
  capacity: Int32Array;
  current: Int32Array;
  legal: Uint8Array;
  pin: Int32Array;
  pins: Int32Array;
  forbidden: ReadonlyMap<number, readonly number[]>;
  distance: Int32Array;
  sector: Int32Array;
  gap: Int32Array;
  load: Int32Array;
  unpaired: number;
  keep: number;
  maxChanges: number | null;
};

function span(values: Column): number {
  let top = 0;
  for (const value of values) if (value >= top) top = value + 1;
  return top;
}

/**
 * Lays a valid problem out over typed arrays. O(firms + deputies + forbidden).
 * Capacity is cut to the number of firms, which changes no plan and keeps sums of capacities within 32 bits.
 */
export function layOut(problem: PairingProblem): Instance {
  const { firms, deputies, cost } = problem;
  const count = firms.township.length;
  const townshipCounty = Int32Array.from(problem.townshipCounty);
  const sectorGroup = Int32Array.from(problem.sectorGroup);
  const forbidden = new Map<number, number[]>();
  for (const [firm, deputy] of problem.forbidden) {
    const list = forbidden.get(firm);
    if (list === undefined) forbidden.set(firm, [deputy]);
    else if (!list.includes(deputy)) list.push(deputy);
  }
  const pin = new Int32Array(count).fill(-1);
  const pins = new Int32Array(deputies.township.length);
  for (const [firm, deputy] of problem.pinned) {
    pin[firm] = deputy;
    pins[deputy] = pins[deputy]! + 1;
  }
  const levels = Math.max(span(deputies.level), cost.gap[0]?.length ?? 0);
  const gap = new Int32Array(cost.gap.length * levels);
  cost.gap.forEach((row, size) => {
    gap.set(row, size * levels);
  });
  const instance: Instance = {
    firms: count,
    deputies: deputies.township.length,
    townships: townshipCounty.length,
    counties: span(problem.townshipCounty),
    sectors: sectorGroup.length,
    groups: span(problem.sectorGroup),
    sizes: cost.gap.length,
    levels,
    townshipCounty,
    sectorGroup,
    firmTownship: Int32Array.from(firms.township),
    firmSector: Int32Array.from(firms.sector),
    firmSize: Int32Array.from(firms.size),
    deputyTownship: Int32Array.from(deputies.township),
    deputySector: Int32Array.from(deputies.sector),
    deputyLevel: Int32Array.from(deputies.level),
    deputyReach: Int32Array.from(deputies.reach),
    capacity: Int32Array.from(deputies.capacity, (places) => Math.min(places, count)),
    current: Int32Array.from(problem.current),
    legal: new Uint8Array(count),
    pin,
    pins,
    forbidden,
    distance: Int32Array.from(cost.distance),
    sector: Int32Array.from(cost.sector),
    gap,
    load: Int32Array.from(cost.load),
    unpaired: cost.unpaired,
    keep: cost.keep,
    maxChanges: problem.maxChanges,
  };
  for (let f = 0; f < count; f++) {
    const today = instance.current[f]!;
    const elsewhere = pin[f]! >= 0 && pin[f] !== today;
    if (today >= 0 && !elsewhere && allows(instance, f, today)) instance.legal[f] = 1;
  }
  return instance;
}

/** Whether deputy `d` may hold firm `f`: within reach and not forbidden. O(forbidden pairs of the firm). */
export function allows(instance: Instance, f: number, d: number): boolean {
  return reaches(instance, f, d) && !(instance.forbidden.get(f)?.includes(d) ?? false);
}

/** Whether firm `f` lies within the reach of deputy `d`: 0 own township, 1 own county, 2 whole city. */
export function reaches(instance: Instance, f: number, d: number): boolean {
  const reach = instance.deputyReach[d]!;
  if (reach === 2) return true;
  const home = instance.deputyTownship[d]!;
  const there = instance.firmTownship[f]!;
  if (home === there) return true;
  return reach === 1 && instance.townshipCounty[home] === instance.townshipCounty[there];
}

/** Cost of the pair by place, trade and size alone: without `keep` and without load. */
export function plainCost(instance: Instance, f: number, d: number): number {
  const here = instance.firmTownship[f]!;
  const home = instance.deputyTownship[d]!;
  const near = instance.townshipCounty[here] === instance.townshipCounty[home] ? 1 : 2;
  const mine = instance.firmSector[f]!;
  const theirs = instance.deputySector[d]!;
  const akin = instance.sectorGroup[mine] === instance.sectorGroup[theirs] ? 1 : 2;
  return (
    instance.distance[here === home ? 0 : near]! +
    instance.sector[mine === theirs ? 0 : akin]! +
    instance.gap[instance.firmSize[f]! * instance.levels + instance.deputyLevel[d]!]!
  );
}

/** Cost of the pair as the objective counts it: `plainCost` less `keep` when it is today's pair. */
export function costOf(instance: Instance, f: number, d: number): number {
  return plainCost(instance, f, d) - (instance.current[f] === d ? instance.keep : 0);
}

/** Term `n` of the load table; the last term repeats. */
export function loadTerm(instance: Instance, n: number): number {
  const { load } = instance;
  return load[n < load.length ? n : load.length - 1]!;
}

/** Whether the problem allows the pair at all (reach and forbidden pairs; capacity is a matter of the whole plan). */
export function isAllowed(problem: PairingProblem, firm: number, deputy: number): boolean {
  if (problem.forbidden.some(([f, d]) => f === firm && d === deputy)) return false;
  const home = problem.deputies.township[deputy];
  const there = problem.firms.township[firm];
  if (home === undefined || there === undefined) return false;
  const reach = problem.deputies.reach[deputy];
  if (reach === 2 || home === there) return true;
  return reach === 1 && problem.townshipCounty[home] === problem.townshipCounty[there];
}

/** What the pair costs by its parts, in the unit of the weights; `keep` is what is saved when it is today's pair. */
export type PairCost = { distance: number; sector: number; gap: number; keep: number; total: number };

/** The parts of one pair's cost, for the page that says why; load is a matter of the deputy's other firms. */
export function pairCost(problem: PairingProblem, firm: number, deputy: number): PairCost {
  const { firms, deputies, cost, townshipCounty, sectorGroup } = problem;
  const here = firms.township[firm]!;
  const home = deputies.township[deputy]!;
  const mine = firms.sector[firm]!;
  const theirs = deputies.sector[deputy]!;
  const near = townshipCounty[here] === townshipCounty[home] ? 1 : 2;
  const akin = sectorGroup[mine] === sectorGroup[theirs] ? 1 : 2;
  const distance = cost.distance[here === home ? 0 : near]!;
  const sector = cost.sector[mine === theirs ? 0 : akin]!;
  const gap = cost.gap[firms.size[firm]!]![deputies.level[deputy]!]!;
  const keep = problem.current[firm] === deputy ? cost.keep : 0;
  return { distance, sector, gap, keep, total: distance + sector + gap - keep };
}
