import type { CalendarRow } from "#app/domain/calendar/calendar.ts";
import { dayNumber, dayOf, isoDay, weekdayOf } from "#app/domain/calendar/civil-day.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import type { CountedClock, DeadlinePolicy } from "#app/domain/deadline/policy.ts";
import type { LadderPolicy, Rung } from "#app/domain/escalation/policy.ts";
import type { Recipient } from "#app/domain/escalation/recipients.ts";
import type { RehearsedLevel } from "#app/domain/issue/rehearse.ts";
import { exceptionsOf, type LadderException, overridesOf, placeOf } from "./ladder-exceptions.ts";

/** The part of the ladder that is set by number: shares 0 to 1, working days overdue, counts; null = no such trigger. */
export type LadderDraft = {
  yellowShare: number;
  level2Days: number;
  level3Days: number;
  notSolved: number | null;
  returns: number | null;
  sameProblem: number | null;
  /** Exceptions by category, severity and county; absent = as they are. */
  exceptions?: readonly LadderException[];
};

/** Changed rules to be rehearsed: the numbers of the deadlines, of the ladder, or days of the calendar; null = as they are. */
export type RulesDraft = {
  deadlines: { answerDays: DeadlinePolicy["answerDays"]; days: Record<CountedClock, number> } | null;
  ladder: LadderDraft | null;
  calendar: readonly { day: string; isWorkday: boolean; name: string }[] | null;
};

/** The numbers of a ladder as it stands, read from the plain government ladder. */
export function ladderNumbers(policy: LadderPolicy): LadderDraft {
  const at = (level: Level) => policy.main.government.find((rung) => rung.level === level);
  return {
    yellowShare: at(0)?.share ?? 0.7,
    level2Days: at(2)?.workingDays ?? 5,
    level3Days: at(3)?.workingDays ?? 10,
    notSolved: at(2)?.notSolved ?? null,
    returns: at(3)?.returns ?? null,
    sameProblem: at(3)?.sameProblem ?? null,
    exceptions: exceptionsOf(policy),
  };
}

function changedRung(rung: Rung, draft: LadderDraft): Rung {
  if (rung.level === 0 && rung.share !== null) return { ...rung, share: draft.yellowShare };
  if (rung.level === 2 && rung.workingDays !== null)
    return { ...rung, workingDays: draft.level2Days, notSolved: draft.notSolved };
  if (rung.level === 3 && rung.workingDays !== null)
    return { ...rung, workingDays: draft.level3Days, returns: draft.returns, sameProblem: draft.sameProblem };
  return rung;
}

/** The ladders with the draft's numbers on every main ladder that has such rungs, and its exceptions; who is told stays as it is. */
export function draftedLadder(policy: LadderPolicy, draft: LadderDraft): LadderPolicy {
  const change = (rungs: readonly Rung[]) => rungs.map((rung) => changedRung(rung, draft));
  const main = Object.fromEntries(
    Object.entries(policy.main).map(([kind, rungs]) => [kind, change(rungs)]),
  ) as unknown as LadderPolicy["main"];
  const { exceptions = exceptionsOf(policy) } = draft;
  const places = new Set(exceptionsOf(policy).map(placeOf));
  const others = policy.overrides.filter((one) => one.unitKind === null || !places.has(placeOf(one)));
  const overrides = [
    ...others.map((one) => ({ ...one, rungs: change(one.rungs) })),
    ...overridesOf(main, exceptions),
  ];
  return { ...policy, main, overrides };
}

/** The calendar's rows with the draft's days: a weekend day worked is a make-up day 班, a weekday off a holiday 休. */
export function draftedCalendar(
  rows: readonly CalendarRow[],
  days: NonNullable<RulesDraft["calendar"]>,
): CalendarRow[] {
  const byDay = new Map(rows.map((row) => [row.day, row]));
  for (const { day, isWorkday, name } of days) byDay.set(day, calendarRow(day, isWorkday, name));
  return [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** One announced day of the calendar. */
export function calendarRow(day: string, isWorkday: boolean, name: string): CalendarRow {
  const weekend = weekdayOf(dayNumber(day)) > 5;
  const kind = isWorkday ? (weekend ? "makeup" : "workday") : weekend && name === "" ? "weekend" : "holiday";
  return { day, isWorkday, kind, name, status: "announced" };
}

/** Counts under the rules in force and under the draft. */
export type Pair = [now: number, draft: number];

/** What a rehearsal found. Levels are keyed "0" to "5", the gate "gate"; days are civil and count levels from 1 on, gates included. */
export type RehearsalFigures = {
  issues: number;
  /** Issues that escalate at all (level 1 or higher, or a gate). */
  escalating: Pair;
  /** Issues whose highest level differs. */
  higher: number;
  lower: number;
  levels: Record<string, Pair>;
  recipients: Partial<Record<Recipient, Pair>>;
  days: Record<string, Pair>;
  /** Some issues that change most, by number of the row. */
  examples: { issueId: number; now: number | null; draft: number | null }[];
};

/** Examples kept. */
const EXAMPLES = 20;

/** Nothing counted yet. */
export function noFigures(): RehearsalFigures {
  return {
    issues: 0,
    escalating: [0, 0],
    higher: 0,
    lower: 0,
    levels: {},
    recipients: {},
    days: {},
    examples: [],
  };
}

function add(counts: Record<string, Pair>, key: string, side: 0 | 1): void {
  const pair = counts[key] ?? [0, 0];
  pair[side] += 1;
  counts[key] = pair;
}

function highest(levels: readonly RehearsedLevel[]): number | null {
  return levels.reduce<number | null>((top, one) => Math.max(top ?? -1, one.level), null);
}

/** Counts one issue's levels under the rules in force and under the draft into `figures`. */
export function countRehearsed(
  figures: RehearsalFigures,
  issueId: number,
  now: readonly RehearsedLevel[],
  draft: readonly RehearsedLevel[],
): void {
  figures.issues += 1;
  for (const [side, levels] of [
    [0, now],
    [1, draft],
  ] as const) {
    let escalates = false;
    for (const { level, isGate, at, tells } of levels) {
      add(figures.levels, isGate ? "gate" : String(level), side);
      if (level === 0) continue;
      escalates = true;
      add(figures.days, isoDay(dayOf(at)), side);
      for (const recipient of tells) add(figures.recipients as Record<string, Pair>, recipient, side);
    }
    if (escalates) figures.escalating[side] += 1;
  }
  const [before, after] = [highest(now), highest(draft)];
  if ((after ?? -1) > (before ?? -1)) figures.higher += 1;
  else if ((after ?? -1) < (before ?? -1)) figures.lower += 1;
  else return;
  figures.examples.push({ issueId, now: before, draft: after });
  if (figures.examples.length > 4 * EXAMPLES) figures.examples = mostChanged(figures.examples);
}

function mostChanged(examples: RehearsalFigures["examples"]): RehearsalFigures["examples"] {
  const change = (one: RehearsalFigures["examples"][number]) => Math.abs((one.draft ?? -1) - (one.now ?? -1));
  return [...examples].sort((a, b) => change(b) - change(a) || a.issueId - b.issueId).slice(0, EXAMPLES);
}

/** Puts the counts of several workers together. */
export function mergeFigures(parts: readonly RehearsalFigures[]): RehearsalFigures {
  const whole = noFigures();
  const merge = (into: Record<string, Pair>, from: Record<string, Pair>) => {
    for (const [key, [now, draft]] of Object.entries(from)) {
      const pair = into[key] ?? [0, 0];
      into[key] = [pair[0] + now, pair[1] + draft];
    }
  };
  for (const part of parts) {
    whole.issues += part.issues;
    whole.higher += part.higher;
    whole.lower += part.lower;
    whole.escalating = [whole.escalating[0] + part.escalating[0], whole.escalating[1] + part.escalating[1]];
    merge(whole.levels, part.levels);
    merge(whole.days, part.days);
    merge(whole.recipients as Record<string, Pair>, part.recipients as Record<string, Pair>);
    whole.examples.push(...part.examples);
  }
  whole.examples = mostChanged(whole.examples);
  return whole;
}
