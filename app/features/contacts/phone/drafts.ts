/** One control of the form: its name, its value, and whether it is ticked where it is a tap. */
export type TypedValue = [name: string, value: string, ticked: boolean | null];

/**
 * What is being written and not yet handed to the outbox. Drafts lie in localStorage: writing there is done before a tab can be
 * killed, which IndexedDB does not promise. `who` is the account that writes, so that nobody sends in another's name.
 */
export type Draft = { id: string; who: string; firm: string; at: number; values: TypedValue[] };

const PREFIX = "contact-draft:";

/** The phone's small store; null where the browser has none or refuses it. */
export function draftStore(): Storage | null {
  try {
    window.localStorage.getItem(PREFIX);
    return window.localStorage;
  } catch {
    return null;
  }
}

export function keepDraft(draft: Draft): void {
  try {
    draftStore()?.setItem(PREFIX + draft.id, JSON.stringify(draft));
  } catch {
    // Full or refused: the words still stand in the form.
  }
}

export function dropDraft(id: string): void {
  draftStore()?.removeItem(PREFIX + id);
}

/** The drafts of an account, the last one first. */
export function listDrafts(who: string): Draft[] {
  const store = draftStore();
  const found: Draft[] = [];
  for (let at = 0; at < (store?.length ?? 0); at++) {
    const key = store?.key(at) ?? "";
    if (!key.startsWith(PREFIX)) continue;
    try {
      const draft = JSON.parse(store?.getItem(key) ?? "") as Draft;
      if (draft.who === who) found.push(draft);
    } catch {
      // Not ours any more: an older form wrote it differently.
    }
  }
  return found.sort((one, other) => other.at - one.at);
}

/** An id for a contact, made here on the phone; `crypto.randomUUID` is missing in browsers of a few years ago. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 15) | 64;
  bytes[8] = (bytes[8]! & 63) | 128;
  const hex = Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
