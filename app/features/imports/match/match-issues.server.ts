import { sql } from "drizzle-orm";
import type { DepartmentKind } from "#app/domain/access/posts.ts";
import {
  type LedgerDoubt,
  type LedgerEntry,
  type LedgerIssue,
  type LedgerPlace,
  ledgerPlace,
  OTHER_CATEGORY,
} from "#app/domain/issue/ledger/ledger-life.ts";
import type { IssueState } from "#app/domain/issue/states.ts";
import { ISSUE_STATES } from "#app/domain/issue/states.ts";
import type { ImportRow, IssueCandidate } from "#app/domain/register/judge/candidates.ts";
import { type ImportNote, type ImportReasonCode, note } from "#app/domain/register/judge/reasons.ts";
import { compareKey } from "#app/domain/register/values/text.ts";
import { type JudgedRow, leftAlone } from "#app/features/imports/judged-row.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { loadRulebook } from "#db/views/rulebook.ts";
import {
  type FirmIndex,
  findLedgerFirm,
  indexFirms,
  type LedgerFirm,
  listsBy,
} from "./ledger-firms.server.ts";
import { findLedgerUnits, type LedgerUnit } from "./ledger-units.server.ts";
import { type ImportScope, overruled } from "./match-firms.server.ts";

type Row = ImportRow<IssueCandidate>;
type Known = {
  issueId: number;
  number: string;
  firmId: number;
  title: string;
  raisedOn: string;
  state: IssueState;
};
type Category = { code: string; name: string };

type Register = {
  firms: FirmIndex;
  units: LedgerUnit[];
  categories: Category[];
  known: Map<string, Known[]>;
  deputies: Map<string, number[]>;
  liaisons: Map<number, number>;
  /** First and last day on which working days can be counted. */
  coverage: { from: string; to: string };
};

/**
 * Judges the rows of a ledger of issues against firms, units, categories and the issues that are there: each is found for sure or
 * waits for a person. An issue that entered before is left alone; one that the ledger shows further on than the system is put to review.
 */
export async function matchIssues(
  ctx: Ctx,
  tx: Tx,
  rows: readonly Row[],
  scope: ImportScope,
  today: string,
): Promise<JudgedRow[]> {
  const register = await loadRegister(ctx, tx);
  return rows.map((row) => judgeRow(row, register, scope, today));
}

async function loadRegister(ctx: Ctx, tx: Tx): Promise<Register> {
  const firms = await tx.execute<LedgerFirm>(sql`
    select firm_id as "firmId", uscc, name, former_names as "formerNames", county_code as "countyCode" from firms`);
  const units = await tx.execute<LedgerUnit & { kind: DepartmentKind }>(sql`
    select department_id as "departmentId", departments.kind, departments.name, departments.short_name as "shortName", county_code as "countyCode",
      coalesce(counties.short_name, '市') as place
    from departments left join counties using (county_code) where active`);
  const categories = await tx.execute<Category>(
    sql`select category_code as code, name from categories where active`,
  );
  const known = await tx.execute<Known>(sql`
    select i.issue_id as "issueId", i.number, p.firm_id as "firmId", p.title, i.state,
      ((i.submitted_at at time zone 'Asia/Shanghai')::date)::text as "raisedOn"
    from issue_parties p join issues i using (issue_id)`);
  const deputies = await tx.execute<{ deputyId: number; name: string; countyCode: string | null }>(sql`
    select deputy_id as "deputyId", name, county_code as "countyCode" from deputies where state = 'active'`);
  const liaisons = await tx.execute<{ firmId: number; deputyId: number }>(sql`
    select firm_id as "firmId", deputy_id as "deputyId" from pairings where ended_on is null`);
  const rulebook = await loadRulebook(ctx.db, tx, await ctx.clock.now());
  return {
    firms: indexFirms([...firms]),
    units: [...units],
    categories: [...categories],
    known: listsBy(known, (one) => titleKey(one.firmId, one.title)),
    deputies: new Map(
      [...listsBy(deputies, (one) => `${one.countyCode} ${compareKey(one.name)}`)].map(([key, found]) => [
        key,
        found.map((one) => one.deputyId),
      ]),
    ),
    liaisons: new Map(liaisons.map((pair) => [pair.firmId, pair.deputyId])),
    coverage: rulebook.calendar.coverage,
  };
}

const titleKey = (firmId: number, title: string) => `${firmId} ${compareKey(title)}`;

function judgeRow(row: Row, register: Register, scope: ImportScope, today: string): JudgedRow {
  const { candidate } = row;
  if (row.outcome !== "import" || candidate === undefined) return leftAlone(row);
  const review = (reason: ImportNote) => leftAlone(overruled(row, "review", reason));
  const firm = findLedgerFirm(candidate, register.firms);
  if ("code" in firm) return review(firm);
  const countyCode = candidate.countyCode ?? firm.countyCode ?? scope.countyCode;
  if (scope.countyCode !== null && countyCode !== scope.countyCode)
    return leftAlone(overruled(row, "reject", note("import.other_county", { value: countyCode ?? "" })));
  if (countyCode === null) return review(note("import.county_missing", {}));

  const raisedOn = candidate.raised?.on ?? "";
  const same = register.known.get(titleKey(firm.firmId, candidate.name)) ?? [];
  const before = same.find((one) => one.raisedOn === raisedOn);
  if (before === undefined && same[0] !== undefined)
    return review(note("import.issue_same_title", { number: same[0].number }));

  const units = findLedgerUnits(candidate, countyCode, register.units);
  if ("code" in units) return review(units);
  const category = categoryOf(candidate.category, register.categories);
  if (category === undefined)
    return review(note("import.issue_category_unknown", { value: candidate.category ?? "" }));
  const days = daysOf(candidate, today, register.coverage);
  if ("code" in days) return review(days);

  const entry: LedgerEntry = {
    countyCode,
    categoryCode: category,
    severity: candidate.urgent ? "urgent" : "ordinary",
    unit: units.lead && { departmentId: units.lead.departmentId, kind: units.lead.kind },
    unitOf: units.lead?.countyCode ? "county" : "city",
    coHandlers: units.others.map((unit) => unit.departmentId),
    ...days,
    inHand: candidate.progress !== null || candidate.answer !== null,
    hasAnswer: candidate.answer !== null,
    answerClass: candidate.answerClass,
    satisfaction: candidate.satisfaction,
    done: candidate.done,
  };
  const place = ledgerPlace(entry);
  if (typeof place === "string") return review(doubtNote(place));
  const rough = place.state === "closed" ? undefined : roughDate(candidate);
  if (rough !== undefined) return review(note("import.issue_date_rough", { value: rough }));
  if (before !== undefined) return knownRow(row, before, place);

  const named =
    candidate.deputyName === null
      ? undefined
      : register.deputies.get(`${countyCode} ${compareKey(candidate.deputyName)}`);
  const write: LedgerIssue = {
    firmId: firm.firmId,
    deputyId: named?.length === 1 ? (named[0] as number) : (register.liaisons.get(firm.firmId) ?? null),
    title: candidate.name,
    words: wordsOf(candidate),
    answer: candidate.answer,
    number: candidate.number,
    entry,
    place,
  };
  const enters = note(`import.issue_enters_${place.closing ?? place.state}` as Enters, { value: raisedOn });
  const other =
    category === null && place.state !== "submitted" ? [note("import.issue_category_other", {})] : [];
  const former = row.code === null ? [] : [{ code: row.code, facts: row.facts } as ImportNote];
  return {
    ...row,
    ...enters,
    notes: [...former, ...other, ...row.notes],
    change: "added",
    targetId: null,
    write:
      category === null && place.state !== "submitted"
        ? { ...write, entry: { ...entry, categoryCode: OTHER_CATEGORY } }
        : write,
    before: null,
  };
}

type Enters = Extract<ImportReasonCode, `import.issue_enters_${string}`>;

/** An issue that is there already: the same, or behind what the ledger says. */
function knownRow(row: Row, before: Known, place: LedgerPlace): JudgedRow {
  const behind = ISSUE_STATES.indexOf(before.state) < ISSUE_STATES.indexOf(place.state);
  if (behind)
    return leftAlone(overruled(row, "review", note("import.issue_moved_on", { number: before.number })));
  const known = note("import.issue_known", { number: before.number });
  return { ...leftAlone({ ...row, ...known }), change: "unchanged", targetId: before.issueId };
}

const DOUBTS: Record<LedgerDoubt, () => ImportNote> = {
  not_satisfied: () => note("import.issue_not_satisfied", {}),
  unit_missing: () => note("import.issue_unit_missing", {}),
  dispatch_missing: () => note("import.issue_dispatch_missing", {}),
  promise_missing: () => note("import.issue_promise_missing", {}),
  contradicts: () => note("import.issue_done_contradicts", {}),
};

function doubtNote(doubt: LedgerDoubt): ImportNote {
  return DOUBTS[doubt]();
}

/** The category a cell names by code or name; null = names none, undefined = not found. */
function categoryOf(named: string | null, categories: readonly Category[]): string | null | undefined {
  if (named === null) return null;
  const key = compareKey(named);
  const found = categories.find(
    (one) => one.code === key || compareKey(one.name) === key || compareKey(`${one.code}${one.name}`) === key,
  );
  return found?.code;
}

type Days = Pick<
  LedgerEntry,
  "raisedOn" | "transferredOn" | "dispatchedOn" | "answeredOn" | "promisedOn" | "closedOn"
>;
const ORDER = ["raised", "transferred", "dispatched", "answered", "closed"] as const;

/** The days of a row in the order of the life cycle, none in the future, none before or beyond what can be counted. */
function daysOf(candidate: IssueCandidate, today: string, coverage: Register["coverage"]): Days | ImportNote {
  let last = "";
  for (const field of ORDER) {
    const day = candidate[field]?.on;
    if (day === undefined) continue;
    if (day > today) return note("import.issue_date_future", { value: day });
    if (day < coverage.from) return note("import.issue_before_calendar", { value: day });
    if (day < last && candidate[field]?.precision === "day")
      return note("import.issue_dates_reversed", { earlier: last, later: day });
    last = day > last ? day : last;
  }
  const promisedOn = candidate.promised?.on ?? null;
  if (promisedOn !== null && promisedOn > coverage.to)
    return note("import.issue_date_future", { value: promisedOn });
  return {
    raisedOn: candidate.raised?.on ?? today,
    transferredOn: candidate.transferred?.on ?? null,
    dispatchedOn: candidate.dispatched?.on ?? null,
    answeredOn: candidate.answered?.on ?? null,
    promisedOn,
    closedOn: candidate.closed?.on ?? null,
  };
}

/** A date that an open issue's clocks would start from though only its month or year is known. */
function roughDate(candidate: IssueCandidate): string | undefined {
  return [...ORDER, "promised" as const]
    .map((field) => candidate[field])
    .find((one) => one !== null && one !== undefined && one.precision !== "day")?.on;
}

/** What was asked, and below it how far the ledger says it has come. */
function wordsOf({ words, progress }: IssueCandidate): string {
  return progress === null ? words : `${words}\n\n台账记载的办理情况：${progress}`;
}
