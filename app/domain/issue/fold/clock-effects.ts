import type { ClockTerms } from "#app/domain/deadline/span.ts";
import type { IssueEvent } from "#app/domain/issue/events.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import {
  AFTER_CLOSING,
  ClockSheet,
  dispatchedByOf,
  handlerOf,
  markLadder,
  PAUSABLE,
  supervisorOf,
} from "./clocks.ts";

const CITY = { party: "city_supervisor", departmentId: null } as const;
const FIRM = { party: "firm", departmentId: null } as const;
const RAISER = { party: "raiser", departmentId: null } as const;
const DEPUTY = { party: "deputy", departmentId: null } as const;
const DISPATCHER = { party: "dispatcher", departmentId: null } as const;

/** Folds one event into the clocks: `before` and `after` are the facts around it, `at` its effective instant. */
export function foldClocks(
  before: IssueFacts,
  after: IssueFacts,
  event: IssueEvent,
  at: number,
): IssueFacts["clocks"] {
  const sheet = new ClockSheet(before.clocks, at);
  if (after.state === "closed" && before.state !== "closed") sheet.end(() => true);
  if (before.state === "closed" && after.state !== "closed") sheet.end(() => true);
  intake(sheet, before, after, event, at);
  handling(sheet, after, event);
  answering(sheet, after, event);
  ratification(sheet, before, after);
  markLadder(sheet, event, at);
  if (after.state === "closed") sheet.end((span) => !AFTER_CLOSING.includes(span.kind));
  return sheet.spans;
}

function intake(
  sheet: ClockSheet,
  before: IssueFacts,
  after: IssueFacts,
  event: IssueEvent,
  at: number,
): void {
  if (after.state === "submitted" && before.state !== "submitted") sheet.start("triage", supervisorOf(after));
  switch (event.kind) {
    case "issue.information_asked":
      sheet.pause(["triage"]);
      sheet.start("information", RAISER);
      break;
    case "issue.information_reminded":
      sheet.endKinds("information");
      sheet.start("information", RAISER);
      break;
    case "issue.information_supplied":
      sheet.endKinds("information");
      sheet.resume(["triage"]);
      break;
    case "issue.decline_contested":
    case "issue.merge_contested":
      sheet.start("review", CITY);
      break;
    case "issue.decline_reviewed":
    case "issue.merge_reviewed":
    case "issue.contest_ruled":
      sheet.endKinds("review");
      break;
    case "issue.withdrawn":
      if (after.protectiveCallOpen) sheet.start("protective_call", CITY);
      break;
    case "issue.protective_call_made":
      sheet.endKinds("protective_call");
      break;
    case "issue.accepted":
      sheet.endKinds("triage", "information");
      sheet.start("transfer", supervisorOf(after));
      break;
    case "issue.confidentiality_changed":
      passToSupervisor(sheet, after);
      break;
    case "issue.reclassified":
      reclassify(sheet, after, at);
      break;
  }
}

function handling(sheet: ClockSheet, after: IssueFacts, event: IssueEvent): void {
  switch (event.kind) {
    case "issue.transferred":
      sheet.endKinds("transfer");
      sheet.start("assignment", DISPATCHER);
      break;
    case "issue.handed_back":
      sheet.endKinds("assignment");
      sheet.start("transfer", supervisorOf(after));
      break;
    case "issue.dispatched":
      dispatch(sheet, after);
      break;
    case "issue.signed_for":
    case "issue.contact_recorded":
      if (after.lead?.signedAt != null && after.lead.contactedAt !== null) sheet.endKinds("signing");
      break;
    case "issue.interim_answered":
      sheet.endKinds("interim");
      break;
    case "issue.opinion_given":
      sheet.end((span) => span.kind === "opinion" && span.owner.departmentId === event.payload.departmentId);
      break;
    case "issue.objected":
      sheet.endKinds("objection");
      sheet.start("ruling", dispatchedByOf(after));
      break;
    case "issue.objection_ruled":
      sheet.endKinds("ruling");
      break;
    case "issue.reassignment_asked":
      sheet.start("review", dispatchedByOf(after));
      break;
    case "issue.reassignment_ruled":
      sheet.endKinds("review");
      break;
    case "issue.pause_asked":
    case "issue.extension_asked":
      sheet.start("request", supervisorOf(after));
      break;
    case "issue.request_ruled":
    case "issue.request_lapsed":
      sheet.endKinds("request");
      break;
    case "issue.paused":
      sheet.pause(PAUSABLE);
      break;
    case "issue.resumed":
      sheet.resume(PAUSABLE);
      break;
    case "issue.extended":
      sheet.change(
        (span) => span.endedAt === null && span.kind === "answer",
        (span) =>
          span.terms.by === "answer"
            ? {
                ...span,
                terms: { ...span.terms, extensionDays: span.terms.extensionDays + event.payload.days },
              }
            : span,
      );
      break;
  }
}

function answering(sheet: ClockSheet, after: IssueFacts, event: IssueEvent): void {
  switch (event.kind) {
    case "issue.answer_signed":
      sheet.end(() => true);
      sheet.start("delivery", handlerOf(after));
      if (event.payload.promisedOn !== null) {
        sheet.start("promise", handlerOf(after), { by: "date", dueOn: event.payload.promisedOn });
        sheet.start("promise_date", FIRM);
      }
      if (event.payload.farDate) sheet.start("review", supervisorOf(after));
      break;
    case "issue.answer_corrected":
      sheet.endKinds("delivery", "confirmation", "callback", "correction", "review");
      sheet.start("delivery", handlerOf(after));
      break;
    case "issue.promise_date_accepted":
      sheet.endKinds("promise_date");
      break;
    case "issue.promise_date_disputed":
      sheet.endKinds("promise_date", "review");
      sheet.start("review", supervisorOf(after));
      break;
    case "issue.promise_date_ruled":
      sheet.endKinds("review", "promise_date");
      repromise(sheet, after, event.payload.promisedOn);
      break;
    case "issue.delivered":
      sheet.endKinds("delivery");
      if (after.state === "answered" && after.say === null && after.callback === null)
        sheet.start("confirmation", FIRM);
      break;
    case "issue.firm_said":
      sheet.endKinds("delivery", "confirmation", "callback", "correction", "review");
      break;
    case "issue.partly_asked":
      sheet.start("review", supervisorOf(after));
      break;
    case "issue.partly_ruled":
      sheet.end(() => true);
      sheet.start("promise", handlerOf(after), { by: "date", dueOn: event.payload.promisedOn });
      break;
    case "issue.callback_opened":
      sheet.endKinds("delivery", "confirmation");
      sheet.start("callback", DEPUTY);
      break;
    case "issue.call_recorded":
      sheet.endKinds("callback");
      sheet.start("correction", FIRM);
      break;
    case "issue.callback_concluded":
      sheet.endKinds("correction");
      break;
    case "issue.contested":
      if (event.payload.needsReview) sheet.start("review", CITY);
      break;
  }
}

function ratification(sheet: ClockSheet, before: IssueFacts, after: IssueFacts): void {
  if (before.awaitingRatification && !after.awaitingRatification) sheet.endKinds("ratification");
  if (!before.awaitingRatification && after.awaitingRatification)
    sheet.start("ratification", supervisorOf(after));
}

/** A dispatch ends every clock of the pass before and starts the unit's: the answer clock begins here. */
function dispatch(sheet: ClockSheet, after: IssueFacts): void {
  sheet.end(() => true);
  const answer = answerTerms(after, false);
  sheet.start("answer", handlerOf(after), answer);
  sheet.start("signing", handlerOf(after));
  if (after.severity === "ordinary" && after.type !== "inquiry") sheet.start("interim", handlerOf(after));
  if (after.lead && !after.objectedBy.includes(after.lead.departmentId))
    sheet.start("objection", handlerOf(after));
  for (const unit of after.coHandlers) {
    sheet.start(
      "opinion",
      { party: "co_handler", departmentId: unit.departmentId },
      answerTerms(after, true),
    );
  }
}

function answerTerms(facts: IssueFacts, shared: boolean): ClockTerms {
  return {
    by: "answer",
    type: facts.type,
    severity: facts.severity,
    urgentSince: null,
    extensionDays: 0,
    round: facts.round,
    shared,
  };
}

/** Sealing an issue takes it from the county's hands, unsealing gives it back: the open clocks follow. */
function passToSupervisor(sheet: ClockSheet, after: IssueFacts): void {
  const [to, from] =
    after.confidentiality === "sealed"
      ? (["city_supervisor", "county_supervisor"] as const)
      : (["county_supervisor", "city_supervisor"] as const);
  sheet.change(
    (span) => span.endedAt === null && span.owner.party === from && !AFTER_CLOSING.includes(span.kind),
    (span) => ({ ...span, owner: { party: to, departmentId: null } }),
  );
}

/** A new severity or type changes the length of the running answer clock and nothing else: its pauses stay. */
function reclassify(sheet: ClockSheet, after: IssueFacts, at: number): void {
  sheet.change(
    (span) => span.endedAt === null && span.terms.by === "answer",
    (span) => {
      if (span.terms.by !== "answer") return span;
      const raised = after.severity === "urgent" && span.terms.severity !== "urgent";
      const urgentSince = after.severity === "urgent" ? (raised ? at : span.terms.urgentSince) : null;
      return { ...span, terms: { ...span.terms, type: after.type, severity: after.severity, urgentSince } };
    },
  );
}

/** A ruled date that differs opens a new episode of the promise; the same date lets the clock run on. */
function repromise(sheet: ClockSheet, after: IssueFacts, promisedOn: string): void {
  const running = sheet.spans.find((span) => span.kind === "promise" && span.endedAt === null);
  if (running?.terms.by === "date" && running.terms.dueOn === promisedOn) return;
  sheet.endKinds("promise");
  sheet.start("promise", handlerOf(after), { by: "date", dueOn: promisedOn });
}
