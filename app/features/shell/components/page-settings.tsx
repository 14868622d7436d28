import { useLocation, useRouteLoaderData } from "@remix-run/react";
import { useT } from "#app/i18n/context.tsx";
import { LOCALES } from "#app/i18n/locale.ts";
import { type Preferences, TEXT_SIZES } from "#app/i18n/preferences.ts";
import { PlainSettings } from "#app/ui/plain/plain-settings.tsx";

/** Language and text size at the head of a plain page. */
export function PageSettings() {
  const t = useT();
  const { pathname, search } = useLocation();
  const chosen = useRouteLoaderData("root") as Preferences | undefined;
  return (
    <PlainSettings
      action="/preferences"
      back={pathname + search}
      groups={[
        {
          field: "textSize",
          label: t("shell.textSize"),
          current: chosen?.textSize ?? "0",
          choices: TEXT_SIZES.map((size) => ({
            value: size,
            label: t(`shell.textSize.${size}`),
            name: t(`shell.textSize.${size}.name`),
          })),
        },
        {
          field: "locale",
          label: t("shell.language"),
          current: t.locale,
          choices: LOCALES.filter((locale) => locale !== t.locale).map((locale) => ({
            value: locale,
            label: t(`shell.language.${locale}`),
          })),
        },
      ]}
    />
  );
}
