import { chooseLocale, isLocale } from "#app/i18n/locale.ts";
import { type Preferences, SCHEMES, TEXT_SIZES } from "#app/i18n/preferences.ts";

/** Kept in cookies so that signed-out pages follow it too. */
export const PREFERENCE_COOKIES = { locale: "locale", textSize: "text", scheme: "scheme" } as const;

function cookieOf(header: string | null, name: string): string | null {
  for (const part of (header ?? "").split(";")) {
    const [key, value] = part.trim().split("=");
    if (key === name && value !== undefined) return value;
  }
  return null;
}

export function readPreferences(headers: Headers): Preferences {
  const cookies = headers.get("cookie");
  const textSize = cookieOf(cookies, PREFERENCE_COOKIES.textSize);
  const scheme = cookieOf(cookies, PREFERENCE_COOKIES.scheme);
  return {
    locale: chooseLocale(cookieOf(cookies, PREFERENCE_COOKIES.locale), headers.get("accept-language")),
    textSize: TEXT_SIZES.find((size) => size === textSize) ?? "0",
    scheme: SCHEMES.find((one) => one === scheme) ?? "auto",
  };
}

const A_YEAR_S = 365 * 24 * 3600;

/** The Set-Cookie values for what a form chose; fields it does not name or values we do not know change nothing. */
export function preferenceCookies(form: FormData): string[] {
  const known: Record<keyof Preferences, (value: unknown) => boolean> = {
    locale: isLocale,
    textSize: (value) => TEXT_SIZES.some((size) => size === value),
    scheme: (value) => SCHEMES.some((scheme) => scheme === value),
  };
  return (Object.keys(known) as (keyof Preferences)[])
    .filter((field) => known[field](form.get(field)))
    .map(
      (field) =>
        `${PREFERENCE_COOKIES[field]}=${form.get(field)}; Path=/; Max-Age=${A_YEAR_S}; SameSite=Lax; HttpOnly`,
    );
}
