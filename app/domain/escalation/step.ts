import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { isCovered } from "#app/domain/calendar/calendar.ts";
import { dayOf, instantAt } from "#app/domain/calendar/civil-day.ts";
import { addOfficeMs, addWorkingDays } from "#app/domain/calendar/office-time.ts";
import type { ClockKind, Ladder, Level } from "#app/domain/deadline/clocks.ts";
import { isPast } from "#app/domain/deadline/order.ts";
import { policyInForce } from "#app/domain/deadline/policy.ts";
import { type LadderScope, type PolicyBook, type Rung, rungsOf } from "./policy.ts";
import { type Recipient, sealedRecipients } from "./recipients.ts";

/**
 * One clock on its ladder, from a row or from the log: all that decides which level is due. Instants are epoch ms;
 * `allowanceMs` office ms the clock may run, `workingDays` its length in days (0 for a promised date); `reached` the
 * levels this episode has used up. Counts: `notSolved` and `returns` of the issue, firms with the same problem.
 */
export type LadderFacts = LadderScope & {
  kind: ClockKind;
  ladder: Ladder;
  episode: number;
  startedAt: number;
  dueAt: number;
  allowanceMs: number;
  workingDays: number;
  pausedAt: number | null;
  endedAt: number | null;
  stoodDownAt: number | null;
  reached: readonly Level[];
  gate: "none" | "open" | "decided";
  notSolved: number;
  returns: number;
  sameProblemFirms: number;
  /** When their number last rose (epoch ms); absent = it stood at the start. */
  sameProblemAt?: number | null;
  /** A sealed issue: county, deputy and clerk are not told of it; absent = not sealed. */
  isSealed?: boolean;
};

/** Why a rung is due: what triggered it, since when (epoch ms), and the count where a count did. */
export type DueReason = {
  trigger: "share" | "overdue" | "not_solved" | "returns" | "same_problem";
  dueAt: number;
  count?: number;
};

/**
 * One level to be reached now, or the gate to be opened: to be written once under the key
 * (subject, ladder, episode, level) together with its notices. `tells` are made responsible, `copies` stay in copy.
 */
export type EscalationDecision = {
  what: "escalate" | "open_gate";
  kind: ClockKind;
  ladder: Ladder;
  episode: number;
  level: Level;
  reason: DueReason;
  tells: readonly Recipient[];
  copies: readonly Recipient[];
  digestOnly: boolean;
  draftsNotice: boolean;
};

/**
 * Decides which levels of one clock are due at `now`: all that are due and unused, lowest first, each exactly once
 * per episode; nothing while paused, stood down or ended, nothing at or before its instant. A gate is opened once.
 */
export function step(
  facts: LadderFacts,
  policies: PolicyBook,
  calendar: Calendar,
  now: number,
): EscalationDecision[] {
  if (isSilent(facts)) return [];
  const rungs = rungsOf(policies.ladders, facts.ladder, facts, facts.startedAt);
  const decisions: EscalationDecision[] = [];
  for (const rung of rungs) {
    if (isUsed(facts, rung)) continue;
    const reason = dueReason(facts, rung, policies, calendar);
    if (reason === null || reason === "unknown" || !isPast(reason.dueAt, now)) continue;
    decisions.push({ ...decisionOf(facts, rungs, rung), reason });
  }
  return decisions;
}

/**
 * The instant (epoch ms) after which the next unused level is due; null when none comes by itself: gate reached, top
 * reached, stood down, paused or ended. Where the calendar does not reach that far, the end of its coverage: the
 * clock must be looked at again then, and never later than it should.
 */
export function nextDueAt(facts: LadderFacts, policies: PolicyBook, calendar: Calendar): number | null {
  return nextRung(facts, policies, calendar)?.at ?? null;
}

/** The next level and its instant, as {@link nextDueAt}. */
export function nextRung(
  facts: LadderFacts,
  policies: PolicyBook,
  calendar: Calendar,
): { level: Level; at: number } | null {
  if (isSilent(facts)) return null;
  let next: { level: Level; at: number } | null = null;
  for (const rung of rungsOf(policies.ladders, facts.ladder, facts, facts.startedAt)) {
    if (isUsed(facts, rung)) continue;
    const reason = dueReason(facts, rung, policies, calendar);
    if (reason === null) continue;
    const at = reason === "unknown" ? instantAt(calendar.lastDay + 1) : reason.dueAt;
    if (next === null || at < next.at) next = { level: rung.level, at };
  }
  return next;
}

/** A level that a person set, at the instant at which it was (epoch ms). */
export type DecidedLevel = Omit<EscalationDecision, "reason"> & {
  reason: { trigger: "decided"; dueAt: number };
};

/** The level that a person set at `at` (epoch ms), with whom it tells; null where the clock's ladder has no such rung. */
export function levelDecided(
  facts: LadderFacts,
  level: Level,
  policies: PolicyBook,
  at: number,
): DecidedLevel | null {
  const rungs = rungsOf(policies.ladders, facts.ladder, facts, facts.startedAt);
  const rung = rungs.find((one) => one.level === level);
  if (rung === undefined) return null;
  return { ...decisionOf(facts, rungs, rung), what: "escalate", reason: { trigger: "decided", dueAt: at } };
}

/** Everybody on the rungs below `level` who is not told anew: the chain that stays in copy. */
export function chainBelow(rungs: readonly Rung[], rung: Rung): Recipient[] {
  const copies: Recipient[] = [];
  for (const lower of rungs) {
    if (lower.level >= rung.level) continue;
    for (const recipient of lower.tells) {
      if (!copies.includes(recipient) && !rung.tells.includes(recipient)) copies.push(recipient);
    }
  }
  return copies;
}

function isSilent(facts: LadderFacts): boolean {
  return facts.endedAt !== null || facts.pausedAt !== null || facts.stoodDownAt !== null;
}

function isUsed(facts: LadderFacts, rung: Rung): boolean {
  return facts.reached.includes(rung.level) || (rung.gate && facts.gate !== "none");
}

function decisionOf(
  facts: LadderFacts,
  rungs: readonly Rung[],
  rung: Rung,
): Omit<EscalationDecision, "reason"> {
  const copies = chainBelow(rungs, rung);
  const tells = facts.isSealed ? sealedRecipients(rung.tells) : rung.tells;
  return {
    what: rung.gate ? "open_gate" : "escalate",
    kind: facts.kind,
    ladder: facts.ladder,
    episode: facts.episode,
    level: rung.level,
    tells,
    copies: facts.isSealed ? sealedRecipients(copies).filter((one) => !tells.includes(one)) : copies,
    digestOnly:
      rung.digestUpToDays !== null && facts.workingDays > 0 && facts.workingDays <= rung.digestUpToDays,
    draftsNotice: rung.draftsNotice,
  };
}

/** When and why a rung is due: the earliest of its triggers; null = never by itself, "unknown" = beyond the calendar. */
function dueReason(
  facts: LadderFacts,
  rung: Rung,
  policies: PolicyBook,
  calendar: Calendar,
): DueReason | "unknown" | null {
  const atStart = facts.startedAt;
  if (rung.notSolved !== null && facts.notSolved >= rung.notSolved) {
    return { trigger: "not_solved", dueAt: atStart, count: facts.notSolved };
  }
  if (rung.returns !== null && facts.returns >= rung.returns) {
    return { trigger: "returns", dueAt: atStart, count: facts.returns };
  }
  if (rung.sameProblem !== null && facts.sameProblemFirms >= rung.sameProblem) {
    const dueAt = Math.max(atStart, facts.sameProblemAt ?? atStart);
    return { trigger: "same_problem", dueAt, count: facts.sameProblemFirms };
  }
  if (rung.share === null && rung.workingDays === null) return null;
  if (!isCovered(calendar, dayOf(facts.dueAt))) return "unknown";
  const hours = policyInForce(policies.deadlines, facts.startedAt).officeHours;
  if (rung.share !== null) {
    // A clock without any office time (a promise within a holiday, a unit that used it all) is used up at its start.
    if (facts.allowanceMs === 0) return { trigger: "share", dueAt: atStart };
    const left = facts.allowanceMs - Math.ceil(facts.allowanceMs * rung.share);
    const mark = addOfficeMs(calendar, hours, facts.dueAt, -left);
    const at = mark.ok ? Math.min(Math.max(mark.value.at, facts.startedAt), facts.dueAt) : facts.startedAt;
    return { trigger: "share", dueAt: at };
  }
  const days = rung.workingDays ?? 0;
  if (days === 0) return { trigger: "overdue", dueAt: facts.dueAt };
  const later = addWorkingDays(calendar, hours, facts.dueAt, days);
  return later.ok ? { trigger: "overdue", dueAt: later.value.at } : "unknown";
}
