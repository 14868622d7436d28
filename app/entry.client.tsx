import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { LanguageProvider } from "#app/i18n/context.tsx";
import { DEFAULT_LOCALE, isLocale } from "#app/i18n/locale.ts";
import { makeTranslator, provideTranslator } from "#app/i18n/translator.ts";

/** Only the page's own language is fetched, as one file that the browser keeps; desks fetch a second one. */
async function ownTranslator() {
  const { lang, dataset } = document.documentElement;
  const locale = isLocale(lang) ? lang : DEFAULT_LOCALE;
  const everywhere =
    locale === "en"
      ? import("#app/i18n/en/dictionary.ts").then(({ en }) => en)
      : import("#app/i18n/zh-CN/dictionary.ts").then(({ zhCN }) => zhCN);
  const atDesks =
    dataset.words !== "desk"
      ? {}
      : locale === "en"
        ? import("#app/i18n/en/desk-dictionary.ts").then(({ enDesk }) => enDesk)
        : import("#app/i18n/zh-CN/desk-dictionary.ts").then(({ zhCNDesk }) => zhCNDesk);
  const t = makeTranslator(locale, { ...(await everywhere), ...(await atDesks) });
  provideTranslator(t);
  return { t, today: dataset.today ?? null };
}

ownTranslator().then(({ t, today }) => {
  // The server says in the title that a form was refused. React compares it with the page's own; what shows the refusal says it again.
  document.title = document.title.replace(t("form.errorTitle"), "");
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <LanguageProvider t={t} today={today}>
          <RemixBrowser />
        </LanguageProvider>
      </StrictMode>,
    );
  });
});
