import type { FirmSize } from "#app/domain/access/roles.ts";
import type { FirmState } from "#app/domain/register/firm-states.ts";
import type { FirmCandidate } from "#app/domain/register/judge/candidates.ts";
import { type ImportNote, note } from "#app/domain/register/judge/reasons.ts";
import { compareKey } from "#app/domain/register/values/text.ts";

/** What an import may write of a firm; days 'YYYY-MM-DD', capital in ten thousand of its currency. */
export type FirmEntry = {
  uscc: string;
  name: string;
  formerNames: string[];
  entityKind: string | null;
  sectorCode: string | null;
  sizeClass: FirmSize | null;
  registeredCapitalWan: number | null;
  capitalCurrency: string | null;
  establishedOn: string | null;
  establishedPrecision: "day" | "month" | "year" | null;
  address: string;
  businessScope: string;
  phone: string | null;
  countyCode: string | null;
  townshipCode: string | null;
  state: FirmState;
  inProgramme: boolean;
};

/** A firm as it stands in the register. */
export type RegisteredFirm = FirmEntry & { firmId: number; version: number };

/** What a row would do to the register: nothing, or write `next`; `review` when a person must decide first. */
export type FirmChange =
  | { change: "added" | "updated" | "unchanged"; next: FirmEntry; notes: ImportNote[] }
  | { change: "review"; reason: ImportNote };

/**
 * Compares a row of a list with the register. What the row does not say stays as it is. A township is kept while the row
 * names the same county; another place for a firm in the programme is put to review, because its pairing hangs on it.
 * A size derived from capital never replaces one that is known. Only a placed, active firm joins the programme.
 */
export function compareFirm(found: RegisteredFirm | null, row: FirmCandidate & { uscc: string }): FirmChange {
  const place = placeOf(found, row);
  if (place === null) {
    const facts = {
      registered: found?.townshipCode ?? found?.countyCode ?? "",
      value: row.townshipCode ?? row.countyCode ?? "",
    };
    return { change: "review", reason: note("import.place_differs", facts) };
  }
  const state = row.state ?? found?.state ?? "active";
  const wanted = row.inProgramme ?? found?.inProgramme ?? false;
  const fit = place.townshipCode !== null && place.countyCode !== null && state === "active";
  const name = found !== null && compareKey(found.name) === compareKey(row.name) ? found.name : row.name;
  const next: FirmEntry = {
    uscc: row.uscc,
    name,
    formerNames: formerNames(found, name),
    entityKind: row.entityKind ?? found?.entityKind ?? null,
    sectorCode: row.sectorCode ?? found?.sectorCode ?? null,
    sizeClass: sizeOf(found, row),
    registeredCapitalWan: row.capitalWan ?? found?.registeredCapitalWan ?? null,
    capitalCurrency: (row.capitalWan === null ? found?.capitalCurrency : row.capitalCurrency) ?? null,
    establishedOn: row.established?.on ?? found?.establishedOn ?? null,
    establishedPrecision: row.established?.precision ?? found?.establishedPrecision ?? null,
    address: row.address ?? found?.address ?? "",
    businessScope: row.businessScope ?? found?.businessScope ?? "",
    phone: row.phone ?? found?.phone ?? null,
    ...place,
    state,
    inProgramme: wanted && fit,
  };
  const notes = row.inProgramme === true && !fit ? [note("import.programme_needs_place", {})] : [];
  if (found === null) return { change: "added", next, notes };
  return { change: changedFields(found, next).length > 0 ? "updated" : "unchanged", next, notes };
}

/** The fields in which two entries of one firm differ. */
export function changedFields(one: FirmEntry, other: FirmEntry): (keyof FirmEntry)[] {
  const fields = Object.keys(other) as (keyof FirmEntry)[];
  return fields.filter((field) => field !== "formerNames" && one[field] !== other[field]);
}

function placeOf(
  found: RegisteredFirm | null,
  row: FirmCandidate,
): { countyCode: string | null; townshipCode: string | null } | null {
  const told = { countyCode: row.countyCode, townshipCode: row.townshipCode };
  if (found === null || (found.countyCode === null && found.townshipCode === null)) return told;
  const known = { countyCode: found.countyCode, townshipCode: found.townshipCode };
  if (told.countyCode === null) return known;
  const same =
    told.countyCode === known.countyCode &&
    (told.townshipCode === null || told.townshipCode === known.townshipCode);
  if (same) return known;
  if (told.countyCode === known.countyCode && known.townshipCode === null) return told;
  return found.inProgramme ? null : told;
}

function formerNames(found: RegisteredFirm | null, name: string): string[] {
  if (found === null) return [];
  if (found.name === name) return found.formerNames;
  return [...found.formerNames.filter((former) => former !== name && former !== found.name), found.name];
}

function sizeOf(found: RegisteredFirm | null, row: FirmCandidate): FirmSize | null {
  if (row.sizeFrom === "register") return row.sizeClass;
  return found?.sizeClass ?? row.sizeClass;
}
