import type { ClockKind, Ladder, Level } from "#app/domain/deadline/clocks.ts";
import type { ClockOwner } from "#app/domain/deadline/span.ts";
import type { ClockRow, LapseKind } from "./clock-rows.ts";
import { nextDuty } from "./columns.ts";
import type { IssueEvent, LevelReason } from "./events.ts";
import type { IssueFacts } from "./facts.ts";
import { holderOf } from "./fold/holds.ts";

/**
 * One line of the supervisor's desk: why the issue is here, who holds it, what happens next and when. `reached` = the
 * latest level or gate with its reason; `next` = the earliest thing that happens by itself: a level, a reminder, or
 * what the system does; null when only a person can move it. Instants epoch ms.
 */
export type WhyHere = {
  level: Level | null;
  gateOpen: boolean;
  reached: { ladder: Ladder; level: Level; at: number; reason: LevelReason } | null;
  holder: ClockOwner | null;
  due: { clock: ClockKind; at: number; provisional: boolean } | null;
  next:
    | { what: "level" | "gate" | "reminder"; clock: ClockKind; level: Level; at: number }
    | { what: "lapse"; clock: ClockKind; lapse: LapseKind; at: number }
    | null;
};

/** Decides the desk line of an issue from its facts, clock rows and log. */
export function whyHere(facts: IssueFacts, rows: readonly ClockRow[], log: readonly IssueEvent[]): WhyHere {
  const duty = nextDuty(rows);
  return {
    level: facts.level,
    gateOpen: rows.some((row) => row.gateOpen),
    reached: lastReached(log),
    holder: holderOf(facts),
    due: duty && { clock: duty.kind, at: duty.dueAt, provisional: duty.provisional },
    next: nextByItself(rows),
  };
}

function lastReached(log: readonly IssueEvent[]): WhyHere["reached"] {
  for (let i = log.length - 1; i >= 0; i--) {
    const event = log[i]!;
    if (event.kind === "issue.stood_down") return null;
    if (
      (event.kind === "issue.escalated" || event.kind === "issue.gate_opened") &&
      event.payload.ladder === "main"
    ) {
      return {
        ladder: event.payload.ladder,
        level: event.payload.level,
        at: event.at,
        reason: event.payload.reason,
      };
    }
  }
  return null;
}

function nextByItself(rows: readonly ClockRow[]): WhyHere["next"] {
  let next: WhyHere["next"] = null;
  for (const row of rows) {
    if (row.nextDueAt !== null && row.nextLevel !== null && (next === null || row.nextDueAt < next.at)) {
      const what = row.ladder !== "main" ? "reminder" : row.nextLevel === 3 ? "gate" : "level";
      next = { what, clock: row.kind, level: row.nextLevel, at: row.nextDueAt };
    }
    if (row.lapse !== null && row.lapseAt !== null && (next === null || row.lapseAt < next.at)) {
      next = { what: "lapse", clock: row.kind, lapse: row.lapse, at: row.lapseAt };
    }
  }
  return next;
}
