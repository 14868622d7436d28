import { buildCalendar, type Calendar, coverageAt } from "#app/domain/calendar/calendar.ts";
import { dayNumber, instantAt } from "#app/domain/calendar/civil-day.ts";
import { calendarRows } from "#db/seed/reference/calendar-days.ts";
import { type Cast, makeCast } from "./cast.ts";
import { type ContactSeed, type ContactStory, makeContacts } from "./contacts.ts";
import { type Draft, makeDraft } from "./draft.ts";
import { makePairings, type Pairings } from "./pairings.ts";
import { makeRandom } from "./random.ts";
import type { ReferenceIds } from "./reference-ids.ts";
import { type Deputies, makeDeputies } from "./registers/deputies.ts";
import { type Firms, makeFirms, type RepresentativeRow } from "./registers/firms.ts";
import { makeStations, type Stations } from "./registers/stations.ts";
import { makeUnits, type Units } from "./registers/units.ts";
import { worldShape } from "./shape.ts";

/** What a world is made from; `today` is an ISO day, at whose beginning its history ends. */
export type WorldOptions = { seed: string; today: string; scale: number | "bench" };

/** Everything but the issues: registers, accounts, pairings and contacts, agreeing with one another. */
export type World = {
  draft: Draft;
  calendar: Calendar;
  /** Of which the pseudonyms of shielded firms are made; kept with the world. */
  pseudonymKey: string;
  /** The instant at which history ends, epoch ms. */
  end: number;
  units: Units;
  stations: Stations;
  deputies: Deputies;
  firms: Firms;
  representatives: ReadonlyMap<number, RepresentativeRow>;
  pairings: Pairings;
  cast: Cast;
  contacts: ContactSeed[];
};

/** Makes the world's registers and history of contacts: a pure function of its options and the reference data's keys. */
export function makeWorld(options: WorldOptions, reference: ReferenceIds): World {
  const draft = makeDraft(makeRandom(options.seed), worldShape(options.scale), options.today);
  const end = instantAt(dayNumber(options.today));
  const days = calendarRows();
  const calendar = buildCalendar(days, coverageAt(end, days));
  const units = makeUnits(draft, reference);
  const stations = makeStations(draft);
  const deputies = makeDeputies(draft, stations);
  const firms = makeFirms(draft);
  const planner = units.seatOf.get("congress/city/committee_clerk")?.holder ?? 1;
  const pairings = makePairings(draft, deputies, firms, planner);
  const cast = makeCast(draft, units, deputies, firms, pairings.rows);
  const story = new Map(
    cast.pairings.map((row, index): [number, ContactStory] => [
      row.pairingId,
      index === 2 ? "overdue" : "kept",
    ]),
  );
  const contacts = makeContacts(draft, pairings.rows, firms.rows, deputies, calendar, story);
  const representatives = new Map(firms.representatives.map((row) => [row.firmId, row]));
  return {
    draft,
    pseudonymKey: `world ${options.seed}`,
    calendar,
    end,
    units,
    stations,
    deputies,
    firms,
    representatives,
    pairings,
    cast,
    contacts,
  };
}
