/**
 * One entry of a register record's timeline: an event of the record itself, a contact, a pairing's start or end, a step
 * of an issue. `at` is an ISO instant (contacts and pairings: noon of their day), `cursor` names its place in the order.
 */
export type TimelineEntry = {
  cursor: string;
  at: string;
  kind: string;
  facts: Record<string, unknown>;
  by: string | null;
  byRole: string | null;
};

/** The newest entries below a place in the timeline, and the place from which to read on. */
export type TimelinePage = { entries: TimelineEntry[]; older: string | null };
