import type { IssueType, Severity } from "#app/domain/issue/states.ts";
import type { ClockKind, Ladder, Level } from "./clocks.ts";

/** Parties that can owe the next step on a clock. `dispatched_by` is whoever dispatched: dispatcher or supervisor. */
export const CLOCK_PARTIES = [
  "county_supervisor",
  "city_supervisor",
  "dispatcher",
  "handler",
  "co_handler",
  "firm",
  "raiser",
  "deputy",
  "clerk",
] as const;
export type ClockParty = (typeof CLOCK_PARTIES)[number];

/** Who owes the step: a party, and the unit where the party is a department. */
export type ClockOwner = { party: ClockParty; departmentId: number | null };

/** Stand-still of a clock 中止计时, epoch ms; `to` null while it lasts. */
export type PauseSpan = { from: number; to: number | null };

/**
 * What sets a clock's length: `days` = the policy's working days for its kind; `answer` = by type and severity with a
 * granted extension (working days), `urgentSince` the instant at which severity was raised on a running clock;
 * `date` = a civil day promised (ISO), ending at closing time.
 */
export type ClockTerms =
  | { by: "days" }
  | {
      by: "answer";
      type: IssueType;
      severity: Severity;
      urgentSince: number | null;
      extensionDays: number;
      round: number;
      /** The co-handler's opinion takes only the policy's share of the days. */
      shared: boolean;
    }
  | { by: "date"; dueOn: string };

/**
 * One run of one clock, folded from events: free of calendar and policy, which only say when it is due.
 * (ladder, episode) is unique for the subject; `reached` are the levels this episode has used up.
 */
export type ClockSpan = {
  kind: ClockKind;
  ladder: Ladder;
  episode: number;
  owner: ClockOwner;
  startedAt: number;
  endedAt: number | null;
  terms: ClockTerms;
  pauses: readonly PauseSpan[];
  reached: readonly Level[];
  gate: "none" | "open" | "decided";
  stoodDownAt: number | null;
  /** Episode whose clock this one carries on after a re-arm; its own start, terms and pauses are copies. */
  rearms: number | null;
};

/** Whether the clock counts at this moment: neither ended nor standing still. */
export function isRunning(span: ClockSpan): boolean {
  return span.endedAt === null && openPause(span) === null;
}

/** The pause that lasts, or null. */
export function openPause(span: ClockSpan): PauseSpan | null {
  return span.pauses.find((pause) => pause.to === null) ?? null;
}

/** One text for an owner, for a column: `handler:12`, `county_supervisor`. */
export function ownerKey(owner: ClockOwner): string {
  return owner.departmentId === null ? owner.party : `${owner.party}:${owner.departmentId}`;
}
