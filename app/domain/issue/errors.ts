/** Refusals of the issue's life cycle. */
export type IssueErrors = {
  "issue.illegal_transition": { state: string; command: string };
  "issue.already_closed": { closedAs: string };
  "issue.not_your_role": { command: string };
  /** The deputy is employed by the unit or a competitor. */
  "issue.conflicted": Record<string, never>;
  /** A review or second signature must come from somebody else. */
  "issue.same_person": { command: string };
  "issue.already_contested": Record<string, never>;
  "issue.message_without_words": Record<string, never>;
  "issue.window_over": { days: number };
  "issue.information_not_asked": Record<string, never>;
  "issue.merge_into_itself": Record<string, never>;
  "issue.consent_missing": Record<string, never>;
  "issue.direct_dispatch_not_allowed": { unitKind: string };
  "issue.unit_out_of_reach": { unitKind: string };
  "issue.same_unit": { departmentId: number };
  "issue.already_signed_for": Record<string, never>;
  "issue.already_objected": Record<string, never>;
  "issue.objection_too_late": { days: number };
  "issue.nothing_to_rule": { what: string };
  "issue.ruling_pending": { what: string };
  "issue.request_pending": { what: string };
  "issue.already_paused": Record<string, never>;
  "issue.not_paused": Record<string, never>;
  "issue.extension_used": { count: number };
  "issue.extension_too_long": { days: number; longest: number };
  "issue.no_answer_clock": Record<string, never>;
  "issue.date_not_future": { day: string };
  /** An appointment on a day that is over in Asia/Shanghai. */
  "issue.day_past": { day: string };
  /** An appointment today, at an hour that is over. */
  "issue.hour_past": { time: string };
  "issue.opinion_given": Record<string, never>;
  "issue.no_draft": Record<string, never>;
  "issue.promise_needs_date": Record<string, never>;
  "issue.date_only_for_promise": { answerClass: string };
  "issue.already_delivered": Record<string, never>;
  "issue.already_said": { say: string };
  "issue.say_not_for_class": { say: string; answerClass: string };
  "issue.partly_needs_date": Record<string, never>;
  "issue.not_awaiting_ratification": Record<string, never>;
  "issue.no_callback": Record<string, never>;
  "issue.callback_open": Record<string, never>;
  "issue.not_due_yet": { clock: string };
  "issue.firm_must_agree": Record<string, never>;
  "issue.below_firms_choice": { chosen: string };
  "issue.already_excluded": Record<string, never>;
  "issue.no_ladder": Record<string, never>;
  "issue.ladder_has_no_gate": { unitKind: string };
  "issue.level_not_higher": { level: number };
  "issue.not_stood_down": Record<string, never>;
  "issue.already_stood_down": Record<string, never>;
  /** Rows of a list of answers given elsewhere. */
  "issue.answer_number_unknown": { number: string };
  "issue.answer_number_doubtful": { number: string };
  "issue.answer_empty": Record<string, never>;
  "issue.answer_class_missing": Record<string, never>;
  "issue.no_answers_listed": Record<string, never>;
  /** One person keeps no more saved views of a list. */
  "issue.too_many_views": { limit: number };
};
