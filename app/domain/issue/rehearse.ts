import type { Calendar } from "#app/domain/calendar/calendar.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import type { PolicyBook } from "#app/domain/escalation/policy.ts";
import type { Recipient } from "#app/domain/escalation/recipients.ts";
import { nextDueAt, step } from "#app/domain/escalation/step.ts";
import { escalationEvents, ladderFacts } from "./clock-rows.ts";
import type { IssueEvent } from "./events.ts";
import { type IssueFacts, mainClock, NO_ISSUE } from "./facts.ts";
import { applyIssueEvent } from "./fold/apply.ts";

/** A level that would have been reached (a gate where `isGate`), when (epoch ms), and who would have been told. */
export type RehearsedLevel = {
  episode: number;
  level: Level;
  isGate: boolean;
  at: number;
  tells: readonly Recipient[];
};

/**
 * Replays the recorded history of one issue under other policies or another calendar: which levels of the main
 * ladder it would have reached up to `until` (epoch ms), and when. What people did is taken as it happened; what the
 * clock did is left out and done anew. `policies` must hold for the whole past, so a draft is passed with
 * `inForceFrom` 0 or as one more version from its own day.
 */
export function rehearse(
  log: readonly IssueEvent[],
  policies: PolicyBook,
  calendar: Calendar,
  until: number,
): RehearsedLevel[] {
  const reached: RehearsedLevel[] = [];
  let facts = NO_ISSUE;
  for (const event of log) {
    if (event.kind === "issue.escalated" || event.kind === "issue.gate_opened") continue;
    if (event.at > until) break;
    facts = climb(facts, policies, calendar, event.at, reached);
    facts = applyIssueEvent(facts, event);
  }
  climb(facts, policies, calendar, until, reached);
  return reached;
}

/** Lets the main clock climb up to `to`, an instant at a time. */
function climb(
  start: IssueFacts,
  policies: PolicyBook,
  calendar: Calendar,
  to: number,
  reached: RehearsedLevel[],
): IssueFacts {
  let facts = start;
  for (;;) {
    const span = mainClock(facts);
    if (span === null) return facts;
    const ladder = ladderFacts(facts, span, policies, calendar);
    const next = nextDueAt(ladder, policies, calendar);
    if (next === null || next >= to) return facts;
    const at = Math.max(next + 1, facts.lastAt ?? 0);
    const decisions = step(ladder, policies, calendar, at);
    if (decisions.length === 0) return facts;
    for (const { episode, level, what, tells } of decisions) {
      reached.push({ episode, level, isGate: what === "open_gate", at, tells });
    }
    for (const event of escalationEvents(decisions, at)) facts = applyIssueEvent(facts, event);
  }
}
