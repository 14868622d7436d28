import type { DepartmentKind } from "#app/domain/access/posts.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import type { Hold, PassingOn } from "#app/domain/deadline/holding.ts";
import type { ClockSpan } from "#app/domain/deadline/span.ts";
import type {
  AnswerClass,
  CallResult,
  Closing,
  Confidentiality,
  FirmSay,
  IssueState,
  IssueType,
  PauseReason,
  RaiserKind,
  Rating,
  Severity,
  TransferLevel,
} from "./states.ts";

/** The lead unit that has the issue now (or had it last), and how it got it. */
export type Lead = {
  departmentId: number;
  unitKind: DepartmentKind;
  by: "dispatcher" | "supervisor";
  at: number;
  signedAt: number | null;
  contactedAt: number | null;
};

/** The signed answer that stands. */
export type StandingAnswer = {
  answerClass: AnswerClass;
  signedAt: number;
  promisedOn: string | null;
  deliveredAt: number | null;
  corrections: number;
};

/**
 * All that a decision needs to know of one issue, folded from its events alone: one axis (`state`) and the facts
 * beside it. Instants are epoch ms, days ISO civil days. `version` counts the events of people and lapses; levels
 * reached by the clock do not make a form stale.
 */
export type IssueFacts = {
  version: number;
  lastAt: number | null;
  state: IssueState | null;
  closing: Closing | null;
  closedAt: number | null;
  raiserKind: RaiserKind;
  firmSpoke: boolean;
  countyCode: string;
  firstSpokenAt: number;
  submittedAt: number;
  categoryCode: string | null;
  severity: Severity;
  type: IssueType;
  confidentiality: Confidentiality;
  /** What the firm chose: confidentiality never falls below it without its recorded yes. */
  confidentialityFloor: Confidentiality;
  namingAgreed: boolean;
  information: { asked: number } | null;
  declinedBy: number | null;
  /** A closing that was contested once: its review is open, or it is final. */
  review: "none" | "open" | "final";
  mergedInto: number | null;
  consented: boolean;
  transferredTo: TransferLevel | null;
  lead: Lead | null;
  coHandlers: readonly { departmentId: number; opinionAt: number | null }[];
  objection: { at: number; departmentId: number; proposedDepartmentId: number | null } | null;
  /** Unit that has used its one objection since it was dispatched. */
  objectedBy: readonly number[];
  reassignment: { at: number; proposedDepartmentId: number | null } | null;
  pauseRequest: { reason: PauseReason; until: string } | null;
  extensionRequest: { days: number } | null;
  pause: { reason: PauseReason; until: string; from: number } | null;
  extensions: number;
  extensionDays: number;
  draft: { answerClass: AnswerClass } | null;
  answer: StandingAnswer | null;
  /** Whether a date waits for a supervisor: too far away, or disputed by the firm. */
  dateRuling: "none" | "far" | "disputed";
  dateAccepted: boolean;
  say: FirmSay | null;
  result: Rating | null;
  attitude: Rating | null;
  partly: { wantedOn: string } | null;
  callback: {
    tries: number;
    result: CallResult | null;
    remains: string | null;
    wantedOn: string | null;
    concluded: boolean;
  } | null;
  awaitingRatification: boolean;
  protectiveCallOpen: boolean;
  contests: number;
  contestReview: boolean;
  round: number;
  returns: number;
  notSolved: number;
  level: Level | null;
  exclusion: { proposedBy: number | null; state: "proposed" | "excluded" } | null;
  platforms: readonly { platform: string; number: string }[];
  clocks: readonly ClockSpan[];
  holds: readonly Hold[];
  passingOn: readonly PassingOn[];
};

/** An issue before its first event. */
export const NO_ISSUE: IssueFacts = {
  version: 0,
  lastAt: null,
  state: null,
  closing: null,
  closedAt: null,
  raiserKind: "firm",
  firmSpoke: false,
  countyCode: "",
  firstSpokenAt: 0,
  submittedAt: 0,
  categoryCode: null,
  severity: "ordinary",
  type: "ordinary",
  confidentiality: "open",
  confidentialityFloor: "open",
  namingAgreed: false,
  information: null,
  declinedBy: null,
  review: "none",
  mergedInto: null,
  consented: false,
  transferredTo: null,
  lead: null,
  coHandlers: [],
  objection: null,
  objectedBy: [],
  reassignment: null,
  pauseRequest: null,
  extensionRequest: null,
  pause: null,
  extensions: 0,
  extensionDays: 0,
  draft: null,
  answer: null,
  dateRuling: "none",
  dateAccepted: false,
  say: null,
  result: null,
  attitude: null,
  partly: null,
  callback: null,
  awaitingRatification: false,
  protectiveCallOpen: false,
  contests: 0,
  contestReview: false,
  round: 0,
  returns: 0,
  notSolved: 0,
  level: null,
  exclusion: null,
  platforms: [],
  clocks: [],
  holds: [],
  passingOn: [],
};

/** The clock on the main ladder that has not ended (answer or promise), or null. */
export function mainClock(facts: IssueFacts): ClockSpan | null {
  return facts.clocks.find((span) => span.ladder === "main" && span.endedAt === null) ?? null;
}
