import { type Draft, dropDraft, listDrafts } from "./drafts.ts";
import { onTheWay } from "./send.ts";
import {
  changePhoto,
  dropPhoto,
  dropVisit,
  listPhotos,
  listVisits,
  type Photo,
  type Visit,
} from "./store.ts";
import { say, when } from "./words.ts";

/** Sent contacts are shown for a day, the last few of them. */
const SHOWN_MS = 24 * 3_600_000;
const SENT_SHOWN = 3;

/** What the list asks the page to do. */
export type ListActions = {
  send: () => void;
  /** Takes a draft up again in the form, where the page has one; else by address. */
  open: (draft: Draft) => void;
  changed: () => void;
  /** The contact being written in this page, which is no separate draft. */
  current: () => string;
};

type Button = { word: string; act?: () => void | Promise<void>; href?: string; danger?: boolean };

function element(tag: string, text: string, className = ""): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** A button; a dangerous one asks in its own place before it acts. */
function button(one: Button, actions: ListActions): HTMLElement {
  if (one.href !== undefined) {
    const link = element("a", one.word, "o-act") as HTMLAnchorElement;
    link.href = one.href;
    return link;
  }
  const made = element("button", one.word, "o-act") as HTMLButtonElement;
  made.type = "button";
  let sure = !one.danger;
  made.addEventListener("click", async () => {
    if (!sure) {
      sure = true;
      made.textContent = say("outbox.deleteSure");
      setTimeout(() => {
        sure = false;
        made.textContent = one.word;
      }, 6000);
      return;
    }
    await one.act?.();
    actions.changed();
  });
  return made;
}

function item(
  key: string,
  head: string,
  state: string,
  loud: boolean,
  words: string,
  buttons: Button[],
  actions: ListActions,
) {
  const made = document.createElement("li");
  made.dataset.item = key;
  made.append(element("b", head), element("p", state, loud ? "o-state o-loud" : "o-state"));
  if (words) made.append(element("p", words, "o-words"));
  const row = element("div", "", "o-acts");
  row.append(...buttons.map((one) => button(one, actions)));
  made.append(row);
  return made;
}

function draftItem(draft: Draft, actions: ListActions): HTMLElement {
  const words = draft.values
    .filter(([name, value]) => /Note|Title|Words/.test(name) && value !== "")
    .map(([, value]) => value)
    .join(" ");
  const drop = async () => {
    dropDraft(draft.id);
    await dropVisit(draft.id, true);
  };
  return item(
    draft.id,
    say("outbox.draft"),
    say("outbox.draftAt", { at: when(draft.at) }),
    false,
    words.slice(0, 80),
    [
      { word: say("outbox.continue"), act: () => actions.open(draft) },
      { word: say("outbox.delete"), act: drop, danger: true },
    ],
    actions,
  );
}

function stateOf(visit: Visit): string {
  if (onTheWay.has(visit.id)) return say("outbox.sending");
  if (visit.state === "sent") {
    const gaps = { no: visit.no ?? "", at: when(visit.sentAt ?? visit.at) };
    return visit.issue
      ? say("outbox.sentWithIssue", { ...gaps, number: visit.issue })
      : say("outbox.sent", gaps);
  }
  if (visit.state === "refused") return say("outbox.refused", { why: visit.errors.join("；") });
  if (visit.state === "waiting") return say(navigator.onLine ? "outbox.waiting" : "outbox.waitingOffline");
  return say(`outbox.${visit.state}`);
}

function visitItem(visit: Visit, actions: ListActions): HTMLElement {
  const { id, state } = visit;
  const record: Button = { word: say("outbox.record"), href: `/contacts/${id}` };
  const drop: Button = { word: say("outbox.delete"), act: () => dropVisit(id, true), danger: true };
  // Refused means that nothing was stored: it goes back into the form under its own id.
  const mend: Button = {
    word: say("outbox.mend"),
    act: async () => {
      actions.open(visit.draft);
      await dropVisit(id, false);
    },
  };
  const send: Button = { word: say("outbox.sendNow"), act: actions.send };
  const signIn: Button = {
    word: say("outbox.signIn"),
    href: `/login?again=1&next=${encodeURIComponent(location.pathname)}`,
  };
  const buttons: Record<Visit["state"], Button[]> = {
    waiting: onTheWay.has(id) ? [] : [send, drop],
    signin: [signIn, drop],
    refused: [mend, drop],
    conflict: [record, drop],
    sent: [record],
  };
  const loud = state === "refused" || state === "conflict";
  return item(
    id,
    visit.firms,
    stateOf(visit),
    loud,
    state === "sent" ? "" : visit.words,
    buttons[state],
    actions,
  );
}

/** The photos of one contact in one line; what was refused is named and can be dropped or tried again. */
function photoItem(visit: string, photos: Photo[], actions: ListActions): HTMLElement | null {
  const ready = photos.filter((photo) => photo.ready);
  const sent = ready.filter((photo) => photo.state === "sent").length;
  const refused = ready.filter((photo) => photo.state === "refused");
  if (ready.length === 0) return null;
  const gaps = { sent, all: ready.length };
  const state =
    refused.length > 0
      ? say("outbox.photosRefused", { ...gaps, why: refused[0]?.error ?? "" })
      : say(sent === ready.length ? "outbox.photosSent" : "outbox.photosWaiting", gaps);
  const retry = async () => {
    for (const { id } of refused) await changePhoto(id, { state: "waiting", error: "" });
    actions.send();
  };
  const drop = async () => {
    for (const { id } of refused) await dropPhoto(id);
  };
  const buttons: Button[] =
    refused.length > 0
      ? [
          { word: say("outbox.sendNow"), act: retry },
          { word: say("outbox.dropPhotos"), act: drop, danger: true },
        ]
      : sent < ready.length
        ? [{ word: say("outbox.sendNow"), act: actions.send }]
        : [];
  return item(`photos-${visit}`, say("outbox.photos"), state, refused.length > 0, "", buttons, actions);
}

/** Fills the list of what lies on this phone, drafts and contacts not sent first; hides it when there is nothing. */
export async function showList(root: HTMLElement, who: string, actions: ListActions): Promise<void> {
  const [visits, photos] = await Promise.all([listVisits(who), listPhotos(who)]);
  const known = new Set(visits.map((visit) => visit.id));
  const drafts = listDrafts(who).filter((draft) => draft.id !== actions.current());
  for (const draft of drafts) if (known.has(draft.id)) dropDraft(draft.id);
  const open = visits.filter((visit) => visit.state !== "sent");
  const sent = visits
    .filter((visit) => visit.state === "sent" && (visit.sentAt ?? 0) > Date.now() - SHOWN_MS)
    .sort((one, other) => (other.sentAt ?? 0) - (one.sentAt ?? 0))
    .slice(0, SENT_SHOWN);
  const items = [
    ...open.map((visit) => visitItem(visit, actions)),
    ...drafts.filter((draft) => !known.has(draft.id)).map((draft) => draftItem(draft, actions)),
    ...sent.map((visit) => visitItem(visit, actions)),
  ];
  const shown = new Set([...open, ...sent].map((visit) => visit.id));
  const pending = (visit: string) =>
    photos.some((photo) => photo.visit === visit && photo.ready && photo.state !== "sent");
  for (const visit of new Set(photos.map((photo) => photo.visit))) {
    if (!shown.has(visit) && !pending(visit)) continue;
    const line = photoItem(
      visit,
      photos.filter((photo) => photo.visit === visit),
      actions,
    );
    if (line) items.push(line);
  }
  const focused = (document.activeElement?.closest("[data-item]") as HTMLElement | null)?.dataset.item;
  const list = document.createElement("ul");
  list.append(...items);
  root.replaceChildren(...(items.length > 0 ? [element("h2", say("outbox.title")), list] : []));
  root.hidden = items.length === 0;
  if (focused && !root.contains(document.activeElement))
    root.querySelector<HTMLElement>(`[data-item="${focused}"] .o-act`)?.focus();
}
