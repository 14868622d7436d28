/** Refusals of a message's life. */
export type MessageErrors = {
  "message.not_yours": { command: string };
  "message.wrong_state": { state: string; command: string };
  /** A deputy passes on, asks or hands on; only a supervisor declines. */
  "message.deputy_never_declines": Record<string, never>;
  "message.firm_unknown": Record<string, never>;
  "message.already_asked": Record<string, never>;
  "message.not_due_yet": Record<string, never>;
  "message.already_contested": Record<string, never>;
  "message.window_over": { days: number };
  "message.same_person": Record<string, never>;
  "message.no_such_deputy": Record<string, never>;
  /** The limits of intake are used up: try later, or phone. */
  "message.too_many": { minutes: number };
  "message.code_gone": Record<string, never>;
  "message.phone_invalid": Record<string, never>;
  "message.uscc_invalid": Record<string, never>;
  "message.link_gone": Record<string, never>;
};
