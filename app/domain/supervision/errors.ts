/** Refusals of what stands beside an issue at the supervisor's desk: notices, matters, rehearsals, channels, reviews. */
export type SupervisionErrors = {
  "letter.wrong_state": { state: string; command: string };
  "letter.number_taken": { number: string };
  "letter.issue_closed": Record<string, never>;
  "letter.reply_day_past": { day: string };
  "letter.no_unit": Record<string, never>;
  "letter.already_open": { letterId: number };
  /** A matter groups at least two open issues. */
  "matter.too_few": Record<string, never>;
  "matter.not_open": { number: string };
  "matter.in_another": { number: string; matter: string };
  "matter.is_closed": Record<string, never>;
  "matter.unknown_issue": { number: string };
};
