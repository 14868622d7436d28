import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PlanRecord } from "#app/features/pairings/components/plan-record.tsx";
import { findPlan } from "#app/features/pairings/get-plan.query.server.ts";
import { publishPlanSchema, rowOf } from "#app/features/pairings/plan.schema.ts";
import { publishPlan } from "#app/features/pairings/publish-plan.command.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { respond } from "#app/http/respond.server.ts";

export const meta = pageTitle("nav.pairing");

const policy = { roles: ["county_supervisor", "city_supervisor"], scope: "rows" } as const;

export const loader = guardedLoader(policy, async ({ ctx, params, url }) => {
  const after = rowOf(url.searchParams.get("after"));
  const plan = await findPlan(ctx, idParam(params.planId), after);
  if (!plan) throw new Response(null, { status: 404 });
  return { plan, confirming: url.searchParams.get("confirm") === "publish", first: after === null };
});

export const action = guardedAction(
  { ...policy, audit: "pairing_plan.published" },
  async ({ ctx, request, params }) => {
    const parsed = await parseForm(request, publishPlanSchema);
    if (!parsed.ok) return formRefusal(parsed);
    const planId = idParam(params.planId);
    const result = await publishPlan(ctx, parsed.key, { planId, ...parsed.value });
    if (!result.ok) return respond(result);
    return redirect(`/plans/${planId}`, { headers: { "Set-Cookie": flash("plan.published") } });
  },
);

export default function Plan() {
  return <PlanRecord {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
