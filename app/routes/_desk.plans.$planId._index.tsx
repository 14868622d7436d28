import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readChangeList } from "#app/features/pairings/changes/plan-changes.schema.ts";
import type { PlanPanelName } from "#app/features/pairings/components/plan-panels.tsx";
import { PlanRecord } from "#app/features/pairings/components/plan-record.tsx";
import { stopRun } from "#app/features/pairings/draft-plan.command.server.ts";
import { undoEdit } from "#app/features/pairings/edits/edit-plan.command.server.ts";
import { endDraft } from "#app/features/pairings/end-draft.command.server.ts";
import { findPlan, type PlanPage } from "#app/features/pairings/get-plan.query.server.ts";
import { planPlaces } from "#app/features/pairings/list-counties.query.server.ts";
import { planPageSchema } from "#app/features/pairings/plan.schema.ts";
import { findDifferences, publishPlan } from "#app/features/pairings/publish-plan.command.server.ts";
import { listAssumed } from "#app/features/pairings/whatif/list-assumed.query.server.ts";
import { replanInWorker } from "#app/features/pairings/worker/ask-worker.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";

export const meta = pageTitle<{ plan: { planId: number } }>((data, t) =>
  t("plan.name", { planId: data.plan.planId }),
);

const policy = { roles: ["county_supervisor", "city_supervisor"], scope: "rows" } as const;
const PANELS: readonly string[] = ["publish", "discard", "export"] satisfies PlanPanelName[];

export const loader = guardedLoader(policy, async ({ ctx, actor, params, url }) => {
  const list = readChangeList(url.searchParams);
  const plan = await findPlan(ctx, idParam(params.planId), list);
  if (!plan) throw new Response(null, { status: 404 });
  const asked = url.searchParams.get("panel");
  const publishing = asked === "publish" && plan.state === "draft";
  return {
    against: publishing ? await findDifferences(ctx, plan.planId) : { differences: [], count: 0 },
    plan,
    assumed: plan.settings.assume ? await listAssumed(ctx, plan.settings.assume) : null,
    places: await planPlaces(ctx, plan.countyCode ?? list.county ?? null),
    panel: asked !== null && PANELS.includes(asked) ? (asked as PlanPanelName) : null,
    printedBy: actor.name,
    printedAt: new Date().toISOString(),
  };
});

export const action = guardedAction(
  { ...policy, audit: "pairing_plan.published" },
  async ({ ctx, request, params }) => {
    const planId = idParam(params.planId);
    const typed = await typedIn(request);
    const parsed = await parseForm(request, planPageSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const { value, key } = parsed;
    if (value.intent === "publish") {
      const { version, reason } = value;
      const published = await publishPlan(ctx, key, { planId, version, reason });
      if (!published.ok) return answerRefused(published, typed);
      const { accounts } = published.value;
      const said = accounts > 0 ? flash("term.published", { count: accounts }) : flash("plan.published");
      return redirect(`/plans/${planId}`, { headers: { "Set-Cookie": said } });
    }
    if (value.intent === "undo") {
      const { version, editId } = value;
      const undone = await undoEdit(ctx, key, { planId, version, editId }, replanInWorker);
      if (!undone.ok) return answerRefused(undone, typed);
      const said = flash("plan.editUndone", { price: undone.value.price });
      return redirect(`/plans/${planId}`, { headers: { "Set-Cookie": said } });
    }
    const ended = await endDraft(ctx, key, { planId });
    if (!ended.ok) return answerRefused(ended, typed);
    stopRun(planId);
    const said = ended.value.state === "cancelled" ? "plan.cancelled" : "plan.discarded";
    return redirect(`/plans/${planId}`, { headers: { "Set-Cookie": flash(said) } });
  },
);

export default function Plan() {
  const { plan, printedAt, printedBy, ...page } = useLoaderData<typeof loader>();
  const t = useT();
  const { formatInstant } = useFormat();
  const printed = t("shell.printed", { when: formatInstant(printedAt), who: printedBy });
  return (
    <PlanRecord {...page} plan={plan as PlanPage} printed={printed} answer={useActionData<typeof action>()} />
  );
}
