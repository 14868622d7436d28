import { json } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { AccountCorner } from "#app/features/shell/components/account-corner.tsx";
import { type Help, HelpFoot } from "#app/features/shell/components/help-foot.tsx";
import { readFlash, SPENT_FLASH } from "#app/http/page/flash.ts";
import { frameOf } from "#app/http/page/navigation.ts";
import { faultKind } from "#app/http/page/page-handle.ts";
import { unpackPlace } from "#app/http/page/place.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { FaultPage } from "#app/ui/fault-page.tsx";
import { Toast } from "#app/ui/feedback/notice.tsx";
import type { IconName } from "#app/ui/icon.tsx";
import { AppShell } from "#app/ui/shell/app-shell.tsx";

/** The frame of every signed-in page. It guards nothing: each page's loader carries its own policy. */
export const loader = guardedLoader(
  { roles: "signed_in", scope: "own" },
  async ({ actor, request, services }) => {
    const message = readFlash(request.headers);
    const { name, role } = actor;
    const frame = { name, role, ...frameOf(role), message, world: services.world };
    return message === null ? frame : json(frame, { headers: { "Set-Cookie": SPENT_FLASH } });
  },
);

function Shell(props: { children: ReactNode }) {
  const t = useT();
  const desk = useRouteLoaderData<typeof loader>("routes/_desk");
  const hasHelp = Boolean((useRouteLoaderData("root") as { help?: Help } | undefined)?.help);
  // Beside a fault that an action met there is no loader's data: null then, whatever the type says.
  if (!desk) return <>{props.children}</>;
  return (
    <AppShell
      product={t("common.productShort")}
      home={desk.home}
      navigationLabel={t("shell.navigation")}
      shortcutsLabel={t("shell.shortcuts")}
      moreLabel={t("common.more")}
      accountLabel={t("shell.signedInAs")}
      keptBy={`${desk.role} ${t.locale}`}
      groups={desk.navigation.map(({ group, places }) => ({
        label: t(`nav.group.${group}`),
        places: places.map((packed) => {
          const { to, label, icon, whole } = unpackPlace(packed);
          return { to, label: t.dynamic(label), icon: icon as IconName, whole };
        }),
      }))}
      account={<AccountCorner name={desk.name} role={desk.role} />}
      help={hasHelp ? <HelpFoot /> : undefined}
      banner={desk.world === "demo" ? t("shell.demo") : undefined}
    >
      {props.children}
    </AppShell>
  );
}

export default function Desk() {
  const t = useT();
  const { message } = useLoaderData<typeof loader>();
  return (
    <Shell>
      <Outlet />
      <Toast message={message === null ? null : t.dynamic(message.key, message.params)} />
    </Shell>
  );
}

/** A failed page keeps the navigation around it. */
export function ErrorBoundary() {
  const t = useT();
  const kind = faultKind(useRouteError());
  return (
    <Shell>
      <FaultPage
        title={t(`page.${kind}.title`)}
        body={t(`page.${kind}.body`)}
        back={{ href: "/", label: t("common.home") }}
      />
    </Shell>
  );
}
