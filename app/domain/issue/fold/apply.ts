import { effectiveAt } from "#app/domain/deadline/order.ts";
import type { EventActor, IssueEvent, IssueEventKind } from "#app/domain/issue/events.ts";
import { type IssueFacts, NO_ISSUE } from "#app/domain/issue/facts.ts";
import { ANSWERING_REDUCERS } from "./answering.ts";
import { foldClocks } from "./clock-effects.ts";
import { HANDLING_REDUCERS } from "./handling.ts";
import { foldHolds } from "./holds.ts";
import { INTAKE_REDUCERS } from "./intake.ts";
import { LADDER_REDUCERS } from "./ladder.ts";
import type { Reducers } from "./reducer.ts";

const REDUCERS: Reducers = {
  ...INTAKE_REDUCERS,
  ...HANDLING_REDUCERS,
  ...ANSWERING_REDUCERS,
  ...LADDER_REDUCERS,
};

/** Kinds raised by the clock alone; they do not make a form that a person has open stale. */
const SILENT_KINDS: readonly IssueEventKind[] = ["issue.escalated", "issue.gate_opened"];

/** Folds one event into the facts. Total: any event of the union is taken as it stands, the log is the truth. */
export function applyIssueEvent(facts: IssueFacts, event: IssueEvent): IssueFacts {
  const at = effectiveAt(facts.lastAt, event.at);
  const reduce = REDUCERS[event.kind] as (
    facts: IssueFacts,
    payload: unknown,
    at: number,
    actor: EventActor,
  ) => Partial<IssueFacts>;
  const changed: IssueFacts = { ...facts, ...reduce(facts, event.payload, at, event.actor) };
  changed.lastAt = at;
  changed.version = facts.version + (SILENT_KINDS.includes(event.kind) ? 0 : 1);
  changed.clocks = foldClocks(facts, changed, event, at);
  changed.holds = foldHolds(facts.holds, changed, at);
  return changed;
}

/** Folds a whole log, in the order in which it was recorded, from nothing or from `facts`. */
export function foldIssue(events: readonly IssueEvent[], facts: IssueFacts = NO_ISSUE): IssueFacts {
  let folded = facts;
  for (const event of events) folded = applyIssueEvent(folded, event);
  return folded;
}
