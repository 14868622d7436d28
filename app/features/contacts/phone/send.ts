import { dropDraft } from "./drafts.ts";
import {
  changePhoto,
  changeVisit,
  forgetSent,
  listPhotos,
  listVisits,
  type Photo,
  type Visit,
} from "./store.ts";

/** Longest wait for an answer, in milliseconds; a photo takes 20 s at 150 kbit/s. */
const TEXT_MS = 30_000;
const PHOTO_MS = 120_000;
/** First and longest pause before what failed is tried again while the page stays open. */
const RETRY_MS = { first: 5_000, longest: 300_000 };

/** What an attempt came to: `later` is for everything that time mends, `signin` for a login that ended. */
type Attempt = "done" | "later" | "offline" | "signin";

/** What is on its way at this moment, by id; never stored, because a killed tab sends nothing. */
export const onTheWay = new Set<string>();

type Saved = { ok: true; contactId: string; no: number; issue: string | null };
type Refused = { ok: false; code: string; errors: string[] };

async function post(url: string, body: BodyInit, who: string, ms: number): Promise<Response | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ms);
  try {
    return await fetch(url, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "Liaison-User": who },
      credentials: "same-origin",
      redirect: "manual",
      signal: stop.signal,
    });
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** The answer of our own server; a hotel's page or a cut answer is none. */
async function answerOf<T extends { ok: boolean }>(response: Response): Promise<T | null> {
  try {
    const answer = (await response.json()) as T;
    return typeof answer?.ok === "boolean" ? answer : null;
  } catch {
    return null;
  }
}

async function sendVisit(visit: Visit): Promise<Attempt> {
  const { id, who } = visit;
  const tries = visit.tries + 1;
  const response = await post("/contacts/log", new URLSearchParams(visit.body), who, TEXT_MS);
  if (response === null) {
    await changeVisit(id, { state: "waiting", tries });
    return "offline";
  }
  // 404 without words: another account is signed in, which may not record contacts.
  if (response.status === 401 || response.status === 404) {
    await changeVisit(id, { state: "signin", tries });
    return "signin";
  }
  const answer = await answerOf<Saved | Refused>(response);
  if (answer?.ok && answer.contactId === id) {
    const issue = answer.issue ?? undefined;
    await changeVisit(id, { state: "sent", sentAt: Date.now(), no: answer.no, issue, errors: [] });
    dropDraft(id);
    return "done";
  }
  if (answer && !answer.ok && response.status < 500 && response.status !== 429) {
    const state = answer.code === "common.key_reused" ? "conflict" : "refused";
    await changeVisit(id, { state, tries, errors: answer.errors });
    return "done";
  }
  await changeVisit(id, { state: "waiting", tries });
  return "later";
}

async function sendPhoto(photo: Photo): Promise<Attempt> {
  const form = new FormData();
  form.append("photo", new Blob([photo.bytes], { type: "image/jpeg" }), "photo.jpg");
  const response = await post(`/contacts/${photo.visit}/photos`, form, photo.who, PHOTO_MS);
  if (response === null) return "offline";
  if (response.status === 401) return "signin";
  const answer = await answerOf<{ ok: boolean; errors?: string[] }>(response);
  if (answer?.ok) {
    await changePhoto(photo.id, { state: "sent", bytes: new ArrayBuffer(0), error: "" });
    return "done";
  }
  if (response.status === 404 || (answer && response.status < 500 && response.status !== 429)) {
    await changePhoto(photo.id, { state: "refused", error: answer?.errors?.[0] ?? "" });
    return "done";
  }
  return "later";
}

/** Sends whatever waits, the texts first; each photo by itself, so that one that fails keeps nobody back. */
async function sendAll(who: string, changed: () => void): Promise<Attempt> {
  let worst: Attempt = "done";
  const attempt = async (id: string, send: () => Promise<Attempt>): Promise<boolean> => {
    onTheWay.add(id);
    changed();
    const came = await send().finally(() => onTheWay.delete(id));
    changed();
    if (came !== "done") worst = came;
    return came === "done" || came === "later";
  };
  for (const visit of await listVisits(who)) {
    if (visit.state !== "waiting" && visit.state !== "signin") continue;
    if (!(await attempt(visit.id, () => sendVisit(visit)))) return worst;
  }
  const visits = new Map((await listVisits(who)).map((visit) => [visit.id, visit.state]));
  for (const photo of await listPhotos(who)) {
    const state = visits.get(photo.visit);
    if (!photo.ready || photo.state !== "waiting" || (state !== undefined && state !== "sent")) continue;
    if (!(await attempt(photo.id, () => sendPhoto(photo)))) return worst;
  }
  return worst;
}

let running: Promise<void> | undefined;
let again = false;
let retry = 0;
let pause = RETRY_MS.first;

/** One tab at a time where the browser knows locks; without them a double is the server's to recognise. */
async function alone(work: () => Promise<Attempt>): Promise<Attempt> {
  if (!("locks" in navigator)) return work();
  return navigator.locks.request("outbox", { ifAvailable: true }, async (lock) => (lock ? work() : "later"));
}

/** Sends now, or once more after what is under way; tries again by itself while something waits. */
export function sendNow(who: string, changed: () => void): Promise<void> {
  if (running) {
    again = true;
    return running;
  }
  clearTimeout(retry);
  running = (async () => {
    let came: Attempt;
    do {
      again = false;
      came = await alone(() => sendAll(who, changed)).catch(() => "later" as const);
    } while (again);
    if (came === "later" || came === "offline") {
      retry = window.setTimeout(() => sendNow(who, changed), pause);
      pause = Math.min(pause * 2, RETRY_MS.longest);
    } else pause = RETRY_MS.first;
    await forgetSent(Date.now());
  })()
    .catch(() => {})
    .finally(() => {
      running = undefined;
      changed();
    });
  return running;
}
