import type { HoldReason, MessageOwner } from "./states.ts";

/** What decides where a message goes when it comes in. */
export type Incoming = {
  sealed: boolean;
  direct: boolean;
  /** By a deputy's code whose deputy can sign in, or by a station's (false). */
  throughDeputy: boolean;
  firmKnown: boolean;
};

/**
 * Who has the message first: sealed ones the city supervisor alone, those sent past the deputy the county's supervisor, those of
 * stations and of unknown firms the clerk at once, all others the deputy. Source: product rules, section 5.
 */
export function firstOwner(incoming: Incoming): MessageOwner {
  if (incoming.sealed) return "city_supervisor";
  if (incoming.direct) return "county_supervisor";
  return incoming.throughDeputy && incoming.firmKnown ? "deputy" : "clerk";
}

/** What speaks for a machine having sent it. `openedMs` = how long the page was open, null where it did not say. */
export type Suspicion = {
  trapFilled: boolean;
  openedMs: number | null;
  sameWords: boolean;
  overSoftLimit: boolean;
};

/** Nobody reads, types and sends in less. */
export const FASTEST_MS = 3_000;

/** Why an incoming message is held back, null where nothing speaks against it. It only waits; it is never dropped. */
export function holdReason(found: Suspicion): HoldReason | null {
  if (found.trapFilled) return "trap_filled";
  if (found.openedMs !== null && found.openedMs < FASTEST_MS) return "too_fast";
  if (found.sameWords) return "same_words";
  return found.overSoftLimit ? "too_many" : null;
}

/** One limit of intake within an hour: from `soft` on messages are held, from `hard` on refused with the time to wait. */
export type IntakeLimit = { soft: number; hard: number };

/** Limits an hour by address, by code, and in all; `known` is what senders whose phone is in the register may still send when a code is flooded. Source: safety rules, section 2. */
export const INTAKE_LIMITS = {
  address: { soft: 6, hard: 30 },
  code: { soft: 30, hard: 120 },
  all: { soft: 400, hard: 2_000 },
  known: { soft: 0, hard: 200 },
} as const satisfies Record<string, IntakeLimit>;
export const INTAKE_WINDOW_MINUTES = 60;
