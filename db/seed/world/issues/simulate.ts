import { SYSTEM } from "#app/domain/access/actor.ts";
import type { Calendar } from "#app/domain/calendar/calendar.ts";
import type { PolicyBook } from "#app/domain/escalation/policy.ts";
import { type DecidedLevel, type EscalationDecision, levelDecided } from "#app/domain/escalation/step.ts";
import { type ActorFacts, stranger } from "#app/domain/issue/actors.ts";
import {
  type ClockRow,
  clockRows,
  escalationEvents,
  escalationsDue,
  ladderFacts,
  lapsesDue,
} from "#app/domain/issue/clock-rows.ts";
import type { IssueCommand } from "#app/domain/issue/commands.ts";
import { decideIssue } from "#app/domain/issue/decide.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import { type IssueFacts, NO_ISSUE } from "#app/domain/issue/facts.ts";
import { foldIssue } from "#app/domain/issue/fold/apply.ts";

/** What somebody does with an issue at an instant (epoch ms). */
export type Act = { at: number; command: IssueCommand; by: ActorFacts };
/** What a story goes on with: an act, or waiting until an instant for what the system does. */
export type Beat = Act | { at: number; command: null };
/** How an issue goes: beats one after the other, each told on the facts before it. */
export type Story = Generator<Beat, void, IssueFacts>;

/** The rules all issues of a world live by; `end` is the instant at which its history stops. */
export type Rules = { calendar: Calendar; policies: PolicyBook; end: number };

/** A level reached on the way, by time or by a person, with who was to be told. */
export type Raised = { at: number; decision: EscalationDecision | DecidedLevel; facts: IssueFacts };

/** A life of an issue: its log, who gave which command when, the levels reached. */
export type Life = { facts: IssueFacts; events: IssueEvent[]; acts: Act[]; raised: Raised[] };

/** A story that the domain does not allow: it has to be told anew. */
export class StoryRefused extends Error {}

/** Seconds after which the sweep finds what is due; the guarantee is sixty. */
export const SWEEP_AFTER_MS = 7_000;

/** Lives one issue through the domain's own decisions, with the sweep's levels and lapses in between, up to the end. */
export function live(issueId: number, story: Story, rules: Rules): Life {
  const life: Life = { facts: NO_ISSUE, events: [], acts: [], raised: [] };
  let next = story.next();
  while (!next.done && next.value.at <= rules.end) {
    const beat = next.value;
    sweepUntil(issueId, life, rules, beat.at);
    if (beat.command !== null) act(life, beat, rules);
    next = story.next(life.facts);
  }
  sweepUntil(issueId, life, rules, rules.end);
  return life;
}

function act(life: Life, beat: Act, rules: Rules): void {
  if (beat.at < (life.facts.lastAt ?? 0)) {
    throw new StoryRefused(`${beat.command.kind} in ${life.facts.state} before what it follows`);
  }
  const context = { now: beat.at, policies: rules.policies, calendar: rules.calendar };
  const decided = decideIssue(life.facts, beat.command, beat.by, context);
  if (!decided.ok) {
    throw new StoryRefused(
      `${beat.command.kind} in ${life.facts.state}: ${decided.error.code} ${JSON.stringify(decided.error.facts)}`,
    );
  }
  life.acts.push(beat);
  record(life, decided.value);
  for (const event of decided.value) noteDecided(life, event, rules);
}

function noteDecided(life: Life, event: IssueEvent, { policies, calendar }: Rules): void {
  if (event.kind !== "issue.level_decided") return;
  const { ladder, episode, level } = event.payload;
  const span = life.facts.clocks.find((one) => one.ladder === ladder && one.episode === episode);
  if (span === undefined) return;
  const decision = levelDecided(ladderFacts(life.facts, span, policies, calendar), level, policies, event.at);
  if (decision !== null) life.raised.push({ at: event.at, decision, facts: life.facts });
}

function record(life: Life, events: readonly IssueEvent[]): void {
  life.events.push(...events);
  life.facts = foldIssue(events, life.facts);
}

/** Does what the sweep did until an instant: levels that were due and commands of clocks that ran out, in their order. */
function sweepUntil(issueId: number, life: Life, rules: Rules, until: number): void {
  for (;;) {
    const at = nextSweep(openRows(issueId, life.facts, rules), life.facts.lastAt ?? 0);
    if (at === null || at > until) return;
    const due = escalationsDue(life.facts, rules.policies, rules.calendar, at);
    for (const decision of due) life.raised.push({ at, decision, facts: life.facts });
    record(life, escalationEvents(due, at));
    for (const command of lapsesDue(openRows(issueId, life.facts, rules), at)) {
      const decided = decideIssue(life.facts, command, stranger(SYSTEM), {
        now: at,
        policies: rules.policies,
        calendar: rules.calendar,
      });
      if (decided.ok) record(life, decided.value);
    }
  }
}

/** Rows of the clocks that still run; ended answer clocks stay in sight, because time used carries over. */
function openRows(issueId: number, facts: IssueFacts, rules: Rules): ClockRow[] {
  const clocks = facts.clocks.filter((span) => span.endedAt === null || span.kind === "answer");
  if (clocks.every((span) => span.endedAt !== null)) return [];
  return clockRows(issueId, { ...facts, clocks }, rules.policies, rules.calendar).filter(
    (row) => row.endedAt === null,
  );
}

/** What fell due while a clock was paused is found when it runs again, never before the last thing that happened (`lastAt`). */
function nextSweep(rows: readonly ClockRow[], lastAt: number): number | null {
  let first: number | null = null;
  for (const row of rows) {
    for (const at of [row.nextDueAt, row.lapseAt])
      if (at !== null && (first === null || at < first)) first = at;
  }
  return first === null ? null : Math.max(first, lastAt) + SWEEP_AFTER_MS;
}
