import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { officeMsBetween } from "#app/domain/calendar/office-time.ts";
import { pausedOfficeMs, runMs } from "./due.ts";
import { type DeadlinePolicy, policyInForce } from "./policy.ts";
import type { ClockOwner, ClockSpan, PauseSpan } from "./span.ts";

/** Who held an issue from when to when (epoch ms); `to` null while it lasts. One holder at a time, no gaps. */
export type Hold = { owner: ClockOwner; from: number; to: number | null };

/**
 * Time lost by passing an issue on 推诿时长, charged to the unit that passed it on: an objection upheld or refused,
 * or a late reassignment. `departmentId` null = the dispatcher who sent it to the wrong unit and re-dispatched.
 */
export type PassingOn = {
  departmentId: number | null;
  from: number;
  to: number;
  why: "objection_upheld" | "objection_refused" | "reassigned" | "redispatched";
};

/** Office and wall milliseconds one party has held an issue; `pausedMs` is office time in which the clock stood still. */
export type PartyTime = { owner: ClockOwner; officeMs: number; wallMs: number; pausedMs: number };

/** Time used per party up to `now`, folded from the holds on the calendar; pauses are shown apart, not counted. */
export function timeByParty(
  holds: readonly Hold[],
  pauses: readonly PauseSpan[],
  policies: readonly DeadlinePolicy[],
  calendar: Calendar,
  now: number,
): PartyTime[] {
  const byOwner = new Map<string, PartyTime>();
  for (const hold of holds) {
    const to = Math.min(hold.to ?? now, now);
    const policy = policyInForce(policies, hold.from);
    const paused = pausedOfficeMs(calendar, policy, pauses, hold.from, to);
    const key = `${hold.owner.party}:${hold.owner.departmentId ?? ""}`;
    const sum = byOwner.get(key) ?? { owner: hold.owner, officeMs: 0, wallMs: 0, pausedMs: 0 };
    sum.officeMs += officeMsBetween(calendar, policy.officeHours, hold.from, to) - paused;
    sum.wallMs += Math.max(0, to - hold.from);
    sum.pausedMs += paused;
    byOwner.set(key, sum);
  }
  return [...byOwner.values()];
}

/** Office milliseconds charged to a unit for passing the issue on (推诿时长). */
export function passingOnMs(
  ledger: readonly PassingOn[],
  departmentId: number | null,
  policies: readonly DeadlinePolicy[],
  calendar: Calendar,
): number {
  let sum = 0;
  for (const entry of ledger) {
    if (entry.departmentId !== departmentId) continue;
    sum += officeMsBetween(calendar, policyInForce(policies, entry.from).officeHours, entry.from, entry.to);
  }
  return sum;
}

/**
 * Office milliseconds the unit of `span` had used on earlier answer clocks of the same round when `span` started:
 * being handed an issue back never gives a unit its time again. 0 for every other clock.
 */
export function carriedMs(
  span: ClockSpan,
  spans: readonly ClockSpan[],
  policies: readonly DeadlinePolicy[],
  calendar: Calendar,
): number {
  const terms = span.terms;
  if (terms.by !== "answer" || terms.shared) return 0;
  let sum = 0;
  for (const earlier of spans) {
    if (earlier.episode >= span.episode || earlier.ladder !== span.ladder) continue;
    if (earlier.terms.by !== "answer" || earlier.terms.shared || earlier.terms.round !== terms.round)
      continue;
    if (earlier.owner.departmentId !== span.owner.departmentId) continue;
    // A re-armed ladder carries the same clock on under a new episode: its time counts once.
    if (spans.some((other) => other.rearms === earlier.episode && other.ladder === earlier.ladder)) continue;
    sum += runMs(earlier, policyInForce(policies, earlier.startedAt), calendar, span.startedAt);
  }
  return sum;
}

/** The firm's own wall clock: milliseconds since it first spoke, up to closing or `now`; it never pauses. */
export function firmWallMs(firstSpokeAt: number, closedAt: number | null, now: number): number {
  return Math.max(0, (closedAt ?? now) - firstSpokeAt);
}
