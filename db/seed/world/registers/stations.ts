import type { stations } from "#db/schema/deputies.ts";
import { COUNTIES, TOWNSHIPS } from "#db/seed/reference/divisions.ts";
import { addGrant, addUser, type Draft } from "../draft.ts";
import { ROADS } from "../lexicon/firms.ts";
import type { RowOf } from "../rows.ts";
import { COUNTY_SHARE, split, townshipShare } from "../shape.ts";

export type StationRow = RowOf<typeof stations> & { stationId: number; townshipCode: string };

export type Stations = {
  rows: StationRow[];
  byTownship: ReadonlyMap<string, StationRow[]>;
  /** Users who keep a station, by station. */
  clerks: ReadonlyMap<number, number>;
  /** Users of the township congress's office, by township. */
  officers: ReadonlyMap<string, number>;
};

/** How the programme's firms spread over the townships, in percent of all; the order is that of the townships. */
export function townshipWeights(): number[] {
  const ranks = new Map<string, number>();
  const raw = TOWNSHIPS.map((township) => {
    const rank = ranks.get(township.countyCode) ?? 0;
    ranks.set(township.countyCode, rank + 1);
    return township.kind === "other" ? 0.12 : townshipShare(rank);
  });
  return TOWNSHIPS.map((township, index) => {
    const county = TOWNSHIPS.reduce(
      (sum, one, at) => (one.countyCode === township.countyCode ? sum + (raw[at] ?? 0) : sum),
      0,
    );
    const share = COUNTY_SHARE.find(([code]) => code === township.countyCode)?.[1] ?? 0;
    return ((raw[index] ?? 0) / county) * share;
  });
}

/** Makes a home in each township with stations and points around it, a clerk for each, an officer for each township. */
export function makeStations(draft: Draft): Stations {
  const random = draft.random.fork("stations");
  const rows: StationRow[] = [];
  const clerks = new Map<number, number>();
  const officers = new Map<string, number>();
  const more = split(
    draft.shape.stations - TOWNSHIPS.length,
    townshipWeights().map((weight) => weight + 0.6),
  );
  TOWNSHIPS.forEach((township, index) => {
    const { countyCode, townshipCode } = township;
    const officer = addUser(draft, random);
    officers.set(townshipCode, officer);
    addGrant(draft, officer, "township_officer", { countyCode, townshipCode });
    const county = COUNTIES.find((row) => row.countyCode === countyCode);
    const count = 1 + (more[index] ?? 0);
    for (let nth = 0; nth < count; nth++) {
      const stationId = rows.length + 1;
      const kind = nth === 0 ? "home" : nth % 3 === 0 ? "station" : "point";
      const words = {
        home: "人大代表之家",
        station: `第${nth}人大代表联络站`,
        point: `第${nth}人大代表联系点`,
      }[kind];
      rows.push({
        stationId,
        code: `ZD${String(stationId).padStart(4, "0")}`,
        name: township.name + words,
        kind,
        countyCode,
        townshipCode,
        address: `${county?.name ?? ""}${township.name}${random.pick(ROADS)}${random.int(1, 200)}号`,
      });
      const clerk = addUser(draft, random);
      clerks.set(stationId, clerk);
      addGrant(draft, clerk, "station_clerk", { countyCode, townshipCode, stationId });
    }
  });
  const byTownship = new Map<string, StationRow[]>();
  for (const row of rows)
    byTownship.set(row.townshipCode, [...(byTownship.get(row.townshipCode) ?? []), row]);
  return { rows, byTownship, clerks, officers };
}
