import { cli as enCli } from "./en/cli.ts";
import { en } from "./en/dictionary.ts";
import { imports as enImports } from "./en/imports.ts";
import { LOCALES, type Locale } from "./locale.ts";
import type { Dictionary } from "./message.ts";
import { makeTranslator, provideTranslator, type Translator } from "./translator.ts";
import { cli as zhCli } from "./zh-CN/cli.ts";
import { zhCN } from "./zh-CN/dictionary.ts";
import { imports as zhImports } from "./zh-CN/imports.ts";

/** Both languages at once: for the server, jobs and the command line. The browser loads only its own. */
export const DICTIONARIES: Readonly<Record<Locale, Dictionary>> = {
  "zh-CN": { ...zhCN, ...zhCli, ...zhImports },
  en: { ...en, ...enCli, ...enImports },
};

const translators = new Map<Locale, Translator>(
  LOCALES.map((locale) => [locale, makeTranslator(locale, DICTIONARIES[locale])]),
);

/** The translator of a language, without a page around it: jobs, mails, the command line, papers. */
export function translator(locale: Locale): Translator {
  return translators.get(locale) as Translator;
}

/** Makes both languages known to page titles; the server calls it once. */
export function provideAllTranslators(): void {
  for (const one of translators.values()) provideTranslator(one);
}
