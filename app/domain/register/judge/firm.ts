import { type SheetRow, shownText, textOf } from "#app/domain/register/sheet/cell.ts";
import { readCapital, readSize, sizeOfCapital } from "#app/domain/register/values/capital.ts";
import { readPhone, readYesNo } from "#app/domain/register/values/people.ts";
import { readSector } from "#app/domain/register/values/sectors.ts";
import { cut, wordKey } from "#app/domain/register/values/text.ts";
import { readUscc, type UsccReading } from "#app/domain/uscc/read.ts";
import type { FirmCandidate, FirmState } from "./candidates.ts";
import { type ImportNote, note } from "./reasons.ts";
import type { RowReader } from "./row-reader.ts";
import type { RowVerdict, SheetContext } from "./walk.ts";

/** Longest texts of a firm in characters; longer names are refused, the rest is cut with a note. */
const LIMITS = { name: 200, address: 300, businessScope: 2000, word: 100 };
const SHOWN = 60;

/**
 * Judges one row of a list of firms by itself: refused when the code is wrong or nothing names the firm, put to review
 * when the code is missing or doubtful or the place contradicts itself, else imported with notes on what could not be read.
 */
export function judgeFirm(
  reader: RowReader,
  _row: SheetRow,
  context: SheetContext,
): RowVerdict<FirmCandidate>[] {
  const { notes } = reader;
  const code = readUscc(usccCell(reader));
  const name = reader.text("name", LIMITS.name * 5);
  const candidate = readCandidate(reader, context, name, code);
  const place = placeDoubt(reader, context);
  if (place.note && place.doubt !== "place_conflict") notes.push(place.note);
  const verdict = (outcome: "import" | "review" | "reject", reason: ImportNote | null) => [
    { outcome, reason, notes, candidate, item: null },
  ];

  const failed = failedCell(reader);
  if (name === "" && code.kind === "missing") {
    return verdict(failed ? "review" : "reject", failed ?? note("import.name_and_code_missing", {}));
  }
  if (code.kind === "refused") return verdict("reject", refusalNote(code));
  if (name.length > LIMITS.name) {
    const facts = { column: reader.title("name"), length: name.length, limit: LIMITS.name };
    return verdict("reject", note("import.text_too_long", facts));
  }
  if (failed) return verdict("review", failed);
  if (name === "") return verdict("review", note("import.name_missing", {}));
  if (code.kind === "missing") return verdict("review", note("import.uscc_missing", {}));
  if (code.kind === "doubtful") return verdict("review", doubtNote(code));
  if (place.doubt === "place_conflict") return verdict("review", place.note);
  if (code.corrected) {
    notes.unshift(
      note("import.code_corrected", { typed: cut(shownText(usccCell(reader)), SHOWN), uscc: code.uscc }),
    );
  }
  return verdict("import", null);
}

function usccCell(reader: RowReader): string | number | null {
  const cell = reader.cell("uscc");
  if (typeof cell === "number") return cell;
  if (typeof cell === "string" && textOf(cell) !== "") return cell;
  return null;
}

function failedCell(reader: RowReader): ImportNote | null {
  for (const field of ["uscc", "name"] as const) {
    const cell = reader.cell(field);
    if (typeof cell === "object" && cell !== null && "error" in cell) {
      return note("import.cell_failed", { column: reader.title(field), value: cell.error });
    }
  }
  return null;
}

function refusalNote(code: Extract<UsccReading, { kind: "refused" }>): ImportNote {
  const uscc = cut(code.typed, SHOWN);
  if (code.code === "import.uscc_length") return note(code.code, { uscc, length: code.typed.length });
  return note(code.code, { uscc });
}

function doubtNote(code: Extract<UsccReading, { kind: "doubtful" }>): ImportNote {
  const uscc = cut(code.typed, SHOWN);
  if (code.code === "import.uscc_rounded") return note(code.code, { uscc, kept: code.typed.slice(0, 15) });
  if (code.code === "import.uscc_scientific") return note(code.code, { uscc });
  return note(code.code, { uscc, suggestion: code.suggestion ?? "" });
}

function placeDoubt(reader: RowReader, context: SheetContext) {
  const county = textOf(reader.cell("county"));
  const township = textOf(reader.cell("township"));
  const { doubt } = context.divisions.place(county || (context.countyOfName ?? ""), township);
  const shown = { value: cut(doubt === "county_unknown" ? county : township, SHOWN) };
  if (doubt === null) return { doubt, note: null };
  if (doubt === "place_conflict") return { doubt, note: note("import.place_conflict", { county, township }) };
  return { doubt, note: note(`import.${doubt}`, shown) };
}

function readCandidate(
  reader: RowReader,
  context: SheetContext,
  name: string,
  code: UsccReading,
): FirmCandidate {
  const place = context.divisions.place(
    textOf(reader.cell("county")) || (context.countyOfName ?? ""),
    textOf(reader.cell("township")),
  );
  const capital = capitalOf(reader, context);
  const size = sizeOf(reader);
  const phone = readPhone(textOf(reader.cell("phone")));
  if (phone.doubt === "several")
    reader.notes.push(note("import.phone_several", { value: cut(textOf(reader.cell("phone")), SHOWN) }));
  if (phone.doubt === "invalid")
    reader.notes.push(note("import.phone_invalid", { value: cut(textOf(reader.cell("phone")), SHOWN) }));
  const bySize = size ?? sizeOfCapital(capital);
  return {
    uscc: code.kind === "valid" ? code.uscc : null,
    usccTyped: code.kind === "valid" || code.kind === "missing" ? null : cut(code.typed, SHOWN),
    usccSuggestion: code.kind === "doubtful" ? code.suggestion : null,
    name: cut(name, LIMITS.name),
    entityKind: reader.text("entityKind", LIMITS.word) || null,
    established: reader.date("established"),
    capitalWan: capital?.wan ?? null,
    capitalCurrency: capital?.currency ?? null,
    sizeClass: bySize,
    sizeFrom: bySize === null ? null : size === null ? "capital" : "register",
    businessScope: reader.text("businessScope", LIMITS.businessScope) || null,
    address: reader.text("address", LIMITS.address) || null,
    countyCode: place.countyCode,
    townshipCode: place.townshipCode,
    sectorCode: sectorOf(reader, context),
    contactName: reader.text("contactName", LIMITS.word) || null,
    phone: phone.phone,
    state: stateOf(reader),
    inProgramme: readYesNo(textOf(reader.cell("inProgramme"))),
  };
}

function capitalOf(reader: RowReader, context: SheetContext) {
  const currency = textOf(reader.cell("capitalCurrency")).toUpperCase();
  const reading = readCapital(
    reader.cell("capital"),
    context.header.capitalUnit,
    /^[A-Z]{3}$/.test(currency) ? currency : null,
  );
  if (reading.unitAssumed) context.assumedUnits += 1;
  const facts = { value: cut(shownText(reader.cell("capital")), SHOWN) };
  if (reading.doubt !== null) reader.notes.push(note(`import.capital_${reading.doubt}`, facts));
  return reading.value;
}

function sizeOf(reader: RowReader) {
  const text = textOf(reader.cell("size"));
  const size = readSize(text);
  if (text !== "" && size === null)
    reader.notes.push(note("import.size_unknown", { value: cut(text, SHOWN) }));
  return size;
}

function sectorOf(reader: RowReader, context: SheetContext): string | null {
  const text = textOf(reader.cell("sector"));
  const sector = readSector(text, context.reference.sectors);
  if (text !== "" && sector === null)
    reader.notes.push(note("import.sector_unknown", { value: cut(text, SHOWN) }));
  return sector;
}

function stateOf(reader: RowReader): FirmState | null {
  const text = textOf(reader.cell("state"));
  const word = wordKey(text);
  if (word === "") return null;
  if (/^(?:存续|在营|开业|在业|正常|登记成立|有效|ACTIVE)/.test(word)) return "active";
  const state = /迁出|迁移|MOVED/.test(word)
    ? "moved"
    : /注销|吊销|撤销|停业|歇业|关闭|清算|CLOSED/.test(word)
      ? "closed"
      : null;
  reader.notes.push(note("import.firm_not_active", { value: cut(text, SHOWN) }));
  return state;
}
