import { dayNumber, isoDay } from "../calendar/civil-day.ts";
import { ok, type Result, refuse } from "../result.ts";
import type { ContactKind, ContactOutcome } from "./kinds.ts";

/** Hours after recording in which a contact may be reworded or undone; later it only grows. Source: product rules, contacts. */
export const CORRECTION_HOURS = 24;
/** Days back to which a contact may be logged by hand; older ones come with the import of past ledgers. */
export const LOG_BACK_DAYS = 366;
/** Firms and deputies one joint visit 集中走访 may name. */
export const JOINT_LIMIT = 30;

/** The part of a contact that may be worded again. */
export type ContactWording = {
  kind: ContactKind;
  place: string;
  topics: readonly string[];
  peopleMet: string;
  firmNote: string;
  internalNote: string;
};

/** What a contact that is being logged says about days and words. */
export type ContactClaim = {
  outcome: ContactOutcome;
  happenedOn: string;
  nextVisitOn: string | null;
  firmNote: string;
  internalNote: string;
  firms: number;
  deputies: number;
  raisesIssue: boolean;
};

/**
 * Decides whether a contact may be logged on `today` (civil day): at least one firm and one deputy, not in the future, not older
 * than a year, the next visit after the contact, and words where somebody was met. Refuses with `contact.*`.
 */
export function decideLog(claim: ContactClaim, today: string): Result<true> {
  if (claim.firms === 0) return refuse("contact.no_firm", {}, "firmId");
  if (claim.deputies === 0) return refuse("contact.no_deputy", {}, "withDeputies");
  if (claim.firms > JOINT_LIMIT)
    return refuse("contact.too_many", { what: "firms", limit: JOINT_LIMIT }, "firmId");
  if (claim.deputies > JOINT_LIMIT)
    return refuse("contact.too_many", { what: "deputies", limit: JOINT_LIMIT }, "withDeputies");
  if (claim.happenedOn > today)
    return refuse("contact.in_the_future", { day: claim.happenedOn }, "happenedOn");
  const earliest = isoDay(dayNumber(today) - LOG_BACK_DAYS);
  if (claim.happenedOn < earliest)
    return refuse("contact.too_long_ago", { day: claim.happenedOn, earliest }, "happenedOn");
  if (claim.nextVisitOn !== null && claim.nextVisitOn <= claim.happenedOn)
    return refuse("contact.visit_not_ahead", { day: claim.nextVisitOn }, "nextVisitOn");
  const silent = claim.internalNote.trim() === "" && claim.firmNote.trim() === "" && !claim.raisesIssue;
  if (claim.outcome === "met" && silent) return refuse("contact.nothing_written", {}, "internalNote");
  return ok(true);
}

/** Whether a contact recorded at `createdAt` may still be reworded or undone at `now` (epoch ms). */
export function mayReword(createdAt: number, now: number): boolean {
  return now - createdAt <= CORRECTION_HOURS * 3_600_000;
}

/**
 * Decides a correction: within 24 hours any wording may change, later texts may only grow at their end and nothing else may change.
 * Refuses with `contact.nothing_changed` and `contact.only_additions`.
 */
export function decideCorrection(
  former: ContactWording,
  wanted: ContactWording,
  createdAt: number,
  now: number,
): Result<ContactWording> {
  if (sameWording(former, wanted)) return refuse("contact.nothing_changed", {});
  if (mayReword(createdAt, now)) return ok(wanted);
  const grown =
    wanted.firmNote.startsWith(former.firmNote) &&
    wanted.internalNote.startsWith(former.internalNote) &&
    sameWording(former, { ...wanted, firmNote: former.firmNote, internalNote: former.internalNote });
  return grown ? ok(wanted) : refuse("contact.only_additions", { hours: CORRECTION_HOURS });
}

function sameWording(a: ContactWording, b: ContactWording): boolean {
  return (
    a.kind === b.kind &&
    a.place === b.place &&
    a.peopleMet === b.peopleMet &&
    a.firmNote === b.firmNote &&
    a.internalNote === b.internalNote &&
    a.topics.join("\n") === b.topics.join("\n")
  );
}
