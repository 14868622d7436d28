import type { SheetData, SheetRow } from "#app/domain/register/sheet/cell.ts";
import type { FirmField } from "#app/domain/register/sheet/fields.ts";
import type { SheetCorrection } from "#app/domain/register/sheet/header.ts";
import { compareKey } from "#app/domain/register/values/text.ts";
import type { FirmCandidate, ImportReference, ImportRow } from "./candidates.ts";
import { judgeFirm } from "./firm.ts";
import { type ImportNote, note } from "./reasons.ts";
import type { RowReader } from "./row-reader.ts";
import { type ParsedSheet, type RowVerdict, type SheetContext, walkSheets } from "./walk.ts";

type Seen = { sheet: string; row: number; firm: FirmCandidate };

/** Values that must not contradict each other in two rows of one firm, and the column each comes from. */
const COMPARED: [keyof FirmCandidate, FirmField][] = [
  ["entityKind", "entityKind"],
  ["address", "address"],
  ["businessScope", "businessScope"],
  ["countyCode", "county"],
  ["townshipCode", "township"],
  ["sectorCode", "sector"],
  ["capitalWan", "capital"],
  ["phone", "phone"],
  ["contactName", "contactName"],
  ["state", "state"],
];

/**
 * Judges a file's list of firms: each row by itself, then against the rows before it. The same code and name again is a
 * duplicate; another name or contradicting values under one code, or one name under two codes, is put to review.
 */
export function judgeFirms(
  sheets: readonly SheetData[],
  reference: ImportReference,
  corrections: readonly SheetCorrection[] = [],
): { sheets: ParsedSheet[]; rows: ImportRow<FirmCandidate>[] } {
  const byCode = new Map<string, Seen>();
  const byName = new Map<string, Seen>();
  const judge = (reader: RowReader, row: SheetRow, context: SheetContext) =>
    judgeFirm(reader, row, context).map((verdict) => {
      const firm = verdict.candidate;
      if (verdict.outcome === "reject" || firm === undefined || firm.name === "") return verdict;
      const seen = { sheet: context.name, row: row.row, firm };
      const again = againstEarlier(verdict, firm, { byCode, byName, title: reader.title });
      if (firm.uscc !== null && !byCode.has(firm.uscc)) byCode.set(firm.uscc, seen);
      if (!byName.has(compareKey(firm.name))) byName.set(compareKey(firm.name), seen);
      return again;
    });
  const { sheets: parsed, rows } = walkSheets("firms", sheets, reference, corrections, judge);
  return { sheets: parsed, rows: doubtLookalikesOfRounded(rows) };
}

type Earlier = {
  byCode: ReadonlyMap<string, Seen>;
  byName: ReadonlyMap<string, Seen>;
  title: RowReader["title"];
};

function againstEarlier(
  verdict: RowVerdict<FirmCandidate>,
  firm: FirmCandidate,
  { byCode, byName, title }: Earlier,
): RowVerdict<FirmCandidate> {
  const code = firm.uscc === null ? undefined : byCode.get(firm.uscc);
  const named = byName.get(compareKey(firm.name));
  if (code) return sameCode(verdict, firm, code, title);
  if (named === undefined) return verdict;
  const where = { row: named.row, sheet: named.sheet };
  if (firm.uscc !== null) {
    if (named.firm.uscc === null) return verdict;
    const facts = { ...where, uscc: named.firm.uscc };
    return overruled(verdict, "review", note("import.same_name_other_code", facts));
  }
  const sameAddress =
    firm.address !== null && compareKey(firm.address) === compareKey(named.firm.address ?? "");
  if (firm.usccTyped !== null || !sameAddress) return verdict;
  return overruled(verdict, "duplicate", note("import.duplicate_without_code", where));
}

function sameCode(
  verdict: RowVerdict<FirmCandidate>,
  firm: FirmCandidate,
  earlier: Seen,
  title: RowReader["title"],
): RowVerdict<FirmCandidate> {
  const where = { row: earlier.row, sheet: earlier.sheet };
  if (compareKey(firm.name) !== compareKey(earlier.firm.name)) {
    const facts = { ...where, name: earlier.firm.name };
    return overruled(verdict, "review", note("import.same_code_other_name", facts));
  }
  const differing = contradictions(firm, earlier.firm).map(title);
  if (differing.length === 0) return overruled(verdict, "duplicate", note("import.duplicate_in_file", where));
  const facts = { ...where, columns: differing.join("、") };
  return overruled(verdict, "review", note("import.same_code_other_values", facts));
}

function contradictions(one: FirmCandidate, other: FirmCandidate): FirmField[] {
  const differ = (a: unknown, b: unknown) =>
    a !== null && b !== null && compareKey(String(a)) !== compareKey(String(b));
  const fields = COMPARED.filter(([key]) => differ(one[key], other[key])).map(([, field]) => field);
  const dates = differ(one.established?.on ?? null, other.established?.on ?? null);
  return dates ? [...fields, "established"] : fields;
}

function overruled(
  verdict: RowVerdict<FirmCandidate>,
  outcome: "review" | "duplicate",
  reason: ImportNote,
): RowVerdict<FirmCandidate> {
  const notes = verdict.reason ? [verdict.reason, ...verdict.notes] : verdict.notes;
  return { ...verdict, outcome, reason, notes };
}

/** A rounded code passes the check character once in thirty-one times by chance: where a sheet holds rounded codes, no code ending in 000 is believed. */
function doubtLookalikesOfRounded(rows: ImportRow<FirmCandidate>[]): ImportRow<FirmCandidate>[] {
  const damaged = new Set(
    rows
      .filter((row) => row.code === "import.uscc_rounded" || row.code === "import.uscc_scientific")
      .map((row) => row.sheet),
  );
  if (damaged.size === 0) return rows;
  return rows.map((row) => {
    const uscc = row.candidate?.uscc;
    if (row.outcome !== "import" || !uscc || !damaged.has(row.sheet) || !/^\d{15}000$/.test(uscc)) return row;
    const candidate: FirmCandidate = {
      ...(row.candidate as FirmCandidate),
      uscc: null,
      usccTyped: uscc,
      usccSuggestion: null,
    };
    const reason = note("import.uscc_rounded", { uscc, kept: uscc.slice(0, 15) });
    return { ...row, outcome: "review", ...reason, candidate };
  });
}
