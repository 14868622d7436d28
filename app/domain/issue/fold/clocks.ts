import type { ClockKind, Ladder } from "#app/domain/deadline/clocks.ts";
import type { ClockOwner, ClockSpan, ClockTerms } from "#app/domain/deadline/span.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";

/** Clocks that stand still while the unit's time is paused. */
export const PAUSABLE: readonly ClockKind[] = ["signing", "interim", "opinion", "answer", "promise"];

/** Clocks that may run on a closed issue: what the congress still owes the firm. */
export const AFTER_CLOSING: readonly ClockKind[] = ["review", "protective_call"];

/** Spans of one issue while an event is being folded in: start, end, pause, change. */
export class ClockSheet {
  spans: ClockSpan[];

  constructor(
    spans: readonly ClockSpan[],
    private readonly at: number,
  ) {
    this.spans = [...spans];
  }

  /** Opens the next episode of the kind's ladder. */
  start(kind: ClockKind, owner: ClockOwner, terms: ClockTerms = { by: "days" }): void {
    const ladder: Ladder = kind === "answer" || kind === "promise" ? "main" : kind;
    this.spans.push({
      kind,
      ladder,
      episode: this.nextEpisode(ladder),
      owner,
      startedAt: this.at,
      endedAt: null,
      terms,
      pauses: [],
      reached: [],
      gate: "none",
      stoodDownAt: null,
      rearms: null,
    });
  }

  /** Ends the open clocks that match; a pause that lasts ends with them. */
  end(matches: (span: ClockSpan) => boolean): void {
    this.change(
      (span) => span.endedAt === null && matches(span),
      (span) => ({ ...span, endedAt: this.at, pauses: endPauses(span, this.at) }),
    );
  }

  endKinds(...kinds: ClockKind[]): void {
    this.end((span) => kinds.includes(span.kind));
  }

  pause(kinds: readonly ClockKind[]): void {
    this.change(
      (span) =>
        span.endedAt === null && kinds.includes(span.kind) && span.pauses.every((pause) => pause.to !== null),
      (span) => ({ ...span, pauses: [...span.pauses, { from: this.at, to: null }] }),
    );
  }

  resume(kinds: readonly ClockKind[]): void {
    this.change(
      (span) => span.endedAt === null && kinds.includes(span.kind),
      (span) => ({ ...span, pauses: endPauses(span, this.at) }),
    );
  }

  change(matches: (span: ClockSpan) => boolean, next: (span: ClockSpan) => ClockSpan): void {
    this.spans = this.spans.map((span) => (matches(span) ? next(span) : span));
  }

  /** A re-armed ladder: the same clock under a new episode, with every level before it again. */
  rearm(ladder: Ladder, episode: number): void {
    const old = this.spans.find((span) => span.ladder === ladder && span.episode === episode);
    if (!old || old.endedAt !== null) return;
    this.change(
      (span) => span === old,
      (span) => ({ ...span, endedAt: this.at, pauses: endPauses(span, this.at) }),
    );
    this.spans.push({
      ...old,
      episode: this.nextEpisode(ladder),
      reached: [],
      gate: "none",
      stoodDownAt: null,
      rearms: old.episode,
    });
  }

  private nextEpisode(ladder: Ladder): number {
    let last = 0;
    for (const span of this.spans) if (span.ladder === ladder && span.episode > last) last = span.episode;
    return last + 1;
  }
}

/** The supervisor whose turn it is: the county's, or the city's for sealed issues. */
export function supervisorOf(facts: IssueFacts): ClockOwner {
  return {
    party: facts.confidentiality === "sealed" ? "city_supervisor" : "county_supervisor",
    departmentId: null,
  };
}

/** Whoever dispatched: the dispatcher, or the supervisor for direct dispatches. */
export function dispatchedByOf(facts: IssueFacts): ClockOwner {
  return facts.lead?.by === "supervisor" ? supervisorOf(facts) : { party: "dispatcher", departmentId: null };
}

/** The unit that leads. */
export function handlerOf(facts: IssueFacts): ClockOwner {
  return { party: "handler", departmentId: facts.lead?.departmentId ?? null };
}

/** Ladder facts are written onto the span of their own episode. */
export function markLadder(sheet: ClockSheet, event: IssueEvent, at: number): void {
  switch (event.kind) {
    case "issue.escalated":
      mark(sheet, event.payload, (span) => ({ ...span, reached: [...span.reached, event.payload.level] }));
      break;
    case "issue.gate_opened":
      mark(sheet, event.payload, (span) => ({ ...span, gate: "open" }));
      break;
    case "issue.level_decided":
      mark(sheet, event.payload, (span) => ({
        ...span,
        gate: "decided",
        reached: span.reached.includes(event.payload.level)
          ? span.reached
          : [...span.reached, event.payload.level],
      }));
      break;
    case "issue.stood_down":
      mark(sheet, event.payload, (span) => ({
        ...span,
        stoodDownAt: at,
        gate: span.gate === "open" ? "decided" : span.gate,
      }));
      break;
    case "issue.rearmed":
      sheet.rearm(event.payload.ladder, event.payload.episode);
      break;
  }
}

function mark(
  sheet: ClockSheet,
  key: { ladder: Ladder; episode: number },
  next: (span: ClockSpan) => ClockSpan,
): void {
  sheet.change((span) => span.ladder === key.ladder && span.episode === key.episode, next);
}

function endPauses(span: ClockSpan, at: number): ClockSpan["pauses"] {
  return span.pauses.map((pause) => (pause.to === null ? { from: pause.from, to: at } : pause));
}
