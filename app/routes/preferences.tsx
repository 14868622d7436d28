import { redirect } from "@remix-run/node";
import { preferenceCookies } from "#app/http/page/preferences.ts";
import { safePath } from "#app/http/page/safe-path.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

/** Nothing to see here: whoever opens the address by hand is sent to the start. */
export const loader = guardedLoader({ roles: "public", scope: "none" }, async () => redirect("/"));

export const action = guardedAction({ roles: "public", scope: "none" }, async ({ request }) => {
  const form = await request.formData();
  const headers = new Headers();
  for (const cookie of preferenceCookies(form)) headers.append("Set-Cookie", cookie);
  return redirect(safePath(form.get("back")), { headers });
});
