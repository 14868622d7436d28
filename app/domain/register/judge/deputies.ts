import type { SheetData } from "#app/domain/register/sheet/cell.ts";
import type { SheetCorrection } from "#app/domain/register/sheet/header.ts";
import { compareKey } from "#app/domain/register/values/text.ts";
import type { DeputyCandidate, ImportReference, ImportRow } from "./candidates.ts";
import { judgeDeputy } from "./deputy.ts";
import { type ImportNote, note } from "./reasons.ts";
import { type ParsedSheet, walkSheets } from "./walk.ts";

type Row = ImportRow<DeputyCandidate> & { candidate: DeputyCandidate };

/**
 * Judges a file's list of deputies: each row by itself, then against the rows before it. The same phone and name at the
 * same level is a duplicate, at another level a second mandate of one person; another name under one phone or card number,
 * and two of one name in one township (or in one county where a township or phone is missing), are put to review.
 */
export function judgeDeputies(
  sheets: readonly SheetData[],
  reference: ImportReference,
  corrections: readonly SheetCorrection[] = [],
): { sheets: ParsedSheet[]; rows: ImportRow<DeputyCandidate>[] } {
  const { sheets: parsed, rows } = walkSheets("deputies", sheets, reference, corrections, judgeDeputy);
  const byPhone = new Map<string, Row[]>();
  const byCard = new Map<string, Row[]>();
  const byName = new Map<string, Row[]>();
  const judged = rows.map((row) => {
    if (!isPerson(row)) return row;
    const { phone, cardNo, name } = row.candidate;
    const samePhone = phone === null ? [] : listed(byPhone, phone);
    const sameCard = cardNo === null ? [] : listed(byCard, cardNo);
    const sameName = listed(byName, compareKey(name));
    const result = compared(row, samePhone, sameCard, sameName);
    for (const list of [samePhone, sameCard, sameName]) list.push(row);
    return result;
  });
  return { sheets: parsed, rows: withNamesakes(judged, byName) };
}

function isPerson(row: ImportRow<DeputyCandidate>): row is Row {
  return row.candidate !== undefined && row.outcome !== "reject";
}

function listed(map: Map<string, Row[]>, key: string): Row[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}

function compared(row: Row, samePhone: Row[], sameCard: Row[], sameName: Row[]): ImportRow<DeputyCandidate> {
  const other = (list: Row[]) =>
    list.find((one) => compareKey(one.candidate.name) !== compareKey(row.candidate.name));
  const phoneOfOther = other(samePhone);
  if (phoneOfOther) {
    const facts = { ...place(phoneOfOther), name: phoneOfOther.candidate.name };
    return overruled(row, "review", note("import.same_phone_other_name", facts));
  }
  const cardOfOther = other(sameCard);
  if (cardOfOther) {
    const facts = { ...place(cardOfOther), name: cardOfOther.candidate.name };
    return overruled(row, "review", note("import.same_card_other_name", facts));
  }
  const earlier = sameName.find(
    (one) => isSamePerson(one.candidate, row.candidate) && isSameMandate(one.candidate, row.candidate),
  );
  return earlier ? overruled(row, "duplicate", note("import.duplicate_in_file", place(earlier))) : row;
}

function place(row: Row) {
  return { row: row.row, sheet: row.sheet };
}

function isSamePerson(one: DeputyCandidate, other: DeputyCandidate): boolean {
  if (one.phone !== null || other.phone !== null) return one.phone === other.phone;
  if (one.cardNo !== null || other.cardNo !== null) return one.cardNo === other.cardNo;
  return false;
}

function isSameMandate(one: DeputyCandidate, other: DeputyCandidate): boolean {
  if (one.level !== other.level) return false;
  if (one.electoralUnit === null || other.electoralUnit === null) return true;
  return compareKey(one.electoralUnit) === compareKey(other.electoralUnit);
}

/** Both of two namesakes go to review, the earlier too: neither row says which of them is meant. */
function withNamesakes(
  rows: ImportRow<DeputyCandidate>[],
  byName: Map<string, Row[]>,
): ImportRow<DeputyCandidate>[] {
  return rows.map((row) => {
    if (row.outcome !== "import" || !isPerson(row)) return row;
    const namesakes = byName.get(compareKey(row.candidate.name)) ?? [];
    const twin = namesakes.find((one) => one.row !== row.row && mayBeMistaken(one.candidate, row.candidate));
    return twin ? overruled(row, "review", note("import.same_name_same_place", place(twin))) : row;
  });
}

function mayBeMistaken(one: DeputyCandidate, other: DeputyCandidate): boolean {
  if (isSamePerson(one, other) || one.countyCode !== other.countyCode) return false;
  if (one.townshipCode !== null && other.townshipCode !== null)
    return one.townshipCode === other.townshipCode;
  return one.phone === null || other.phone === null;
}

function overruled(
  row: Row,
  outcome: "review" | "duplicate",
  reason: ImportNote,
): ImportRow<DeputyCandidate> {
  const former = row.code === null ? [] : [{ code: row.code, facts: row.facts } as ImportNote];
  return { ...row, outcome, ...reason, notes: [...former, ...row.notes] };
}
