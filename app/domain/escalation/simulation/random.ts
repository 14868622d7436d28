/** A stream of numbers in [0, 1), the same for the same seed. */
export type Random = () => number;

/** Mulberry32: small, fast, seeded; good enough to shuffle a simulated office, not for secrets. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A seed for part `index` of a run with `seed`, so that each part can be replayed alone. */
export function partSeed(seed: number, index: number): number {
  return Math.floor(randomFrom((seed ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0)() * 4_294_967_296);
}

/** A whole number in [0, n). */
export function below(random: Random, n: number): number {
  return Math.floor(random() * n);
}

/** One of `items`, which must not be empty. */
export function oneOf<T>(random: Random, items: readonly T[]): T {
  return items[below(random, items.length)]!;
}

/** Whether something of probability `p` happens. */
export function happens(random: Random, p: number): boolean {
  return random() < p;
}
