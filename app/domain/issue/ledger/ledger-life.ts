import { dayNumber, instantAt } from "#app/domain/calendar/civil-day.ts";
import type { UnitRef } from "#app/domain/issue/commands.ts";
import type { EventActor, IssueEvent, IssueEventKind, IssuePayloads } from "#app/domain/issue/events.ts";
import type { AnswerClass, Closing, IssueState, Rating, Severity } from "#app/domain/issue/states.ts";

/** One issue of a running ledger 问题台账 with its units and category found; days are ISO civil days, null where the ledger says none. */
export type LedgerEntry = {
  countyCode: string;
  categoryCode: string | null;
  severity: Severity;
  unit: UnitRef | null;
  /** Whose unit leads: the county's own, or one of the city's. */
  unitOf: "county" | "city";
  coHandlers: readonly number[];
  raisedOn: string;
  transferredOn: string | null;
  dispatchedOn: string | null;
  answeredOn: string | null;
  promisedOn: string | null;
  closedOn: string | null;
  inHand: boolean;
  hasAnswer: boolean;
  answerClass: AnswerClass | null;
  satisfaction: Rating | null;
  done: "yes" | "no" | "answered" | null;
};

/** Where an issue of a ledger enters the life cycle. */
export type LedgerPlace = { state: IssueState; closing: Closing | null };

/** An issue of a ledger as it enters: whose it is, what it says, its log from first word to where it stands. */
export type LedgerIssue = {
  firmId: number;
  deputyId: number | null;
  title: string;
  words: string;
  answer: string | null;
  number: string | null;
  entry: LedgerEntry;
  place: LedgerPlace;
};

/** Why a person has to look at an issue of a ledger before it enters. */
export type LedgerDoubt =
  | "not_satisfied"
  | "unit_missing"
  | "dispatch_missing"
  | "promise_missing"
  | "contradicts";

/** Category 其他, for what was dispatched without any. */
export const OTHER_CATEGORY = "99";

/**
 * Where an issue enters: what the ledger calls done is closed by the firm's word only where the ledger has that word, else it is closed
 * without it; what is open enters where its latest date or unit puts it. Doubtful is what is done although the firm was not satisfied,
 * what is with no unit although it was answered, what is with a unit since nobody knows when, and a promise without a date.
 */
export function ledgerPlace(entry: LedgerEntry): LedgerPlace | LedgerDoubt {
  const { unit, done, closedOn, answerClass } = entry;
  if (done === "no" && closedOn !== null) return "contradicts";
  const over = done === "yes" || (done === null && closedOn !== null);
  const answered = done === "answered" || entry.answeredOn !== null;
  if ((over || answered) && unit === null) return "unit_missing";
  if (over) {
    if (entry.satisfaction === "dissatisfied") return "not_satisfied";
    if (answerClass === "B") return "contradicts";
    if (answerClass === "C" || answerClass === "D") return { state: "closed", closing: "explained" };
    return { state: "closed", closing: entry.satisfaction === null ? "unconfirmed" : "resolved" };
  }
  if (unit === null)
    return { state: entry.transferredOn === null ? "submitted" : "transferred", closing: null };
  if (entry.dispatchedOn === null) return "dispatch_missing";
  if (answered && answerClass === "B")
    return entry.promisedOn === null ? "promise_missing" : { state: "promised", closing: null };
  if (answered) return { state: "answered", closing: null };
  return { state: entry.inHand ? "handling" : "dispatched", closing: null };
}

/** Local hours at which the steps of a day are taken to have happened, in the order of the life cycle. */
const HOURS = {
  submitted: 9,
  accepted: 9,
  transferred: 10,
  dispatched: 11,
  answered: 16,
  closed: 17,
} as const;
const HOUR_MS = 3_600_000;

/**
 * The log of an issue that enters from a ledger: the steps that must lie behind it, each at its own day with the ledger's keeper as author,
 * none later than `now` (epoch ms). A step whose day the ledger does not tell is taken with the step that followed it.
 */
export function ledgerEvents(
  entry: LedgerEntry,
  { state, closing }: LedgerPlace,
  actor: EventActor,
  now: number,
  number: string | null,
): IssueEvent[] {
  const log: IssueEvent[] = [];
  let last = 0;
  const on = (day: string | null, step: keyof typeof HOURS) => {
    if (day !== null) last = Math.max(last, instantAt(dayNumber(day), HOURS[step] * HOUR_MS));
    last = Math.min(last, now);
  };
  const add = <K extends IssueEventKind>(kind: K, payload: IssuePayloads[K]) =>
    log.push({ kind, version: 1, payload, actor, at: last } as IssueEvent);
  const { categoryCode, severity } = entry;
  const common = { severity, type: "ordinary" as const, confidentiality: "open" as const };

  on(entry.raisedOn, "submitted");
  add("issue.submitted", {
    ...common,
    raiserKind: "supervisor",
    firmSpoke: false,
    firstSpokenAt: last,
    countyCode: entry.countyCode,
    categoryCode,
  });
  if (number !== null) add("issue.platform_linked", { platform: LEDGER_PLATFORM, number });
  if (state === "submitted") return log;
  const sent = entry.transferredOn ?? entry.dispatchedOn ?? entry.answeredOn ?? entry.closedOn;
  on(sent, "accepted");
  add("issue.accepted", { ...common, categoryCode: categoryCode ?? OTHER_CATEGORY });
  on(sent, "transferred");
  add("issue.transferred", { to: entry.unitOf });
  if (state === "transferred" || entry.unit === null) return log;
  on(entry.dispatchedOn, "dispatched");
  add("issue.dispatched", {
    departmentId: entry.unit.departmentId,
    unitKind: entry.unit.kind,
    coHandlers: entry.coHandlers,
    by: "dispatcher",
    cause: "assigned",
    round: 1,
    reason: "",
  });
  if (state === "dispatched") return log;
  add("issue.signed_for", {});
  if (state === "handling") return log;
  on(entry.answeredOn ?? entry.closedOn, "answered");
  const answerClass = entry.answerClass ?? "A";
  const promisedOn = state === "promised" ? entry.promisedOn : null;
  add("issue.answer_signed", { answerClass, promisedOn, farDate: false, signedFor: null });
  if (state !== "closed") return log;
  on(entry.closedOn, "closed");
  add("issue.delivered", { way: "in_person" });
  if (closing === "explained") add("issue.explained", { reason: LEDGER_PLATFORM });
  else if (closing === "unconfirmed") add("issue.unconfirmed", {});
  else {
    add("issue.firm_said", { say: "solved", result: entry.satisfaction, attitude: null });
    add("issue.resolved", { by: "firm" });
  }
  return log;
}

/** The name under which the number of a ledger is kept with the issue. */
export const LEDGER_PLATFORM = "问题台账";
