import { type SheetRow, shownText, textOf } from "#app/domain/register/sheet/cell.ts";
import type { ImportField } from "#app/domain/register/sheet/fields.ts";
import {
  isMobile,
  readLevel,
  readMandateChange,
  readPersonName,
  readPhone,
  saysHasLeft,
} from "#app/domain/register/values/people.ts";
import { readSector } from "#app/domain/register/values/sectors.ts";
import { cut, tidy } from "#app/domain/register/values/text.ts";
import { readUscc } from "#app/domain/uscc/read.ts";
import type { DeputyCandidate } from "./candidates.ts";
import { type ImportNote, note } from "./reasons.ts";
import type { RowReader } from "./row-reader.ts";
import type { RowVerdict, SheetContext } from "./walk.ts";

const LIMITS = { name: 60, word: 100, employer: 200 };
const SHOWN = 60;
/** Whole numbers from this size on have lost digits in a spreadsheet cell. */
const FIRST_ROUNDED = 1e15;

/** The columns that name a person: name with the hint in brackets, phone and card number, and why one of them can't be believed. */
export function readPerson(
  reader: RowReader,
  fields: { name: ImportField; phone: ImportField; cardNo: ImportField },
): { name: string; hint: string; phone: string | null; cardNo: string | null; doubt: ImportNote | null } {
  const { name, hint } = readPersonName(textOf(reader.cell(fields.name)));
  const phoneText = textOf(reader.cell(fields.phone));
  const phone = readPhone(phoneText);
  const value = cut(phoneText, SHOWN);
  if (phone.doubt === "several") reader.notes.push(note("import.phone_several", { value }));
  const usable = phone.phone === null || isMobile(phone.phone);
  const card = reader.cell(fields.cardNo);
  const cardLost = typeof card === "number" && card >= FIRST_ROUNDED;
  const cardNo = cardLost ? null : cut(tidy(textOf(card)), LIMITS.word) || null;
  const phoneDoubt = phone.doubt === "invalid" || !usable ? note("import.phone_invalid", { value }) : null;
  const doubt = cardLost ? note("import.card_rounded", { value: shownText(card) }) : phoneDoubt;
  return { name, hint: cut(hint, LIMITS.word), phone: usable ? phone.phone : null, cardNo, doubt };
}

/** The county and township of a person's row: the columns, else the front of the group's or electoral unit's name, else the sheet's name. */
export function readPersonPlace(reader: RowReader, context: SheetContext, fronts: readonly ImportField[]) {
  const countyText = textOf(reader.cell("county")) || (context.countyOfName ?? "");
  const townshipText = textOf(reader.cell("township"));
  const place = context.divisions.place(countyText, townshipText);
  if (place.countyCode !== null || countyText !== "" || townshipText !== "") return place;
  for (const field of fronts) {
    const countyCode = context.divisions.countyAtFront(textOf(reader.cell(field)));
    if (countyCode !== null) return { ...place, countyCode };
  }
  return place;
}

/**
 * Judges one row of a list of deputies by itself: refused without a name, put to review when level or county is missing,
 * the phone is no mobile number, the card number lost digits or the term runs backwards; the rest becomes notes.
 */
export function judgeDeputy(
  reader: RowReader,
  _row: SheetRow,
  context: SheetContext,
): RowVerdict<DeputyCandidate>[] {
  const { notes } = reader;
  const person = readPerson(reader, { name: "name", phone: "phone", cardNo: "cardNo" });
  const place = readPersonPlace(reader, context, ["electoralUnit", "group"]);
  const levelText = textOf(reader.cell("level"));
  const candidate: DeputyCandidate = {
    name: cut(person.name, LIMITS.name),
    hint: person.hint,
    phone: person.phone,
    cardNo: person.cardNo,
    level: readLevel(levelText, context.divisions),
    electoralUnit: reader.text("electoralUnit", LIMITS.word) || null,
    group: reader.text("group", LIMITS.word) || null,
    countyCode: place.countyCode,
    townshipCode: place.townshipCode,
    sectorCode: sectorOf(reader, context),
    employerName: reader.text("employerName", LIMITS.employer) || null,
    employerUscc: employerUscc(reader),
    station: reader.text("station", LIMITS.word) || null,
    termStarted: reader.date("termStarted"),
    termEnded: reader.date("termEnded"),
    change: changeOf(reader),
  };
  const reason = firstDoubt(candidate, levelText, person.doubt, placeNote(reader, place.doubt));
  if (person.name === "")
    return [{ outcome: "reject", reason: note("import.name_missing", {}), notes, candidate, item: null }];
  if (reason !== null) return [{ outcome: "review", reason, notes, candidate, item: null }];
  if (candidate.phone === null) notes.push(note("import.phone_missing", {}));
  return [{ outcome: "import", reason: null, notes, candidate, item: null }];
}

function firstDoubt(
  deputy: DeputyCandidate,
  levelText: string,
  personDoubt: ImportNote | null,
  placeDoubt: ImportNote | null,
): ImportNote | null {
  if (personDoubt) return personDoubt;
  if (deputy.level === null) {
    return levelText === ""
      ? note("import.level_missing", {})
      : note("import.level_unknown", { value: cut(levelText, SHOWN) });
  }
  if (placeDoubt) return placeDoubt;
  if (deputy.countyCode === null) return note("import.county_missing", {});
  const { termStarted: started, termEnded: ended } = deputy;
  if (started && ended && ended.on < started.on)
    return note("import.term_reversed", { started: started.on, ended: ended.on });
  return null;
}

function placeNote(
  reader: RowReader,
  doubt: null | "county_unknown" | "township_unknown" | "township_ambiguous" | "place_conflict",
): ImportNote | null {
  const county = cut(textOf(reader.cell("county")), SHOWN);
  const township = cut(textOf(reader.cell("township")), SHOWN);
  if (doubt === null) return null;
  if (doubt === "place_conflict") return note("import.place_conflict", { county, township });
  return note(`import.${doubt}`, { value: doubt === "county_unknown" ? county : township });
}

function sectorOf(reader: RowReader, context: SheetContext): string | null {
  const text = textOf(reader.cell("sector"));
  const sector = readSector(text, context.reference.sectors);
  if (text !== "" && sector === null)
    reader.notes.push(note("import.sector_unknown", { value: cut(text, SHOWN) }));
  return sector;
}

function employerUscc(reader: RowReader): string | null {
  const cell = reader.cell("employerUscc");
  const reading = readUscc(typeof cell === "number" ? cell : textOf(cell) || null);
  if (reading.kind === "valid") return reading.uscc;
  if (reading.kind === "refused")
    reader.notes.push(note("import.uscc_check_digit", { uscc: cut(reading.typed, SHOWN) }));
  if (reading.kind === "doubtful") {
    reader.notes.push(
      note("import.uscc_letter_typo", {
        uscc: cut(reading.typed, SHOWN),
        suggestion: reading.suggestion ?? "",
      }),
    );
  }
  return null;
}

function changeOf(reader: RowReader) {
  const text = textOf(reader.cell("change"));
  const change = readMandateChange(text);
  if (text !== "" && change === null)
    reader.notes.push(note("import.change_unknown", { value: cut(text, SHOWN) }));
  return change ?? (saysHasLeft(textOf(reader.cell("remark"))) ? "left" : null);
}
