import type { ContactPayloads } from "#app/domain/contact/events.ts";
import type { ContactTopic } from "#app/domain/contact/kinds.ts";
import type { contactDeputies, contactFirms, contacts } from "#db/schema/contacts.ts";
import type { events } from "#db/schema/events.ts";
import type { ContactSeed } from "./contacts.ts";
import { type Draft, dayText, instantText } from "./draft.ts";
import { NOTES, VAIN_NOTES } from "./lexicon/contacts.ts";
import type { Random } from "./random.ts";
import type { Deputies } from "./registers/deputies.ts";
import type { FirmRow, RepresentativeRow } from "./registers/firms.ts";
import type { Stations } from "./registers/stations.ts";
import type { RowOf } from "./rows.ts";

export type EventRow = RowOf<typeof events>;

/** What the rows of contacts are spelled out from. */
export type ContactSources = {
  draft: Draft;
  deputies: Deputies;
  firms: readonly FirmRow[];
  representatives: ReadonlyMap<number, RepresentativeRow>;
  stations: Stations;
};

/** The id a phone would have made: the time in front, so that the index grows at its end (UUID version 7). */
export function contactId(seed: Pick<ContactSeed, "no" | "createdAt">): string {
  const time = seed.createdAt.toString(16).padStart(12, "0");
  const mixed = Math.imul(seed.no, 2654435761) >>> 0;
  const tail = mixed.toString(16).padStart(8, "0") + seed.no.toString(16).padStart(7, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-8${tail.slice(3, 6)}-${tail.slice(6).padEnd(12, "0")}`;
}

/** Everybody credited with a contact. */
export function deputiesOf(seed: ContactSeed): number[] {
  const [first] = seed.pairings;
  if (seed.pairings.length === 1 && seed.guestDeputy === null && first !== undefined) return [first.deputyId];
  const own = seed.pairings.map((row) => row.deputyId);
  return [...new Set(seed.guestDeputy === null ? own : [...own, seed.guestDeputy])];
}

export function* contactRows(
  sources: ContactSources,
  seeds: readonly ContactSeed[],
): Iterable<RowOf<typeof contacts>> {
  const random = sources.draft.random.fork("contact-words");
  for (const seed of seeds) {
    const pairing = seed.pairings[0] as (typeof seed.pairings)[number];
    const deputy = sources.deputies.rows[pairing.deputyId - 1];
    const firm = sources.firms[pairing.firmId - 1];
    const person = sources.representatives.get(pairing.firmId);
    const topic = random.pick(TOPICS);
    const met = seed.outcome === "met";
    yield {
      contactId: contactId(seed),
      contactNo: seed.no,
      kind: seed.kind,
      outcome: seed.outcome,
      happenedOn: dayText(seed.day),
      place: seed.kind === "visit" ? (firm?.address ?? "") : seed.kind === "station" ? "代表之家" : "",
      topics: met
        ? [topic, ...(random.chance(0.2) ? [random.pick(TOPICS.filter((one) => one !== topic))] : [])]
        : [],
      peopleMet: met && person !== undefined ? `${person.name}（${person.title ?? ""}）` : "",
      firmNote: met && random.chance(0.35) ? fillGaps(random, random.pick(NOTES[topic])) : "",
      internalNote: met
        ? fillGaps(random, random.pick(NOTES[topic]))
        : random.pick(VAIN_NOTES[seed.outcome as keyof typeof VAIN_NOTES]),
      nextVisitOn: seed.nextVisit === null ? null : dayText(seed.nextVisit),
      stationId: seed.by === "station_clerk" ? (deputy?.stationId ?? null) : null,
      source: seed.by === "deputy" ? "phone" : "desk",
      outcomeReviewedAt: seed.review === null ? null : instantText(seed.review.at),
      recordedBy: recorderOf(sources, seed),
      recordedAs: seed.by,
      createdAt: instantText(seed.createdAt),
    };
  }
}

export function* contactFirmRows(seeds: readonly ContactSeed[]): Iterable<RowOf<typeof contactFirms>> {
  for (const seed of seeds) {
    const id = contactId(seed);
    for (const row of seed.pairings)
      yield { contactId: id, firmId: row.firmId, happenedOn: dayText(seed.day) };
  }
}

export function* contactDeputyRows(seeds: readonly ContactSeed[]): Iterable<RowOf<typeof contactDeputies>> {
  for (const seed of seeds) {
    const id = contactId(seed);
    for (const deputyId of deputiesOf(seed)) yield { contactId: id, deputyId, happenedOn: dayText(seed.day) };
  }
}

/** The log's entries of the contacts: each one recorded, vain ones looked into. Keys begin at `firstId`. */
export function* contactEventRows(
  sources: ContactSources,
  seeds: readonly ContactSeed[],
  firstId: number,
): Iterable<EventRow> {
  let eventId = firstId;
  for (const seed of seeds) {
    const payload: ContactPayloads["contact.logged"] = {
      kind: seed.kind,
      outcome: seed.outcome,
      happenedOn: dayText(seed.day),
      firmIds: seed.pairings.map((row) => row.firmId),
      deputyIds: deputiesOf(seed),
    };
    yield {
      eventId: eventId++,
      subjectKind: "contact",
      subjectId: seed.no,
      kind: "contact.logged",
      payload,
      actorUserId: recorderOf(sources, seed),
      actorRole: seed.by,
      at: instantText(seed.createdAt),
    };
    if (seed.review === null) continue;
    const township = sources.firms[(seed.pairings[0]?.firmId ?? 1) - 1]?.townshipCode ?? "";
    yield {
      eventId: eventId++,
      subjectKind: "contact",
      subjectId: seed.no,
      kind: "contact.outcome_reviewed",
      payload: { review: seed.review.review },
      actorUserId: sources.stations.officers.get(township) ?? null,
      actorRole: "township_officer",
      at: instantText(seed.review.at),
    };
  }
}

const TOPICS = Object.keys(NOTES) as ContactTopic[];

function recorderOf(sources: ContactSources, seed: ContactSeed): number {
  const deputy = sources.deputies.rows[(seed.pairings[0]?.deputyId ?? 1) - 1];
  const own = deputy?.userId ?? 1;
  if (seed.by === "township_officer") return sources.stations.officers.get(deputy?.townshipCode ?? "") ?? own;
  if (seed.by === "station_clerk") return sources.stations.clerks.get(deputy?.stationId ?? 0) ?? own;
  return own;
}

function fillGaps(random: Random, text: string): string {
  return text
    .replaceAll("{n}", String(random.pick([2, 3, 5, 8, 10, 12, 15, 20, 30, 50, 80])))
    .replaceAll("{p}", String(random.int(5, 95)))
    .replaceAll("{m}", String(random.int(1, 12)));
}
