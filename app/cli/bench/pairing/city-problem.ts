import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import { solvePairing } from "#app/domain/pairing/solve.ts";

/** A small deterministic source of numbers (mulberry32): equal seeds give equal problems on any machine. */
export function numbersFrom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  /** One of 0 .. shares.length - 1, as often as its share says. */
  const drawn = (shares: readonly number[]) => {
    let left = next() * shares.reduce((sum, share) => sum + share, 0);
    const at = shares.findIndex((share) => {
      left -= share;
      return left < 0;
    });
    return at < 0 ? shares.length - 1 : at;
  };
  return { next, below, drawn };
}

type Numbers = ReturnType<typeof numbersFrom>;

/** Counties of a city and deputies and firms of its programme. */
const CITY = { counties: 13, deputies: 7_900, firms: 29_000 };
/** Shares of the five levels from township up, and of the four sizes from micro up, as in the programme. */
const LEVELS = [40, 30, 18, 9, 3];
const SIZES = [62, 25, 10, 3];
const SECTORS = 20;
const GROUP_OF = Array.from({ length: SECTORS }, (_, sector) => Math.floor(sector / 4));
const falling = (count: number) => Array.from({ length: count }, (_, n) => 1 / (n + 1));

/** Cities in the shape of the programme, `scale` of them side by side: few townships hold most firms, deputies are spread evenly. */
export function cityProblem(seed: number, scale = 1): PairingProblem {
  const r = numbersFrom(seed);
  const townshipCounty: number[] = [];
  const crowd: number[] = [];
  const station: number[] = [];
  for (let county = 0; county < CITY.counties * scale; county++) {
    for (let n = 6 + r.below(6); n > 0; n--) {
      townshipCounty.push(county);
      crowd.push(1 / (1 + r.below(60)));
      station.push(1 + r.next() * 3);
    }
  }
  const level = Array.from({ length: Math.round(CITY.deputies * scale) }, () => r.drawn(LEVELS));
  const firms = Math.round(CITY.firms * scale);
  const chosen = picker(r, crowd);
  const stationed = picker(r, station);
  const sectors = falling(SECTORS);
  const forbidden = Array.from({ length: Math.round(firms * 0.03) }, (): [number, number] => [
    r.below(firms),
    r.below(level.length),
  ]);
  return {
    townshipCounty,
    sectorGroup: GROUP_OF,
    cost: {
      distance: [0, 300, 1000],
      sector: [0, 40, 100],
      gap: SIZES.map((_, size) => LEVELS.map((__, one) => 30 * Math.abs(size - one))),
      load: [-5050, -50, 0],
      unpaired: 20_000,
      keep: 0,
    },
    deputies: {
      township: level.map(stationed),
      sector: level.map(() => r.drawn(sectors)),
      level,
      capacity: level.map((one) => (one === 0 ? 3 : 5)),
      reach: level.map((one) => (one < 2 ? 1 : 2)),
    },
    firms: {
      township: Array.from({ length: firms }, chosen),
      sector: Array.from({ length: firms }, () => r.drawn(sectors)),
      size: Array.from({ length: firms }, () => r.drawn(SIZES)),
    },
    current: new Array<number>(firms).fill(-1),
    forbidden,
    pinned: [],
    maxChanges: null,
  };
}

/** Draws from many shares in the time of a binary search. */
function picker(r: Numbers, shares: readonly number[]): () => number {
  const sums: number[] = [];
  for (const share of shares) sums.push((sums.at(-1) ?? 0) + share);
  return () => {
    const at = r.next() * sums.at(-1)!;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! > at) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** The same city a while later: one deputy in twenty has left, one firm in twenty-five is new; pairs of today as `origin` says. */
export function cityWithPairs(seed: number, origin: "optimal" | "hand-grown", keep: number): PairingProblem {
  const before = cityProblem(seed);
  const r = numbersFrom(seed + 1);
  const pairs = origin === "optimal" ? optimalPairs(before) : grownPairs(before, r);
  const stays = before.deputies.township.map(() => r.next() >= 0.05);
  let count = 0;
  const place = stays.map((one) => (one ? count++ : -1));
  const staying = (column: readonly number[]) => column.filter((_, d) => stays[d]);
  const { township, sector, level, capacity, reach } = before.deputies;
  return {
    ...before,
    cost: { ...before.cost, keep },
    deputies: {
      township: staying(township),
      sector: staying(sector),
      level: staying(level),
      capacity: staying(capacity),
      reach: staying(reach),
    },
    current: pairs.map((d) => (d < 0 || r.next() < 0.04 ? -1 : place[d]!)),
    forbidden: before.forbidden.flatMap(([f, d]): [number, number][] =>
      place[d]! < 0 ? [] : [[f, place[d]!]],
    ),
  };
}

function optimalPairs(problem: PairingProblem): number[] {
  const result = solvePairing(problem);
  if (!result.ok) throw new Error(result.error.code);
  return Array.from(result.value.assignment);
}

/** Pairs as they grow without a plan: each firm asks a few deputies, near ones first, and takes the first with a place. */
function grownPairs(problem: PairingProblem, r: Numbers): number[] {
  const { deputies, firms, townshipCounty } = problem;
  const byTownship: number[][] = townshipCounty.map(() => []);
  const byCounty: number[][] = [];
  deputies.township.forEach((township, d) => {
    byTownship[township]!.push(d);
    byCounty[townshipCounty[township]!] ??= [];
    byCounty[townshipCounty[township]!]!.push(d);
  });
  const far = deputies.reach.flatMap((reach, d) => (reach === 2 ? [d] : []));
  const left = [...deputies.capacity];
  return firms.township.map((township) => {
    const county = byCounty[townshipCounty[township]!] ?? [];
    for (const circle of [byTownship[township]!, county, county, far]) {
      for (let tries = 0; tries < 4 && circle.length > 0; tries++) {
        const d = circle[r.below(circle.length)]!;
        if (left[d]! === 0) continue;
        left[d] = left[d]! - 1;
        return d;
      }
    }
    return -1;
  });
}
