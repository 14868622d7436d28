import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { dayNumber, instantAt, MINUTE_MS } from "#app/domain/calendar/civil-day.ts";
import { closingMinute, officeMsBetween, officeMsPerDay } from "#app/domain/calendar/office-time.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import { policyInForce } from "#app/domain/deadline/policy.ts";
import type { PolicyBook } from "#app/domain/escalation/policy.ts";
import { type LadderFacts, nextRung } from "#app/domain/escalation/step.ts";
import type { CadencePolicy } from "./cadence.ts";

/** The clock of a pair's next contact (instants epoch ms): runs from its reminder to closing time of the due day. */
export type ContactClock = {
  startedAt: number;
  dueAt: number;
  allowanceMs: number;
  workingDays: number;
  policyVersion: number;
  nextDueAt: number | null;
  nextLevel: Level | null;
};

/**
 * The clock for a contact due on `dueOn` (civil day), set at `setAt` (epoch ms). It starts when the contact is due soon, so many days
 * before as the cadence says, at opening time; a day set nearer than that is reminded of at opening time of the day before. Its ladder
 * `contact` reminds at the start, then when overdue, and never uses up a level of the main ladder.
 */
export function contactClock(
  dueOn: string,
  setAt: number,
  cadence: Pick<CadencePolicy, "remindBeforeDays">,
  policies: PolicyBook,
  calendar: Calendar,
): ContactClock {
  const day = dayNumber(dueOn);
  const latest = policyInForce(policies.deadlines, setAt);
  const opening = (latest.officeHours[0]?.[0] ?? 0) * MINUTE_MS;
  const dueAt = instantAt(day, closingMinute(latest.officeHours) * MINUTE_MS);
  const soon = instantAt(day - cadence.remindBeforeDays, opening);
  const eve = instantAt(day - 1, opening);
  const startedAt = Math.min(soon >= setAt ? soon : Math.max(eve, setAt), dueAt);
  const { officeHours, version } = policyInForce(policies.deadlines, startedAt);
  const allowanceMs = officeMsBetween(calendar, officeHours, startedAt, dueAt);
  const workingDays = Math.max(1, Math.ceil(allowanceMs / officeMsPerDay(officeHours)));
  const clock = { startedAt, dueAt, allowanceMs, workingDays };
  const next = nextRung(contactLadder(clock, 1), policies, calendar);
  return { ...clock, policyVersion: version, nextDueAt: next?.at ?? null, nextLevel: next?.level ?? null };
}

/** A contact clock as its ladder sees it: it hangs on no issue, so that nothing but time moves it. */
export function contactLadder(
  clock: Pick<ContactClock, "startedAt" | "dueAt" | "allowanceMs" | "workingDays">,
  episode: number,
): LadderFacts {
  return {
    ...clock,
    kind: "contact",
    ladder: "contact",
    episode,
    unitKind: null,
    categoryCode: null,
    severity: "ordinary",
    countyCode: "",
    pausedAt: null,
    endedAt: null,
    stoodDownAt: null,
    reached: [],
    gate: "none",
    notSolved: 0,
    returns: 0,
    sameProblemFirms: 0,
  };
}
