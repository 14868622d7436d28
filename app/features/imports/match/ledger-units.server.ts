import type { DepartmentKind } from "#app/domain/access/posts.ts";
import type { IssueCandidate } from "#app/domain/register/judge/candidates.ts";
import { type ImportNote, note } from "#app/domain/register/judge/reasons.ts";
import { compareKey } from "#app/domain/register/values/text.ts";

export type LedgerUnit = {
  departmentId: number;
  kind: DepartmentKind;
  name: string;
  shortName: string;
  countyCode: string | null;
  /** What short names of the county, or of the city, begin with. */
  place: string;
};

/** The units a row names: the first is the lead, all others co-handlers. A name that fits none, or several, waits for a person. */
export function findLedgerUnits(
  row: IssueCandidate,
  countyCode: string,
  units: readonly LedgerUnit[],
): { lead: LedgerUnit | null; others: LedgerUnit[] } | ImportNote {
  const found: LedgerUnit[] = [];
  for (const name of [...row.units, ...row.coUnits]) {
    const unit = findUnit(name, countyCode, units);
    if ("code" in unit) return unit;
    if (!found.includes(unit)) found.push(unit);
  }
  return row.units.length === 0
    ? { lead: null, others: [] }
    : { lead: found[0] ?? null, others: found.slice(1) };
}

/**
 * A unit by its full or short name, of the county or of the city; 委 and 局 count as the same, as a reform has changed them. A name without
 * any place, "住建局", is the county's own where there is one.
 */
function findUnit(name: string, countyCode: string, units: readonly LedgerUnit[]): LedgerUnit | ImportNote {
  const near = units.filter((unit) => unit.countyCode === countyCode || unit.countyCode === null);
  const key = bareTail(name);
  const exact = near.filter((unit) => [unit.name, unit.shortName].some((one) => bareTail(one) === key));
  const placeless = near.filter((unit) => bareTail(withoutPlace(unit)) === key);
  const own = placeless.filter((unit) => unit.countyCode !== null);
  const found = exact.length > 0 ? exact : own.length > 0 ? own : placeless;
  const [only, second] = found;
  if (only === undefined) return note("import.unit_unknown", { name });
  if (second !== undefined)
    return note("import.unit_ambiguous", { name, units: found.map((unit) => unit.shortName).join("、") });
  return only;
}

function withoutPlace({ shortName, place }: LedgerUnit): string {
  return shortName.startsWith(place) ? shortName.slice(place.length) : shortName;
}

function bareTail(name: string): string {
  return compareKey(name).replace(/(?:委员会|委|局)$/, "");
}
