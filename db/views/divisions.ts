import { sql } from "drizzle-orm";
import { type Db, read } from "#db/client.ts";

/** A place or sector to choose from: its code, its name in both languages where there is one, the county of a township. */
export type DivisionOption = { code: string; name: string; nameEn?: string; countyCode?: string };

/** Counties, townships and sectors, as filters and forms offer them. */
export type Divisions = {
  counties: DivisionOption[];
  townships: DivisionOption[];
  sectors: DivisionOption[];
};

/** How long a process keeps the list; divisions change with a release or by hand once in years. */
const KEPT_MS = 60_000;
const kept = new WeakMap<Db, { until: number; divisions: Promise<Divisions> }>();

/** The reference lists of places and sectors in their order, kept for a minute. */
export function listDivisions(db: Db): Promise<Divisions> {
  const known = kept.get(db);
  if (known && known.until > performance.now()) return known.divisions;
  const divisions = load(db);
  kept.set(db, { until: performance.now() + KEPT_MS, divisions });
  divisions.catch(() => kept.delete(db));
  return divisions;
}

function load(db: Db): Promise<Divisions> {
  return read(db, async (tx) => {
    const [counties, townships, sectors] = await Promise.all([
      tx.execute<DivisionOption>(sql`
        select county_code as code, short_name as name, name_en as "nameEn" from counties order by sort`),
      tx.execute<DivisionOption>(sql`
        select township_code as code, name, county_code as "countyCode" from townships order by township_code`),
      tx.execute<DivisionOption>(sql`
        select sector_code as code, name, name_en as "nameEn" from sectors order by sector_code`),
    ]);
    return { counties: [...counties], townships: [...townships], sectors: [...sectors] };
  });
}
