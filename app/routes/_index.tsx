import { redirect } from "@remix-run/node";
import { homeOf } from "#app/http/page/navigation.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

/** The start leads each role to its own first place, and whoever is signed out to the login page. */
export const loader = guardedLoader({ roles: "public", scope: "none" }, async ({ actor }) =>
  redirect(actor.kind === "person" ? homeOf(actor.role) : "/login"),
);
