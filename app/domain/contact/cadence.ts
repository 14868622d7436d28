import { dayNumber, isoDay } from "../calendar/civil-day.ts";
import type { ContactOutcome } from "./kinds.ts";

/**
 * Cadence 联系频次, one version of the policy `cadence`: a pair is in contact every so many calendar days; the reminder goes out so
 * many days before; outcomes that stop what is due until an officer or clerk has looked. Source: product rules, contacts.
 */
export type CadencePolicy = {
  everyDays: number;
  remindBeforeDays: number;
  pausingOutcomes: readonly ContactOutcome[];
};

/** Bounds of a target in days, by policy or for one firm: a week to two years. */
export const CADENCE_DAYS = { least: 7, most: 730 } as const;

/**
 * When the pair's next contact is due (civil day) after one on `happenedOn`: by cadence, or on the visit agreed where that comes
 * first; null while an unsuccessful outcome waits for somebody to look. Never refuses.
 */
export function nextContactDue(
  contact: { happenedOn: string; outcome: ContactOutcome; nextVisitOn: string | null },
  policy: CadencePolicy,
): string | null {
  if (policy.pausingOutcomes.includes(contact.outcome)) return null;
  const byCadence = isoDay(dayNumber(contact.happenedOn) + policy.everyDays);
  const agreed = contact.nextVisitOn;
  return agreed !== null && agreed < byCadence ? agreed : byCadence;
}

/** How a pair stands with its cadence, for lists and friendly words. */
export const CADENCE_STANDINGS = ["paused", "overdue", "due_soon", "in_time"] as const;
export type CadenceStanding = (typeof CADENCE_STANDINGS)[number];

/** How the pair stands on `today`: paused without a due day, overdue after it, due soon within the reminder's days before it. */
export function cadenceStanding(
  dueOn: string | null,
  today: string,
  policy: Pick<CadencePolicy, "remindBeforeDays">,
): CadenceStanding {
  if (dueOn === null) return "paused";
  if (dueOn < today) return "overdue";
  return dayNumber(dueOn) - dayNumber(today) <= policy.remindBeforeDays ? "due_soon" : "in_time";
}
