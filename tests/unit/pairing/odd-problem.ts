import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import { numbersFrom, randomProblem } from "./random-problem.ts";

type Numbers = ReturnType<typeof numbersFrom>;
type Shape = (problem: PairingProblem, r: Numbers) => PairingProblem;

const firmsOf = (problem: PairingProblem) => problem.firms.township.map((_, f) => f);
const deputiesOf = (problem: PairingProblem) => problem.deputies.township.map((_, d) => d);

/** Everybody reaches everybody and nothing is decided beforehand: what a shape then adds is alone. */
function plain(problem: PairingProblem): PairingProblem {
  return {
    ...problem,
    deputies: { ...problem.deputies, reach: problem.deputies.reach.map(() => 2) },
    forbidden: [],
    pinned: [],
  };
}

/** All firms pinned, dealt out over the places there are; the rest stays free. */
function pinAll(problem: PairingProblem): PairingProblem {
  const places = deputiesOf(problem).flatMap((d) => new Array<number>(problem.deputies.capacity[d]!).fill(d));
  const pinned = firmsOf(problem).flatMap((f): [number, number][] =>
    f < places.length ? [[f, places[f]!]] : [],
  );
  return { ...problem, pinned };
}

function alike(problem: PairingProblem): PairingProblem {
  const zero = (column: readonly number[]) => column.map(() => 0);
  const { township, sector, level, capacity, reach } = problem.deputies;
  return {
    ...problem,
    deputies: {
      township: zero(township),
      sector: zero(sector),
      level: zero(level),
      capacity,
      reach: reach.map(() => 2),
    },
    firms: {
      township: zero(problem.firms.township),
      sector: zero(problem.firms.sector),
      size: zero(problem.firms.size),
    },
    pinned: [],
  };
}

function banSome(problem: PairingProblem, r: Numbers, share: number): PairingProblem {
  const pinned = new Set(problem.pinned.map(([f, d]) => `${f} ${d}`));
  const forbidden = firmsOf(problem).flatMap((f) =>
    deputiesOf(problem).flatMap((d): [number, number][] =>
      r.next() < share && !pinned.has(`${f} ${d}`) ? [[f, d]] : [],
    ),
  );
  return { ...problem, forbidden };
}

/**
 * Shapes at the edge of what the neutral file admits, each bent out of a random problem. Every one says what it is there
 * to break: shared nodes with a single user, pools that must be told apart, ties everywhere, rules that meet.
 */
export const ODD_SHAPES: Record<string, Shape> = {
  "each township a county": (p) => ({
    ...p,
    townshipCounty: p.townshipCounty.map((_, t) => t),
    pinned: [],
  }),
  "one township for all": (p) => ({
    ...p,
    townshipCounty: [0],
    deputies: { ...p.deputies, township: p.deputies.township.map(() => 0) },
    firms: { ...p.firms, township: p.firms.township.map(() => 0) },
  }),
  "townships and counties without anybody": (p) => ({ ...p, townshipCounty: [...p.townshipCounty, 7, 9, 9] }),
  "each sector a group": (p) => ({ ...p, sectorGroup: p.sectorGroup.map((_, s) => s) }),
  "all sectors one group": (p) => ({ ...p, sectorGroup: p.sectorGroup.map(() => 0) }),
  "today's pairs weigh more than anything": (p) => ({ ...p, cost: { ...p.cost, keep: 2 ** 27 } }),
  "today's pairs are unwanted": (p) => ({ ...p, cost: { ...p.cost, keep: -7 } }),
  "nothing costs anything": (p) => ({
    ...p,
    cost: {
      distance: [0, 0, 0],
      sector: [0, 0, 0],
      gap: p.cost.gap.map((row) => row.map(() => 0)),
      load: [0],
      unpaired: 0,
      keep: 0,
    },
  }),
  "the farther the cheaper": (p) => ({
    ...p,
    cost: { ...p.cost, distance: [900, 300, 0], sector: [100, 40, 0] },
  }),
  "every firm held is a gain": (p) => ({ ...p, cost: { ...p.cost, load: [-9000, -8000, -8000, -1] } }),
  "going without is best": (p) => ({ ...p, cost: { ...p.cost, unpaired: -100_000 } }),
  "every firm pinned": (p) => pinAll(plain(p)),
  "pins beside today's deputy": (p, r) => {
    const pinned = pinAll(plain(p));
    const many = p.deputies.township.length;
    return { ...pinned, current: p.current.map(() => (many === 0 ? -1 : r.below(many))) };
  },
  "pinned and forbidden elsewhere": (p, r) => banSome(pinAll(plain(p)), r, 0.5),
  "all of today's pairs forbidden": (p) => ({
    ...p,
    pinned: [],
    forbidden: p.current.flatMap((d, f): [number, number][] => (d < 0 ? [] : [[f, d]])),
  }),
  "all alike, some pairs forbidden": (p, r) => banSome(alike(p), r, 0.3),
  "all alike, most pairs forbidden": (p, r) => banSome(alike(p), r, 0.85),
  "all alike and held, some pairs forbidden": (p, r) => {
    const banned = banSome(alike(p), r, 0.4);
    const many = banned.deputies.township.length;
    const keep = r.pick([1, 5, 50]);
    return {
      ...banned,
      cost: { ...banned.cost, keep },
      current: banned.current.map(() => (many === 0 ? -1 : r.below(many))),
    };
  },
  "everything forbidden": (p) => banSome({ ...p, pinned: [] }, numbersFrom(1), 1.1),
  "no place anywhere": (p) => ({
    ...p,
    pinned: [],
    deputies: { ...p.deputies, capacity: p.deputies.capacity.map(() => 0) },
  }),
  "one deputy has room for all": (p) => ({
    ...p,
    pinned: [],
    deputies: { ...p.deputies, capacity: p.deputies.capacity.map((_, d) => (d === 0 ? 1_000_000 : 0)) },
  }),
  "all were held by one deputy": (p) => ({
    ...p,
    cost: { ...p.cost, keep: 3 },
    current: p.current.map(() => (p.deputies.township.length === 0 ? -1 : 0)),
  }),
};

/** The shape, bent out of the random problem of a seed. */
export function oddProblem(shape: string, seed: number): PairingProblem {
  const most = { deputies: 9, firms: 26 };
  return ODD_SHAPES[shape]!(randomProblem(seed, most), numbersFrom(seed * 31 + 7));
}
