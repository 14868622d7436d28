import type { IssueFacts } from "#app/domain/issue/facts.ts";
import { closed, PASS_OVER, type Reducers } from "./reducer.ts";

type AnsweringKind =
  | "issue.answer_drafted"
  | "issue.answer_sent_back"
  | "issue.answer_signed"
  | "issue.answer_corrected"
  | "issue.promise_date_accepted"
  | "issue.promise_date_disputed"
  | "issue.promise_date_ruled"
  | "issue.delivered"
  | "issue.firm_said"
  | "issue.partly_asked"
  | "issue.partly_ruled"
  | "issue.callback_opened"
  | "issue.call_tried"
  | "issue.call_recorded"
  | "issue.callback_concluded"
  | "issue.ratification_refused"
  | "issue.resolved"
  | "issue.explained"
  | "issue.unconfirmed"
  | "issue.contested"
  | "issue.contest_ruled";

/** Nothing said yet, nobody called back: the state of the firm's word after a new or corrected answer. */
const UNSAID: Partial<IssueFacts> = {
  say: null,
  result: null,
  attitude: null,
  partly: null,
  callback: null,
  awaitingRatification: false,
};

/** From the draft to the firm's word and the closing. */
export const ANSWERING_REDUCERS: Pick<Reducers, AnsweringKind> = {
  "issue.answer_drafted": (_facts, payload) => ({ draft: { answerClass: payload.answerClass } }),
  "issue.answer_sent_back": () => ({ draft: null }),
  "issue.answer_signed": (facts, payload, at) => ({
    ...PASS_OVER,
    extensions: facts.extensions,
    extensionDays: facts.extensionDays,
    state: payload.answerClass === "B" ? "promised" : "answered",
    dateRuling: payload.farDate ? "far" : "none",
    answer: {
      answerClass: payload.answerClass,
      signedAt: at,
      promisedOn: payload.promisedOn,
      deliveredAt: null,
      corrections: 0,
    },
  }),
  "issue.answer_corrected": (facts, payload) => ({
    ...UNSAID,
    answer: facts.answer && {
      ...facts.answer,
      answerClass: payload.answerClass,
      deliveredAt: null,
      corrections: facts.answer.corrections + 1,
    },
  }),
  "issue.promise_date_accepted": () => ({ dateAccepted: true }),
  "issue.promise_date_disputed": () => ({ dateRuling: "disputed", dateAccepted: false }),
  "issue.promise_date_ruled": (facts, payload) => ({
    dateRuling: "none",
    dateAccepted: true,
    answer: facts.answer && { ...facts.answer, promisedOn: payload.promisedOn },
  }),
  "issue.delivered": (facts, _payload, at) => ({
    answer: facts.answer && { ...facts.answer, deliveredAt: facts.answer.deliveredAt ?? at },
  }),
  "issue.firm_said": (facts, payload) => ({
    say: payload.say,
    result: payload.result,
    attitude: payload.attitude,
    callback: null,
    partly: null,
    awaitingRatification: needsRatification(facts, payload.say),
    notSolved: facts.notSolved + (payload.say === "not_solved" ? 1 : 0),
  }),
  "issue.partly_asked": (_facts, payload) => ({ partly: { wantedOn: payload.wantedOn } }),
  "issue.partly_ruled": (facts, payload) => ({
    ...UNSAID,
    state: "promised",
    dateRuling: "none",
    dateAccepted: true,
    answer: facts.answer && { ...facts.answer, promisedOn: payload.promisedOn },
  }),
  "issue.callback_opened": () => ({
    callback: { tries: 0, result: null, remains: null, wantedOn: null, concluded: false },
  }),
  "issue.call_tried": (facts, payload) => ({
    callback: facts.callback && { ...facts.callback, tries: payload.try },
  }),
  "issue.call_recorded": (facts, payload) => ({
    callback: facts.callback && {
      ...facts.callback,
      result: payload.result,
      remains: payload.remains,
      wantedOn: payload.wantedOn,
    },
    result: payload.rating,
    attitude: payload.attitude,
  }),
  "issue.callback_concluded": (facts, payload) => ({
    callback: facts.callback && { ...facts.callback, concluded: true },
    awaitingRatification:
      payload.result === "unreached" ? isSoft(facts) : needsRatification(facts, payload.result),
    notSolved: facts.notSolved + (payload.result === "not_solved" ? 1 : 0),
  }),
  "issue.ratification_refused": () => ({ awaitingRatification: false }),
  "issue.resolved": (_facts, _payload, at) => closed("resolved", at),
  "issue.explained": (_facts, _payload, at) => closed("explained", at),
  "issue.unconfirmed": (_facts, _payload, at) => closed("unconfirmed", at),
  "issue.contested": (_facts, payload) => ({ contests: payload.count, contestReview: payload.needsReview }),
  "issue.contest_ruled": (_facts, payload) => ({
    contestReview: false,
    review: payload.reopened ? "none" : "final",
  }),
};

/** C and D answers 列入规划, 解释说明: closed by ratification, not by the unit's word. */
function isSoft(facts: IssueFacts): boolean {
  return facts.answer?.answerClass === "C" || facts.answer?.answerClass === "D";
}

function needsRatification(facts: IssueFacts, say: string): boolean {
  return isSoft(facts) && (say === "understood" || say === "not_solved");
}
