// The small script of the form 记走访: keeps what is typed after every pause, takes it up again, and fetches the outbox when the form is usable.
import { type Draft, dropDraft, keepDraft, listDrafts, newId, type TypedValue } from "./drafts.ts";

/** A pause in typing after which the draft is kept, in milliseconds. */
const PAUSE_MS = 300;
const OUTBOX = "/outbox.js";

type Control = HTMLInputElement & HTMLTextAreaElement;

function start(root: HTMLElement, form: HTMLFormElement): void {
  const { who = "", firm = "", answered } = root.dataset;
  const id = form.elements.namedItem("contactId") as HTMLInputElement;
  const note = root.querySelector<HTMLElement>("[data-draft-note]");
  const controls = () =>
    (Array.from(form.elements) as Control[]).filter(
      (el) => el.name && !/hidden|submit|file/.test(el.type) && el.tagName !== "FIELDSET",
    );
  const isTap = (el: Control) => el.type === "checkbox" || el.type === "radio";
  const read = (): TypedValue[] => controls().map((el) => [el.name, el.value, isTap(el) ? el.checked : null]);
  let untouched = "";
  let pause = 0;

  function keep(): void {
    clearTimeout(pause);
    const values = read();
    if (JSON.stringify(values) !== untouched) keepDraft({ id: id.value, who, firm, at: Date.now(), values });
  }

  /** The page may come from the phone's own store: it opens with today and with the firm of the address all the same. */
  function fresh(): void {
    form.reset();
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const day = form.elements.namedItem("happenedOn") as HTMLInputElement;
    if (root.dataset.today && root.dataset.today < today) {
      day.value = today;
      const line = root.querySelector("[data-day]");
      if (line) line.textContent = today;
    }
    const wanted = new URLSearchParams(location.search).get("firm");
    const boxes = controls().filter((el) => el.name === "firmId");
    if (boxes.some((box) => box.value === wanted))
      for (const box of boxes) box.checked = box.value === wanted;
    id.value = newId();
    untouched = JSON.stringify(read());
    if (note) note.hidden = true;
  }

  function take(draft: Draft): void {
    id.value = draft.id;
    for (const el of controls()) {
      for (const [name, value, ticked] of draft.values) {
        if (name !== el.name) continue;
        if (ticked === null) el.value = value;
        else if (value === el.value) el.checked = ticked;
      }
      const changed = isTap(el) ? el.checked !== el.defaultChecked : el.value !== el.defaultValue;
      const fold = el.closest("details");
      if (fold && changed) fold.open = true;
    }
    if (note) note.hidden = false;
  }

  if (answered) untouched = JSON.stringify(read());
  else {
    fresh();
    const asked = new URLSearchParams(location.search).get("draft");
    const drafts = listDrafts(who);
    const kept =
      drafts.find((draft) => draft.id === asked) ??
      drafts.find((draft) => !asked && (!firm || draft.firm === firm));
    if (kept) take(kept);
  }
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = window.setTimeout(keep, PAUSE_MS);
  });
  form.addEventListener("submit", keep);
  addEventListener("pagehide", keep);
  root.querySelector("[data-draft-discard]")?.addEventListener("click", () => {
    dropDraft(id.value);
    root.dispatchEvent(new CustomEvent("discarded", { detail: id.value }));
    fresh();
  });
  // The outbox took the contact over, or hands one back to be mended.
  root.addEventListener("taken", fresh);
  root.addEventListener("reopened", (event) => {
    keep();
    fresh();
    take((event as CustomEvent<Draft>).detail);
  });
}

const root = document.querySelector<HTMLElement>("[data-visit]");
const form = root?.querySelector<HTMLFormElement>("form[data-log]");
if (root && form) start(root, form);
if (root?.dataset.saved) dropDraft(root.dataset.saved);
addEventListener("load", () => import(/* @vite-ignore */ OUTBOX).catch(() => {}));
