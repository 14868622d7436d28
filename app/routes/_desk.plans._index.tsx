import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PlanList } from "#app/features/pairings/components/plan-list.tsx";
import { draftPlan } from "#app/features/pairings/draft-plan.command.server.ts";
import { listPlans } from "#app/features/pairings/get-plan.query.server.ts";
import { listCounties } from "#app/features/pairings/list-counties.query.server.ts";
import { draftPlanSchema } from "#app/features/pairings/plan.schema.ts";
import { solveInWorker } from "#app/features/pairings/solve-registered.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { respond } from "#app/http/respond.server.ts";

export const meta = pageTitle("nav.pairing");

export const loader = guardedLoader(
  { roles: ["county_supervisor", "city_supervisor"], scope: "rows" },
  async ({ ctx, actor }) => ({
    plans: await listPlans(ctx),
    counties: actor.role === "city_supervisor" ? await listCounties(ctx) : [],
  }),
);

export const action = guardedAction(
  { roles: ["county_supervisor", "city_supervisor"], scope: "rows", audit: "pairing_plan.drafted" },
  async ({ ctx, request }) => {
    const parsed = await parseForm(request, draftPlanSchema);
    if (!parsed.ok) return formRefusal(parsed);
    const { mode, countyCode } = parsed.value;
    const result = await draftPlan(ctx, parsed.key, { mode, countyCode: countyCode || null }, solveInWorker);
    if (!result.ok) return respond(result);
    return redirect(`/plans/${result.value.planId}`);
  },
);

export default function Plans() {
  return <PlanList {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
