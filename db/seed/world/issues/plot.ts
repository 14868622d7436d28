import { dayNumber, dayOf, instantAt, isoDay, MINUTE_MS } from "#app/domain/calendar/civil-day.ts";
import { addOfficeMs, DEFAULT_OFFICE_HOURS } from "#app/domain/calendar/office-time.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import { answerDays, DEFAULT_DEADLINE_POLICY } from "#app/domain/deadline/policy.ts";
import type { ActorFacts } from "#app/domain/issue/actors.ts";
import type { UnitRef } from "#app/domain/issue/commands.ts";
import type {
  AnswerClass,
  Confidentiality,
  IssueType,
  RaiserKind,
  Severity,
} from "#app/domain/issue/states.ts";
import type { Random } from "../random.ts";
import type { Rules } from "./simulate.ts";

/** How an issue is meant to end: settled before any dispatch, resting in intake, or handed to a unit. */
export type Ending =
  | "withdrawn"
  | "declined"
  | "merged"
  | "unsupplied"
  | "diverted"
  | "converted"
  | "in_intake"
  | "closed"
  | "open";

/** Where an issue that is still open rests. */
export type Rest =
  | "submitted"
  | "accepted"
  | "transferred"
  | "unsigned"
  | "unanswered"
  | "second_round"
  | "paused"
  | "promised"
  | "unheard"
  | "unratified";

/** All that is fixed of an issue before it lives: who, what, where, and how it is meant to go. */
export type Plot = {
  issueId: number;
  submittedAt: number;
  ending: Ending;
  rest: Rest | null;
  /** The level a person of the city decides on at the gate; without it, chance decides. */
  level: Level | null;
  raiserKind: RaiserKind;
  raiser: ActorFacts;
  firmSpoke: boolean;
  firmId: number;
  deputyId: number | null;
  stationClerk: ActorFacts | null;
  contactNo: number | null;
  countyCode: string;
  townshipCode: string | null;
  categoryCode: string;
  severity: Severity;
  type: IssueType;
  chosen: Confidentiality;
  settled: Confidentiality;
  unit: UnitRef;
  otherUnit: UnitRef | null;
  coHandlers: readonly number[];
  transferTo: "county" | "city" | null;
  mergeInto: number | null;
  title: string;
  words: string;
  wording: string;
};

/** Days, working hours and chances of one issue. */
export type Pace = {
  random: Random;
  rules: Rules;
  /** An instant in office hours, so many office minutes after another. */
  office: (after: number, fromMinutes: number, toMinutes: number) => number;
  /** An instant in a firm's day (9 to 21 o'clock), so many days after another. */
  day: (after: number, fromDays: number, toDays: number) => number;
  civil: (at: number, addDays: number) => string;
};

/** Office minutes of a working day. */
export const WORKDAY = 480;

/** Measures time for one issue. */
export function makePace(random: Random, rules: Rules): Pace {
  const office = (after: number, fromMinutes: number, toMinutes: number) => {
    const ms = random.int(fromMinutes * 60, toMinutes * 60) * 1000;
    const reached = addOfficeMs(rules.calendar, DEFAULT_OFFICE_HOURS, after, ms);
    return reached.ok ? reached.value.at : after + ms * 3;
  };
  return {
    random,
    rules,
    office,
    day: (after, fromDays, toDays) => {
      const day = dayOf(after) + random.int(fromDays, toDays);
      const at = instantAt(day, random.int(9 * 60, 21 * 60) * MINUTE_MS + random.int(0, 59_999));
      return Math.max(at, after + random.int(10, 90) * MINUTE_MS);
    },
    civil: (at, addDays) => isoDay(dayOf(at) + addDays),
  };
}

/** Classes of first answers as units give them. */
export function answerClass(random: Random): AnswerClass {
  return random.weighted([
    ["A", 62],
    ["B", 18],
    ["C", 7],
    ["D", 13],
  ] as const);
}

/** When a unit gives its answer: by its share of the time it has, early for most, late for one in eight. */
export function answerAt(plot: Plot, pace: Pace, dispatchedAt: number): number {
  const { random } = pace;
  const minutes = answerDays(DEFAULT_DEADLINE_POLICY, plot.type, plot.severity) * WORKDAY;
  if (plot.rest === "unheard" || plot.rest === "unratified") {
    const latest = pace.rules.end - random.int(1, 4) * 86_400_000;
    return Math.max(pace.office(dispatchedAt, 900, 1_000), pace.office(latest, 0, 120) - 86_400_000);
  }
  const [from, to] = random.weighted([
    [[0.15, 0.62], 62],
    [[0.62, 0.98], 26],
    [[1.02, 1.35], 8],
    [[1.35, 2.2], 4],
  ] as const);
  return pace.office(dispatchedAt, Math.round(minutes * from), Math.round(minutes * to));
}

/** Closing time of a civil day. */
export function closingOf(day: string): number {
  return instantAt(dayNumber(day), 18 * 3_600_000);
}
