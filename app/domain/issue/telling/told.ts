import type { IssueEvent, IssueEventKind } from "#app/domain/issue/events.ts";

/** Sides that are told of a step besides who took it: the firm's people, its deputy, the handlers or the head of the units that have the issue. */
export const AUDIENCES = ["firm", "deputy", "handlers", "head"] as const;
export type Audience = (typeof AUDIENCES)[number];

const FIRM_AND_DEPUTY: readonly Audience[] = ["firm", "deputy"];
const EVERYBODY: readonly Audience[] = ["firm", "deputy", "handlers"];

/**
 * Who is told of which step at once, outside the ladder. Source: product rules, life cycle (told, shown, recorded delivery); desks of
 * supervisors and dispatchers read their lists instead.
 */
const TOLD: Partial<Record<IssueEventKind, readonly Audience[]>> = {
  "issue.information_asked": FIRM_AND_DEPUTY,
  "issue.material_added": ["deputy", "handlers"],
  "issue.declined": FIRM_AND_DEPUTY,
  "issue.decline_reviewed": FIRM_AND_DEPUTY,
  "issue.merged": FIRM_AND_DEPUTY,
  "issue.merge_reviewed": FIRM_AND_DEPUTY,
  "issue.accepted": FIRM_AND_DEPUTY,
  "issue.dispatched": EVERYBODY,
  "issue.objection_ruled": ["handlers"],
  "issue.reassignment_ruled": ["handlers"],
  "issue.request_ruled": ["handlers"],
  "issue.request_lapsed": ["handlers"],
  "issue.answer_drafted": ["head"],
  "issue.answer_sent_back": ["handlers"],
  "issue.interim_answered": FIRM_AND_DEPUTY,
  "issue.answer_signed": FIRM_AND_DEPUTY,
  "issue.answer_corrected": FIRM_AND_DEPUTY,
  "issue.promise_date_ruled": EVERYBODY,
  "issue.partly_ruled": EVERYBODY,
  "issue.callback_opened": ["deputy"],
  "issue.call_recorded": ["firm"],
  "issue.contest_ruled": FIRM_AND_DEPUTY,
  "issue.resolved": EVERYBODY,
  "issue.explained": EVERYBODY,
  "issue.unconfirmed": EVERYBODY,
  "issue.unsupplied": FIRM_AND_DEPUTY,
  "issue.withdrawn": ["handlers"],
  "issue.diverted": EVERYBODY,
  "issue.converted": EVERYBODY,
  "issue.excluded": ["firm"],
};

/** One step to tell, and to whom. */
export type Telling = { kind: IssueEventKind; audiences: readonly Audience[] };

/** What of decided events is told at once; a message that is relayed to the firm counts, the unit's own note of a contact does not. */
export function tellingsOf(events: readonly IssueEvent[]): Telling[] {
  const tellings: Telling[] = [];
  for (const event of events) {
    if (event.kind === "issue.contact_recorded" && event.payload.way === "relayed")
      tellings.push({ kind: event.kind, audiences: FIRM_AND_DEPUTY });
    const audiences = TOLD[event.kind];
    if (audiences !== undefined) tellings.push({ kind: event.kind, audiences });
  }
  return tellings;
}

/** Kinds that may stand in a notice of a step, for translations. */
export const TOLD_KINDS: readonly IssueEventKind[] = [
  ...(Object.keys(TOLD) as IssueEventKind[]),
  "issue.contact_recorded",
];
