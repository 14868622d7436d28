import type { IssueFacts } from "#app/domain/issue/facts.ts";
import { ISSUE_TYPES } from "#app/domain/issue/states.ts";
import { type Move, SIMULATED_COUNTY } from "./cast.ts";
import { below, happens, oneOf, type Random } from "./random.ts";
import {
  answering,
  anyUnit,
  CONSENT,
  classification,
  convert,
  divert,
  inDays,
  isJudicial,
  isOffice,
  ladder,
  merge,
  plain,
  reclassify,
  redispatch,
  requests,
  ruleObjection,
  type Weighted,
  withdraw,
} from "./shared-moves.ts";

/** What happens to an issue in each state, and how often: busy enough that every rule and level is met in a year. */
const MOVES: Record<Exclude<IssueFacts["state"], null>, readonly Weighted[]> = {
  submitted: [
    [
      60,
      (random) => ({
        who: "supervisor",
        command: { kind: "accept", ...classification(random), confidentiality: "open" },
      }),
    ],
    [8, plain("supervisor", { kind: "ask_information", what: "" })],
    [6, (_random, facts) => facts.information && { who: "firm", command: { kind: "supply_information" } }],
    [2, plain("supervisor", { kind: "decline", reason: "", whereToGo: "" })],
    merge,
    withdraw,
  ],
  accepted: [
    [60, plain("supervisor", { kind: "transfer", to: "county", consent: CONSENT })],
    [
      5,
      (random) => ({
        who: "supervisor",
        command: {
          kind: "dispatch_directly",
          unit: anyUnit(random, isJudicial),
          coHandlers: [],
          consent: CONSENT,
        },
      }),
    ],
    reclassify,
    merge,
    divert,
    convert,
    withdraw,
  ],
  transferred: [
    [
      60,
      (random) => ({
        who: "dispatcher",
        command: {
          kind: "dispatch",
          unit: anyUnit(random, isOffice),
          coHandlers: happens(random, 0.3) ? [1 + below(random, 18)] : [],
        },
      }),
    ],
    [3, plain("dispatcher", { kind: "hand_back", reason: "" })],
    withdraw,
  ],
  dispatched: [
    [40, plain("handler", { kind: "sign_for" })],
    [6, plain("handler", { kind: "object", reason: "", proposedDepartmentId: null })],
    [6, plain("handler", { kind: "record_contact", way: "phone" })],
    [3, plain("co_handler", { kind: "give_opinion" })],
    ruleObjection,
    redispatch,
    reclassify,
    ...ladder,
    withdraw,
  ],
  handling: [
    ...answering,
    ...requests,
    [
      4,
      (random) => ({
        who: "handler",
        command: { kind: "ask_extension", days: 1 + below(random, 8), reason: "" },
      }),
    ],
    [5, plain("handler", { kind: "record_contact", way: "visit" })],
    [4, plain("handler", { kind: "give_interim_answer" })],
    [2, plain("co_handler", { kind: "give_opinion" })],
    [2, plain("handler", { kind: "object", reason: "", proposedDepartmentId: null })],
    [2, plain("handler", { kind: "ask_reassignment", reason: "", proposedDepartmentId: null })],
    [
      6,
      (random, facts) =>
        facts.reassignment && {
          who: "dispatcher",
          command: {
            kind: "rule_reassignment",
            granted: happens(random, 0.5),
            reason: "",
            unit: anyUnit(random, isOffice),
          },
        },
    ],
    ruleObjection,
    redispatch,
    reclassify,
    ...ladder,
    divert,
    withdraw,
  ],
  answered: [
    [16, plain("handler", { kind: "record_delivery", way: "phone" })],
    [
      20,
      (random, facts, now) => ({
        who: "firm",
        command: {
          kind: "say",
          say: oneOf(
            random,
            facts.answer?.answerClass === "A"
              ? (["solved", "not_solved", "not_solved", "partly"] as const)
              : (["solved", "understood", "not_solved", "partly"] as const),
          ),
          result: "basically",
          attitude: "basically",
          remains: "余款",
          wantedOn: inDays(now, 5 + below(random, 20)),
        },
      }),
    ],
    [10, (_random, facts) => facts.callback && { who: "deputy", command: { kind: "record_vain_try" } }],
    [
      4,
      (random, facts) =>
        facts.callback && {
          who: oneOf(random, ["deputy", "clerk", "supervisor"]),
          command: {
            kind: "record_call",
            result: oneOf(random, ["solved", "not_solved"] as const),
            rating: null,
            attitude: null,
            remains: null,
            wantedOn: null,
          },
        },
    ],
    [
      12,
      (random, facts, now) =>
        facts.partly && {
          who: "supervisor",
          command: { kind: "rule_partly", promisedOn: inDays(now, 4 + below(random, 20)), reason: "" },
        },
    ],
    [
      8,
      (_random, facts) =>
        facts.awaitingRatification ? { who: "supervisor", command: { kind: "ratify", reason: "" } } : null,
    ],
    [
      8,
      (_random, facts) =>
        facts.awaitingRatification
          ? { who: "supervisor", command: { kind: "refuse_ratification", reason: "" } }
          : null,
    ],
    [1, plain("head", { kind: "correct_answer" })],
    ...ladder,
    withdraw,
  ],
  promised: [
    ...answering,
    ...requests,
    [6, plain("firm", { kind: "accept_promise_date" })],
    [3, plain("firm", { kind: "dispute_promise_date", reason: "", proposedOn: null })],
    [
      10,
      (random, facts, now) =>
        facts.dateRuling === "none"
          ? null
          : {
              who: "supervisor",
              command: {
                kind: "rule_promise_date",
                promisedOn: inDays(now, 3 + below(random, 30)),
                reason: "",
              },
            },
    ],
    [5, plain("deputy", { kind: "record_delivery", way: "in_person" })],
    redispatch,
    reclassify,
    ...ladder,
    withdraw,
  ],
  closed: [
    [10, plain("firm", { kind: "contest" })],
    [
      5,
      (random, facts) =>
        facts.contestReview
          ? { who: "city", command: { kind: "rule_contest", reopened: happens(random, 0.6), reason: "" } }
          : null,
    ],
    [4, plain("deputy", { kind: "take_up_again" })],
    [2, plain("firm", { kind: "supply_information" })],
    [2, plain("firm", { kind: "contest_decline" })],
    [
      4,
      (random) => ({
        who: "city",
        command: { kind: "review_decline", upheld: happens(random, 0.5), reason: "" },
      }),
    ],
    [2, plain("supervisor", { kind: "undo_merge", reason: "" })],
    [2, plain("firm", { kind: "contest_merge" })],
    [
      2,
      (random) => ({
        who: "city",
        command: { kind: "review_merge", upheld: happens(random, 0.5), reason: "" },
      }),
    ],
    [3, plain("city", { kind: "record_protective_call", note: "" })],
  ],
};

/** The command that opens an issue. */
export function submission(random: Random, now: number): Move {
  return {
    who: "firm",
    command: {
      kind: "submit",
      raiserKind: "firm",
      firmSpoke: true,
      firstSpokenAt: now,
      countyCode: SIMULATED_COUNTY,
      categoryCode: null,
      severity: happens(random, 0.1) ? "urgent" : "ordinary",
      type: oneOf(random, ISSUE_TYPES),
      confidentiality: "open",
    },
  };
}

/** Draws what somebody does next with the issue; it may well be refused. Null when the draw came to nothing. */
export function drawMove(random: Random, facts: IssueFacts, now: number): Move | null {
  if (facts.state === null) return submission(random, now);
  const choices = MOVES[facts.state];
  let total = 0;
  for (const [weight] of choices) total += weight;
  let left = random() * total;
  for (const [weight, make] of choices) {
    left -= weight;
    if (left < 0) return make(random, facts, now);
  }
  return null;
}
