// What the outbox does on pages without React: takes a contact over when it is saved, and looks after the photos of a saved one.
import { type Draft, dropDraft, listDrafts, type TypedValue } from "./drafts.ts";
import { mountOutbox } from "./outbox.ts";
import { photoField } from "./photo-field.ts";
import { getVisit, putVisit, readyPhotos, type Visit } from "./store.ts";
import { say } from "./words.ts";

function valuesOf(form: HTMLFormElement): TypedValue[] {
  return ([...form.elements] as HTMLInputElement[])
    .filter((el) => el.name && el.type !== "hidden" && el.type !== "submit" && el.tagName !== "FIELDSET")
    .map((el) => [el.name, el.value, el.type === "checkbox" || el.type === "radio" ? el.checked : null]);
}

function visitOf(root: HTMLElement, form: HTMLFormElement): Visit {
  const { who = "", firm = "" } = root.dataset;
  const data = new FormData(form);
  const text = (name: string) => String(data.get(name) ?? "").trim();
  const id = text("contactId");
  const body = new URLSearchParams([...data].map(([name, value]) => [name, String(value)])).toString();
  const ticked = [...form.querySelectorAll<HTMLInputElement>("[name=firmId]:checked")];
  const names = ticked.map((box) => box.closest("label")?.textContent ?? "");
  const at = Date.now();
  return {
    id,
    who,
    at,
    firms: [...names, text("otherFirm")].filter((name) => name !== "").join("、"),
    words: [text("internalNote"), text("firmNote"), text("findingTitle"), text("findingWords")]
      .filter((words) => words !== "")
      .join(" "),
    body,
    draft: { id, who, firm, at, values: valuesOf(form) },
    state: "waiting",
    tries: 0,
    errors: [],
  };
}

/** The page of the form: saving hands over to the outbox; what was sent opens its record. */
async function driveForm(root: HTMLElement, form: HTMLFormElement, list: HTMLElement): Promise<void> {
  const who = list.dataset.who ?? "";
  const id = form.elements.namedItem("contactId") as HTMLInputElement;
  const status = root.querySelector<HTMLElement>("[data-status]");
  const tell = (text: string) => {
    if (status) status.textContent = text;
  };
  const fields = root.querySelector<HTMLElement>("[data-photos]");
  const photos =
    fields &&
    photoField(
      fields,
      who,
      () => id.value,
      false,
      () => {},
    );
  const fresh = () => {
    root.dispatchEvent(new CustomEvent("taken"));
    photos?.show();
  };
  /** The same contact may have been handed over in another tab, or just before this one was killed. */
  const letGo = async () => {
    const known = await getVisit(id.value).catch(() => undefined);
    if (known && JSON.stringify(known.draft.values) === JSON.stringify(valuesOf(form))) fresh();
  };
  await letGo();
  if (fields) fields.hidden = false;
  photos?.show();
  root.addEventListener("discarded", (event) => photos?.dropAll((event as CustomEvent<string>).detail));
  window.addEventListener("storage", letGo);

  const box = mountOutbox(list, {
    current: () => id.value,
    open: (draft: Draft) => {
      root.dispatchEvent(new CustomEvent("reopened", { detail: draft }));
      tell("");
      photos?.show();
      form.querySelector("textarea")?.focus();
    },
  });
  if (new URLSearchParams(location.search).has("offline")) tell(say("outbox.pageNeedsNetwork"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const visit = visitOf(root, form);
    const silent = visit.words === "" && new FormData(form).get("outcome") === "met";
    if (silent || visit.firms === "") {
      tell(say(silent ? "outbox.nothingWritten" : "outbox.noFirm"));
      form.querySelector<HTMLElement>(silent ? "textarea" : "[name=firmId],[name=otherFirm]")?.focus();
      return;
    }
    try {
      await putVisit(visit);
    } catch {
      // No room or no right to keep it here: the page itself sends it, as without script.
      form.submit();
      return;
    }
    dropDraft(visit.id);
    fresh();
    tell(say(navigator.onLine ? "outbox.keptSending" : "outbox.keptOffline"));
    status?.scrollIntoView({ block: "center" });
    await box.send();
    const after = await getVisit(visit.id);
    const writing = listDrafts(who).some((draft) => draft.id === id.value);
    if (after?.state === "sent") {
      tell(say("outbox.sent", { no: after.no ?? "", at: "" }));
      if (!writing) location.assign(`/contacts/${visit.id}?saved=1`);
    } else if (after) tell(say(after.state === "waiting" ? "outbox.keptOffline" : "outbox.kept"));
  });
}

/** The page of a saved contact: its photos go from here, and more may be chosen. */
async function driveRecord(root: HTMLElement, list: HTMLElement, visit: string): Promise<void> {
  await readyPhotos(visit).catch(() => {});
  const box = mountOutbox(list);
  const fields = root.querySelector<HTMLElement>("[data-photos]");
  if (!fields) return;
  for (const button of fields.querySelectorAll("button")) button.hidden = true;
  photoField(
    fields,
    list.dataset.who ?? "",
    () => visit,
    true,
    () => box.send(),
  );
}

const root = document.querySelector<HTMLElement>("[data-visit]");
const list = root?.querySelector<HTMLElement>("[data-outbox]");
const form = root?.querySelector<HTMLFormElement>("form[data-log]");
if (root && list) {
  if (form) driveForm(root, form, list);
  else if (root.dataset.record) driveRecord(root, list, root.dataset.record);
}
