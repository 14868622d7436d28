import { type SQL, sql } from "drizzle-orm";
import { DEPUTY_LEVELS, type DeputyLevel, FIRM_SIZES } from "#app/domain/access/roles.ts";
import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import type { Tx } from "#db/client.ts";
import type { PairingPolicy } from "./pairing-policy.ts";

/** A problem with the register's ids by index: `firmIds[f]`, `deputyIds[d]`, `townshipCodes[t]` ("county:CODE" = no township). */
export type RegisteredProblem = {
  problem: PairingProblem;
  firmIds: number[];
  deputyIds: number[];
  townshipCodes: string[];
};

type DeputyRow = {
  deputy_id: number;
  level: DeputyLevel;
  county_code: string;
  township_code: string | null;
  sector_code: string | null;
};
type FirmRow = {
  firm_id: number;
  township_code: string;
  sector_code: string | null;
  size_class: string | null;
  current: number | null;
};
type PairRow = { firm_id: number; deputy_id: number };

const REACHES = { township: 0, county: 1, city: 2 } as const;
/** Firms and deputies without a sector share one of their own, near to none. */
const NO_SECTOR = "";

function indexOf<T>(list: readonly T[]): Map<T, number> {
  return new Map(list.map((item, index) => [item, index]));
}

/** Reads places: every township, and one entry a county for deputies who belong to no township. */
async function readPlaces(tx: Tx) {
  const townships = await tx.execute<{ township_code: string; county_code: string }>(
    sql`select township_code, county_code from townships order by township_code`,
  );
  const counties = await tx.execute<{ county_code: string }>(
    sql`select county_code from counties order by sort, county_code`,
  );
  const countyIndex = indexOf(counties.map((row) => row.county_code));
  const codes = [
    ...townships.map((row) => row.township_code),
    ...counties.map((row) => `county:${row.county_code}`),
  ];
  const townshipCounty = [
    ...townships.map((row) => countyIndex.get(row.county_code)!),
    ...counties.map((row) => countyIndex.get(row.county_code)!),
  ];
  return { codes, townshipCounty };
}

async function readSectors(tx: Tx) {
  const rows = await tx.execute<{ sector_code: string; group_code: string }>(
    sql`select sector_code, group_code from sectors order by sector_code`,
  );
  const groups = indexOf([...new Set(rows.map((row) => row.group_code))]);
  return {
    index: indexOf([...rows.map((row) => row.sector_code), NO_SECTOR]),
    sectorGroup: [...rows.map((row) => groups.get(row.group_code)!), groups.size],
  };
}

/** Pairs that may not be: declared conflicts, exclusions and wishes, and the deputy's own employer. */
async function readForbidden(tx: Tx, inScope: SQL): Promise<PairRow[]> {
  return tx.execute<PairRow>(sql`
    select c.firm_id, c.deputy_id from pairing_constraints c join firms using (firm_id)
      where c.kind <> 'pin' and c.ended_at is null and ${inScope}
    union select firms.firm_id, d.deputy_id from deputies d join firms on firms.uscc = d.employer_uscc where ${inScope}`);
}

/**
 * Makes the pairing problem of a county (or, with null, of the city) from the registers: firms in the programme, active deputies,
 * today's pairs, what is forbidden and pinned. Rows come in the order of their ids, so equal registers give equal problems.
 */
export async function buildProblem(
  tx: Tx,
  policy: PairingPolicy,
  input: { countyCode: string | null; keep: number },
): Promise<RegisteredProblem> {
  const inScope = input.countyCode === null ? sql`true` : sql`firms.county_code = ${input.countyCode}`;
  const deputyScope = input.countyCode === null ? sql`true` : sql`county_code = ${input.countyCode}`;
  const places = await readPlaces(tx);
  const sectors = await readSectors(tx);
  const deputies = await tx.execute<DeputyRow>(sql`
    select deputy_id, level, county_code, township_code, sector_code from deputies where state = 'active' and ${deputyScope} order by deputy_id`);
  const firms = await tx.execute<FirmRow>(sql`
    select firms.firm_id, firms.township_code, firms.sector_code, firms.size_class, p.deputy_id as current
    from firms left join pairings p on p.firm_id = firms.firm_id and p.ended_on is null
    where firms.in_programme and firms.state = 'active' and ${inScope} order by firms.firm_id`);
  const forbidden = await readForbidden(tx, inScope);
  const pins = await tx.execute<PairRow>(sql`
    select distinct on (c.firm_id) c.firm_id, c.deputy_id from pairing_constraints c join firms using (firm_id)
    where c.kind = 'pin' and c.ended_at is null and ${inScope} order by c.firm_id, c.constraint_id desc`);

  const townshipIndex = indexOf(places.codes);
  const deputyIndex = indexOf(deputies.map((row) => row.deputy_id));
  const firmIndex = indexOf(firms.map((row) => row.firm_id));
  const sectorOf = (code: string | null) =>
    sectors.index.get(code ?? NO_SECTOR) ?? sectors.index.get(NO_SECTOR)!;
  const pairsOf = (rows: readonly PairRow[]) =>
    rows.flatMap((row) => {
      const pair = [firmIndex.get(row.firm_id), deputyIndex.get(row.deputy_id)] as const;
      return pair[0] === undefined || pair[1] === undefined ? [] : [[pair[0], pair[1]] as const];
    });
  const sizes = indexOf<string>(FIRM_SIZES);
  const gapOf = (size: number) =>
    DEPUTY_LEVELS.map((_level, level) => policy.gapStep * Math.abs(size - level));
  const problem: PairingProblem = {
    townshipCounty: places.townshipCounty,
    sectorGroup: sectors.sectorGroup,
    cost: {
      distance: policy.distance,
      sector: policy.sector,
      // A firm of unknown size fits every level alike.
      gap: [...FIRM_SIZES.map((_size, size) => gapOf(size)), DEPUTY_LEVELS.map(() => 0)],
      load: policy.load,
      unpaired: policy.unpaired,
      keep: input.keep,
    },
    deputies: {
      township: deputies.map((row) => townshipIndex.get(row.township_code ?? `county:${row.county_code}`)!),
      sector: deputies.map((row) => sectorOf(row.sector_code)),
      level: deputies.map((row) => DEPUTY_LEVELS.indexOf(row.level)),
      capacity: deputies.map((row) => policy.capacity[row.level]),
      reach: deputies.map((row) => REACHES[policy.reach[row.level]]),
    },
    firms: {
      township: firms.map((row) => townshipIndex.get(row.township_code)!),
      sector: firms.map((row) => sectorOf(row.sector_code)),
      size: firms.map((row) => sizes.get(row.size_class ?? "") ?? FIRM_SIZES.length),
    },
    current: firms.map((row) => (row.current === null ? -1 : (deputyIndex.get(row.current) ?? -1))),
    forbidden: pairsOf(forbidden),
    pinned: pairsOf(pins),
    maxChanges: null,
  };
  return {
    problem,
    firmIds: firms.map((row) => row.firm_id),
    deputyIds: deputies.map((row) => row.deputy_id),
    townshipCodes: places.codes,
  };
}
