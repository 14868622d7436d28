import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

/** Whatever has no page of its own answers 404 in the look of the house. */
export const loader = guardedLoader({ roles: "public", scope: "none" }, async (): Promise<null> => {
  throw new Response(null, { status: 404 });
});

export const meta = pageTitle("page.notFound.title");

export default function NotFound() {
  return null;
}
