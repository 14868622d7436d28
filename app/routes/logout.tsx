import { redirect } from "@remix-run/node";
import { passOver } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const loader = guardedLoader({ roles: "public", scope: "none" }, async () => redirect("/"));

export const action = guardedAction({ roles: "public", scope: "own" }, async ({ services, request }) => {
  await passOver(request);
  return redirect("/login", {
    headers: { "Set-Cookie": await services.auth.close(request.headers.get("cookie")) },
  });
});
