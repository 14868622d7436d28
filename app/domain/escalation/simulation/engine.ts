import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { LEVELS } from "#app/domain/deadline/clocks.ts";
import type { PolicyBook } from "#app/domain/escalation/policy.ts";
import type { Recipient } from "#app/domain/escalation/recipients.ts";
import { type EscalationDecision, type LadderFacts, nextDueAt, step } from "#app/domain/escalation/step.ts";
import { type ClockRow, ladderFacts, openClockRows } from "#app/domain/issue/clock-rows.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import { applyIssueEvent } from "#app/domain/issue/fold/apply.ts";

/** Deliberate faults, by number: each must be caught by the simulation's own judgement. */
export const MUTANTS = [
  "off_by_one_day",
  "makeup_day_ignored",
  "pause_lost_on_severity_change",
  "double_claim",
  "notice_before_commit",
  "early_at_clock_jump",
  "stand_down_forgotten",
  "wrong_policy_version",
  "episode_not_opened",
  "vacancy_dropped",
  "fires_while_paused",
  "level_skipped_in_catching_up",
] as const;
export type Mutant = (typeof MUTANTS)[number];

/** Posts of the simulated units and bodies, and which stand vacant: a vacant one passes to the next up. */
export type Posts = { isVacant: (departmentId: number, recipient: Recipient) => boolean };

const NEXT_UP: Partial<Record<Recipient, Recipient>> = {
  unit_handler: "unit_liaison",
  unit_liaison: "unit_deputy_head",
  unit_deputy_head: "unit_head",
  unit_head: "unit_leader_in_charge",
  co_handler: "unit_liaison",
};

/** Who holds a recipient's post at this moment, the next up where it is vacant. */
export function holderOfPost(posts: Posts, departmentId: number, recipient: Recipient): string {
  let at = recipient;
  while (posts.isVacant(departmentId, at)) {
    const up = NEXT_UP[at];
    if (up === undefined) break;
    at = up;
  }
  return `${departmentId}:${at}`;
}

/** The engine under test: the pure core as schedulers use it, or the core with one planted fault. */
export type Engine = {
  apply: (facts: IssueFacts, event: IssueEvent) => IssueFacts;
  rows: (issueId: number, facts: IssueFacts, policies: PolicyBook, calendar: Calendar) => ClockRow[];
  due: (facts: IssueFacts, policies: PolicyBook, calendar: Calendar, now: number) => EscalationDecision[];
  tell: (posts: Posts, departmentId: number, recipient: Recipient) => string | null;
  /** Reads the issue again under its lock and writes under the unique key. */
  claims: boolean;
  /** Notices are written in the transaction of their event. */
  noticesInTransaction: boolean;
  /** Stops and alarms when the database's clock jumps. */
  watchesClock: boolean;
};

/** The engine as it is. */
export const SOUND_ENGINE: Engine = {
  apply: applyIssueEvent,
  rows: openClockRows,
  due: (facts, policies, calendar, now) =>
    facts.clocks.flatMap((span) =>
      span.endedAt === null
        ? step(ladderFacts(facts, span, policies, calendar), policies, calendar, now)
        : [],
    ),
  tell: holderOfPost,
  claims: true,
  noticesInTransaction: true,
  watchesClock: true,
};

/** The engine with one planted fault. */
export function mutantEngine(mutant: Mutant): Engine {
  switch (mutant) {
    case "off_by_one_day":
      return withPolicies((policies) => ({
        ...policies,
        deadlines: policies.deadlines.map((policy) => ({
          ...policy,
          answerDays: { ...policy.answerDays, ordinary: policy.answerDays.ordinary - 1 },
        })),
      }));
    case "wrong_policy_version":
      return withPolicies((policies) => ({
        deadlines: policies.deadlines.slice(-1),
        ladders: policies.ladders.slice(-1),
      }));
    case "makeup_day_ignored":
      return {
        ...SOUND_ENGINE,
        rows: (id, facts, policies, calendar) => openClockRows(id, facts, policies, withoutMakeup(calendar)),
        due: (facts, policies, calendar, now) =>
          SOUND_ENGINE.due(facts, policies, withoutMakeup(calendar), now),
      };
    case "pause_lost_on_severity_change":
      return { ...SOUND_ENGINE, apply: losePauses };
    case "double_claim":
      return { ...SOUND_ENGINE, claims: false };
    case "notice_before_commit":
      return { ...SOUND_ENGINE, noticesInTransaction: false };
    case "early_at_clock_jump":
      return { ...SOUND_ENGINE, watchesClock: false };
    case "stand_down_forgotten":
      return withFacts((ladder) => ({ ...ladder, stoodDownAt: null }));
    case "fires_while_paused":
      return withFacts((ladder) => ({ ...ladder, pausedAt: null }));
    case "episode_not_opened":
      return { ...SOUND_ENGINE, apply: keepReached };
    case "vacancy_dropped":
      return {
        ...SOUND_ENGINE,
        tell: (posts, departmentId, recipient) =>
          posts.isVacant(departmentId, recipient) ? null : holderOfPost(posts, departmentId, recipient),
      };
    case "level_skipped_in_catching_up":
      return { ...SOUND_ENGINE, due: highestOnly, apply: forgetLower };
  }
}

function withPolicies(change: (policies: PolicyBook) => PolicyBook): Engine {
  return {
    ...SOUND_ENGINE,
    rows: (id, facts, policies, calendar) => openClockRows(id, facts, change(policies), calendar),
    due: (facts, policies, calendar, now) => SOUND_ENGINE.due(facts, change(policies), calendar, now),
  };
}

/** Plants a fault in what the ladder is told of a clock, in the step as well as in the wake-up. */
function withFacts(change: (ladder: LadderFacts) => LadderFacts): Engine {
  return {
    ...SOUND_ENGINE,
    rows: (id, facts, policies, calendar) => {
      const open = facts.clocks.filter((span) => span.endedAt === null);
      return openClockRows(id, facts, policies, calendar).map((row, i) => ({
        ...row,
        nextDueAt: nextDueAt(change(ladderFacts(facts, open[i]!, policies, calendar)), policies, calendar),
      }));
    },
    due: (facts, policies, calendar, now) =>
      facts.clocks.flatMap((span) =>
        span.endedAt === null
          ? step(change(ladderFacts(facts, span, policies, calendar)), policies, calendar, now)
          : [],
      ),
  };
}

function highestOnly(
  facts: IssueFacts,
  policies: PolicyBook,
  calendar: Calendar,
  now: number,
): EscalationDecision[] {
  const due = SOUND_ENGINE.due(facts, policies, calendar, now);
  const main = due.filter((decision) => decision.ladder === "main");
  return [...due.filter((decision) => decision.ladder !== "main"), ...main.slice(-1)];
}

/** Takes every level below the one reached for done. */
function forgetLower(facts: IssueFacts, event: IssueEvent): IssueFacts {
  const after = applyIssueEvent(facts, event);
  if (event.kind !== "issue.escalated" || event.payload.ladder !== "main") return after;
  const { episode, level } = event.payload;
  const reached = LEVELS.filter((one) => one <= level);
  const clocks = after.clocks.map((span) =>
    span.ladder === "main" && span.episode === episode ? { ...span, reached } : span,
  );
  return { ...after, clocks };
}

const bare = new WeakMap<Calendar, Calendar>();

function withoutMakeup(calendar: Calendar): Calendar {
  const known = bare.get(calendar);
  if (known) return known;
  const before = new Int32Array(calendar.before.length);
  const workdays: number[] = [];
  for (let i = 0; i < before.length - 1; i++) {
    const works = calendar.before[i + 1]! > calendar.before[i]!;
    if (works && calendar.rows.get(calendar.firstDay + i)?.kind !== "makeup")
      workdays.push(calendar.firstDay + i);
    before[i + 1] = workdays.length;
  }
  const made = { ...calendar, before, workdays: Int32Array.from(workdays) };
  bare.set(calendar, made);
  return made;
}

function losePauses(facts: IssueFacts, event: IssueEvent): IssueFacts {
  const after = applyIssueEvent(facts, event);
  if (event.kind !== "issue.reclassified") return after;
  return {
    ...after,
    clocks: after.clocks.map((span) => (span.endedAt === null ? { ...span, pauses: [] } : span)),
  };
}

function keepReached(facts: IssueFacts, event: IssueEvent): IssueFacts {
  const after = applyIssueEvent(facts, event);
  const last = facts.clocks.filter((span) => span.ladder === "main").at(-1);
  const known = facts.clocks.length;
  if (!last || event.kind !== "issue.dispatched") return after;
  const clocks = after.clocks.map((span, i) =>
    i >= known && span.ladder === "main" ? { ...span, reached: last.reached, gate: last.gate } : span,
  );
  return { ...after, clocks };
}
