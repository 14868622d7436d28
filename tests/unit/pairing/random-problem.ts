import type { PairingProblem } from "#app/domain/pairing/problem.ts";

/** A small deterministic source of numbers (mulberry32): tests draw from seeds, never from chance. */
export function numbersFrom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  const between = (low: number, high: number) => low + below(high - low + 1);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;
  const column = (length: number, draw: () => number) => Array.from({ length }, draw);
  return { next, below, between, pick, column };
}

type Size = { deputies: number; firms: number };

/**
 * A random problem of any kind the neutral file admits: any number of places, trades, sizes and levels, tables that
 * rise or not, load tables of any length and sign, zero capacities, pins, forbidden pairs, pairs of today that are
 * legal, illegal or too many, `keep` of either sign, ties in plenty.
 */
export function randomProblem(seed: number, most: Size): PairingProblem {
  const r = numbersFrom(seed);
  const deputies = r.below(8) === 0 ? r.below(2) : r.between(1, most.deputies);
  const firms = r.below(12) === 0 ? r.below(2) : r.between(1, most.firms);
  const counties = r.between(1, 4);
  const townships = r.between(1, 8);
  const groups = r.between(1, 3);
  const sectors = r.between(1, 6);
  const sizes = r.between(1, 4);
  const levels = r.between(1, 5);
  const scale = r.pick([1, 10, 1000]);
  const rising = r.below(3) > 0;
  const table = () => {
    const drawn = r.column(3, () => r.between(rising ? 0 : -3, 6) * scale);
    return rising ? drawn.sort((a, b) => a - b) : drawn;
  };
  const load = r.column(r.between(1, 5), () => r.between(-5, 4) * scale).sort((a, b) => a - b);
  const problem = {
    townshipCounty: r.column(townships, () => r.below(counties)),
    sectorGroup: r.column(sectors, () => r.below(groups)),
    cost: {
      distance: table(),
      sector: table(),
      gap: r.column(sizes, () => 0).map(() => r.column(levels, () => r.between(-1, 4) * scale)),
      load,
      unpaired: r.pick([40, 12, 4, 0, -3]) * scale,
      keep: r.pick([0, 0, 1, 2, 5, 30, 1000, -1, -4]) * (r.below(2) === 0 ? 1 : scale),
    },
    deputies: {
      township: r.column(deputies, () => r.below(townships)),
      sector: r.column(deputies, () => r.below(sectors)),
      level: r.column(deputies, () => r.below(levels)),
      capacity: r.column(deputies, () => r.pick([0, 1, 1, 2, 3, 3, 5, 9])),
      reach: r.column(deputies, () => r.below(3)),
    },
    firms: {
      township: r.column(firms, () => r.below(townships)),
      sector: r.column(firms, () => r.below(sectors)),
      size: r.column(firms, () => r.below(sizes)),
    },
  };
  const history = deputies > 0 && r.below(3) > 0;
  const current = r.column(firms, () => (history && r.below(4) > 0 ? r.below(deputies) : -1));
  const ban = deputies === 0 ? 0 : r.pick([0, 0.05, 0.2, 0.6]);
  const forbidden: [number, number][] = [];
  for (let f = 0; f < firms; f++) {
    for (let d = 0; d < deputies; d++) if (r.next() < ban) forbidden.push([f, d]);
  }
  return {
    ...problem,
    current,
    forbidden,
    pinned: drawPins(problem, forbidden, r),
    maxChanges: null,
  };
}

function drawPins(
  problem: Pick<PairingProblem, "deputies" | "firms" | "townshipCounty">,
  forbidden: readonly (readonly [number, number])[],
  r: ReturnType<typeof numbersFrom>,
): [number, number][] {
  const { deputies, firms, townshipCounty } = problem;
  const pins: [number, number][] = [];
  const share = r.pick([0, 0, 0.1, 0.4]);
  const left = [...deputies.capacity];
  const banned = new Set(forbidden.map(([f, d]) => f * 1000 + d));
  for (let f = 0; f < firms.township.length; f++) {
    if (r.next() >= share || left.length === 0) continue;
    const d = r.below(left.length);
    const here = firms.township[f]!;
    const home = deputies.township[d]!;
    const reach = deputies.reach[d]!;
    const near =
      reach === 2 || here === home || (reach === 1 && townshipCounty[here] === townshipCounty[home]);
    if (!near || left[d]! === 0 || banned.has(f * 1000 + d)) continue;
    left[d] = left[d]! - 1;
    pins.push([f, d]);
  }
  return pins;
}
