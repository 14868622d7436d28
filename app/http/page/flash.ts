import type { MessageKey, Params } from "#app/i18n/translator.ts";

const NAME = "flash";
/** Long enough for the page that follows a redirect. */
const LIFETIME_S = 30;

/** What was done, said once on the next page. */
export type Flash = { key: MessageKey; params?: Params };

/** `redirect(to, { headers: { "Set-Cookie": flash("contact.saved") } })` */
export function flash(key: MessageKey, params?: Params): string {
  const value = encodeURIComponent(JSON.stringify({ key, params }));
  return `${NAME}=${value}; Path=/; Max-Age=${LIFETIME_S}; SameSite=Lax; HttpOnly`;
}

/** The message left by the answer before, if any; nothing in it is trusted but a key and plain gaps. */
export function readFlash(headers: Headers): Flash | null {
  const found = /(?:^|;\s*)flash=([^;]+)/.exec(headers.get("cookie") ?? "")?.[1];
  if (found === undefined) return null;
  try {
    const { key, params } = JSON.parse(decodeURIComponent(found)) as { key?: unknown; params?: unknown };
    if (typeof key !== "string") return null;
    const gaps = Object.entries(typeof params === "object" && params !== null ? params : {}).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === "string" || typeof entry[1] === "number",
    );
    return { key: key as MessageKey, params: Object.fromEntries(gaps) };
  } catch {
    return null;
  }
}

/** Takes the message away once it has been shown. */
export const SPENT_FLASH = `${NAME}=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly`;
