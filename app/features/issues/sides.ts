import type { Actor } from "#app/domain/access/actor.ts";
import { isUnitSide } from "#app/domain/access/policy.ts";
import type { IssueEvent, IssueEventKind } from "#app/domain/issue/events.ts";

/** From which side somebody looks at an issue: the firm and its deputy, the units, or the congress with its officers and the auditor. */
export type Side = "firm" | "unit" | "congress";

export function sideOf(actor: Actor): Side {
  if (actor.kind !== "person") return actor.kind === "system" ? "congress" : "firm";
  if (actor.role === "firm_representative" || actor.role === "deputy") return "firm";
  return isUnitSide(actor) ? "unit" : "congress";
}

/** Steps that are a unit's own desk work, or between offices; the firm sees their outcome, not them. */
const NOT_FOR_FIRMS: readonly IssueEventKind[] = [
  "issue.answer_drafted",
  "issue.answer_sent_back",
  "issue.protective_call_made",
  "issue.exclusion_proposed",
  "issue.exclusion_refused",
  "issue.gate_opened",
  "issue.stood_down",
  "issue.rearmed",
];

/** What is between the congress and the firm. The units read only that an issue was withdrawn. */
const NOT_FOR_UNITS: readonly IssueEventKind[] = [
  "issue.protective_call_made",
  "issue.confidentiality_changed",
  "issue.exclusion_proposed",
  "issue.exclusion_refused",
  "issue.callback_opened",
  "issue.call_tried",
];

/** A unit's own desk work, for nobody else. */
const UNITS_ONLY: readonly IssueEventKind[] = ["issue.answer_drafted", "issue.answer_sent_back"];

/** What of a step stays in the house: who approved it there and under which number, the firm reads that it was and on which day. */
const NOT_IN_STEPS_OF_FIRMS: Partial<Record<IssueEventKind, readonly string[]>> = {
  "issue.consent_recorded": ["consentedBy", "paperNo"],
};

/** The facts of an event as a side reads them. */
export function factsFor({ kind, payload }: IssueEvent, side: Side): Record<string, unknown> {
  const kept = side === "firm" ? NOT_IN_STEPS_OF_FIRMS[kind] : undefined;
  if (kept === undefined) return payload;
  return Object.fromEntries(Object.entries(payload).filter(([name]) => !kept.includes(name)));
}

/** Whether an event stands in the timeline that a side reads. */
export function isShownTo(kind: IssueEventKind, side: Side): boolean {
  if (side === "firm") return !NOT_FOR_FIRMS.includes(kind);
  if (side === "unit") return !NOT_FOR_UNITS.includes(kind);
  return !UNITS_ONLY.includes(kind);
}
