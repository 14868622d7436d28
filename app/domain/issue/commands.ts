import type { DepartmentKind } from "#app/domain/access/posts.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import type { IssuePayloads } from "./events.ts";
import type {
  AnswerClass,
  Confidentiality,
  DeliveryWay,
  FirmSay,
  IssueType,
  PauseReason,
  RaiserKind,
  Rating,
  RequestKind,
  Severity,
  TransferLevel,
} from "./states.ts";

/** The unit an issue goes to; its kind picks the ladder and what may be dispatched directly. */
export type UnitRef = { departmentId: number; kind: DepartmentKind };

/** What each command brings along (days are ISO civil days). The words of the firm are stored apart, protected. */
export type IssueCommands = {
  submit: {
    raiserKind: RaiserKind;
    firmSpoke: boolean;
    firstSpokenAt: number | null;
    countyCode: string;
    categoryCode: string | null;
    severity: Severity;
    type: IssueType;
    confidentiality: Confidentiality;
  };
  ask_information: { what: string };
  supply_information: Record<never, never>;
  add_material: IssuePayloads["issue.material_added"];
  remind_information: Record<never, never>;
  close_unsupplied: Record<never, never>;
  decline: { reason: string; whereToGo: string };
  contest_decline: Record<never, never>;
  review_decline: { upheld: boolean; reason: string };
  merge: { issueId: number; intoIssueId: number; reason: string };
  undo_merge: { reason: string };
  contest_merge: Record<never, never>;
  review_merge: { upheld: boolean; reason: string };
  withdraw: Record<never, never>;
  record_protective_call: { note: string };
  accept: { categoryCode: string; severity: Severity; type: IssueType; confidentiality: Confidentiality };
  reclassify: { categoryCode: string; severity: Severity; type: IssueType; reason: string };
  agree_to_naming: Record<never, never>;
  change_confidentiality: { to: Confidentiality; reason: string };
  transfer: { to: TransferLevel; consent: IssuePayloads["issue.consent_recorded"] };
  dispatch_directly: {
    unit: UnitRef;
    coHandlers: readonly number[];
    consent: IssuePayloads["issue.consent_recorded"];
  };
  dispatch: { unit: UnitRef; coHandlers: readonly number[] };
  hand_back: { reason: string };
  sign_for: Record<never, never>;
  object: { reason: string; proposedDepartmentId: number | null };
  rule_objection: { upheld: boolean; reason: string; unit: UnitRef | null };
  ask_reassignment: { reason: string; proposedDepartmentId: number | null };
  rule_reassignment: { granted: boolean; reason: string; unit: UnitRef | null };
  redispatch: { unit: UnitRef; coHandlers: readonly number[]; reason: string };
  give_opinion: Record<never, never>;
  record_contact: IssuePayloads["issue.contact_recorded"];
  give_interim_answer: Record<never, never>;
  ask_pause: { reason: PauseReason; until: string };
  ask_extension: { days: number; reason: string };
  rule_request: { what: RequestKind; granted: boolean; reason: string };
  lapse_request: Record<never, never>;
  resume: Record<never, never>;
  draft_answer: { answerClass: AnswerClass };
  send_back_answer: { comment: string };
  sign_answer: { answerClass: AnswerClass; promisedOn: string | null };
  correct_answer: Record<never, never>;
  accept_promise_date: Record<never, never>;
  dispute_promise_date: { reason: string; proposedOn: string | null };
  rule_promise_date: { promisedOn: string; reason: string };
  record_delivery: { way: DeliveryWay };
  say: {
    say: FirmSay;
    result: Rating | null;
    attitude: Rating | null;
    remains: string | null;
    wantedOn: string | null;
  };
  rule_partly: { promisedOn: string; reason: string };
  open_callback: Record<never, never>;
  record_vain_try: Record<never, never>;
  record_call: {
    result: FirmSay;
    rating: Rating | null;
    attitude: Rating | null;
    remains: string | null;
    wantedOn: string | null;
  };
  conclude_callback: Record<never, never>;
  ratify: { reason: string };
  refuse_ratification: { reason: string };
  contest: Record<never, never>;
  rule_contest: { reopened: boolean; reason: string };
  take_up_again: Record<never, never>;
  divert: IssuePayloads["issue.diverted"];
  convert: { suggestionNo: string };
  propose_exclusion: { reason: string };
  rule_exclusion: { agreed: boolean; reason: string };
  link_platform: { platform: string; number: string };
  decide_level: { level: Level; reason: string };
  stand_down: { reason: string };
  rearm: { reason: string };
};

export type CommandKind = keyof IssueCommands;

/** One command: its `kind` and what it brings. */
export type IssueCommand = { [K in CommandKind]: { kind: K } & IssueCommands[K] }[CommandKind];

/** The command of one kind. */
export type CommandOf<K extends CommandKind> = { kind: K } & IssueCommands[K];
