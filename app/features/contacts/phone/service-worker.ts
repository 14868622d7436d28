// Opens the form 记走访 while there is no network. Everything else passes through untouched; nothing but the form and its parts is kept.

type Waiting = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Waiting & {
  request: Request;
  preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
};
type Worker = {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  registration: { navigationPreload?: { enable(): Promise<void> } };
  addEventListener(name: "install" | "activate", act: (event: Waiting) => void): void;
  addEventListener(name: "message", act: (event: Waiting & { data: unknown }) => void): void;
  addEventListener(name: "fetch", act: (event: Fetching) => void): void;
};

const worker = self as unknown as Worker;
const KEPT = "contact-form-1";
const FORM = "/contacts/new";
/** Parts that the form's small script asks for by itself. */
const LATER_PARTS = ["/outbox.js", "/outbox.css"];
/** With the form on the phone, a page that takes longer is not waited for. */
const WAIT_MS = 5000;
/** A kept form younger than this is not fetched again by other pages. */
const FRESH_MS = 6 * 3_600_000;

async function keepParts(html: string): Promise<void> {
  const kept = await caches.open(KEPT);
  const named = [...html.matchAll(/(?:href|src)="(\/[^"?]+\.(?:css|js|svg))"/g)].map(
    (found) => found[1] ?? "",
  );
  const wanted = [...new Set([...named, ...LATER_PARTS])];
  for (const part of wanted) {
    // What lies under /assets carries its hash in the name and never changes.
    if (part.startsWith("/assets/") && (await kept.match(part))) continue;
    const answer = await fetch(part, { cache: "no-cache" }).catch(() => null);
    if (answer?.ok) await kept.put(part, answer);
  }
  for (const request of await kept.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname !== FORM && !wanted.includes(pathname)) await kept.delete(request);
  }
}

/** Keeps a page of the form as it came; a login page in its place is not one. */
async function keep(answer: Response): Promise<void> {
  if (answer.status !== 200 || answer.redirected || answer.type === "opaqueredirect") return;
  const copy = answer.clone();
  const html = await answer.text();
  await keepParts(html);
  await (await caches.open(KEPT)).put(FORM, copy);
}

async function keepForm(): Promise<void> {
  const kept = await (await caches.open(KEPT)).match(FORM);
  const age = Date.now() - Date.parse(kept?.headers.get("date") ?? "");
  if (age < FRESH_MS) return;
  await keep(await fetch(FORM, { credentials: "same-origin", redirect: "manual" }));
}

function late(): Promise<"late"> {
  return new Promise((resolve) => setTimeout(() => resolve("late"), WAIT_MS));
}

async function openForm(event: Fetching): Promise<Response> {
  const kept = await (await caches.open(KEPT)).match(FORM);
  const asked = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  try {
    const answer = await (kept ? Promise.race([asked, late()]) : asked);
    if (answer === "late") {
      event.waitUntil(asked.then((slow) => keep(slow)).catch(() => {}));
      return kept as Response;
    }
    if (answer.status >= 502 && kept) return kept;
    event.waitUntil(keep(answer.clone()).catch(() => {}));
    return answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/** Every other page needs the network; without it the deputy lands where something can be done. */
async function openPage(event: Fetching): Promise<Response> {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch (error) {
    if (await (await caches.open(KEPT)).match(FORM)) return Response.redirect(`${FORM}?offline=1`);
    throw error;
  }
}

async function openPart(request: Request, path: string): Promise<Response> {
  const kept = await (await caches.open(KEPT)).match(path);
  if (kept && path.startsWith("/assets/")) return kept;
  return fetch(request).catch((error) => {
    if (kept) return kept;
    throw error;
  });
}

worker.addEventListener("install", () => {
  worker.skipWaiting();
});
worker.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([worker.clients.claim(), worker.registration.navigationPreload?.enable()]));
});
worker.addEventListener("message", (event) => {
  if (event.data === "keep") event.waitUntil(keepForm().catch(() => {}));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  // Who signs out leaves no list of firms behind; what waits to be sent stays, under their name.
  if (request.method === "POST" && pathname === "/logout") event.waitUntil(caches.delete(KEPT));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(pathname === FORM ? openForm(event) : openPage(event));
  else if (/\.(css|js|svg)$/.test(pathname) && request.destination !== "")
    event.respondWith(openPart(request, pathname));
});
