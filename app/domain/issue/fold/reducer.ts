import type { EventActor, IssueEventKind, IssuePayloads } from "#app/domain/issue/events.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";

/** What one kind of event changes in the facts; `at` is its effective instant. Clocks and holds are folded apart. */
export type Reducer<K extends IssueEventKind> = (
  facts: IssueFacts,
  payload: IssuePayloads[K],
  at: number,
  actor: EventActor,
) => Partial<IssueFacts>;

export type Reducers = { [K in IssueEventKind]: Reducer<K> };

/** Everything that hangs on one pass through a unit and ends with it. */
export const PASS_OVER: Partial<IssueFacts> = {
  objection: null,
  reassignment: null,
  pauseRequest: null,
  extensionRequest: null,
  pause: null,
  extensions: 0,
  extensionDays: 0,
  draft: null,
  answer: null,
  dateRuling: "none",
  dateAccepted: false,
  say: null,
  result: null,
  attitude: null,
  partly: null,
  callback: null,
  awaitingRatification: false,
};

/** Closes the issue and ends what was pending. */
export function closed(closing: NonNullable<IssueFacts["closing"]>, at: number): Partial<IssueFacts> {
  return {
    state: "closed",
    closing,
    closedAt: at,
    information: null,
    objection: null,
    reassignment: null,
    pauseRequest: null,
    extensionRequest: null,
    pause: null,
    dateRuling: "none",
    partly: null,
    awaitingRatification: false,
    contestReview: false,
    review: "none",
  };
}

/** Reopens the issue at the beginning of its life; round, returns and level are kept as history. */
export function resubmitted(): Partial<IssueFacts> {
  return {
    ...PASS_OVER,
    state: "submitted",
    closing: null,
    closedAt: null,
    information: null,
    mergedInto: null,
    review: "none",
    protectiveCallOpen: false,
    consented: false,
    transferredTo: null,
    coHandlers: [],
  };
}
