import type { IssueEventKind } from "#app/domain/issue/events.ts";

/**
 * Events that come with words of their own, kept apart from the log: payloads quote nobody. The firm's own words are protected with
 * its identity.
 */
export const TEXT_EVENTS = [
  "issue.information_supplied",
  "issue.material_added",
  "issue.decline_contested",
  "issue.merge_contested",
  "issue.withdrawn",
  "issue.contested",
  "issue.contact_recorded",
  "issue.interim_answered",
  "issue.opinion_given",
] as const satisfies readonly IssueEventKind[];
export type TextEvent = (typeof TEXT_EVENTS)[number];

/** Words that the firm, or who spoke for it, wrote. */
const FROM_FIRM: readonly TextEvent[] = [
  "issue.information_supplied",
  "issue.material_added",
  "issue.decline_contested",
  "issue.merge_contested",
  "issue.withdrawn",
  "issue.contested",
];

/** Whether the words of such an event are the firm's side's own. */
export function isFromFirm(kind: TextEvent): boolean {
  return FROM_FIRM.includes(kind);
}

/**
 * Whether a side may read the words that came with an event. A co-handler's opinion and a unit's own note of a contact stay between
 * the offices, a relayed message is for the firm; why an issue was withdrawn stays between the firm and the congress.
 */
export function isTextShownTo(
  event: { kind: TextEvent; payload: { way?: string } },
  side: "firm" | "unit" | "congress",
): boolean {
  if (side === "unit") return event.kind !== "issue.withdrawn";
  if (side === "congress") return true;
  if (event.kind === "issue.contact_recorded") return event.payload.way === "relayed";
  return event.kind !== "issue.opinion_given";
}
