import type { IssueEventKind } from "#app/domain/issue/events.ts";

/** By what the timeline of an issue can be narrowed: offices' work, answers and the firm's word on them, what the firm's side said, the ladder; and what the firm does not see. */
export const STEP_GROUPS = ["work", "answers", "firm", "oversight", "internal"] as const;
export type StepGroup = (typeof STEP_GROUPS)[number];

const ANSWERS: readonly IssueEventKind[] = [
  "issue.interim_answered",
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
];
const FIRM: readonly IssueEventKind[] = [
  "issue.submitted",
  "issue.information_supplied",
  "issue.material_added",
  "issue.decline_contested",
  "issue.merge_contested",
  "issue.withdrawn",
  "issue.naming_agreed",
  "issue.contact_recorded",
  "issue.promise_date_accepted",
  "issue.promise_date_disputed",
  "issue.firm_said",
  "issue.partly_asked",
  "issue.call_recorded",
  "issue.contested",
  "issue.taken_up",
];
const OVERSIGHT: readonly IssueEventKind[] = [
  "issue.escalated",
  "issue.gate_opened",
  "issue.level_decided",
  "issue.stood_down",
  "issue.rearmed",
  "issue.request_ruled",
  "issue.request_lapsed",
  "issue.paused",
  "issue.resumed",
  "issue.extended",
  "issue.exclusion_proposed",
  "issue.excluded",
  "issue.exclusion_refused",
];

/** Whether a step belongs to a group; a step may belong to several, and what belongs to no other is the offices' work. */
export function isInGroup(step: { kind: IssueEventKind; internal: boolean }, group: StepGroup): boolean {
  switch (group) {
    case "answers":
      return ANSWERS.includes(step.kind);
    case "firm":
      return FIRM.includes(step.kind);
    case "oversight":
      return OVERSIGHT.includes(step.kind);
    case "internal":
      return step.internal;
    case "work":
      return ![ANSWERS, FIRM, OVERSIGHT].some((kinds) => kinds.includes(step.kind));
  }
}
