import type { DepartmentKind } from "#app/domain/access/posts.ts";
import { dayOf, isoDay } from "#app/domain/calendar/civil-day.ts";
import type { IssueCommand } from "#app/domain/issue/commands.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";
import { ISSUE_TYPES, PAUSE_REASONS } from "#app/domain/issue/states.ts";
import { type Cast, type Move, SIMULATED_UNITS } from "./cast.ts";
import { below, happens, oneOf, type Random } from "./random.ts";

/** How a move is made of the moment; null when it makes no sense now. */
export type Maker = (random: Random, facts: IssueFacts, now: number) => Move | null;
/** A move with its weight against the others of the same state. */
export type Weighted = readonly [weight: number, make: Maker];

/** A recorded consent, the same for all. */
export const CONSENT = { consentedBy: "分管副主任", consentedOn: "2026-01-01", paperNo: "1" };

/** The ISO day `days` after that of `now`. */
export function inDays(now: number, days: number): string {
  return isoDay(dayOf(now) + days);
}

/** One of the simulated units whose kind passes `among`. */
export function anyUnit(
  random: Random,
  among: (kind: DepartmentKind) => boolean,
): { departmentId: number; kind: DepartmentKind } {
  for (;;) {
    const i = below(random, SIMULATED_UNITS.length);
    const kind = SIMULATED_UNITS[i]!;
    if (among(kind)) return { departmentId: i + 1, kind };
  }
}

/** Units a dispatcher may send to. */
export const isOffice = (kind: DepartmentKind) => kind !== "court" && kind !== "prosecutor";
/** Units a supervisor dispatches to directly. */
export const isJudicial = (kind: DepartmentKind) => !isOffice(kind);

/** A move that is the same at any moment. */
export function plain(who: Cast, command: IssueCommand): Maker {
  return () => ({ who, command });
}

/** A drawn category, severity and type. */
export function classification(random: Random): {
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

/** Moves several states share, with their weights. */
export const reclassify: Weighted = [
  4,
  (random) => ({ who: "supervisor", command: { kind: "reclassify", ...classification(random), reason: "" } }),
];
export const withdraw: Weighted = [0.4, plain("firm", { kind: "withdraw" })];
export const merge: Weighted = [
  1,
  plain("supervisor", { kind: "merge", issueId: 1, intoIssueId: 2, reason: "" }),
];
export const divert: Weighted = [0.4, plain("supervisor", { kind: "divert", to: "mediation", reason: "" })];
export const convert: Weighted = [0.3, plain("supervisor", { kind: "convert", suggestionNo: "1" })];
export const resume: Weighted = [
  5,
  (random, facts) =>
    facts.pause
      ? { who: oneOf(random, ["firm", "handler", "supervisor"]), command: { kind: "resume" } }
      : null,
];
/** What the city and county do with the ladder itself. */
export const ladder: Weighted[] = [
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
export const redispatch: Weighted = [
  1.5,
  (random) => ({
    who: "dispatcher",
    command: { kind: "redispatch", unit: anyUnit(random, isOffice), coHandlers: [], reason: "" },
  }),
];
export const ruleObjection: Weighted = [
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
/** Asking for a pause, deciding requests, resuming. */
export const requests: Weighted[] = [
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
/** Drafting, signing and sending back an answer. */
export const answering: Weighted[] = [
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
