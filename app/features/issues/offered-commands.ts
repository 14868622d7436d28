import type { IssueFacts } from "#app/domain/issue/facts.ts";
import type { FormCommand } from "./issue.schema.ts";

/** Whether there is anything for the command to do: the table allows it, but a ruling needs something to rule on. */
const WORTHWHILE: Partial<Record<FormCommand, (facts: IssueFacts) => boolean>> = {
  supply_information: (facts) => facts.information !== null || facts.closing === "unsupplied",
  add_material: (facts) => facts.information === null,
  ask_information: (facts) => facts.information === null,
  contest_decline: (facts) => facts.review === "none",
  contest_merge: (facts) => facts.review === "none",
  review_decline: (facts) => facts.review === "open",
  review_merge: (facts) => facts.review === "open",
  record_protective_call: (facts) => facts.protectiveCallOpen,
  agree_to_naming: (facts) => facts.confidentiality !== "open" && !facts.namingAgreed,
  object: (facts) =>
    facts.objection === null && facts.lead !== null && !facts.objectedBy.includes(facts.lead.departmentId),
  rule_objection: (facts) => facts.objection !== null,
  ask_reassignment: (facts) => facts.objection === null && facts.reassignment === null,
  rule_reassignment: (facts) => facts.reassignment !== null,
  redispatch: (facts) => facts.objection === null && facts.reassignment === null,
  give_opinion: (facts) => facts.coHandlers.some((unit) => unit.opinionAt === null),
  ask_pause: (facts) => facts.pause === null && noRequest(facts),
  ask_extension: (facts) => facts.extensions === 0 && noRequest(facts),
  rule_request: (facts) => !noRequest(facts),
  resume: (facts) => facts.pause !== null,
  send_back_answer: (facts) => facts.draft !== null,
  sign_answer: (facts) => facts.draft !== null,
  accept_promise_date: (facts) => facts.dateRuling === "none" && !facts.dateAccepted,
  dispute_promise_date: (facts) => facts.dateRuling !== "disputed" && !facts.dateAccepted,
  rule_promise_date: (facts) => facts.dateRuling !== "none",
  record_delivery: (facts) => facts.answer !== null && facts.answer.deliveredAt === null,
  say: (facts) => facts.say === null || facts.say !== "solved",
  rule_partly: (facts) => facts.partly !== null,
  record_vain_try: (facts) => callOpen(facts),
  record_call: (facts) => callOpen(facts),
  ratify: (facts) => facts.awaitingRatification,
  refuse_ratification: (facts) => facts.awaitingRatification,
  contest: (facts) => !facts.contestReview,
  rule_contest: (facts) => facts.contestReview,
  propose_exclusion: (facts) => facts.exclusion === null,
  rule_exclusion: (facts) => facts.exclusion?.state === "proposed",
  decide_level: (facts) => facts.clocks.some((span) => span.gate === "open" && span.endedAt === null),
  stand_down: (facts) =>
    facts.clocks.some(
      (span) => span.endedAt === null && span.reached.length > 0 && span.stoodDownAt === null,
    ),
  rearm: (facts) => facts.clocks.some((span) => span.endedAt === null && span.stoodDownAt !== null),
};

function noRequest(facts: IssueFacts): boolean {
  return facts.pauseRequest === null && facts.extensionRequest === null;
}

function callOpen(facts: IssueFacts): boolean {
  return facts.callback !== null && facts.callback.result === null;
}

/** The steps that carry an issue on, in the order of its life: the first one offered is the page's main action. */
const FORWARD: readonly FormCommand[] = [
  "supply_information",
  "accept_and_transfer",
  "accept",
  "transfer",
  "dispatch",
  "sign_for",
  "rule_objection",
  "rule_reassignment",
  "rule_request",
  "rule_promise_date",
  "rule_partly",
  "sign_answer",
  "draft_answer",
  "record_delivery",
  "say",
  "record_call",
  "ratify",
  "rule_contest",
  "review_decline",
  "review_merge",
  "decide_level",
  "record_protective_call",
  "give_opinion",
];

/** The buttons of a page: of what the table allows this actor, what there is something to do for, the main one first. */
export function offeredCommands(allowed: readonly FormCommand[], facts: IssueFacts): FormCommand[] {
  const offered = allowed.filter((command) => WORTHWHILE[command]?.(facts) ?? true);
  const rank = (command: FormCommand) => {
    const place = FORWARD.indexOf(command);
    return place === -1 ? FORWARD.length : place;
  };
  return [...offered].sort((a, b) => rank(a) - rank(b));
}

/** Whether the command carries the issue on; the others are asides, folded away. */
export function isForward(command: FormCommand): boolean {
  return FORWARD.includes(command);
}
