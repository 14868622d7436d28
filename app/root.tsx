import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import { type ReactNode, useEffect, useMemo } from "react";
import { helpLine } from "#app/features/installation/help-line.server.ts";
import { HelpFoot } from "#app/features/shell/components/help-foot.tsx";
import { useNonce } from "#app/http/page/nonce.tsx";
import { faultKind, faultTitle, isPlain, needsFormSheetOnly, wordsOf } from "#app/http/page/page-handle.ts";
import { readPreferences } from "#app/http/page/preferences.ts";
import { uiWords } from "#app/http/page/ui-words.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { shanghaiDay } from "#app/i18n/format.ts";
import { FaultPage } from "#app/ui/fault-page.tsx";
import plainCss from "#app/ui/plain/plain.css?url";
import plainFormCss from "#app/ui/plain/plain-form.css?url";
import appCss from "#app/ui/theme/app.css?url";
import { WordsProvider } from "#app/ui/words.tsx";

export const loader = guardedLoader({ roles: "public", scope: "none" }, async ({ request, services }) => {
  const preferences = readPreferences(request.headers);
  const line = await helpLine(services.db);
  const words = preferences.locale === "en" ? line.en : line.zh;
  return {
    ...preferences,
    today: shanghaiDay(new Date(await services.clock.now())),
    world: services.world,
    help: line.phone === "" && words === "" ? null : { phone: line.phone, words },
  };
});

export const meta = faultTitle;

/** Preferences change by a full page load, and nothing else here ever changes. */
export function shouldRevalidate() {
  return false;
}

/** Sets the scheme before the first paint where it follows the system; the server knows the rest. */
const FOLLOW_SYSTEM = `document.documentElement.dataset.mantineColorScheme=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light"`;

export function Layout(props: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>("root");
  const matches = useMatches();
  const plain = matches.some((match) => isPlain(match.handle));
  const plainSheet = matches.some((match) => needsFormSheetOnly(match.handle)) ? plainFormCss : plainCss;
  const nonce = useNonce();
  const t = useT();
  const words = useMemo(() => uiWords(t), [t]);
  // A plain page is never hydrated: this runs only where a hydrated page's link led to one, and its own scripts would not run.
  useEffect(() => {
    if (plain) window.location.reload();
  }, [plain]);
  const scheme = root?.scheme ?? "auto";
  return (
    <html
      lang={t.locale}
      data-text={root?.textSize ?? "0"}
      data-today={root?.today}
      data-words={wordsOf(matches)}
      data-mantine-color-scheme={scheme === "auto" ? undefined : scheme}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content={scheme === "auto" ? "light dark" : scheme} />
        <Meta />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
        <link rel="manifest" href="/manifest.webmanifest" />
        <link rel="stylesheet" href={plain ? plainSheet : appCss} />
        {plain ? null : <Links />}
        {plain || scheme !== "auto" ? null : (
          <script
            nonce={nonce}
            // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, under the nonce
            dangerouslySetInnerHTML={{ __html: FOLLOW_SYSTEM }}
            suppressHydrationWarning
          />
        )}
      </head>
      <body>
        <a className="skip" href="#main">
          {t("common.skip")}
        </a>
        {plain ? props.children : <WordsProvider words={words}>{props.children}</WordsProvider>}
        {plain && root?.help ? (
          <footer className="p-main p-hint">
            <HelpFoot />
          </footer>
        ) : null}
        {plain ? null : <ScrollRestoration nonce={nonce} />}
        {plain ? null : <Scripts nonce={nonce} />}
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

/** Says what happened and what to do next; used where the signed-in shell is not around. */
export function ErrorBoundary() {
  const error = useRouteError();
  const t = useT();
  const kind = faultKind(error);
  return (
    <FaultPage
      title={t(`page.${kind}.title`)}
      body={t(`page.${kind}.body`)}
      back={{ href: "/", label: t("common.home") }}
    />
  );
}
