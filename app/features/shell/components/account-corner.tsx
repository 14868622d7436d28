import { useLocation, useRouteLoaderData } from "@remix-run/react";
import type { Role } from "#app/domain/access/roles.ts";
import { useT } from "#app/i18n/context.tsx";
import { LOCALES } from "#app/i18n/locale.ts";
import { type Preferences, SCHEMES, TEXT_SIZES } from "#app/i18n/preferences.ts";
import { Kept } from "#app/ui/kept.tsx";
import { AccountMenu, DISPLAY_FORM } from "#app/ui/shell/account-menu.tsx";

/** Who is signed in and in which role, how pages look, and the way out. */
export function AccountCorner(props: { name: string; role: Role }) {
  const { name, role } = props;
  const { locale } = useT();
  const { pathname, search } = useLocation();
  const chosen = useRouteLoaderData("root") as Preferences | undefined;
  const textSize = chosen?.textSize ?? "0";
  const scheme = chosen?.scheme ?? "auto";
  return (
    <>
      <Kept by={["account", name, role, locale, textSize, scheme]}>
        <Account name={name} role={role} textSize={textSize} scheme={scheme} />
      </Kept>
      <input type="hidden" name="back" value={pathname + search} form={DISPLAY_FORM} />
    </>
  );
}

function Account(props: { name: string; role: Role } & Pick<Preferences, "textSize" | "scheme">) {
  const t = useT();
  return (
    <AccountMenu
      name={props.name}
      role={t(`role.${props.role}`)}
      displayLabel={t("shell.display")}
      action="/preferences"
      leave={{ action: "/logout", label: t("shell.signOut") }}
      settings={[
        {
          field: "textSize",
          label: t("shell.textSize"),
          current: props.textSize,
          choices: TEXT_SIZES.map((size) => ({
            value: size,
            label: t(`shell.textSize.${size}`),
            name: t(`shell.textSize.${size}.name`),
          })),
        },
        {
          field: "scheme",
          label: t("shell.scheme"),
          current: props.scheme,
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
