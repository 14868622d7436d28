import { DEPUTY_LEVELS, type DeputyLevel } from "#app/domain/access/roles.ts";
import { searchTextOf } from "#app/platform/search-text.ts";
import type { deputies, mandates } from "#db/schema/deputies.ts";
import { COUNTIES, TOWNSHIPS } from "#db/seed/reference/divisions.ts";
import { addGrant, addUser, type Draft } from "../draft.ts";
import { TRADES } from "../lexicon/firms.ts";
import { personName, phoneNumber } from "../lexicon/people.ts";
import type { Random } from "../random.ts";
import type { RowOf } from "../rows.ts";
import { COUNTY_SHARE, split } from "../shape.ts";
import { type Stations, townshipWeights } from "./stations.ts";

export type DeputyRow = RowOf<typeof deputies> & {
  deputyId: number;
  userId: number;
  level: DeputyLevel;
  townshipCode: string;
};

export type Deputies = {
  /** Active ones first, then those who left at the change of term. */
  rows: DeputyRow[];
  mandates: RowOf<typeof mandates>[];
  /** Who left at the change of term, by the deputy who came in their place. */
  predecessors: ReadonlyMap<number, number>;
};

/** Share of deputies who came new at the change of term; each followed somebody of the same place and level. */
const RENEWED = 0.09;
/** Places kept over the firms of the programme, so that some deputies are free for another. */
const SPARE = 1.03;

/** Makes the deputies of the five levels: enough places in every county for its firms, and the former ones they followed. */
export function makeDeputies(draft: Draft, stations: Stations): Deputies {
  const random = draft.random.fork("deputies");
  const rows: DeputyRow[] = [];
  const mandateRows: RowOf<typeof mandates>[] = [];
  const predecessors = new Map<number, number>();
  for (const place of placesOf(draft, random))
    rows.push(makeDeputy(draft, random, stations, place, rows.length + 1));
  const { began, termChange } = draft.times;
  const renewed = rows.filter((row) => row.level !== "national" && random.chance(RENEWED));
  for (const successor of renewed) {
    const former = makeDeputy(draft, random, stations, successor, rows.length + 1);
    Object.assign(former, { state: "left" });
    const user = draft.users[former.userId - 1];
    if (user !== undefined) user.state = "blocked";
    const grant = draft.grants[draft.grants.length - 1];
    if (grant !== undefined) grant.endedOn = termChange;
    predecessors.set(successor.deputyId, former.deputyId);
    rows.push(former);
  }
  const formerOnes = new Set(predecessors.values());
  for (const row of rows) {
    const firstTerm = `${Number(began.slice(0, 4)) - 3}-01-08`;
    addMandate(
      mandateRows,
      random,
      row,
      predecessors.has(row.deputyId) ? termChange : firstTerm,
      formerOnes.has(row.deputyId) ? termChange : null,
    );
    const upper = DEPUTY_LEVELS.indexOf(row.level);
    if (upper >= 2 && random.chance(0.25)) {
      addMandate(
        mandateRows,
        random,
        { ...row, level: "county" },
        firstTerm,
        formerOnes.has(row.deputyId) ? termChange : null,
      );
    }
  }
  return { rows, mandates: mandateRows, predecessors };
}

type Place = { level: DeputyLevel; countyCode: string; townshipCode: string };

/** How many deputies of which level live where: township congresses exist in towns and townships, not in streets. */
function placesOf(draft: Draft, random: Random): Place[] {
  const { deputies: counts, firms } = draft.shape;
  const weights = townshipWeights();
  const upper: Place[] = [];
  for (const level of ["national", "provincial", "city"] as const) {
    const parts = split(
      counts[level],
      COUNTY_SHARE.map(([, share]) => share),
    );
    COUNTY_SHARE.forEach(([countyCode], index) => {
      for (let i = 0; i < (parts[index] ?? 0); i++) upper.push({ level, countyCode, townshipCode: "" });
    });
  }
  const perFirm = (firms * SPARE) / 100;
  const wantedTownship = Math.round((5 * (counts.local + upper.length) - firms * SPARE) / 2);
  const townWeights = TOWNSHIPS.map((township, index) =>
    township.kind === "town" || township.kind === "township" ? (weights[index] ?? 0) + 0.25 : 0,
  );
  const local: Place[] = [];
  const inTowns = split(Math.min(Math.max(wantedTownship, 0), counts.local), townWeights);
  TOWNSHIPS.forEach(({ countyCode, townshipCode }, index) => {
    for (let i = 0; i < (inTowns[index] ?? 0); i++)
      local.push({ level: "township", countyCode, townshipCode });
  });
  const stillNeeded = COUNTY_SHARE.map(([countyCode, share]) => {
    const places =
      3 * local.filter((one) => one.countyCode === countyCode).length +
      5 * upper.filter((one) => one.countyCode === countyCode).length;
    return Math.max(share * perFirm - places, share * perFirm * 0.08);
  });
  const ofCounty = split(counts.local - local.length, stillNeeded);
  COUNTY_SHARE.forEach(([countyCode], index) => {
    for (let i = 0; i < (ofCounty[index] ?? 0); i++)
      upper.push({ level: "county", countyCode, townshipCode: "" });
  });
  for (const place of upper) {
    const near = TOWNSHIPS.map(
      (one, index) =>
        [one.townshipCode, one.countyCode === place.countyCode ? (weights[index] ?? 0) : 0] as const,
    );
    place.townshipCode = random.weighted(near);
  }
  return [...upper, ...local];
}

function makeDeputy(
  draft: Draft,
  random: Random,
  stations: Stations,
  place: Place,
  deputyId: number,
): DeputyRow {
  const name = personName(random);
  const cardNo = `YC${String(deputyId).padStart(6, "0")}`;
  const { level, countyCode, townshipCode } = place;
  const near = stations.byTownship.get(townshipCode) ?? [];
  const phone = phoneNumber(draft.users.length + 1);
  const userId = addUser(draft, random, { name, phone });
  addGrant(draft, userId, "deputy", { countyCode, townshipCode, deputyId });
  const sector = random.chance(0.7)
    ? random.weighted(TRADES.map((trade) => [trade.sector, trade.weight] as const))
    : null;
  return {
    deputyId,
    userId,
    name,
    searchText: searchTextOf([name], [cardNo, phone], { person: true }),
    phone,
    cardNo,
    level,
    countyCode,
    townshipCode,
    stationId: near.length > 0 ? random.pick(near).stationId : null,
    sectorCode: sector,
    employerName: random.chance(0.3) ? random.pick(EMPLOYERS) : null,
    createdAt: draft.times.createdAt,
  };
}

const EMPLOYERS = [
  "甲村村民委员会",
  "乙村村民委员会",
  "丙社区居民委员会",
  "丁中心小学",
  "戊卫生院",
  "己家庭农场",
  "庚供销社",
];

function addMandate(
  list: RowOf<typeof mandates>[],
  random: Random,
  deputy: DeputyRow,
  startedOn: string,
  endedOn: string | null,
): void {
  const county = COUNTIES.find((row) => row.countyCode === deputy.countyCode)?.name ?? "";
  const township = TOWNSHIPS.find((row) => row.townshipCode === deputy.townshipCode)?.name ?? "";
  const units: Record<DeputyLevel, string> = {
    township: `${township}第${random.int(1, 24)}选区`,
    county: `${county}第${random.int(1, 60)}选区`,
    city: `${county}代表团`,
    provincial: "宜昌代表团",
    national: "湖北代表团",
  };
  list.push({
    mandateId: list.length + 1,
    deputyId: deputy.deputyId,
    level: deputy.level,
    electoralUnit: units[deputy.level],
    countyCode: deputy.level === "township" || deputy.level === "county" ? deputy.countyCode : null,
    townshipCode: deputy.level === "township" ? deputy.townshipCode : null,
    startedOn,
    endedOn,
  });
}
