import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { isPlain } from "./hand-over.server.ts";
import type { Way } from "./narrow-build.ts";
import "../context.server.ts";

/** A page as text, with the headers that go with it. */
export type RenderedPage = { text: string; headers: readonly [name: string, value: string][] };

/** What the entry of the built server exports beside Remix's own handler. */
export type PageRenderer = {
  renderPage: (request: Request, entry: EntryContext, nonce: string) => RenderedPage;
};

/** What a page's loaders came to, by route. */
export type Outcomes = ReadonlyMap<string, PromiseSettledResult<unknown>>;

/** What JSON leaves as it is but HTML reads. */
const READ_BY_HTML: Record<string, string> = {
  "&": "\\u0026",
  ">": "\\u003e",
  "<": "\\u003c",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

const inScript = (value: unknown) =>
  JSON.stringify(value).replace(/[&><\u2028\u2029]/g, (one) => READ_BY_HTML[one] ?? one);

/**
 * Answers the common case of a document, every loader of its way giving plain data, without the detours that Remix needs for all others
 * (a request cloned for each loader, routes matched and sorted anew, answers that become streams): a seventh of a list's processor time.
 * Null means that Remix has to answer: the context then holds what the loaders came to, so that none runs twice.
 */
export function quickPages(
  way: Way,
): (request: Request, context: AppLoadContext) => Promise<RenderedPage | null> {
  const { build, matches } = way;
  const renderer = build.entry.module as unknown as Partial<PageRenderer>;
  const modules: EntryContext["routeModules"] = {};
  for (const [id, route] of Object.entries(build.routes)) if (route) modules[id] = route.module;
  const steps = matches.map(({ route }) => ({ id: route.id, module: build.routes[route.id]?.module }));
  const suits =
    renderer.renderPage &&
    steps.length > 0 &&
    steps.every(({ module }) => module?.default && !module.headers);
  if (!suits) return async () => null;
  const { renderPage } = renderer as PageRenderer;
  const { basename, future, isSpaMode, assets } = build;
  const params = matches.at(-1)?.params ?? {};

  return async (request, context) => {
    const settled = await Promise.allSettled(
      steps.map(async ({ module }) => module?.loader?.({ request, params, context })),
    );
    const outcomes = new Map(steps.map(({ id }, at) => [id, settled[at]!]));
    context.outcomes = outcomes;
    const loaderData: Record<string, unknown> = {};
    for (const { id, module } of steps) {
      if (!module?.loader) continue;
      const outcome = outcomes.get(id);
      if (outcome?.status !== "fulfilled" || !isPlain(outcome.value)) return null;
      loaderData[id] = outcome.value;
    }
    const { pathname, search } = new URL(request.url);
    const entry = {
      manifest: assets,
      routeModules: modules,
      staticHandlerContext: {
        basename: basename ?? "/",
        location: { pathname, search, hash: "", state: null, key: "default" },
        matches,
        loaderData,
        actionData: null,
        errors: null,
        statusCode: 200,
        loaderHeaders: {},
        actionHeaders: {},
        activeDeferreds: null,
      },
      serverHandoffString: inScript({
        basename,
        future,
        isSpaMode,
        state: { loaderData, actionData: null, errors: null },
      }),
      future,
      isSpaMode,
      serializeError: (error: Error) => error,
    } as unknown as EntryContext;
    try {
      return renderPage(request, entry, context.cspNonce);
    } catch {
      // Remix renders once more, fails likewise, and shows the page of its fault.
      return null;
    }
  };
}
