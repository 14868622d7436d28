/** How much of everything a world holds. Counts of things, rates in [0, 1], months of history. */
export type Shape = {
  deputies: { national: number; provincial: number; city: number; local: number };
  /** Firms in the programme, and registered ones that are not. */
  firms: number;
  otherFirms: number;
  stations: number;
  months: number;
  /** Mean contacts of a pair over the months; a quarter each would be a third of the months. */
  contactsPerPair: number;
  issues: number;
};

/** The programme at full size: 7,900 deputies, 29,000 firms, 1,640 stations, 6,600 issues in 24 months. */
const FULL: Shape = {
  deputies: { national: 3, provincial: 42, city: 420, local: 7435 },
  firms: 29_000,
  otherFirms: 4_000,
  stations: 1_640,
  months: 24,
  contactsPerPair: 7.2,
  issues: 6_600,
};

/** The shape at a scale: 1 is the programme itself, `bench` the programme with 600,000 contacts and 120,000 issues. */
export function worldShape(scale: number | "bench"): Shape {
  if (scale === "bench") return { ...FULL, contactsPerPair: 20.7, issues: 120_000 };
  if (scale === 1) return FULL;
  const of = (count: number) => Math.max(1, Math.round(count * scale));
  return {
    ...FULL,
    deputies: {
      national: of(FULL.deputies.national),
      provincial: of(FULL.deputies.provincial),
      city: of(FULL.deputies.city),
      local: of(FULL.deputies.local),
    },
    firms: of(FULL.firms),
    otherFirms: of(FULL.otherFirms),
    stations: Math.max(113, of(FULL.stations)),
    issues: of(FULL.issues),
  };
}

/** Share of the programme's firms by county, in percent: dense in the city's core and the three county-level cities. */
export const COUNTY_SHARE: readonly (readonly [countyCode: string, share: number])[] = [
  ["420502", 11.5],
  ["420503", 8.5],
  ["420504", 4.5],
  ["420505", 3.5],
  ["420506", 13],
  ["420525", 5],
  ["420526", 5],
  ["420527", 7.5],
  ["420528", 7],
  ["420529", 5],
  ["420581", 11],
  ["420582", 9],
  ["420583", 9.5],
];

/** Places a deputy has for firms. Source: product rules, pairing (capacity). */
export function capacityOf(level: string): number {
  return level === "township" ? 3 : 5;
}

/** Where a county's programme begins its list of townships: the seat is dense, the rest thins out. */
export function townshipShare(rank: number): number {
  return 1 / (rank + 1.6);
}

/** Splits a whole into parts by weight; the parts are whole and add up. */
export function split(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const parts = weights.map((weight) => Math.floor((total * weight) / sum));
  const order = weights
    .map((weight, index) => ({ index, rest: (total * weight) / sum - (parts[index] ?? 0) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  let left = total - parts.reduce((a, b) => a + b, 0);
  for (const { index } of order) {
    if (left === 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left--;
  }
  return parts;
}

/** Where the cast is at home: the county-level city of Yidu, and its housing and construction bureau. */
export const CAST_COUNTY = "420581";
export const CAST_UNIT = "420581-ZJJ";
