import type { DepartmentKind } from "#app/domain/access/posts.ts";
import { DEFAULT_OFFICE_HOURS, type OfficeHours } from "#app/domain/calendar/office-time.ts";
import type { IssueType, Severity } from "#app/domain/issue/states.ts";
import type { ClockKind } from "./clocks.ts";

/** Clocks whose length is a plain number of working days; answer, opinion, promise and contact have terms of their own. */
export type CountedClock = Exclude<ClockKind, "answer" | "opinion" | "promise" | "contact">;

/**
 * One version of the deadlines: data a supervisor changes with a reason, in force from an instant (epoch ms) until
 * the next version. A clock keeps the version in force at its own start. All `days` are working days.
 * Source of the defaults: product rules, table of clocks.
 */
export type DeadlinePolicy = {
  version: number;
  inForceFrom: number;
  officeHours: OfficeHours;
  days: Record<CountedClock, number>;
  /** The answer clock by type; urgent severity goes before the type. */
  answerDays: Record<IssueType, number> & { urgent: number };
  /** The co-handler's share of the lead's working days. */
  opinionShare: number;
  /** One extension may add at most this share of the clock's working days. */
  extensionShare: number;
  maxExtensions: number;
  /** How often the raiser is asked before the issue closes as unsupplied: 5 + 5. */
  informationRounds: number;
  /** Vain tries 回访未果 recorded before the office may close without the firm's word. */
  vainTries: number;
  /** Calendar days after closing in which a closing may be contested, or an issue taken up again. */
  contestWindowDays: number;
  takeUpWindowDays: number;
  /** From this contest on, a person at level 3 decides. */
  contestsToGate: number;
  /** A promised date further away than this many calendar months needs a supervisor. */
  promiseMonths: number;
  /** Kinds of unit a supervisor may dispatch to without the government's dispatcher. */
  directDispatchKinds: readonly DepartmentKind[];
  /** k: firms with the same problem that make a class issue 共性问题. */
  classIssueFirms: number;
};

/** The deadlines that ship with the product (version 1, in force from the beginning). */
export const DEFAULT_DEADLINE_POLICY: DeadlinePolicy = {
  version: 1,
  inForceFrom: 0,
  officeHours: DEFAULT_OFFICE_HOURS,
  days: {
    triage: 1,
    transfer: 2,
    assignment: 2,
    signing: 1,
    objection: 2,
    ruling: 2,
    interim: 5,
    request: 2,
    promise_date: 5,
    delivery: 2,
    confirmation: 5,
    callback: 5,
    correction: 5,
    message_takeup: 2,
    review: 2,
    protective_call: 2,
    ratification: 3,
    information: 5,
  },
  answerDays: { urgent: 3, inquiry: 3, ordinary: 15, complex: 30 },
  opinionShare: 0.5,
  extensionShare: 0.5,
  maxExtensions: 1,
  informationRounds: 2,
  vainTries: 3,
  contestWindowDays: 30,
  takeUpWindowDays: 90,
  contestsToGate: 3,
  promiseMonths: 6,
  directDispatchKinds: ["court", "prosecutor"],
  classIssueFirms: 5,
};

/** Working days the lead has for an answer under `policy`. */
export function answerDays(policy: DeadlinePolicy, type: IssueType, severity: Severity): number {
  return severity === "urgent" ? policy.answerDays.urgent : policy.answerDays[type];
}

/** Working days one extension may add at most: half the time, rounded down. */
export function longestExtension(policy: DeadlinePolicy, type: IssueType, severity: Severity): number {
  return Math.floor(answerDays(policy, type, severity) * policy.extensionShare);
}

/**
 * The version in force at `at` (epoch ms): the latest that began at or before it; of two that began together the
 * higher version. Before the first one, the first.
 */
export function policyInForce<P extends { version: number; inForceFrom: number }>(
  policies: readonly P[],
  at: number,
): P {
  let first: P | undefined;
  let found: P | undefined;
  for (const policy of policies) {
    if (first === undefined || isAfter(first, policy)) first = policy;
    if (policy.inForceFrom <= at && (found === undefined || isAfter(policy, found))) found = policy;
  }
  const chosen = found ?? first;
  if (chosen === undefined) throw new Error("no policy at all: the reference data is missing");
  return chosen;
}

function isAfter(
  a: { version: number; inForceFrom: number },
  b: { version: number; inForceFrom: number },
): boolean {
  return a.inForceFrom > b.inForceFrom || (a.inForceFrom === b.inForceFrom && a.version > b.version);
}
