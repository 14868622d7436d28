import type { DepartmentKind } from "#app/domain/access/posts.ts";
import type { Role } from "#app/domain/access/roles.ts";
import type { Ladder, Level } from "#app/domain/deadline/clocks.ts";
import type {
  AnswerClass,
  CallResult,
  Confidentiality,
  DeliveryWay,
  DispatchCause,
  FirmSay,
  IssueType,
  PauseReason,
  RaiserKind,
  Rating,
  RequestKind,
  ResumeCause,
  Severity,
  TransferLevel,
} from "./states.ts";

/** Why a level was reached: by its clock, by the second "not solved", the third return, or k firms alike. */
export type LevelReason = {
  trigger: "share" | "overdue" | "not_solved" | "returns" | "same_problem";
  /** The instant (epoch ms) from which the level was due. */
  dueAt: number;
  count?: number;
};

type Nothing = Record<never, never>;

/**
 * What each event of an issue carries. Payloads name no firm, deputy or representative and quote no words of theirs:
 * identity lives in its own protected table. Days are ISO civil days, instants epoch ms, `*Days` working days.
 */
export type IssuePayloads = {
  "issue.submitted": {
    raiserKind: RaiserKind;
    firmSpoke: boolean;
    firstSpokenAt: number;
    countyCode: string;
    categoryCode: string | null;
    severity: Severity;
    type: IssueType;
    confidentiality: Confidentiality;
  };
  "issue.information_asked": { what: string };
  "issue.information_reminded": Nothing;
  "issue.information_supplied": Nothing;
  /** `meeting` = the firm's yes or no to the appointment that the unit offered. */
  "issue.material_added": { meeting?: "yes" | "no" };
  "issue.unsupplied": Nothing;
  "issue.declined": { reason: string; whereToGo: string };
  "issue.decline_contested": Nothing;
  "issue.decline_reviewed": { upheld: boolean; reason: string };
  "issue.merged": { intoIssueId: number; reason: string };
  "issue.merge_undone": { reason: string };
  "issue.merge_contested": Nothing;
  "issue.merge_reviewed": { upheld: boolean; reason: string };
  "issue.withdrawn": { afterDispatch: boolean };
  "issue.protective_call_made": { note: string };
  "issue.accepted": {
    categoryCode: string;
    severity: Severity;
    type: IssueType;
    confidentiality: Confidentiality;
  };
  "issue.reclassified": { categoryCode: string; severity: Severity; type: IssueType; reason: string };
  "issue.confidentiality_changed": { from: Confidentiality; to: Confidentiality; reason: string };
  "issue.naming_agreed": Nothing;
  "issue.consent_recorded": { consentedBy: string; consentedOn: string; paperNo: string };
  "issue.transferred": { to: TransferLevel };
  "issue.handed_back": { reason: string };
  "issue.dispatched": {
    departmentId: number;
    unitKind: DepartmentKind;
    coHandlers: readonly number[];
    by: "dispatcher" | "supervisor";
    cause: DispatchCause;
    round: number;
    reason: string;
  };
  "issue.signed_for": Nothing;
  /** `meetOn` and `meetAt` (HH:MM) = an appointment offered with a relayed message; `fileIds` = files sent with it. */
  "issue.contact_recorded": {
    way: "visit" | "phone" | "chat" | "meeting" | "relayed";
    meetOn?: string;
    meetAt?: string;
    fileIds?: readonly string[];
  };
  "issue.interim_answered": Nothing;
  "issue.opinion_given": { departmentId: number };
  "issue.objected": { reason: string; proposedDepartmentId: number | null };
  "issue.objection_ruled": { upheld: boolean; reason: string };
  "issue.reassignment_asked": { reason: string; proposedDepartmentId: number | null };
  "issue.reassignment_ruled": { granted: boolean; reason: string };
  "issue.pause_asked": { reason: PauseReason; until: string };
  "issue.extension_asked": { days: number; reason: string };
  "issue.request_ruled": { what: RequestKind; granted: boolean; reason: string };
  "issue.request_lapsed": { what: RequestKind };
  "issue.paused": { reason: PauseReason; until: string };
  "issue.resumed": { cause: ResumeCause };
  "issue.extended": { days: number };
  "issue.answer_drafted": { answerClass: AnswerClass };
  "issue.answer_sent_back": { comment: string };
  "issue.answer_signed": {
    answerClass: AnswerClass;
    promisedOn: string | null;
    farDate: boolean;
    /** User for whom a delegate signed 授权代签, null when the head signed in person. */
    signedFor: number | null;
  };
  "issue.answer_corrected": { answerClass: AnswerClass };
  "issue.promise_date_accepted": Nothing;
  "issue.promise_date_disputed": { reason: string; proposedOn: string | null };
  "issue.promise_date_ruled": { promisedOn: string; reason: string };
  "issue.delivered": { way: DeliveryWay };
  "issue.firm_said": { say: FirmSay; result: Rating | null; attitude: Rating | null };
  "issue.partly_asked": { remains: string; wantedOn: string };
  "issue.partly_ruled": { promisedOn: string; reason: string };
  "issue.callback_opened": { cause: "silent" | "undelivered" };
  "issue.call_tried": { try: number };
  "issue.call_recorded": {
    result: CallResult;
    rating: Rating | null;
    attitude: Rating | null;
    remains: string | null;
    wantedOn: string | null;
  };
  "issue.callback_concluded": { result: CallResult };
  "issue.ratification_refused": { reason: string };
  "issue.resolved": { by: "firm" | "callback" };
  "issue.explained": { reason: string };
  "issue.unconfirmed": Nothing;
  "issue.contested": { count: number; needsReview: boolean };
  "issue.contest_ruled": { reopened: boolean; reason: string };
  "issue.taken_up": Nothing;
  "issue.diverted": { to: "mediation" | "petition" | "court"; reason: string };
  "issue.converted": { suggestionNo: string };
  "issue.exclusion_proposed": { reason: string; proposedBy: number };
  "issue.excluded": { reason: string };
  "issue.exclusion_refused": { reason: string };
  "issue.platform_linked": { platform: string; number: string };
  "issue.escalated": { ladder: Ladder; episode: number; level: Level; reason: LevelReason };
  "issue.gate_opened": { ladder: Ladder; episode: number; level: Level; reason: LevelReason };
  "issue.level_decided": { ladder: Ladder; episode: number; level: Level; reason: string };
  "issue.stood_down": { ladder: Ladder; episode: number; level: Level | null; reason: string };
  "issue.rearmed": { ladder: Ladder; episode: number; reason: string };
};

export type IssueEventKind = keyof IssuePayloads;

/** Every kind of event, for translations and tests; the type above is checked against it. */
export const ISSUE_EVENT_KINDS = [
  "issue.submitted",
  "issue.information_asked",
  "issue.information_reminded",
  "issue.information_supplied",
  "issue.material_added",
  "issue.unsupplied",
  "issue.declined",
  "issue.decline_contested",
  "issue.decline_reviewed",
  "issue.merged",
  "issue.merge_undone",
  "issue.merge_contested",
  "issue.merge_reviewed",
  "issue.withdrawn",
  "issue.protective_call_made",
  "issue.accepted",
  "issue.reclassified",
  "issue.confidentiality_changed",
  "issue.naming_agreed",
  "issue.consent_recorded",
  "issue.transferred",
  "issue.handed_back",
  "issue.dispatched",
  "issue.signed_for",
  "issue.contact_recorded",
  "issue.interim_answered",
  "issue.opinion_given",
  "issue.objected",
  "issue.objection_ruled",
  "issue.reassignment_asked",
  "issue.reassignment_ruled",
  "issue.pause_asked",
  "issue.extension_asked",
  "issue.request_ruled",
  "issue.request_lapsed",
  "issue.paused",
  "issue.resumed",
  "issue.extended",
  "issue.answer_drafted",
  "issue.answer_sent_back",
  "issue.answer_signed",
  "issue.answer_corrected",
  "issue.promise_date_accepted",
  "issue.promise_date_disputed",
  "issue.promise_date_ruled",
  "issue.delivered",
  "issue.firm_said",
  "issue.partly_asked",
  "issue.partly_ruled",
  "issue.callback_opened",
  "issue.call_tried",
  "issue.call_recorded",
  "issue.callback_concluded",
  "issue.ratification_refused",
  "issue.resolved",
  "issue.explained",
  "issue.unconfirmed",
  "issue.contested",
  "issue.contest_ruled",
  "issue.taken_up",
  "issue.diverted",
  "issue.converted",
  "issue.exclusion_proposed",
  "issue.excluded",
  "issue.exclusion_refused",
  "issue.platform_linked",
  "issue.escalated",
  "issue.gate_opened",
  "issue.level_decided",
  "issue.stood_down",
  "issue.rearmed",
] as const satisfies readonly IssueEventKind[];

/** Who caused an event: a person in a role (the user's id, null where the log must not name them), or the system. */
export type EventActor = { userId: number | null; role: Role | "system" };

/**
 * One fact in an issue's log, as the application stores it in `events`: `payload` as jsonb, `version` of the
 * payload's shape, `at` epoch ms of the database's clock. Discriminated by `kind`.
 */
export type IssueEvent = {
  [K in IssueEventKind]: {
    kind: K;
    version: 1;
    payload: IssuePayloads[K];
    actor: EventActor;
    at: number;
  };
}[IssueEventKind];

/** The event of one kind. */
export type IssueEventOf<K extends IssueEventKind> = Extract<IssueEvent, { kind: K }>;
