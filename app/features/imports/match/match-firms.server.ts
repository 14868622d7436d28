import { sql } from "drizzle-orm";
import { changedFields, compareFirm, type RegisteredFirm } from "#app/domain/register/compare/firm.ts";
import type { FirmCandidate, ImportRow } from "#app/domain/register/judge/candidates.ts";
import { type ImportNote, note } from "#app/domain/register/judge/reasons.ts";
import { type JudgedRow, leftAlone } from "#app/features/imports/judged-row.ts";
import { searchTextOf } from "#app/platform/search-text.ts";
import type { Tx } from "#db/client.ts";

type Row = ImportRow<FirmCandidate>;

/** Whose register is written: one county's (a county supervisor's, or a file for one county), or all. */
export type ImportScope = { countyCode: string | null };

/** Judges the rows of a list of firms against the register, by USCC, within the scope. */
export async function matchFirms(tx: Tx, rows: readonly Row[], scope: ImportScope): Promise<JudgedRow[]> {
  const codes = new Set(rows.flatMap(({ candidate }) => codeOf(candidate) ?? []));
  const registered = await registeredFirms(tx, [...codes]);
  return rows.map((row) => judgeRow(row, registered, scope));
}

/** The code a row means, also where it is only the one valid reading of what was typed. */
function codeOf(candidate: FirmCandidate | undefined): string | null {
  return candidate?.uscc ?? candidate?.usccSuggestion ?? null;
}

/** The firms of these codes as they stand in the register. */
async function registeredFirms(tx: Tx, codes: readonly string[]): Promise<Map<string, RegisteredFirm>> {
  const found = await tx.execute<RegisteredFirm>(sql`
    select firm_id as "firmId", uscc, name, former_names as "formerNames", entity_kind as "entityKind",
      sector_code as "sectorCode", size_class as "sizeClass", registered_capital_wan::float8 as "registeredCapitalWan",
      capital_currency as "capitalCurrency", established_on as "establishedOn",
      established_precision as "establishedPrecision", address, business_scope as "businessScope", phone,
      county_code as "countyCode", township_code as "townshipCode", state, in_programme as "inProgramme", version
    from firms join jsonb_array_elements_text(${JSON.stringify(codes)}::text::jsonb) as code on code = firms.uscc`);
  return new Map(found.map((firm) => [firm.uscc, firm]));
}

function judgeRow(row: Row, registered: ReadonlyMap<string, RegisteredFirm>, scope: ImportScope): JudgedRow {
  const { candidate } = row;
  const found = registered.get(codeOf(candidate) ?? "") ?? null;
  // A row that is not taken over still says that its firm is on the list.
  const named = (one: Row): JudgedRow => ({ ...leftAlone(one), targetId: found?.firmId ?? null });
  if (row.outcome !== "import" || !candidate?.uscc) return named(row);
  const outside = scope.countyCode === null ? null : outsideOf(scope.countyCode, candidate, found);
  if (outside) return named(overruled(row, "reject", outside));
  const countyCode = candidate.countyCode ?? found?.countyCode ?? scope.countyCode;
  const change = compareFirm(found, { ...candidate, uscc: candidate.uscc, countyCode });
  if (change.change === "review") return named(overruled(row, "review", change.reason));
  const { next } = change;
  const notes = [...row.notes, ...change.notes];
  const { firmId, version, ...before } = found ?? { firmId: null, version: 0 };
  const same = change.change === "unchanged";
  return {
    ...row,
    notes,
    change: change.change,
    targetId: firmId,
    write: same
      ? null
      : {
          entry: next,
          searchText: searchTextOf([next.name, ...next.formerNames], [next.uscc]),
          contactName: candidate.contactName,
          contactPhone: candidate.phone,
        },
    before:
      change.change === "updated" && found
        ? {
            version,
            entry: before,
            fields: changedFields(found, next),
            searchText: searchTextOf([found.name, ...found.formerNames], [found.uscc]),
          }
        : null,
  };
}

function outsideOf(county: string, row: FirmCandidate, found: RegisteredFirm | null): ImportNote | null {
  if (found?.countyCode && found.countyCode !== county)
    return note("import.firm_of_other_county", { value: found.countyCode });
  if (row.countyCode !== null && row.countyCode !== county)
    return note("import.other_county", { value: row.countyCode });
  return null;
}

/** The row with another outcome and reason; what was noticed before stays among its notes. */
export function overruled<R extends ImportRow>(row: R, outcome: "review" | "reject", reason: ImportNote): R {
  const former = row.code === null ? [] : [{ code: row.code, facts: row.facts } as ImportNote];
  return { ...row, outcome, ...reason, notes: [...former, ...row.notes] };
}
