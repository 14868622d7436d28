import { keepDraft } from "./drafts.ts";
import { type ListActions, showList } from "./outbox-list.ts";
import { sendNow } from "./send.ts";

const STYLES = "/outbox.css";
/** Wakes the lists of other tabs: writing it makes an event there. */
const PING = "contact-outbox";

function wakeOthers(): void {
  try {
    localStorage.setItem(PING, String(Date.now()));
  } catch {
    // Other tabs look again when they are next looked at.
  }
}

/** A running outbox: sends now, shows its list anew, ends. */
export type Outbox = { send: () => Promise<void>; show: () => void; end: () => void };

/**
 * Shows and drives the outbox in `root` (its account in `data-who`): sends at once, when the network comes back, when the page is
 * looked at again. `given` are what a page with a form does otherwise.
 */
export function mountOutbox(root: HTMLElement, given: Partial<ListActions> = {}): Outbox {
  const who = root.dataset.who ?? "";
  const end = new AbortController();
  const show = () => {
    showList(root, who, actions).catch(() => {});
  };
  const changed = () => {
    show();
    wakeOthers();
  };
  const send = () => sendNow(who, changed);
  const actions: ListActions = {
    send,
    changed,
    open: (draft) => {
      keepDraft(draft);
      location.assign(`/contacts/new?draft=${draft.id}`);
    },
    current: () => "",
    ...given,
  };
  const on = (target: EventTarget, name: string, act: () => void) =>
    target.addEventListener(name, act, { signal: end.signal });
  on(window, "online", send);
  on(window, "offline", show);
  on(window, "storage", show);
  on(window, "pageshow", send);
  on(document, "visibilitychange", () => {
    if (document.visibilityState === "visible") send();
  });
  wearStyles();
  show();
  send();
  keepFormOnPhone();
  return { send, show, end: () => end.abort() };
}

/** The looks of the list come with it: a page that is weighed does not wait for them. */
function wearStyles(): void {
  if (document.querySelector(`link[href="${STYLES}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = STYLES;
  document.head.append(link);
}

/** Where the browser has a service worker, the form opens without a network. */
function keepFormOnPhone(): void {
  const worker = navigator.serviceWorker;
  if (!worker) return;
  worker
    .register("/sw.js")
    .then(() => worker.ready)
    .then((registration) => registration.active?.postMessage("keep"))
    .catch(() => {});
}
