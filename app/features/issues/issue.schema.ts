import { z } from "zod";
import {
  ANSWER_CLASSES,
  CONFIDENTIALITIES,
  DELIVERY_WAYS,
  FIRM_SAYS,
  ISSUE_TYPES,
  PAUSE_REASONS,
  RATINGS,
  REQUEST_KINDS,
  SEVERITIES,
  TRANSFER_LEVELS,
} from "#app/domain/issue/states.ts";
import { civilDay, line, optionalText, rowId, rowIds, seenVersion, words } from "#app/platform/shapes.ts";

/** Longest title and longest text of an issue, in characters. */
export const TITLE_LIMIT = 60;
export const TEXT_LIMIT = 4000;

const reason = words(1000);
const yes = z.boolean("form.invalid").default(false);
const one = <const T extends readonly [string, ...string[]]>(list: T) => z.enum(list, "form.invalid");
const categoryCode = z.string("form.required").regex(/^\d{2}$/, "form.invalid");
const classified = { categoryCode, severity: one(SEVERITIES), type: one(ISSUE_TYPES) };
const consent = { consentedBy: line(60), consentedOn: civilDay, paperNo: optionalText(60) };
/** What the unit reads instead of the firm's own words, where the firm is shielded. */
const wording = { title: optionalText(TITLE_LIMIT), wording: optionalText(TEXT_LIMIT) };
const accepted = { ...classified, confidentiality: one(CONFIDENTIALITIES).optional(), ...wording };
const transferred = { to: one(TRANSFER_LEVELS), ...consent };
const unit = { departmentId: rowId, coHandlers: rowIds(10) };
const verdict = { rating: one(RATINGS).optional(), attitude: one(RATINGS).optional() };
const partly = { remains: optionalText(TEXT_LIMIT), wantedOn: civilDay.optional() };

/** The fields of each command's form, beside `command` and `version`. The system's own commands have none and no form. */
export const COMMAND_FIELDS = {
  ask_information: { what: words(1000) },
  supply_information: { words: words(TEXT_LIMIT) },
  add_material: { words: optionalText(TEXT_LIMIT), meeting: one(["yes", "no"]).optional() },
  decline: { reason, whereToGo: words(500) },
  contest_decline: { words: optionalText(TEXT_LIMIT) },
  review_decline: { upheld: yes, reason },
  merge: { intoNumber: line(20), reason },
  undo_merge: { reason },
  contest_merge: { words: optionalText(TEXT_LIMIT) },
  review_merge: { upheld: yes, reason },
  withdraw: { words: optionalText(TEXT_LIMIT) },
  record_protective_call: { note: words(1000) },
  accept: accepted,
  accept_and_transfer: { ...accepted, ...transferred },
  reclassify: { ...classified, reason },
  agree_to_naming: {},
  change_confidentiality: { to: one(CONFIDENTIALITIES), reason, ...wording },
  transfer: transferred,
  dispatch_directly: { ...unit, ...consent },
  dispatch: unit,
  hand_back: { reason },
  sign_for: {},
  object: { reason, departmentId: rowId.optional() },
  rule_objection: { upheld: yes, reason, departmentId: rowId.optional() },
  ask_reassignment: { reason, departmentId: rowId.optional() },
  rule_reassignment: { granted: yes, reason, departmentId: rowId.optional() },
  redispatch: { ...unit, reason },
  give_opinion: { body: words(TEXT_LIMIT) },
  record_contact: {
    way: one(["visit", "phone", "chat", "meeting", "relayed"]),
    words: optionalText(TEXT_LIMIT),
    meetOn: civilDay.optional(),
    meetAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "form.invalid")
      .optional(),
  },
  give_interim_answer: { body: words(TEXT_LIMIT) },
  ask_pause: { pauseReason: one(PAUSE_REASONS), until: civilDay },
  ask_extension: { days: z.coerce.number("form.invalid").int("form.invalid").min(1).max(60), reason },
  rule_request: { what: one(REQUEST_KINDS), granted: yes, reason },
  resume: {},
  draft_answer: { answerClass: one(ANSWER_CLASSES), body: words(TEXT_LIMIT) },
  send_back_answer: { comment: words(1000) },
  sign_answer: { answerClass: one(ANSWER_CLASSES), promisedOn: civilDay.optional() },
  correct_answer: { body: words(TEXT_LIMIT) },
  accept_promise_date: {},
  dispute_promise_date: { reason, proposedOn: civilDay.optional() },
  rule_promise_date: { promisedOn: civilDay, reason },
  record_delivery: { way: one(DELIVERY_WAYS) },
  say: { say: one(FIRM_SAYS), words: optionalText(TEXT_LIMIT), ...verdict, ...partly },
  rule_partly: { promisedOn: civilDay, reason },
  record_vain_try: {},
  record_call: { say: one(FIRM_SAYS), words: optionalText(TEXT_LIMIT), ...verdict, ...partly },
  ratify: { reason },
  refuse_ratification: { reason },
  contest: { words: optionalText(TEXT_LIMIT) },
  rule_contest: { reopened: yes, reason },
  take_up_again: {},
  divert: { divertTo: one(["mediation", "petition", "court"]), reason },
  convert: { suggestionNo: line(60) },
  propose_exclusion: { reason },
  rule_exclusion: { agreed: yes, reason },
  link_platform: { platform: line(40), number: line(60) },
  decide_level: { level: z.coerce.number("form.invalid").int().min(3).max(5), reason },
  stand_down: { reason },
  rearm: { reason },
} as const;

/** Commands that people give by a form. */
export type FormCommand = keyof typeof COMMAND_FIELDS;
export const FORM_COMMANDS = Object.keys(COMMAND_FIELDS) as FormCommand[];

/** The whole form of one command. */
export function commandSchema<K extends FormCommand>(command: K) {
  return z.strictObject({
    command: z.literal(command),
    version: seenVersion,
    ...(COMMAND_FIELDS[command] as (typeof COMMAND_FIELDS)[K]),
  });
}

/** What the fields of one command's form hold. */
export type FormOf<K extends FormCommand> = z.output<z.ZodObject<(typeof COMMAND_FIELDS)[K]>>;

/** The form that raises an issue alone. */
export const raiseIssueSchema = z.strictObject({
  firmId: rowId.optional(),
  title: line(TITLE_LIMIT),
  words: words(TEXT_LIMIT),
  categoryCode: categoryCode.optional(),
  urgent: yes,
  confidentiality: one(CONFIDENTIALITIES).default("open"),
  /** The raiser has read which earlier issues may be the same matter, and means another. */
  compared: yes,
});
