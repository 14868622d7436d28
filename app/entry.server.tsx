import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { NonceContext } from "#app/http/page/nonce.tsx";
import { readPreferences } from "#app/http/page/preferences.ts";
import { LanguageProvider } from "#app/i18n/context.tsx";
import { provideAllTranslators, translator } from "#app/i18n/dictionaries.ts";
import { shanghaiDay } from "#app/i18n/format.ts";

provideAllTranslators();

/**
 * Renders a page in one piece: loaders never defer, so there is nothing to stream, and a whole page costs less
 * time than a stream and can still become a proper 500 when its rendering fails. The title of a refused form says
 * so first, with or without script.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Response {
  const { locale } = readPreferences(request.headers);
  const nonce = loadContext.cspNonce;
  // What loaders handed over is all there: the page needs no script that waits for the rest.
  remixContext.staticHandlerContext.activeDeferreds = null;
  const markup = renderToString(
    <NonceContext.Provider value={nonce}>
      <LanguageProvider t={translator(locale)} today={todayOf(remixContext)}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} />
      </LanguageProvider>
    </NonceContext.Provider>,
  );
  const refused = status >= 400 && remixContext.staticHandlerContext.actionData;
  const page = refused
    ? markup.replace("<title>", `<title>${translator(locale)("form.errorTitle")}`)
    : markup;
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Content-Language", locale);
  headers.append("Vary", "Cookie, Accept-Language");
  loadContext.keepPage(`<!doctype html>${page}`);
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
