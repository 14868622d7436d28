import { SYSTEM } from "../../access/actor.ts";
import type { DepartmentKind } from "../../access/posts.ts";
import type { Role } from "../../access/roles.ts";
import { dayOf, isoDay } from "../../calendar/civil-day.ts";
import { type ActorFacts, stranger } from "../../issue/actors.ts";
import type { IssueCommand } from "../../issue/commands.ts";
import type { IssueFacts } from "../../issue/facts.ts";
import { ISSUE_TYPES, PAUSE_REASONS } from "../../issue/states.ts";
import { below, happens, oneOf, type Random } from "./random.ts";

/** Everybody of one simulated county, by name. */
export type Cast =
  | "firm"
  | "deputy"
  | "clerk"
  | "supervisor"
  | "city"
  | "dispatcher"
  | "handler"
  | "co_handler"
  | "head";

/** A command somebody gives. */
export type Move = { who: Cast | "system"; command: IssueCommand };

/** The one county of the simulation. */
export const SIMULATED_COUNTY = "420599";

/** The units of the simulation: id is the place in the list + 1. */
export const SIMULATED_UNITS: readonly DepartmentKind[] = [
  ...Array.from({ length: 13 }, (): DepartmentKind => "government"),
  "vertical",
  "vertical",
  "utility",
  "utility",
  "zone",
  "court",
  "prosecutor",
];

const ROLE_OF: Record<Cast, Role> = {
  firm: "firm_representative",
  deputy: "deputy",
  clerk: "station_clerk",
  supervisor: "county_supervisor",
  city: "city_supervisor",
  dispatcher: "county_dispatcher",
  handler: "handler",
  co_handler: "handler",
  head: "department_head",
};

/** The person of the cast in the right relation to the issue. */
export function actorOf(who: Cast | "system", facts: IssueFacts, userId = 1): ActorFacts {
  if (who === "system") return stranger(SYSTEM);
  const unit = who === "co_handler" ? facts.coHandlers[0]?.departmentId : facts.lead?.departmentId;
  const belongs = who === "handler" || who === "head" || who === "co_handler";
  return {
    ...stranger({
      kind: "person",
      userId,
      grantId: userId,
      name: "",
      role: ROLE_OF[who],
      countyCode: SIMULATED_COUNTY,
      townshipCode: null,
      stationId: null,
      departmentId: belongs ? (unit ?? null) : null,
      deputyId: null,
      firmId: null,
      postId: null,
    }),
    ownFirm: who === "firm",
    raiser: who === "firm",
  };
}

type Maker = (random: Random, facts: IssueFacts, now: number) => Move | null;
type Weighted = readonly [weight: number, make: Maker];

const CONSENT = { consentedBy: "分管副主任", consentedOn: "2026-01-01", paperNo: "1" };

function inDays(now: number, days: number): string {
  return isoDay(dayOf(now) + days);
}

function anyUnit(
  random: Random,
  among: (kind: DepartmentKind) => boolean,
): { departmentId: number; kind: DepartmentKind } {
  for (;;) {
    const i = below(random, SIMULATED_UNITS.length);
    const kind = SIMULATED_UNITS[i]!;
    if (among(kind)) return { departmentId: i + 1, kind };
  }
}

const isOffice = (kind: DepartmentKind) => kind !== "court" && kind !== "prosecutor";
const isJudicial = (kind: DepartmentKind) => !isOffice(kind);

function plain(who: Cast, command: IssueCommand): Maker {
  return () => ({ who, command });
}

function classification(random: Random): {
  categoryCode: string;
  severity: "urgent" | "ordinary";
  type: IssueFacts["type"];
} {
  return {
    categoryCode: String(1 + below(random, 26)).padStart(2, "0"),
    severity: happens(random, 0.15) ? "urgent" : "ordinary",
    type: oneOf(random, ISSUE_TYPES),
  };
}

const reclassify: Weighted = [
  4,
  (random) => ({ who: "supervisor", command: { kind: "reclassify", ...classification(random), reason: "" } }),
];
const withdraw: Weighted = [0.4, plain("firm", { kind: "withdraw" })];
const merge: Weighted = [1, plain("supervisor", { kind: "merge", issueId: 1, intoIssueId: 2, reason: "" })];
const divert: Weighted = [0.4, plain("supervisor", { kind: "divert", to: "mediation", reason: "" })];
const convert: Weighted = [0.3, plain("supervisor", { kind: "convert", suggestionNo: "1" })];
const resume: Weighted = [
  5,
  (random, facts) =>
    facts.pause
      ? { who: oneOf(random, ["firm", "handler", "supervisor"]), command: { kind: "resume" } }
      : null,
];
const ladder: Weighted[] = [
  [
    1,
    (_random, facts) =>
      facts.level === null ? null : { who: "city", command: { kind: "stand_down", reason: "" } },
  ],
  [2, plain("supervisor", { kind: "rearm", reason: "" })],
  [
    4,
    (random, facts) =>
      (facts.level ?? 0) < 1
        ? null
        : {
            who: "city",
            command: { kind: "decide_level", level: oneOf(random, [3, 3, 4, 5] as const), reason: "" },
          },
  ],
];
const redispatch: Weighted = [
  1.5,
  (random) => ({
    who: "dispatcher",
    command: { kind: "redispatch", unit: anyUnit(random, isOffice), coHandlers: [], reason: "" },
  }),
];
const ruleObjection: Weighted = [
  8,
  (random, facts) =>
    facts.objection
      ? {
          who: "dispatcher",
          command: {
            kind: "rule_objection",
            upheld: happens(random, 0.5),
            reason: "",
            unit: anyUnit(random, isOffice),
          },
        }
      : null,
];
const requests: Weighted[] = [
  [
    5,
    (random, _facts, now) => ({
      who: "handler",
      command: {
        kind: "ask_pause",
        reason: oneOf(random, PAUSE_REASONS),
        until: inDays(now, 2 + below(random, 25)),
      },
    }),
  ],
  [
    12,
    (random, facts) => {
      const what = facts.pauseRequest ? "pause" : facts.extensionRequest ? "extension" : null;
      return (
        what && {
          who: "supervisor",
          command: { kind: "rule_request", what, granted: happens(random, 0.7), reason: "" },
        }
      );
    },
  ],
  resume,
];
const answering: Weighted[] = [
  [
    14,
    (random) => ({
      who: "handler",
      command: { kind: "draft_answer", answerClass: oneOf(random, ["A", "B", "C", "D"] as const) },
    }),
  ],
  [
    26,
    (random, facts, now) =>
      facts.draft && {
        who: "head",
        command: {
          kind: "sign_answer",
          answerClass: facts.draft.answerClass,
          promisedOn:
            facts.draft.answerClass === "B"
              ? inDays(now, 3 + below(random, happens(random, 0.05) ? 260 : 40))
              : null,
        },
      },
  ],
  [2, plain("head", { kind: "send_back_answer", comment: "" })],
];

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
