import { type SQL, sql } from "drizzle-orm";
import { DEPUTY_LEVELS, type DeputyLevel, FIRM_SIZES } from "#app/domain/access/roles.ts";
import type { PairingProblem } from "#app/domain/pairing/problem.ts";
import type { PairingPolicy } from "#app/domain/plan/pairing-policy.ts";
import type { Tx } from "#db/client.ts";
import type { Assumptions } from "./pairing-policy.ts";

/**
 * A problem with the register's ids by index: `firmIds[f]`, `deputyIds[d]` (0 = a deputy only assumed), `townshipCodes[t]`
 * ("county:CODE" = no township), `countyCodes[c]`; `left[d]` = no longer a deputy. `ended` are running pairs of firms that
 * are no longer in the programme: a plan ends them and has nothing to decide about them.
 */
export type RegisteredProblem = {
  problem: PairingProblem;
  firmIds: number[];
  deputyIds: number[];
  townshipCodes: string[];
  countyCodes: string[];
  left: boolean[];
  ended: [firmId: number, deputyId: number][];
};

export type ProblemScope = {
  countyCode: string | null;
  keep: number;
  maxChanges?: number | null;
  assume?: Assumptions;
  /** Pairs to be kept in any case, beside the pins on record: [firm, deputy] by id. */
  pins?: readonly (readonly [number, number])[];
};

type DeputyRow = {
  deputy_id: number;
  level: DeputyLevel;
  county_code: string;
  township_code: string | null;
  sector_code: string | null;
  active: boolean;
  in_scope: boolean;
  held: number;
  elsewhere: number;
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
  const countyCodes = counties.map((row) => row.county_code);
  const countyIndex = indexOf(countyCodes);
  const codes = [
    ...townships.map((row) => row.township_code),
    ...counties.map((row) => `county:${row.county_code}`),
  ];
  const townshipCounty = [
    ...townships.map((row) => countyIndex.get(row.county_code)!),
    ...counties.map((row) => countyIndex.get(row.county_code)!),
  ];
  return { codes, countyCodes, townshipCounty };
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

/** Pairs that may not be: declared conflicts, exclusions and wishes, and the deputy's own employer by USCC or by name. */
async function readForbidden(tx: Tx, inScope: SQL): Promise<PairRow[]> {
  return tx.execute<PairRow>(sql`
    select c.firm_id, c.deputy_id from pairing_constraints c join firms using (firm_id)
      where c.kind <> 'pin' and c.ended_at is null and ${inScope}
    union select firms.firm_id, d.deputy_id from deputies d join firms on firms.uscc = d.employer_uscc where ${inScope}
    union select firms.firm_id, d.deputy_id from deputies d join firms on firms.name = d.employer_name where ${inScope}`);
}

/**
 * Deputies of the scope, and whoever else holds one of its firms today: `held` firms of the scope, `elsewhere` firms outside it.
 */
async function readDeputies(tx: Tx, countyCode: string | null): Promise<DeputyRow[]> {
  const mine = countyCode === null ? sql`true` : sql`d.county_code = ${countyCode}`;
  const here = countyCode === null ? sql`true` : sql`f.county_code is not distinct from ${countyCode}`;
  return tx.execute<DeputyRow>(sql`
    with running as (
      select p.deputy_id, count(*) filter (where ${here} and f.in_programme and f.state = 'active')::int as held,
        count(*) filter (where not (${here}))::int as elsewhere
      from pairings p join firms f using (firm_id) where p.ended_on is null group by p.deputy_id
    )
    select d.deputy_id, d.level, d.county_code, d.township_code, d.sector_code, d.state = 'active' as active, ${mine} as in_scope,
      coalesce(r.held, 0) as held, coalesce(r.elsewhere, 0) as elsewhere
    from deputies d left join running r using (deputy_id)
    where (d.state = 'active' and ${mine}) or r.held > 0
    order by d.deputy_id`);
}

/**
 * Places a deputy has for firms of the scope. Who left has none; who belongs to another county keeps what he holds here only if
 * he reaches the whole city, and gets nothing more.
 */
function placesOf(row: DeputyRow, policy: PairingPolicy, leaving: ReadonlySet<number>): number {
  if (!row.active || leaving.has(row.deputy_id)) return 0;
  const free = Math.max(0, policy.capacity[row.level] - row.elsewhere);
  if (row.in_scope) return free;
  return policy.reach[row.level] === "city" ? Math.min(row.held, free) : 0;
}

/**
 * Makes the pairing problem of a county (or, with null, of the city) from the registers: firms in the programme, active deputies,
 * today's pairs, what is forbidden and pinned. Deputies who left but still hold firms stand in it without a place, so that their
 * firms count as the unavoidable changes. Rows come in the order of their ids, so equal registers give equal problems.
 */
export async function buildProblem(
  tx: Tx,
  stated: PairingPolicy,
  input: ProblemScope,
): Promise<RegisteredProblem> {
  const policy: PairingPolicy = { ...stated, ...input.assume?.policy };
  const leaving = new Set(input.assume?.leaving);
  const inScope = input.countyCode === null ? sql`true` : sql`firms.county_code = ${input.countyCode}`;
  const places = await readPlaces(tx);
  const sectors = await readSectors(tx);
  const known = await readDeputies(tx, input.countyCode);
  const firms = await tx.execute<FirmRow>(sql`
    select firms.firm_id, firms.township_code, firms.sector_code, firms.size_class, p.deputy_id as current
    from firms left join pairings p on p.firm_id = firms.firm_id and p.ended_on is null
    where firms.in_programme and firms.state = 'active' and ${inScope} order by firms.firm_id`);
  const ended = await tx.execute<PairRow>(sql`
    select firms.firm_id, p.deputy_id from pairings p join firms using (firm_id)
    where p.ended_on is null and not (firms.in_programme and firms.state = 'active') and ${inScope} order by firms.firm_id`);
  const forbidden = await readForbidden(tx, inScope);
  const pins = await tx.execute<PairRow>(sql`
    select distinct on (c.firm_id) c.firm_id, c.deputy_id from pairing_constraints c join firms using (firm_id)
    where c.kind = 'pin' and c.ended_at is null and ${inScope} order by c.firm_id, c.constraint_id desc`);

  const townshipIndex = indexOf(places.codes);
  const sectorOf = (code: string | null) =>
    sectors.index.get(code ?? NO_SECTOR) ?? sectors.index.get(NO_SECTOR)!;
  const deputies = [
    ...known.map((row) => ({
      id: row.deputy_id,
      left: !row.active,
      level: row.level,
      township: townshipIndex.get(row.township_code ?? `county:${row.county_code}`)!,
      sector: sectorOf(row.sector_code),
      places: placesOf(row, policy, leaving),
    })),
    ...assumedDeputies(input.assume, policy, townshipIndex, sectorOf(null)),
  ];
  const deputyIndex = indexOf(deputies.map((deputy) => deputy.id));
  const firmIndex = indexOf(firms.map((row) => row.firm_id));
  const pairsOf = (rows: readonly PairRow[]) =>
    rows.flatMap((row) => {
      const pair = [firmIndex.get(row.firm_id), deputyIndex.get(row.deputy_id)] as const;
      return pair[0] === undefined || pair[1] === undefined ? [] : [[pair[0], pair[1]] as const];
    });
  const placeless = new Set(deputies.filter((deputy) => deputy.places === 0).map((deputy) => deputy.id));
  // A pin on somebody who has left binds no more.
  const wanted = new Map(
    pins.filter((row) => !placeless.has(row.deputy_id)).map((row) => [row.firm_id, row.deputy_id]),
  );
  for (const [firmId, deputyId] of input.pins ?? []) wanted.set(firmId, deputyId);
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
      township: deputies.map((deputy) => deputy.township),
      sector: deputies.map((deputy) => deputy.sector),
      level: deputies.map((deputy) => DEPUTY_LEVELS.indexOf(deputy.level)),
      capacity: deputies.map((deputy) => deputy.places),
      reach: deputies.map((deputy) => REACHES[policy.reach[deputy.level]]),
    },
    firms: {
      township: firms.map((row) => townshipIndex.get(row.township_code)!),
      sector: firms.map((row) => sectorOf(row.sector_code)),
      size: firms.map((row) => sizes.get(row.size_class ?? "") ?? FIRM_SIZES.length),
    },
    current: firms.map((row) => (row.current === null ? -1 : (deputyIndex.get(row.current) ?? -1))),
    forbidden: pairsOf(forbidden),
    pinned: pairsOf([...wanted].map(([firm_id, deputy_id]) => ({ firm_id, deputy_id }))),
    maxChanges: input.maxChanges ?? null,
  };
  return {
    problem,
    firmIds: firms.map((row) => row.firm_id),
    deputyIds: deputies.map((deputy) => deputy.id),
    townshipCodes: places.codes,
    countyCodes: places.countyCodes,
    left: deputies.map((deputy) => deputy.left || leaving.has(deputy.id)),
    ended: ended.map((row) => [row.firm_id, row.deputy_id]),
  };
}

function assumedDeputies(
  assume: Assumptions | undefined,
  policy: PairingPolicy,
  townshipIndex: ReadonlyMap<string, number>,
  sector: number,
) {
  return (assume?.additions ?? []).flatMap(({ townshipCode, level, count }) => {
    const township = townshipIndex.get(townshipCode);
    if (township === undefined) return [];
    return Array.from({ length: count }, () => ({
      id: 0,
      left: false,
      level,
      township,
      sector,
      places: policy.capacity[level],
    }));
  });
}
