import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { RequestList } from "#app/features/pairings/components/pairs/request-list.tsx";
import { decideRequest, listRequests } from "#app/features/pairings/pairs/ask-other.command.server.ts";
import { decideRequestSchema } from "#app/features/pairings/plan.schema.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("request.list");

const policy = { roles: ["county_supervisor", "city_supervisor"], scope: "rows" } as const;

export const loader = guardedLoader(policy, async ({ ctx }) => ({ rows: await listRequests(ctx) }));

export const action = guardedAction(
  { ...policy, audit: "pairing_request.decided" },
  async ({ ctx, request }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, decideRequestSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const { grant, ...rest } = parsed.value;
    const decided = await decideRequest(ctx, parsed.key, { ...rest, grant: grant === "yes" });
    if (!decided.ok) return answerRefused(decided, typed);
    return redirect("/requests", { headers: { "Set-Cookie": flash("request.decided") } });
  },
);

export default function Requests() {
  return <RequestList {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
