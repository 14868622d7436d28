import type { ServerBuild } from "@remix-run/node";
import type { Policy } from "#app/domain/access/policy.ts";

/** One handler of the built server: which route, loader or action, and the policy it carries (null = none). */
export type HandlerEntry = {
  routeId: string;
  path: string;
  kind: "loader" | "action";
  policy: Policy | null;
};

function policyOf(handler: unknown): Policy | null {
  return typeof handler === "function" && "policy" in handler ? (handler.policy as Policy) : null;
}

/** The URL pattern of a route, its parents' parts included. */
function fullPath(build: ServerBuild, routeId: string): string {
  const parts: string[] = [];
  for (
    let route = build.routes[routeId];
    route;
    route = route.parentId ? build.routes[route.parentId] : undefined
  ) {
    if (route.path) parts.unshift(route.path);
  }
  return `/${parts.join("/")}`;
}

/** Lists every loader and action of the built server in a fixed order; the permission matrix is made from this list. */
export function listHandlers(build: ServerBuild): HandlerEntry[] {
  return Object.entries(build.routes)
    .flatMap(([routeId, route]) =>
      (["loader", "action"] as const)
        .filter((kind) => route?.module[kind])
        .map((kind) => ({
          routeId,
          path: fullPath(build, routeId),
          kind,
          policy: policyOf(route?.module[kind]),
        })),
    )
    .sort((a, b) => (a.path + a.kind < b.path + b.kind ? -1 : 1));
}

/**
 * Replaces every handler without a policy by a refusal (404): a forgotten guard closes a page instead of opening it.
 * Returns the build to serve and the entries that were closed.
 */
export function closeUnguarded(build: ServerBuild): { build: ServerBuild; closed: HandlerEntry[] } {
  const closed = listHandlers(build).filter((entry) => entry.policy === null);
  if (closed.length === 0) return { build, closed };
  const refusal = async () => {
    throw new Response(null, { status: 404 });
  };
  const routes = { ...build.routes };
  for (const { routeId, kind } of closed) {
    const route = routes[routeId]!;
    routes[routeId] = { ...route, module: { ...route.module, [kind]: refusal } };
  }
  return { build: { ...build, routes }, closed };
}
