import { defer, type LoaderFunctionArgs, type ServerBuild } from "@remix-run/node";
import "../context.server.ts";

/**
 * Lets the loaders of pages hand their data to the rendering as they are. Remix packs what a loader returns into a response with a
 * body of JSON and unpacks it again before it renders, a twentieth of a list's processor time; only deferred data it leaves alone, and
 * ours is all there. Data asked for by a page that is open, and routes without a page, are answered as ever.
 */
export function handOver(build: ServerBuild): ServerBuild {
  const routes = { ...build.routes };
  for (const [routeId, route] of Object.entries(routes)) {
    const loader = route?.module.loader;
    if (!loader || !route.module.default) continue;
    const whole = async (args: LoaderFunctionArgs) => {
      const data = await (replayed(args.context.outcomes?.get(routeId)) ?? loader(args));
      return args.context.document && isPlain(data) ? defer(data) : data;
    };
    routes[routeId] = { ...route, module: { ...route.module, loader: whole } };
  }
  return { ...build, routes };
}

const replayed = (outcome: PromiseSettledResult<unknown> | undefined) =>
  outcome &&
  (outcome.status === "fulfilled" ? Promise.resolve(outcome.value) : Promise.reject(outcome.reason));

/** Data that a page is rendered from as it is: neither an answer of its own nor anything with behaviour. */
export const isPlain = (data: unknown): data is Record<string, unknown> =>
  data !== null && typeof data === "object" && Object.getPrototypeOf(data) === Object.prototype;
