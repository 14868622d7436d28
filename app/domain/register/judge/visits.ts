import type { ContactKind, ContactOutcome } from "#app/domain/contact/kinds.ts";
import { type SheetData, type SheetRow, textOf } from "#app/domain/register/sheet/cell.ts";
import type { SheetCorrection } from "#app/domain/register/sheet/header.ts";
import { readContactKind, readOutcome } from "#app/domain/register/values/ledger-words.ts";
import { compareKey, cut, tidy } from "#app/domain/register/values/text.ts";
import type { ImportReference, ImportRow, VisitCandidate } from "./candidates.ts";
import { readPerson } from "./deputy.ts";
import { markRepeated, OLD_NUMBER, readFirmCode } from "./ledger.ts";
import { type ImportNote, note } from "./reasons.ts";
import type { RowReader } from "./row-reader.ts";
import { splitFirms } from "./split-firms.ts";
import { type ParsedSheet, type RowVerdict, type SheetContext, walkSheets } from "./walk.ts";

/** Longest texts taken over, in characters: those of the form of a contact. */
const LIMITS = { firms: 4_000, name: 200, words: 3_000, people: 200, place: 120, found: 800, shown: 60 };
/** Firms, and deputies, of one joint visit; the same as in the form. */
const MOST = 30;

/**
 * Judges a ledger of past visits 走访台账 as far as the file alone goes: when, by whom, where to, how and what came of it. Which firms and
 * deputies are meant the register decides. The same firms by the same deputies on the same day twice is a duplicate.
 */
export function judgeVisits(
  sheets: readonly SheetData[],
  reference: ImportReference,
  corrections: readonly SheetCorrection[] = [],
): { sheets: ParsedSheet[]; rows: ImportRow<VisitCandidate>[] } {
  const { sheets: parsed, rows } = walkSheets("contacts", sheets, reference, corrections, judgeVisitRow);
  const judged = markRepeated(rows, (row) => {
    const visit = row.candidate;
    if (visit === undefined || visit.happened === null || row.outcome !== "import") return null;
    const firms = visit.firms.map((firm) => firm.uscc ?? firm.orgCode ?? compareKey(firm.name)).sort();
    const deputies = visit.deputies.map(compareKey).sort();
    return [visit.happened.on, ...firms, "", ...deputies].join("\n");
  });
  return { sheets: parsed, rows: judged };
}

function judgeVisitRow(
  reader: RowReader,
  _row: SheetRow,
  context: SheetContext,
): RowVerdict<VisitCandidate>[] {
  const { notes } = reader;
  const refused = (reason: ImportNote): RowVerdict<VisitCandidate>[] => [
    { outcome: "reject", reason, notes, item: null },
  ];
  const firms = firmsOf(reader);
  if (firms.named.length === 0) return refused(note("import.issue_firm_missing", {}));
  const person = readPerson(reader, { name: "deputyName", phone: "deputyPhone", cardNo: "deputyCardNo" });
  const deputies = namesOf(textOf(reader.cell("deputyName")));
  if (deputies.length === 0 && person.phone === null && person.cardNo === null)
    return refused(note("import.deputy_missing", {}));
  const most = Math.max(firms.named.length, deputies.length);
  if (most > MOST) return refused(note("import.visit_too_many", { count: most, limit: MOST }));
  const happened = reader.date("happened");
  const { doubts, kind, outcome } = wordsRead(reader);
  const candidate: VisitCandidate = {
    name: cut(
      firms.named.map((firm) => firm.name || (firm.uscc ?? firm.orgCode ?? "")).join("、"),
      LIMITS.name,
    ),
    firms: firms.named,
    deputies,
    // One phone or card number can only be one person's.
    deputyPhone: deputies.length > 1 ? null : person.phone,
    deputyCardNo: deputies.length > 1 ? null : person.cardNo,
    countyCode: context.divisions.county(textOf(reader.cell("county"))) ?? context.countyOfName,
    happened,
    kind,
    outcome,
    place: reader.text("place", LIMITS.place),
    peopleMet: reader.text("peopleMet", LIMITS.people),
    words: wordsOf(reader),
  };
  const doubt =
    firms.doubt ??
    (deputies.length > 1 ? null : person.doubt) ??
    dayDoubt(candidate, notes) ??
    doubts[0] ??
    null;
  return [
    {
      outcome: doubt ? "review" : "import",
      reason: doubt,
      notes: [...notes.filter((one) => one !== doubt), ...doubts.filter((one) => one !== doubt)],
      candidate,
      item: null,
    },
  ];
}

/** The day must be known: a month alone says neither what is due nor whether the visit is here already. */
function dayDoubt({ happened }: VisitCandidate, notes: readonly ImportNote[]): ImportNote | null {
  const unsure = notes.find(
    ({ code }) => code === "import.date_ambiguous" || code === "import.date_unreadable",
  );
  if (unsure) return unsure;
  if (happened === null) return note("import.visit_date_missing", {});
  return happened.precision === "day"
    ? null
    : note("import.visit_date_rough", { value: happened.on.slice(0, 7) });
}

function wordsRead(reader: RowReader): {
  doubts: ImportNote[];
  kind: ContactKind | null;
  outcome: ContactOutcome | null;
} {
  const shown = (field: "contactKind" | "outcome") => ({
    value: cut(tidy(textOf(reader.cell(field))), LIMITS.shown),
  });
  const kind = readContactKind(textOf(reader.cell("contactKind")));
  const outcome = readOutcome(textOf(reader.cell("outcome")));
  const doubts = [
    ...(kind.known ? [] : [note("import.visit_kind_unknown", shown("contactKind"))]),
    ...(outcome.known ? [] : [note("import.visit_outcome_unknown", shown("outcome"))]),
  ];
  return { doubts, kind: kind.value, outcome: outcome.value };
}

/** The firms of a row: names in one cell, a code in its own column only where one firm is named. */
function firmsOf(reader: RowReader): { named: VisitCandidate["firms"]; doubt: ImportNote | null } {
  const split = splitFirms(reader.text("firmName", LIMITS.firms));
  const wrong = split.find((firm) => firm.usccTyped !== null);
  const named = split.map(({ name, uscc }) => ({
    name: cut(name, LIMITS.name),
    uscc,
    orgCode: null as string | null,
  }));
  if (wrong)
    return {
      named,
      doubt: note("import.uscc_check_digit", { uscc: cut(wrong.usccTyped ?? "", LIMITS.shown) }),
    };
  const code = readFirmCode(reader);
  if (code.none || named.length > 1) return { named, doubt: null };
  const one = named[0] ?? { name: "", uscc: null, orgCode: null };
  const { uscc, orgCode, other } = code;
  if (other !== null && !OLD_NUMBER.test(other))
    return { named: [one], doubt: note("import.uscc_check_digit", { uscc: other }) };
  return { named: [{ ...one, uscc: uscc ?? one.uscc, orgCode }], doubt: null };
}

/** Names of deputies in one cell, without the numbers, brackets and titles offices put beside them. */
function namesOf(text: string): string[] {
  const names = text
    .replace(/[(（][^)）]*[)）]/g, " ")
    .replace(/(^|[\s、，,；;])\d{1,2}[.、．)）]/g, "$1")
    .split(/[、，,；;/／|\n]+/)
    .map((name) =>
      tidy(name)
        .replace(/^(\p{Script=Han})\s+(\p{Script=Han})$/u, "$1$2")
        .replace(/(?:代表|同志)$/, ""),
    )
    .filter((name) => name !== "" && name !== "等");
  return [...new Set(names)].map((name) => cut(name, LIMITS.shown));
}

/** What was talked about, and below it what the ledger says of problems: those enter as issues by a ledger of their own. */
function wordsOf(reader: RowReader): string {
  const found = reader.text("found", LIMITS.found);
  const handled = reader.text("handled", LIMITS.found);
  const says = (text: string) => text !== "" && !/^(?:无|没有|暂无|-+|\/|—+)$/.test(text);
  if (says(found)) reader.notes.push(note("import.visit_finding_kept", {}));
  return [
    reader.text("talked", LIMITS.words),
    says(found) ? `台账记载的反映问题：${found}` : "",
    says(found) && says(handled) ? `台账记载的处理情况：${handled}` : "",
  ]
    .filter((part) => part !== "")
    .join("\n");
}
