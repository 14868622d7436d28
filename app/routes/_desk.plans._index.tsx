import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PlanList } from "#app/features/pairings/components/plan-list.tsx";
import { openDraft, runDraft } from "#app/features/pairings/draft-plan.command.server.ts";
import { listPlans } from "#app/features/pairings/get-plan.query.server.ts";
import { listCounties } from "#app/features/pairings/list-counties.query.server.ts";
import { draftPlanSchema, rowOf } from "#app/features/pairings/plan.schema.ts";
import { computeInWorker } from "#app/features/pairings/worker/ask-worker.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("nav.pairing");

export const loader = guardedLoader(
  { roles: ["county_supervisor", "city_supervisor"], scope: "rows" },
  async ({ ctx, actor, url }) => {
    const before = rowOf(url.searchParams.get("after"));
    const { rows, before: next } = await listPlans(ctx, before);
    const counties = actor.role === "city_supervisor" ? await listCounties(ctx) : [];
    return { plans: rows, next, first: before === null, counties };
  },
);

export const action = guardedAction(
  { roles: ["county_supervisor", "city_supervisor"], scope: "rows", audit: "pairing_plan.drafted" },
  async ({ ctx, request, services }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, draftPlanSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const { countyCode, mode, restoreOn, ...settings } = parsed.value;
    const asked = { ...settings, ...(mode === "restore" ? { restoreOn } : {}) };
    const opened = await openDraft(ctx, parsed.key, { mode, countyCode: countyCode || null, ...asked });
    if (!opened.ok) return answerRefused(opened, typed);
    const { planId } = opened.value;
    // The run goes on beside the answer; its page shows how far it is, and a fault is kept with the plan.
    runDraft(ctx, planId, computeInWorker).catch((error: unknown) =>
      services.log.error({ err: error, planId }, "plan run failed"),
    );
    return redirect(`/plans/${planId}`);
  },
);

export default function Plans() {
  return <PlanList {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
