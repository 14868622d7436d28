import { useLocation, useRouteLoaderData } from "@remix-run/react";
import type { Role } from "#app/domain/access/roles.ts";
import { useT } from "#app/i18n/context.tsx";
import { LOCALES } from "#app/i18n/locale.ts";
import { type Preferences, SCHEMES, TEXT_SIZES } from "#app/i18n/preferences.ts";
import { AccountMenu } from "#app/ui/shell/account-menu.tsx";

/** Who is signed in and in which role, how pages look, and the way out. */
export function AccountCorner(props: { name: string; role: Role }) {
  const t = useT();
  const { pathname, search } = useLocation();
  const chosen = useRouteLoaderData("root") as Preferences | undefined;
  return (
    <AccountMenu
      name={props.name}
      role={t(`role.${props.role}`)}
      displayLabel={t("shell.display")}
      action="/preferences"
      back={pathname + search}
      leave={{ action: "/logout", label: t("shell.signOut") }}
      settings={[
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
          field: "scheme",
          label: t("shell.scheme"),
          current: chosen?.scheme ?? "auto",
          choices: SCHEMES.map((scheme) => ({ value: scheme, label: t(`shell.scheme.${scheme}`) })),
        },
        {
          field: "locale",
          label: t("shell.language"),
          current: t.locale,
          choices: LOCALES.map((locale) => ({ value: locale, label: t(`shell.language.${locale}`) })),
        },
      ]}
    />
  );
}
