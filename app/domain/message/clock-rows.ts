import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { instantAt } from "#app/domain/calendar/civil-day.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import { dueOf } from "#app/domain/deadline/due.ts";
import { policyInForce } from "#app/domain/deadline/policy.ts";
import type { ClockSpan } from "#app/domain/deadline/span.ts";
import type { PolicyBook } from "#app/domain/escalation/policy.ts";
import { nextRung } from "#app/domain/escalation/step.ts";
import type { ClockRow } from "#app/domain/issue/clock-rows.ts";
import type { MessageFacts } from "./facts.ts";

/**
 * Every clock of a message as rows, derived from its log, the calendar and the policy of each clock's own start (epoch ms): take-up,
 * 5 + 5 days for what was asked, review. They climb their own reminder ladders and never the main one.
 */
export function messageClockRows(
  messageId: number,
  facts: MessageFacts,
  policies: PolicyBook,
  calendar: Calendar,
): ClockRow[] {
  return facts.clocks.map((span) => rowOf(messageId, facts, span, policies, calendar));
}

/** When the next step is due at the latest and who owes it; null when nothing is owed. */
export function nextStepOf(rows: readonly ClockRow[]): ClockRow | null {
  return rows.filter((row) => row.endedAt === null).sort((a, b) => a.dueAt - b.dueAt)[0] ?? null;
}

function rowOf(
  messageId: number,
  facts: MessageFacts,
  span: ClockSpan,
  policies: PolicyBook,
  calendar: Calendar,
): ClockRow {
  const policy = policyInForce(policies.deadlines, span.startedAt);
  const due = dueOf(span, policy, calendar);
  const end = Math.max(instantAt(calendar.lastDay + 1), span.startedAt);
  const { dueAt, provisional, allowanceMs, workingDays } = due.ok
    ? due.value
    : { dueAt: end, provisional: true, allowanceMs: 0, workingDays: 0 };
  const { kind, ladder, episode, startedAt, endedAt, reached, stoodDownAt, gate } = span;
  const next = nextRung(
    {
      kind,
      ladder,
      episode,
      startedAt,
      endedAt,
      reached,
      stoodDownAt,
      gate,
      dueAt,
      allowanceMs,
      workingDays,
      pausedAt: null,
      unitKind: null,
      categoryCode: null,
      severity: "ordinary",
      countyCode: "",
      notSolved: 0,
      returns: 0,
      sameProblemFirms: 0,
      isSealed: facts.sealed,
    },
    policies,
    calendar,
  );
  const lapses = kind === "information" && endedAt === null;
  return {
    subjectKind: "message",
    subjectId: messageId,
    kind,
    ladder,
    episode,
    policyVersion: policy.version,
    owner: span.owner,
    startedAt,
    dueAt,
    provisional,
    allowanceMs,
    workingDays,
    pausedAt: null,
    endedAt,
    stoodDownAt,
    reached,
    level: reached.length === 0 ? null : (Math.max(...reached) as Level),
    gateOpen: false,
    nextDueAt: next?.at ?? null,
    nextLevel: next?.level ?? null,
    lapse: lapses
      ? facts.asked >= policy.informationRounds
        ? "close_unsupplied"
        : "remind_information"
      : null,
    lapseAt: lapses ? dueAt : null,
  };
}
