import { type Calendar, isWorkday } from "#app/domain/calendar/calendar.ts";
import { dayNumber, dayOf, instantAt, MINUTE_MS } from "#app/domain/calendar/civil-day.ts";
import { nextContactDue } from "#app/domain/contact/cadence.ts";
import type { OutcomeReview } from "#app/domain/contact/events.ts";
import type { ContactKind, ContactOutcome } from "#app/domain/contact/kinds.ts";
import { DEFAULT_CADENCE } from "#db/seed/reference/policies.ts";
import { type Draft, dayText, instantText } from "./draft.ts";
import type { PairingRow } from "./pairings.ts";
import type { Random } from "./random.ts";
import type { Deputies } from "./registers/deputies.ts";
import type { FirmRow } from "./registers/firms.ts";

/** A contact before it is spelled out: what the due days and the issues need. `no` is its number, days are day numbers. */
export type ContactSeed = {
  no: number;
  createdAt: number;
  day: number;
  pairings: PairingRow[];
  guestDeputy: number | null;
  kind: ContactKind;
  outcome: ContactOutcome;
  nextVisit: number | null;
  by: "deputy" | "township_officer" | "station_clerk";
  review: { at: number; review: OutcomeReview } | null;
};

/** How the pairs of the cast stand: in contact as agreed, or asleep for four months. */
export type ContactStory = "kept" | "overdue";
const STORIES: Record<ContactStory, Habit> = {
  kept: { from: 62, to: 80, stops: false },
  overdue: { from: 62, to: 80, stops: true },
};

/** Mean contacts of a pair in 24 months that the habits below come to at pace 1. */
const MEAN_AT_PACE_ONE = 7.1;

type Habit = { from: number; to: number; stops: boolean };
/** How diligently pairs are kept: days between contacts; one in thirty pairs has fallen asleep. */
const HABITS: readonly (readonly [Habit, number])[] = [
  [{ from: 70, to: 92, stops: false }, 82],
  [{ from: 45, to: 74, stops: false }, 5],
  [{ from: 95, to: 165, stops: false }, 10],
  [{ from: 70, to: 95, stops: true }, 3],
];

const OUTCOMES: readonly (readonly [ContactOutcome, number])[] = [
  ["met", 955],
  ["not_found", 26],
  ["moved", 4],
  ["shut", 3],
  ["refused", 12],
];
const KINDS: readonly (readonly [ContactKind, number])[] = [
  ["visit", 58],
  ["phone", 18],
  ["chat", 12],
  ["station", 7],
  ["meeting", 5],
];

/**
 * Makes two years of contacts of every pair in the order in which they were recorded, and sets what follows from them on
 * pairings and firms: last contact, due day, firms that asked to be left in peace.
 */
export function makeContacts(
  draft: Draft,
  pairings: readonly PairingRow[],
  firms: readonly FirmRow[],
  deputies: Deputies,
  calendar: Calendar,
  story: ReadonlyMap<number, ContactStory>,
): ContactSeed[] {
  const random = draft.random.fork("contacts");
  const end = dayNumber(draft.times.today);
  const pace = MEAN_AT_PACE_ONE / draft.shape.contactsPerPair;
  const seeds: ContactSeed[] = [];
  const stationMates = matesOf(deputies);
  const restOfDeputy = new Map<number, PairingRow[]>();
  for (const row of pairings) {
    if (row.endedOn === null || row.endedOn === undefined) {
      restOfDeputy.set(row.deputyId, [...(restOfDeputy.get(row.deputyId) ?? []), row]);
    }
  }
  for (const pairing of pairings) {
    const own = contactsOf(random, pairing, end, pace, calendar, story.get(pairing.pairingId));
    for (const seed of own) {
      const others = restOfDeputy.get(pairing.deputyId) ?? [];
      if (seed.kind === "meeting" && seed.outcome === "met" && others.length > 1) {
        const guest = others[random.int(0, others.length - 1)];
        if (
          guest !== undefined &&
          guest !== pairing &&
          !story.has(guest.pairingId) &&
          guest.startedOn <= dayText(seed.day)
        )
          seed.pairings.push(guest);
      }
      if (random.chance(0.02)) {
        const mates = stationMates.get(pairing.deputyId);
        if (mates !== undefined && mates.length > 1) {
          const mate = random.pick(mates);
          if (mate !== pairing.deputyId) seed.guestDeputy = mate;
        }
      }
    }
    seeds.push(...own);
  }
  seeds.sort((a, b) => a.createdAt - b.createdAt);
  seeds.forEach((seed, index) => {
    seed.no = index + 1;
  });
  settle(seeds, pairings, firms);
  return seeds;
}

function contactsOf(
  random: Random,
  pairing: PairingRow,
  end: number,
  pace: number,
  calendar: Calendar,
  story: ContactStory | undefined,
): ContactSeed[] {
  const habit = story === undefined ? random.weighted(HABITS) : STORIES[story];
  const from = dayNumber(pairing.startedOn);
  const endedOn = pairing.endedOn ?? null;
  const until =
    Math.min(endedOn === null ? end : dayNumber(endedOn), end) - (habit.stops ? random.int(110, 260) : 0);
  const seeds: ContactSeed[] = [];
  let day = from + Math.ceil(random.int(6, 70) * pace);
  while (day < until) {
    const happened = settleDay(random, day, calendar, until);
    if (happened >= until) break;
    const seed = makeSeed(random, pairing, happened, end, calendar, story !== undefined);
    seeds.push(seed);
    if (seed.review?.review === "leave_alone") break;
    const gap = Math.max(2, Math.round(random.int(habit.from, habit.to) * pace));
    day = seed.nextVisit !== null && random.chance(0.9) ? seed.nextVisit + random.int(-2, 3) : happened + gap;
    if (seed.outcome !== "met") day = happened + random.int(5, 25);
  }
  return seeds;
}

/** Most contacts fall on working days; some wait for the monthly reception on the 5th. */
function settleDay(random: Random, day: number, calendar: Calendar, until: number): number {
  if (random.chance(0.06) && dayText(day).slice(8) < "05") {
    const fifth = dayNumber(`${dayText(day).slice(0, 8)}05`);
    if (fifth > day && fifth < until) return fifth;
  }
  let settled = day;
  while (!isWorkday(calendar, settled) && random.chance(0.85)) settled++;
  return settled;
}

function makeSeed(
  random: Random,
  pairing: PairingRow,
  day: number,
  end: number,
  calendar: Calendar,
  alwaysMet: boolean,
): ContactSeed {
  const outcome = alwaysMet ? "met" : random.weighted(OUTCOMES);
  const onFifth = dayText(day).endsWith("-05");
  const kind =
    onFifth && random.chance(0.6) ? "station" : outcome === "met" ? random.weighted(KINDS) : "visit";
  const later = random.chance(0.7) ? 0 : random.int(1, 2);
  const recordedOn = Math.min(day + later, end - 1);
  const createdAt = instantAt(
    recordedOn,
    random.int(9 * 60 + 30, 20 * 60) * MINUTE_MS + random.int(0, 59) * 1000,
  );
  const by = random.weighted([
    ["deputy", 86],
    ["township_officer", 6],
    ["station_clerk", 8],
  ] as const);
  const nextVisit = outcome === "met" && !alwaysMet && random.chance(0.05) ? day + random.int(20, 60) : null;
  return {
    no: 0,
    createdAt,
    day,
    pairings: [pairing],
    guestDeputy: null,
    kind,
    outcome,
    nextVisit,
    by,
    review: outcome === "met" ? null : reviewOf(random, outcome, createdAt, end, calendar),
  };
}

/** An officer looks into vain contacts one to eight days later; those of the last days still wait. */
function reviewOf(
  random: Random,
  outcome: ContactOutcome,
  createdAt: number,
  end: number,
  calendar: Calendar,
): ContactSeed["review"] {
  let day = dayOf(createdAt) + random.int(1, 8);
  while (!isWorkday(calendar, day)) day++;
  if (day >= end) return null;
  const alone = outcome === "shut" || outcome === "moved" || (outcome === "refused" && random.chance(0.3));
  return {
    at: instantAt(day, random.int(8 * 60 + 20, 17 * 60 + 30) * MINUTE_MS),
    review: alone && random.chance(0.5) ? "leave_alone" : "resume",
  };
}

function matesOf(deputies: Deputies): Map<number, number[]> {
  const byStation = new Map<number, number[]>();
  for (const row of deputies.rows) {
    if (row.state === "left" || row.stationId === null || row.stationId === undefined) continue;
    byStation.set(row.stationId, [...(byStation.get(row.stationId) ?? []), row.deputyId]);
  }
  const mates = new Map<number, number[]>();
  for (const list of byStation.values()) for (const one of list) mates.set(one, list);
  return mates;
}

/** Last contact and due day of each running pair and firm, by the same rule as logging a contact. */
function settle(
  seeds: readonly ContactSeed[],
  pairings: readonly PairingRow[],
  firms: readonly FirmRow[],
): void {
  const latest = new Map<number, ContactSeed>();
  const firmById = new Map(firms.map((firm) => [firm.firmId, firm]));
  const later = (a: ContactSeed, b: ContactSeed | undefined) =>
    b === undefined || a.day > b.day || (a.day === b.day && a.no > b.no);
  for (const seed of seeds) {
    for (const pairing of seed.pairings) {
      const firm = firmById.get(pairing.firmId);
      const day = dayText(seed.day);
      if (seed.review?.review === "leave_alone" && firm !== undefined)
        firm.optedOutAt = instantText(seed.review.at);
      if (seed.outcome === "met") {
        if (firm !== undefined && (firm.lastContactOn ?? "") < day) firm.lastContactOn = day;
        if ((pairing.lastContactOn ?? "") < day) pairing.lastContactOn = day;
      }
      const counts = seed.outcome === "met" || seed.review === null;
      if (counts && later(seed, latest.get(pairing.pairingId))) latest.set(pairing.pairingId, seed);
    }
  }
  for (const pairing of pairings) {
    if ((pairing.endedOn ?? null) !== null) continue;
    if ((firmById.get(pairing.firmId)?.optedOutAt ?? null) !== null) continue;
    const last = latest.get(pairing.pairingId);
    pairing.contactDueOn = nextContactDue(
      last === undefined
        ? { happenedOn: pairing.startedOn, outcome: "met", nextVisitOn: null }
        : {
            happenedOn: dayText(last.day),
            outcome: last.outcome,
            nextVisitOn: last.nextVisit === null ? null : dayText(last.nextVisit),
          },
      DEFAULT_CADENCE,
    );
  }
}
