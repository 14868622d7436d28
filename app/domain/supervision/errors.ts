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
  "rules.nothing_changed": Record<string, never>;
  "rules.ladder_order": Record<string, never>;
  "rules.exception_twice": Record<string, never>;
  "rules.day_past": { day: string };
  "rules.calendar_line": { line: string };
  "rules.wrong_state": { state: string };
  /** The rules changed after the rehearsal: what it compared with is no longer in force. */
  "rules.stale": Record<string, never>;
  "rules.already_running": { rehearsalId: number };
};
