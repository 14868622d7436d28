import type { ClockKind, Level } from "#app/domain/deadline/clocks.ts";
import type { ClockRow } from "./clock-rows.ts";
import { type IssueFacts, mainClock } from "./facts.ts";
import type {
  AnswerClass,
  Closing,
  Confidentiality,
  IssueState,
  IssueType,
  Severity,
  TransferLevel,
} from "./states.ts";

/** The columns of an issue that are folded from its events, for lists and sweeps (instants epoch ms, days ISO). */
export type IssueColumns = {
  state: IssueState;
  closing: Closing | null;
  closedAt: number | null;
  level: Level | null;
  gateOpen: boolean;
  round: number;
  /** Episode of the main ladder; 0 before the first dispatch. */
  episode: number;
  returns: number;
  severity: Severity;
  type: IssueType;
  confidentiality: Confidentiality;
  categoryCode: string | null;
  transferredTo: TransferLevel | null;
  leadDepartmentId: number | null;
  answerClass: AnswerClass | null;
  answeredAt: number | null;
  promisedOn: string | null;
  pausedAt: number | null;
  mergedIntoIssueId: number | null;
  nextDueAt: number | null;
  nextDueClock: ClockKind | null;
  provisionalDue: boolean;
};

/** Folds facts and clock rows into the issue's columns. `nextDueAt` = {@link nextDuty}. */
export function issueColumns(facts: IssueFacts, rows: readonly ClockRow[]): IssueColumns {
  if (facts.state === null) throw new Error("an issue without its first event has no columns");
  const duty = nextDuty(rows);
  let episode = 0;
  for (const row of rows) if (row.ladder === "main" && row.episode > episode) episode = row.episode;
  return {
    state: facts.state,
    closing: facts.closing,
    closedAt: facts.closedAt,
    level: facts.level,
    gateOpen: rows.some((row) => row.gateOpen),
    round: facts.round,
    episode,
    returns: facts.returns,
    severity: facts.severity,
    type: facts.type,
    confidentiality: facts.confidentiality,
    categoryCode: facts.categoryCode,
    transferredTo: facts.transferredTo,
    leadDepartmentId: facts.lead?.departmentId ?? null,
    answerClass: facts.answer?.answerClass ?? null,
    answeredAt: facts.answer?.signedAt ?? null,
    promisedOn: facts.state === "promised" ? (facts.answer?.promisedOn ?? null) : null,
    pausedAt: mainClock(facts) === null ? null : (facts.pause?.from ?? null),
    mergedIntoIssueId: facts.mergedInto,
    nextDueAt: duty?.dueAt ?? null,
    nextDueClock: duty?.kind ?? null,
    provisionalDue: duty?.provisional ?? false,
  };
}

/** The open clock that is due first; the objection window is a right, not a duty, and paused clocks wait. */
export function nextDuty(rows: readonly ClockRow[]): ClockRow | null {
  let first: ClockRow | null = null;
  for (const row of rows) {
    if (row.endedAt !== null || row.pausedAt !== null || row.kind === "objection") continue;
    if (first === null || row.dueAt < first.dueAt || (row.dueAt === first.dueAt && row.ladder === "main"))
      first = row;
  }
  return first;
}
