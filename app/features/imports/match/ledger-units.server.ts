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
 * A unit by its full or short name, of the county first, then of the city. "住建局" alone is the county's own; names that a reform changed
 * (委 and 局) count as the same.
 */
function findUnit(name: string, countyCode: string, units: readonly LedgerUnit[]): LedgerUnit | ImportNote {
  const near = units.filter((unit) => unit.countyCode === countyCode || unit.countyCode === null);
  const key = compareKey(name);
  const exact = near.filter((unit) => [unit.name, unit.shortName].some((one) => compareKey(one) === key));
  const loose = exact.length > 0 ? exact : near.filter((unit) => bareName(unit.shortName) === bareName(name));
  const own = loose.filter((unit) => unit.countyCode !== null);
  const [only, second] = own.length > 0 && !/^市/.test(name) ? own : loose;
  if (only === undefined) return note("import.unit_unknown", { name });
  if (second !== undefined)
    return note("import.unit_ambiguous", { name, units: loose.map((unit) => unit.shortName).join("、") });
  return only;
}

/** A short name without the place before it; 委 and 局 alike. */
function bareName(name: string): string {
  return compareKey(name)
    .replace(/^(?:[一-龥]{1,4}(?:自治县|县|区|市(?=[一-龥]{3}))|市)/, "")
    .replace(/^(?:宜昌)/, "")
    .replace(/[委局]$/, "")
    .replace(/委员会$/, "");
}
