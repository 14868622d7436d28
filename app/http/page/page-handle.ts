import type { MetaDescriptor } from "@remix-run/node";
import { PHONE_ROLES } from "#app/domain/access/policy.ts";
import { DEFAULT_LOCALE, isLocale, type Locale } from "#app/i18n/locale.ts";
import { type MessageKey, type Params, providedTranslator } from "#app/i18n/translator.ts";

/** What a route may say about itself: `export const handle: PageHandle = { delivery: "plain" }`. */
export type PageHandle = {
  /** `plain` sends HTML without React; the default is a hydrated page. */
  delivery?: "plain";
  /** A plain page that has to weigh little loads the style sheet of forms alone. */
  sheet?: "form";
};

export function isPlain(handle: unknown): boolean {
  return typeof handle === "object" && handle !== null && (handle as PageHandle).delivery === "plain";
}

export function needsFormSheetOnly(handle: unknown): boolean {
  return isPlain(handle) && (handle as PageHandle).sheet === "form";
}

/** Which dictionaries a page needs: those who work at desks load the words of registers and plans as well. */
export function wordsOf(matches: readonly { id: string; data?: unknown }[]): "desk" | "phone" {
  const data = matches.find((match) => match.id === "routes/_desk")?.data;
  const role = typeof data === "object" && data !== null && "role" in data ? data.role : null;
  return role === null || PHONE_ROLES.some((one) => one === role) ? "phone" : "desk";
}

type MetaArgs = { data?: unknown; error?: unknown; matches: readonly { id: string; data?: unknown }[] };

function localeOf(matches: MetaArgs["matches"]): Locale {
  const data = matches.find((match) => match.id === "root")?.data;
  const locale = typeof data === "object" && data !== null && "locale" in data ? data.locale : null;
  return isLocale(locale) ? locale : DEFAULT_LOCALE;
}

/**
 * The title of a page: `export const meta = pageTitle("firm.list.title")`, or with the loader's data
 * `pageTitle<typeof loader>((data, t) => data.name)`.
 */
export function pageTitle<Data = unknown>(
  title: MessageKey | ((data: Data, t: (key: MessageKey, params?: Params) => string) => string),
): (args: MetaArgs) => MetaDescriptor[] {
  return ({ data, error, matches }) => {
    const t = providedTranslator(localeOf(matches));
    const say = (key: MessageKey, params?: Params) => t.dynamic(key, params);
    if (error != null || (typeof title === "function" && (data === undefined || data === null)))
      return [{ title: t("common.productName") }];
    const words = typeof title === "function" ? title(data as Data, say) : say(title);
    return [{ title: t("common.titleWith", { title: words }) }];
  };
}

/** The title of the page that stands in for a failed one. */
export function faultTitle({ error, matches }: MetaArgs): MetaDescriptor[] {
  const t = providedTranslator(localeOf(matches));
  if (error == null) return [{ title: t("common.productName") }];
  return [{ title: t("common.titleWith", { title: t(`page.${faultKind(error)}.title`) }) }];
}

/** Which of the fault pages an error of Remix calls for. */
export function faultKind(error: unknown): "notFound" | "forbidden" | "conflict" | "fault" {
  const status =
    typeof error === "object" && error !== null && "status" in error ? Number(error.status) : 500;
  if (status === 404) return "notFound";
  if (status === 403 || status === 401) return "forbidden";
  return status === 409 ? "conflict" : "fault";
}
