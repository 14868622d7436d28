import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Draft } from "./drafts.ts";

/** How a contact in the outbox stands; `waiting` covers everything that time mends. */
export type VisitState = "waiting" | "signin" | "refused" | "conflict" | "sent";

/** A contact handed over for sending; kept after it was sent, for a while, so that the list can say so. */
export type Visit = {
  id: string;
  who: string;
  at: number;
  /** Names of the firms, for the list. */
  firms: string;
  /** The first words, for the list. */
  words: string;
  /** The form as it is sent, urlencoded: the same at each attempt. */
  body: string;
  draft: Draft;
  state: VisitState;
  tries: number;
  /** Sentences of the refusal. */
  errors: string[];
  no?: number;
  issue?: string;
  sentAt?: number;
};

/** A photo, shrunk already. `ready` once its contact was handed over. */
export type Photo = {
  id: string;
  visit: string;
  who: string;
  at: number;
  bytes: ArrayBuffer;
  ready: boolean;
  state: "waiting" | "refused" | "sent";
  error: string;
};

interface Outbox extends DBSchema {
  visits: { key: string; value: Visit };
  photos: { key: string; value: Photo; indexes: { visit: string } };
}

const WEEK_MS = 7 * 24 * 3_600_000;
let opened: Promise<IDBPDatabase<Outbox>> | undefined;

function database(): Promise<IDBPDatabase<Outbox>> {
  opened ??= openDB<Outbox>("liaison", 1, {
    upgrade(db) {
      db.createObjectStore("visits", { keyPath: "id" });
      db.createObjectStore("photos", { keyPath: "id" }).createIndex("visit", "visit");
    },
    // Another tab wants a newer store: let go, and open again when something is asked.
    blocking(_now, _wanted, event) {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
  return opened;
}

/** Hands a contact over, and with it the photos chosen for it, in one transaction. */
export async function putVisit(visit: Visit): Promise<void> {
  const tx = (await database()).transaction(["visits", "photos"], "readwrite");
  await tx.objectStore("visits").put(visit);
  for (const photo of await tx.objectStore("photos").index("visit").getAll(visit.id))
    await tx.objectStore("photos").put({ ...photo, ready: true });
  await tx.done;
}

/** Changes what is kept of a contact; nothing happens where it was deleted meanwhile. */
export async function changeVisit(id: string, change: Partial<Visit>): Promise<void> {
  const tx = (await database()).transaction("visits", "readwrite");
  const visit = await tx.store.get(id);
  // Sent is the end: an attempt of another tab that failed later changes nothing.
  if (visit && visit.state !== "sent") await tx.store.put({ ...visit, ...change });
  await tx.done;
}

export async function getVisit(id: string): Promise<Visit | undefined> {
  return (await database()).get("visits", id);
}

/** An account's contacts, the oldest first: the order in which they are sent. */
export async function listVisits(who: string): Promise<Visit[]> {
  const all = await (await database()).getAll("visits");
  return all.filter((visit) => visit.who === who).sort((one, other) => one.at - other.at);
}

/** Forgets a contact of the outbox; with `photos` its photos too. */
export async function dropVisit(id: string, photos: boolean): Promise<void> {
  const tx = (await database()).transaction(["visits", "photos"], "readwrite");
  await tx.objectStore("visits").delete(id);
  const kept = photos ? await tx.objectStore("photos").index("visit").getAllKeys(id) : [];
  for (const key of kept) await tx.objectStore("photos").delete(key);
  await tx.done;
}

export async function putPhoto(photo: Photo): Promise<void> {
  await (await database()).put("photos", photo);
}

/** Changes a photo that is still kept. A sent one lets go of its bytes. */
export async function changePhoto(id: string, change: Partial<Photo>): Promise<void> {
  const tx = (await database()).transaction("photos", "readwrite");
  const photo = await tx.store.get(id);
  if (photo && photo.state !== "sent") await tx.store.put({ ...photo, ...change });
  await tx.done;
}

export async function dropPhoto(id: string): Promise<void> {
  await (await database()).delete("photos", id);
}

export async function listPhotos(who: string): Promise<Photo[]> {
  const all = await (await database()).getAll("photos");
  return all.filter((photo) => photo.who === who).sort((one, other) => one.at - other.at);
}

/** Makes the photos of a saved contact ready to go. */
export async function readyPhotos(visit: string): Promise<void> {
  const tx = (await database()).transaction("photos", "readwrite");
  for (const photo of await tx.store.index("visit").getAll(visit))
    if (!photo.ready) await tx.store.put({ ...photo, ready: true });
  await tx.done;
}

/** What was sent more than a week ago leaves the phone. */
export async function forgetSent(now: number): Promise<void> {
  const tx = (await database()).transaction(["visits", "photos"], "readwrite");
  for (const visit of await tx.objectStore("visits").getAll())
    if (visit.state === "sent" && (visit.sentAt ?? 0) < now - WEEK_MS)
      await tx.objectStore("visits").delete(visit.id);
  for (const photo of await tx.objectStore("photos").getAll())
    if (photo.state === "sent" && photo.at < now - WEEK_MS) await tx.objectStore("photos").delete(photo.id);
  await tx.done;
}
