import { createContext, type ReactNode, useContext } from "react";
import { type Format, makeFormat } from "./format.ts";
import type { Translator } from "./translator.ts";

const Language = createContext<{ t: Translator; format: Format } | null>(null);

/** Puts one language, and the day that counts as today, around the page. */
export function LanguageProvider(props: { t: Translator; today: string | null; children: ReactNode }) {
  const { t, today, children } = props;
  return <Language.Provider value={{ t, format: makeFormat(t, today) }}>{children}</Language.Provider>;
}

function useLanguage() {
  const language = useContext(Language);
  if (language === null) throw new Error("LanguageProvider is missing");
  return language;
}

/** `const t = useT()` → `t("issue.list.title")` */
export function useT(): Translator {
  return useLanguage().t;
}

/** `const { formatDay, dueInWords } = useFormat()` */
export function useFormat(): Format {
  return useLanguage().format;
}
