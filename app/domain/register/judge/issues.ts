import { type SheetData, type SheetRow, textOf } from "#app/domain/register/sheet/cell.ts";
import type { IssueField } from "#app/domain/register/sheet/fields.ts";
import type { SheetCorrection } from "#app/domain/register/sheet/header.ts";
import {
  readAnswerClass,
  readDone,
  readSatisfaction,
  saysYes,
  type WordReading,
} from "#app/domain/register/values/ledger-words.ts";
import { compareKey, cut, tidy } from "#app/domain/register/values/text.ts";
import type { ImportReference, ImportRow, IssueCandidate } from "./candidates.ts";
import { markRepeated, OLD_NUMBER, readFirmCode } from "./ledger.ts";
import { type ImportNote, type ImportReasonCode, note } from "./reasons.ts";
import type { RowReader } from "./row-reader.ts";
import { type ParsedSheet, type RowVerdict, type SheetContext, walkSheets } from "./walk.ts";

/** Longest texts taken over, in characters; the same as in the forms of an issue. */
const LIMITS = { title: 60, words: 3000, answer: 4000, word: 60, firm: 200 };
/** A title made from the words is their first sentence, up to so many characters. */
const TITLE_FROM_WORDS = 40;

/**
 * Judges a running ledger of issues 问题台账 as far as the file alone goes: what was asked, by whom, when, at which units, and how far
 * it has come. Which firm and which units are meant, and where the issue enters the life cycle, the register decides. The same words of the same
 * firm twice are a duplicate.
 */
export function judgeIssues(
  sheets: readonly SheetData[],
  reference: ImportReference,
  corrections: readonly SheetCorrection[] = [],
): { sheets: ParsedSheet[]; rows: ImportRow<IssueCandidate>[] } {
  const { sheets: parsed, rows } = walkSheets("issues", sheets, reference, corrections, judgeIssueRow);
  const judged = markRepeated(rows, (row) => {
    if (row.candidate === undefined || row.outcome === "reject") return null;
    const { firmName, firmUscc, name, words } = row.candidate;
    return [firmUscc ?? compareKey(firmName), compareKey(name), compareKey(words)].join("\n");
  });
  return { sheets: parsed, rows: judged };
}

const DATES = ["raised", "transferred", "dispatched", "answered", "promised", "closed"] as const;
const DOUBTFUL_DATES: readonly ImportReasonCode[] = ["import.date_ambiguous", "import.date_unreadable"];

function judgeIssueRow(
  reader: RowReader,
  _row: SheetRow,
  context: SheetContext,
): RowVerdict<IssueCandidate>[] {
  const { notes } = reader;
  const words = reader.text("content", LIMITS.words);
  const title = reader.text("title", LIMITS.title) || beginningOf(words);
  const firmName = reader.text("firmName", LIMITS.firm);
  const code = readFirmCode(reader);
  if (title === "")
    return [{ outcome: "reject", reason: note("import.issue_words_missing", {}), notes, item: null }];
  if (firmName === "" && code.none)
    return [{ outcome: "reject", reason: note("import.issue_firm_missing", {}), notes, item: null }];
  const doubts: ImportNote[] = [];
  if (code.other !== null && !OLD_NUMBER.test(code.other))
    doubts.push(note("import.uscc_check_digit", { uscc: code.other }));
  const word = <V>(
    field: IssueField,
    read: (text: string) => WordReading<V>,
    unknown: "import.issue_done_unknown" | "import.issue_class_unknown",
  ): V | null => {
    const text = textOf(reader.cell(field));
    const found = read(text);
    if (!found.known) doubts.push(note(unknown, { value: cut(tidy(text), LIMITS.word) }));
    return found.value;
  };
  const before = notes.length;
  const dates = Object.fromEntries(DATES.map((field) => [field, reader.date(field)])) as Pick<
    IssueCandidate,
    (typeof DATES)[number]
  >;
  doubts.push(...notes.slice(before).filter((one) => DOUBTFUL_DATES.includes(one.code)));
  if (saysYes(textOf(reader.cell("confidential")))) doubts.push(note("import.issue_confidential", {}));
  const candidate: IssueCandidate = {
    name: title,
    words: words || title,
    number: reader.text("number", LIMITS.word) || null,
    firmName,
    firmUscc: code.uscc,
    firmOrgCode: code.orgCode,
    firmOtherCode: code.other,
    countyCode: context.divisions.county(textOf(reader.cell("county"))) ?? context.countyOfName,
    category: reader.text("category", LIMITS.word) || null,
    urgent: saysYes(textOf(reader.cell("severity"))),
    deputyName: reader.text("raisedBy", LIMITS.word) || null,
    ...dates,
    units: reader.texts("unit").flatMap(splitUnits),
    coUnits: reader.texts("coUnit").flatMap(splitUnits),
    progress: reader.text("progress", LIMITS.words) || null,
    answer: reader.text("answer", LIMITS.answer) || null,
    answerClass: word("answerClass", readAnswerClass, "import.issue_class_unknown"),
    done: word("done", readDone, "import.issue_done_unknown"),
    satisfaction: word("satisfaction", readSatisfaction, "import.issue_class_unknown"),
  };
  if (candidate.raised === null && doubts.length === 0) doubts.push(note("import.issue_raised_missing", {}));
  const [doubt, ...others] = doubts;
  return [
    {
      outcome: doubt ? "review" : "import",
      reason: doubt ?? null,
      notes: [...notes.filter((one) => one !== doubt), ...others.filter((one) => !notes.includes(one))],
      candidate,
      item: null,
    },
  ];
}

function beginningOf(words: string): string {
  const sentence = words.split(/[。；;！!？?\n]/)[0] ?? "";
  return cut(sentence.trim(), TITLE_FROM_WORDS);
}

/** Splits a cell of several units: 、 ， ； / line breaks and blanks part them; "（牵头）" and numbering are left out. */
export function splitUnits(text: string): string[] {
  return text
    .replace(/[(（][^)）]*[)）]/g, " ")
    .replace(/(^|[\s、，,；;/])(?:\d{1,2}[.、．)）]|[①-⑳])/g, "$1")
    .replace(/(?:牵头单位|主办单位|责任单位|承办单位|协办单位|配合单位|牵头|主办|协办)\s*[:：]/g, " ")
    .split(/[、，,；;/／|\s]+/)
    .map((unit) => tidy(unit))
    .filter((unit) => unit !== "");
}
