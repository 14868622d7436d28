import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { LanguageProvider } from "#app/i18n/context.tsx";
import { DEFAULT_LOCALE, isLocale } from "#app/i18n/locale.ts";
import { makeTranslator, provideTranslator } from "#app/i18n/translator.ts";

/** Only the page's own language is fetched, as one file that the browser keeps. */
async function ownTranslator() {
  const { lang, dataset } = document.documentElement;
  const locale = isLocale(lang) ? lang : DEFAULT_LOCALE;
  const dictionary =
    locale === "en"
      ? (await import("#app/i18n/en/dictionary.ts")).en
      : (await import("#app/i18n/zh-CN/dictionary.ts")).zhCN;
  const t = makeTranslator(locale, dictionary);
  provideTranslator(t);
  return { t, today: dataset.today ?? null };
}

ownTranslator().then(({ t, today }) =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <LanguageProvider t={t} today={today}>
          <RemixBrowser />
        </LanguageProvider>
      </StrictMode>,
    );
  }),
);
