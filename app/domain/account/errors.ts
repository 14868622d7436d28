/** Refusals of signing in and of one-time links. */
export type AccountErrors = {
  "account.wrong_login": Record<string, never>;
  "account.locked": { minutes: number };
  "account.no_role": Record<string, never>;
  "account.link_spent": Record<string, never>;
  "account.password_short": { minimum: number };
  /** The phone belongs to another account. */
  "account.phone_taken": Record<string, never>;
  "account.role_not_yours": Record<string, never>;
  /** Somebody of the firm has an account already: a second is invited by the first. */
  "account.firm_has_account": Record<string, never>;
  /** So many requests of a firm for corrections are open already. */
  "account.corrections_full": { limit: number };
};
