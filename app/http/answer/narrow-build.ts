import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";

type Tree = { id: string; path?: string; index?: boolean; caseSensitive?: boolean; children?: Tree[] };

/** How many addresses are remembered; an office has some tens of thousands of pages that anybody ever opens. */
const REMEMBERED = 20_000;

/** The routes of a build as the tree that addresses are matched against. */
function treeOf(build: ServerBuild): Tree[] {
  const under = new Map<string | undefined, Tree[]>();
  for (const route of Object.values(build.routes)) {
    if (!route) continue;
    const { id, path, index, caseSensitive, parentId } = route;
    under.set(parentId, [...(under.get(parentId) ?? []), { id, path, index, caseSensitive }]);
  }
  const grown = (parentId: string | undefined): Tree[] =>
    (under.get(parentId) ?? []).map((node) => {
      const children = grown(node.id);
      return children.length > 0 ? { ...node, children } : node;
    });
  // A route names no parent where it lies at the top.
  return grown(undefined);
}

/** The way an address leads: a build of its routes alone, and how they match it, outermost first. */
export type Way = { build: ServerBuild; matches: readonly Match[] };

type Match = { params: Record<string, string | undefined>; route: { id: string } };

/**
 * Makes builds that hold only the routes an address leads through: its page and the layouts around it; an address that leads nowhere
 * keeps the whole build. Remix sorts and tries all routes of a build several times for each page, and makes elements and modules of all
 * of them for its rendering: an eighth of a list's processor time.
 */
export function narrowBuilds(build: ServerBuild): (pathname: string) => Way {
  const tree = treeOf(build);
  const byAddress = new Map<string, Way>();
  const byRoutes = new Map<string, ServerBuild>();
  const narrowed = (ids: readonly string[]): ServerBuild => {
    const key = ids.join("\n");
    const known = byRoutes.get(key);
    if (known) return known;
    const chosen = <T>(routes: Record<string, T>) =>
      Object.fromEntries(ids.flatMap((id) => (routes[id] === undefined ? [] : [[id, routes[id]]])));
    const narrow: ServerBuild = {
      ...build,
      routes: chosen(build.routes),
      assets: { ...build.assets, routes: chosen(build.assets.routes) },
    };
    byRoutes.set(key, narrow);
    return narrow;
  };
  return (pathname) => {
    const known = byAddress.get(pathname);
    if (known) return known;
    const matches = matchRoutes(tree as never, pathname) as Match[] | null;
    if (matches === null) return { build, matches: [] };
    const way = { build: narrowed(matches.map(({ route }) => route.id)), matches };
    if (byAddress.size >= REMEMBERED) byAddress.clear();
    byAddress.set(pathname, way);
    return way;
  };
}
