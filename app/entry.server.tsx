import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import type { RenderedPage } from "#app/http/answer/quick-pages.server.ts";
import { NonceContext } from "#app/http/page/nonce.tsx";
import { readPreferences } from "#app/http/page/preferences.ts";
import { LanguageProvider } from "#app/i18n/context.tsx";
import { provideAllTranslators, translator } from "#app/i18n/dictionaries.ts";
import { shanghaiDay } from "#app/i18n/format.ts";
import { KeptProvider } from "#app/ui/kept.tsx";
import { markupKeeper } from "#app/ui/kept-markup.tsx";

provideAllTranslators();
const startPage = markupKeeper();

/**
 * Renders a page in one piece: loaders never defer, so there is nothing to stream, and a whole page costs less
 * time than a stream and can still become a proper 500 when its rendering fails.
 */
export function renderPage(request: Request, remixContext: EntryContext, nonce: string): RenderedPage {
  const { locale } = readPreferences(request.headers);
  const { keep, complete } = startPage();
  const markup = renderToString(
    <NonceContext.Provider value={nonce}>
      <LanguageProvider t={translator(locale)} today={todayOf(remixContext)}>
        <KeptProvider value={keep}>
          <RemixServer context={remixContext} url={request.url} nonce={nonce} />
        </KeptProvider>
      </LanguageProvider>
    </NonceContext.Provider>,
  );
  return {
    text: `<!doctype html>${complete(markup)}`,
    headers: [
      ["Content-Type", "text/html; charset=utf-8"],
      ["Content-Language", locale],
      ["Vary", "Cookie, Accept-Language"],
    ],
  };
}

/** Renders what Remix made of a request. The title of a refused form says so first, with or without script. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Response {
  // What loaders handed over is all there: the page needs no script that waits for the rest.
  remixContext.staticHandlerContext.activeDeferreds = null;
  const page = renderPage(request, remixContext, loadContext.cspNonce);
  const refused = status >= 400 && remixContext.staticHandlerContext.actionData;
  const { locale } = readPreferences(request.headers);
  loadContext.keepPage(
    refused ? page.text.replace("<title>", `<title>${translator(locale)("form.errorTitle")}`) : page.text,
  );
  for (const [name, value] of page.headers) headers.append(name, value);
  return new Response(null, { status, headers });
}

/** The day the root's loader told the page, which its script goes by too; without one (it failed) the process's own. */
function todayOf(remixContext: EntryContext): string {
  const root = remixContext.staticHandlerContext.loaderData.root as { today?: string } | undefined;
  return root?.today ?? shanghaiDay(new Date());
}

/** Faults of handlers and of rendering go to the log with the request's id; a caller that went away is none. */
export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (request.signal.aborted) return;
  context.services.log.error({ err: error, requestId: context.requestId }, "page failed");
}
