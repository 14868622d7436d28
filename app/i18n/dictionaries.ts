import { cli as enCli } from "./en/cli.ts";
import { enDesk } from "./en/desk-dictionary.ts";
import { en } from "./en/dictionary.ts";
import { intake as enIntake } from "./en/intake.ts";
import { outbox as enOutbox } from "./en/outbox.ts";
import { personas as enPersonas } from "./en/personas.ts";
import { signIn as enSignIn } from "./en/sign-in.ts";
import { visit as enVisit } from "./en/visit.ts";
import { LOCALES, type Locale } from "./locale.ts";
import type { Dictionary } from "./message.ts";
import { makeTranslator, provideTranslator, type Translator } from "./translator.ts";
import { cli as zhCli } from "./zh-CN/cli.ts";
import { zhCNDesk } from "./zh-CN/desk-dictionary.ts";
import { zhCN } from "./zh-CN/dictionary.ts";
import { intake as zhIntake } from "./zh-CN/intake.ts";
import { outbox as zhOutbox } from "./zh-CN/outbox.ts";
import { personas as zhPersonas } from "./zh-CN/personas.ts";
import { signIn as zhSignIn } from "./zh-CN/sign-in.ts";
import { visit as zhVisit } from "./zh-CN/visit.ts";

/** Both languages at once: for the server, jobs and the command line. The browser loads only its own. */
export const DICTIONARIES: Readonly<Record<Locale, Dictionary>> = {
  "zh-CN": {
    ...zhCN,
    ...zhCNDesk,
    ...zhCli,
    ...zhIntake,
    ...zhPersonas,
    ...zhOutbox,
    ...zhSignIn,
    ...zhVisit,
  },
  en: { ...en, ...enDesk, ...enCli, ...enIntake, ...enPersonas, ...enOutbox, ...enSignIn, ...enVisit },
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
