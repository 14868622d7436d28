/** Refusals of signing in and of one-time links. */
export type AccountErrors = {
  "account.wrong_login": Record<string, never>;
  "account.locked": { minutes: number };
  "account.no_role": Record<string, never>;
  "account.link_spent": Record<string, never>;
  "account.password_short": { minimum: number };
  "account.role_not_yours": Record<string, never>;
};
