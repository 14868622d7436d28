import { type PairingProblem, pairCost } from "#app/domain/pairing/problem.ts";

/** How one set of pairs stands, today's or a plan's: firms unless said otherwise, cost in the weights without `keep`. */
export type PairsFigures = {
  paired: number;
  inOwnTownship: number;
  sameSector: number;
  /** Deputies with a place and no firm. */
  idleDeputies: number;
  /** Index = firms held, value = deputies who hold so many. */
  loads: number[];
  cost: number;
};

/** Firms of a county: in the problem, with a liaison today, with one in the plan, that change. */
export type CountyFigures = {
  countyCode: string;
  firms: number;
  before: number;
  after: number;
  changed: number;
};

/**
 * Sums up pairs `assignment[firm]` = deputy or -1 (columns of the problem). Deputies without any place (left, outside the scope)
 * count in the loads only while they still hold a firm. O(firms + deputies).
 */
export function pairsFigures(problem: PairingProblem, assignment: readonly number[]): PairsFigures {
  const { firms, deputies, cost } = problem;
  const held = new Array<number>(deputies.township.length).fill(0);
  const figures = { paired: 0, inOwnTownship: 0, sameSector: 0, idleDeputies: 0, cost: 0 };
  assignment.forEach((deputy, firm) => {
    if (deputy < 0) {
      figures.cost += cost.unpaired;
      return;
    }
    const { distance, sector, gap } = pairCost(problem, firm, deputy);
    const load = cost.load[Math.min(held[deputy]!, cost.load.length - 1)]!;
    figures.cost += distance + sector + gap + load;
    held[deputy] = held[deputy]! + 1;
    figures.paired += 1;
    if (firms.township[firm] === deputies.township[deputy]) figures.inOwnTownship += 1;
    if (firms.sector[firm] === deputies.sector[deputy]) figures.sameSector += 1;
  });
  const loads: number[] = [];
  held.forEach((count, deputy) => {
    const hasPlace = deputies.capacity[deputy]! > 0;
    if (!hasPlace && count === 0) return;
    if (count === 0) figures.idleDeputies += 1;
    while (loads.length <= count) loads.push(0);
    loads[count] = loads[count]! + 1;
  });
  return { ...figures, loads };
}

/** The same firms county by county; `countyCodes[c]` names the problem's county c. Counties without firms are left out. */
export function countyFigures(
  problem: PairingProblem,
  countyCodes: readonly string[],
  assignment: readonly number[],
): CountyFigures[] {
  const rows = countyCodes.map((countyCode) => ({ countyCode, firms: 0, before: 0, after: 0, changed: 0 }));
  assignment.forEach((deputy, firm) => {
    const row = rows[problem.townshipCounty[problem.firms.township[firm]!]!]!;
    const today = problem.current[firm]!;
    row.firms += 1;
    if (today >= 0) row.before += 1;
    if (deputy >= 0) row.after += 1;
    if (today >= 0 && deputy !== today) row.changed += 1;
  });
  return rows.filter((row) => row.firms > 0);
}
