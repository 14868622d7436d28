import type { ErrorCode, ErrorFacts } from "./errors.ts";

/** A refusal: a dotted code with typed facts; sentences are made in i18n, statuses in http. */
export type Refusal<C extends ErrorCode = ErrorCode> = {
  [K in C]: { code: K; facts: ErrorFacts[K]; field?: string };
}[C];

/** What every decision and command returns: a value, or a refusal that is expected in normal use. */
export type Result<T, C extends ErrorCode = ErrorCode> =
  | { ok: true; value: T }
  | { ok: false; error: Refusal<C> };

/** Wraps a value as a success. */
export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** Refuses with `code` and its facts; `field` names the form field or column at fault. */
export function refuse<C extends ErrorCode>(
  code: C,
  facts: ErrorFacts[C],
  field?: string,
): { ok: false; error: Refusal<C> } {
  const error = field === undefined ? { code, facts } : { code, facts, field };
  return { ok: false, error: error as Refusal<C> };
}
