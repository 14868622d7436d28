import { type SheetData, type SheetRow, textOf } from "#app/domain/register/sheet/cell.ts";
import type { SheetCorrection } from "#app/domain/register/sheet/header.ts";
import { readLevel, saysHasLeft } from "#app/domain/register/values/people.ts";
import { compareKey, cut } from "#app/domain/register/values/text.ts";
import { readUscc } from "#app/domain/uscc/read.ts";
import type { ImportReference, ImportRow, PairCandidate } from "./candidates.ts";
import { readPerson, readPersonPlace } from "./deputy.ts";
import { type ImportNote, note } from "./reasons.ts";
import type { RowReader } from "./row-reader.ts";
import { type NamedFirm, splitFirms } from "./split-firms.ts";
import { type ParsedSheet, type RowVerdict, type SheetContext, walkSheets } from "./walk.ts";

const LIMITS = { name: 200, remark: 300, word: 100 };
const SHOWN = 60;

/**
 * Judges a file's list of today's pairs as far as the file alone goes: one item per firm in a row. Whether a firm is in
 * the register is not known here; `judgePair` decides that. The same pair twice is a duplicate, one firm under two
 * deputies is put to review.
 */
export function judgePairs(
  sheets: readonly SheetData[],
  reference: ImportReference,
  corrections: readonly SheetCorrection[] = [],
): { sheets: ParsedSheet[]; rows: ImportRow<PairCandidate>[] } {
  const { sheets: parsed, rows } = walkSheets("pairs", sheets, reference, corrections, judgePairRow);
  const seen = new Map<string, ImportRow<PairCandidate> & { candidate: PairCandidate }>();
  const judged = rows.map((row) => {
    const pair = row.candidate;
    if (pair === undefined || row.outcome === "reject") return row;
    const keys = [pair.firmUscc, compareKey(pair.firmName)].filter((key): key is string => Boolean(key));
    const earlier = keys.map((key) => seen.get(key)).find((one) => one !== undefined);
    for (const key of keys) if (!seen.has(key)) seen.set(key, { ...row, candidate: pair });
    return earlier === undefined ? row : againstEarlier(row, pair, earlier);
  });
  return { sheets: parsed, rows: judged };
}

function againstEarlier(
  row: ImportRow<PairCandidate>,
  pair: PairCandidate,
  earlier: ImportRow<PairCandidate> & { candidate: PairCandidate },
): ImportRow<PairCandidate> {
  const where = { row: earlier.row, sheet: earlier.sheet };
  const former = row.code === null ? [] : [{ code: row.code, facts: row.facts } as ImportNote];
  const notes = [...former, ...row.notes];
  if (isSameDeputy(pair, earlier.candidate)) {
    return { ...row, outcome: "duplicate", ...note("import.duplicate_in_file", where), notes };
  }
  if (pair.ended || earlier.candidate.ended) return row;
  const facts = { ...where, deputy: earlier.candidate.deputy.name };
  return { ...row, outcome: "review", ...note("import.firm_in_two_pairs", facts), notes };
}

function isSameDeputy(one: PairCandidate, other: PairCandidate): boolean {
  if (compareKey(one.deputy.name) !== compareKey(other.deputy.name)) return false;
  if (one.deputy.phone !== null && other.deputy.phone !== null)
    return one.deputy.phone === other.deputy.phone;
  return one.deputy.countyCode === other.deputy.countyCode;
}

function judgePairRow(reader: RowReader, _row: SheetRow, context: SheetContext): RowVerdict<PairCandidate>[] {
  const { notes } = reader;
  const person = readPerson(reader, { name: "deputyName", phone: "deputyPhone", cardNo: "deputyCardNo" });
  const refused = (reason: ImportNote): RowVerdict<PairCandidate>[] => [
    { outcome: "reject", reason, notes, item: null },
  ];
  if (person.name === "") return refused(note("import.deputy_missing", {}));
  const firms = firmsOf(reader);
  if (firms.length === 0) return refused(note("import.firms_missing", {}));
  const place = readPersonPlace(reader, context, ["group"]);
  const remark = reader.text("remark", LIMITS.remark);
  const shared = {
    deputy: {
      name: person.name,
      hint: person.hint,
      phone: person.phone,
      cardNo: person.cardNo,
      level: readLevel(textOf(reader.cell("level")), context.divisions),
      group: reader.text("group", LIMITS.word) || null,
      countyCode: place.countyCode,
      townshipCode: place.townshipCode,
    },
    started: reader.date("started"),
    endedOn: reader.date("ended"),
    ended: saysHasLeft(remark),
    remark: remark || null,
  };
  return firms.map((firm, index) => {
    const own = shared.ended ? [note("import.pair_ended", {}), ...notes] : [...notes];
    const doubt = firmDoubt(firm) ?? person.doubt;
    const wrong = firm.usccTyped !== null && doubt?.code === "import.uscc_check_digit";
    return {
      outcome: wrong ? "reject" : doubt ? "review" : "import",
      reason: doubt,
      notes: own,
      candidate: { ...shared, firmName: cut(firm.name, LIMITS.name), firmUscc: firm.uscc },
      item: firms.length > 1 ? index + 1 : null,
    };
  });
}

function firmsOf(reader: RowReader): NamedFirm[] {
  const named = reader.texts("firm").flatMap(splitFirms);
  const cell = reader.cell("firmUscc");
  const reading = readUscc(typeof cell === "number" ? cell : textOf(cell) || null);
  const only = named[0];
  if (reading.kind === "missing" || named.length > 1) return named;
  const name = only?.name ?? "";
  if (reading.kind === "valid") return [{ name, uscc: reading.uscc, usccTyped: null }];
  return [{ name, uscc: null, usccTyped: reading.typed }];
}

function firmDoubt(firm: NamedFirm): ImportNote | null {
  if (firm.usccTyped === null) return null;
  const reading = readUscc(firm.usccTyped);
  const uscc = cut(firm.usccTyped, SHOWN);
  if (reading.kind === "doubtful" && reading.suggestion !== null) {
    return note("import.uscc_letter_typo", { uscc, suggestion: reading.suggestion });
  }
  if (reading.kind === "doubtful") return note("import.uscc_scientific", { uscc });
  return note("import.uscc_check_digit", { uscc });
}
