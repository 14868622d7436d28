import { isWorkday } from "#app/domain/calendar/calendar.ts";
import { DAY_MS, dayNumber, dayOf, instantAt, MINUTE_MS } from "#app/domain/calendar/civil-day.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";
import type { Ending, Rest } from "./plot.ts";

/** When an issue is first spoken of and how it is meant to end. */
export type Appointment = { at: number; ending: Ending; rest: Rest | null; level?: Level };

/** One issue for each level, of any world however small: how many working days ago it was first spoken of. */
const SHOWN: readonly (readonly [level: Level, workingDays: number])[] = [
  [0, 14],
  [1, 19],
  [2, 25],
  [3, 35],
  [4, 42],
  [5, 50],
];

/** Of all issues 42% were dispatched, of these three quarters are closed; a little of the rest is today's intake. */
const DISPATCHED = 0.42;
const CLOSED_OF_DISPATCHED = 0.747;
const IN_INTAKE = 0.012;

/** How issues are settled before any dispatch; most on the spot, which the congress records as declined or withdrawn. */
const SETTLED: readonly (readonly [Ending, number])[] = [
  ["withdrawn", 38],
  ["declined", 31],
  ["merged", 14],
  ["unsupplied", 6],
  ["diverted", 6],
  ["converted", 5],
];

/** Where open issues rest, and how many calendar days ago they were first spoken of. */
const OPEN: readonly (readonly [rest: Rest, from: number, to: number, weight: number])[] = [
  ["unsigned", 3, 5, 7],
  ["unanswered", 5, 19, 30],
  ["unanswered", 20, 27, 14],
  ["unanswered", 28, 36, 8],
  ["unanswered", 37, 52, 6],
  ["unanswered", 53, 110, 5],
  ["paused", 15, 40, 4],
  ["promised", 28, 120, 13],
  ["unheard", 14, 40, 7],
  ["unratified", 16, 45, 2],
  ["second_round", 38, 90, 6],
];

/** Makes the appointments of all issues in the order of their instants. */
export function makeSchedule(world: World, random: Random): Appointment[] {
  const { shape, times } = world.draft;
  const began = instantAt(dayNumber(times.began));
  const dispatched = Math.round(shape.issues * DISPATCHED);
  const closed = Math.round(dispatched * CLOSED_OF_DISPATCHED);
  const inIntake = Math.max(6, Math.round(shape.issues * IN_INTAKE));
  const list: Appointment[] = [];
  const between = (from: number, to: number) => from + Math.floor(random.next() ** 0.85 * (to - from));
  const before = (days: number) => world.end - days * DAY_MS;
  for (let i = 0; i < closed; i++)
    list.push({ at: between(began + 20 * DAY_MS, before(62)), ending: "closed", rest: null });
  for (const [level, days] of SHOWN) {
    list.push({ at: instantAt(lastWorkday(world, days)), ending: "open", rest: "unanswered", level });
  }
  for (let i = SHOWN.length; i < dispatched - closed; i++) {
    const [rest, from, to] = random.weighted(OPEN.map((row) => [row, row[3]] as const));
    const at = world.end - from * DAY_MS - Math.floor(random.next() * (to - from) * DAY_MS);
    list.push({ at, ending: "open", rest });
  }
  for (let i = 0; i < inIntake; i++) list.push(intake(world, random, i));
  while (list.length < shape.issues) {
    const ending = random.weighted(SETTLED);
    list.push({
      at: between(began + 15 * DAY_MS, before(ending === "unsupplied" ? 30 : 5)),
      ending,
      rest: null,
    });
  }
  return list.map((one) => ({ ...one, at: inDaytime(one.at, random) })).sort((a, b) => a.at - b.at);
}

/** Yesterday's and the day before's: most wait for triage, some for transfer or assignment. */
function intake(world: World, random: Random, index: number): Appointment {
  const rest: Rest = index % 6 === 4 ? "accepted" : index % 6 === 5 ? "transferred" : "submitted";
  const day = lastWorkday(world, rest === "submitted" ? 0 : 1);
  return { at: instantAt(day, random.int(9 * 60, 17 * 60) * MINUTE_MS), ending: "in_intake", rest };
}

/** The last working day before the end of history, or so many working days before it. */
export function lastWorkday(world: World, further: number): number {
  let day = dayOf(world.end) - 1;
  let left = further;
  while (!isWorkday(world.calendar, day) || left-- > 0) day--;
  return day;
}

/** Firms and deputies speak between half past eight and nine in the evening. */
function inDaytime(at: number, random: Random): number {
  return instantAt(dayOf(at), random.int(8 * 60 + 30, 20 * 60 + 30) * MINUTE_MS + random.int(0, 59_000));
}
