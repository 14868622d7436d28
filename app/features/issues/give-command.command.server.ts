import type { Level } from "#app/domain/deadline/clocks.ts";
import type { IssueCommand } from "#app/domain/issue/commands.ts";
import { ok, type Result } from "#app/domain/result.ts";
import type { Ctx } from "#db/client.ts";
import { addMaterial } from "./commands/firm/add-material.command.server.ts";
import { confirmAnswer, recordCall } from "./commands/firm/confirm-answer.command.server.ts";
import { recordDelivery } from "./commands/firm/record-delivery.command.server.ts";
import { acceptAndTransfer, acceptIssue } from "./commands/routing/accept-issue.command.server.ts";
import { changeConfidentiality } from "./commands/routing/change-confidentiality.command.server.ts";
import { declineIssue } from "./commands/routing/decline-issue.command.server.ts";
import {
  dispatchDirectly,
  dispatchIssue,
  redispatchIssue,
} from "./commands/routing/dispatch-issue.command.server.ts";
import { handBackIssue } from "./commands/routing/hand-back-issue.command.server.ts";
import { mergeIssue } from "./commands/routing/merge-issue.command.server.ts";
import { ruleObjection, ruleReassignment } from "./commands/routing/rule-on-owner.command.server.ts";
import { transferIssue } from "./commands/routing/transfer-issue.command.server.ts";
import { draftAnswer } from "./commands/unit/draft-answer.command.server.ts";
import { recordFirmContact } from "./commands/unit/record-firm-contact.command.server.ts";
import { sendBackAnswer } from "./commands/unit/send-back-answer.command.server.ts";
import { correctAnswer, signAnswer } from "./commands/unit/sign-answer.command.server.ts";
import { signForIssue } from "./commands/unit/sign-for-issue.command.server.ts";
import { keepText } from "./execute/keep-text.server.ts";
import { type IssueAnswer, type OnIssue, runIssueCommand } from "./execute/run-issue-command.server.ts";
import type { FormCommand, FormOf } from "./issue.schema.ts";

type Given<K extends FormCommand> = (ctx: Ctx, on: OnIssue, form: FormOf<K>) => Promise<Result<IssueAnswer>>;

/** Commands that the table and the log say all of: nothing is written beside them. */
function plain<K extends FormCommand>(kind: K, command: (form: FormOf<K>) => IssueCommand): Given<K> {
  return (ctx, on, form) =>
    runIssueCommand(ctx, on, { action: `issue.${kind}`, content: form, command: () => ok(command(form)) });
}

/** Commands that bring nothing but words, which are kept beside the log. */
type Worded =
  | "supply_information"
  | "withdraw"
  | "contest"
  | "contest_decline"
  | "contest_merge"
  | "give_opinion"
  | "give_interim_answer";

function worded<K extends Worded>(kind: K, textOf: (form: FormOf<K>) => string): Given<K> {
  const command: { kind: Worded } = { kind };
  return (ctx, on, form) =>
    runIssueCommand(ctx, on, {
      action: `issue.${kind}`,
      content: form,
      command: () => ok(command),
      beside: (decided) => keepText(decided, textOf(form)),
    });
}

const GIVEN: { [K in FormCommand]: Given<K> } = {
  accept: acceptIssue,
  accept_and_transfer: acceptAndTransfer,
  change_confidentiality: changeConfidentiality,
  say: confirmAnswer,
  record_call: recordCall,
  decline: declineIssue,
  dispatch: dispatchIssue,
  dispatch_directly: dispatchDirectly,
  redispatch: redispatchIssue,
  draft_answer: draftAnswer,
  hand_back: handBackIssue,
  merge: mergeIssue,
  record_delivery: recordDelivery,
  record_contact: recordFirmContact,
  rule_objection: ruleObjection,
  rule_reassignment: ruleReassignment,
  send_back_answer: sendBackAnswer,
  sign_for: signForIssue,
  sign_answer: signAnswer,
  correct_answer: correctAnswer,
  transfer: transferIssue,
  ask_information: plain("ask_information", (form) => ({ kind: "ask_information", ...form })),
  supply_information: worded("supply_information", (form) => form.words),
  add_material: addMaterial,
  withdraw: worded("withdraw", (form) => form.words),
  contest: worded("contest", (form) => form.words),
  contest_decline: worded("contest_decline", (form) => form.words),
  review_decline: plain("review_decline", (form) => ({ kind: "review_decline", ...form })),
  undo_merge: plain("undo_merge", (form) => ({ kind: "undo_merge", ...form })),
  contest_merge: worded("contest_merge", (form) => form.words),
  review_merge: plain("review_merge", (form) => ({ kind: "review_merge", ...form })),
  record_protective_call: plain("record_protective_call", (form) => ({
    kind: "record_protective_call",
    ...form,
  })),
  reclassify: plain("reclassify", (form) => ({ kind: "reclassify", ...form })),
  agree_to_naming: plain("agree_to_naming", () => ({ kind: "agree_to_naming" })),
  object: plain("object", (form) => ({
    kind: "object",
    reason: form.reason,
    proposedDepartmentId: form.departmentId ?? null,
  })),
  ask_reassignment: plain("ask_reassignment", (form) => ({
    kind: "ask_reassignment",
    reason: form.reason,
    proposedDepartmentId: form.departmentId ?? null,
  })),
  give_opinion: worded("give_opinion", (form) => form.body),
  give_interim_answer: worded("give_interim_answer", (form) => form.body),
  ask_pause: plain("ask_pause", (form) => ({
    kind: "ask_pause",
    reason: form.pauseReason,
    until: form.until,
  })),
  ask_extension: plain("ask_extension", (form) => ({ kind: "ask_extension", ...form })),
  rule_request: plain("rule_request", (form) => ({ kind: "rule_request", ...form })),
  resume: plain("resume", () => ({ kind: "resume" })),
  accept_promise_date: plain("accept_promise_date", () => ({ kind: "accept_promise_date" })),
  dispute_promise_date: plain("dispute_promise_date", (form) => ({
    kind: "dispute_promise_date",
    reason: form.reason,
    proposedOn: form.proposedOn ?? null,
  })),
  rule_promise_date: plain("rule_promise_date", (form) => ({ kind: "rule_promise_date", ...form })),
  rule_partly: plain("rule_partly", (form) => ({ kind: "rule_partly", ...form })),
  record_vain_try: plain("record_vain_try", () => ({ kind: "record_vain_try" })),
  ratify: plain("ratify", (form) => ({ kind: "ratify", ...form })),
  refuse_ratification: plain("refuse_ratification", (form) => ({ kind: "refuse_ratification", ...form })),
  rule_contest: plain("rule_contest", (form) => ({ kind: "rule_contest", ...form })),
  take_up_again: plain("take_up_again", () => ({ kind: "take_up_again" })),
  divert: plain("divert", (form) => ({ kind: "divert", to: form.divertTo, reason: form.reason })),
  convert: plain("convert", (form) => ({ kind: "convert", ...form })),
  propose_exclusion: plain("propose_exclusion", (form) => ({ kind: "propose_exclusion", ...form })),
  rule_exclusion: plain("rule_exclusion", (form) => ({ kind: "rule_exclusion", ...form })),
  link_platform: plain("link_platform", (form) => ({ kind: "link_platform", ...form })),
  decide_level: plain("decide_level", (form) => ({
    kind: "decide_level",
    level: form.level as Level,
    reason: form.reason,
  })),
  stand_down: plain("stand_down", (form) => ({ kind: "stand_down", ...form })),
  rearm: plain("rearm", (form) => ({ kind: "rearm", ...form })),
};

/** Gives the command a form holds: the screen's single way into the life cycle. */
export function giveCommand<K extends FormCommand>(
  ctx: Ctx,
  on: OnIssue,
  command: K,
  form: FormOf<K>,
): Promise<Result<IssueAnswer>> {
  return GIVEN[command](ctx, on, form);
}
