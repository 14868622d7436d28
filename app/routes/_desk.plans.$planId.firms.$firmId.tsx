import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PlanFirm } from "#app/features/pairings/components/plan-firm.tsx";
import { editPlan } from "#app/features/pairings/edits/edit-plan.command.server.ts";
import {
  explainPair,
  type FoundDeputy,
  findDeputies,
  findFirmInPlan,
} from "#app/features/pairings/edits/explain-pair.query.server.ts";
import { editPlanSchema, rowOf } from "#app/features/pairings/plan.schema.ts";
import { explainInWorker, replanInWorker } from "#app/features/pairings/worker/ask-worker.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle<{ row: { firm: string } }>((data) => data.row.firm);

const policy = { roles: ["county_supervisor", "city_supervisor"], scope: "rows" } as const;
const LONGEST_SEARCH = 60;

export const loader = guardedLoader(policy, async ({ ctx, params, url }) => {
  const planId = idParam(params.planId);
  const firmId = idParam(params.firmId);
  const row = await findFirmInPlan(ctx, planId, firmId);
  if (!row) throw new Response(null, { status: 404 });
  const asked = (url.searchParams.get("q") ?? "").slice(0, LONGEST_SEARCH);
  const deputyId = rowOf(url.searchParams.get("to")) ?? undefined;
  const [why, found] = await Promise.all([
    explainPair(ctx, { planId, firmId, deputyId }, explainInWorker),
    asked === "" ? ([] as FoundDeputy[]) : findDeputies(ctx, { planId, firmId }, asked),
  ]);
  return { row, why: why.ok ? why.value : null, asked, found };
});

export const action = guardedAction(
  { ...policy, audit: "pairing_plan.edited" },
  async ({ ctx, request, params }) => {
    const [planId, firmId] = [idParam(params.planId), idParam(params.firmId)];
    const typed = await typedIn(request);
    const parsed = await parseForm(request, editPlanSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const edited = await editPlan(ctx, parsed.key, { planId, firmId, ...parsed.value }, replanInWorker);
    if (!edited.ok) return answerRefused(edited, typed);
    return redirect(`/plans/${planId}`, { headers: { "Set-Cookie": flash("plan.edited", edited.value) } });
  },
);

export default function FirmOfPlan() {
  return <PlanFirm {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
