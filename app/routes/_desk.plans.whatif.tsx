import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { WhatifForm } from "#app/features/pairings/components/whatif/whatif-form.tsx";
import { runDraft } from "#app/features/pairings/draft-plan.command.server.ts";
import { townshipsInScope } from "#app/features/pairings/list-counties.query.server.ts";
import { rowOf } from "#app/features/pairings/plan.schema.ts";
import { getPairingPolicy } from "#app/features/pairings/policy/get-policy.query.server.ts";
import { readTriedPolicy } from "#app/features/pairings/policy/policy.schema.ts";
import { policyValues } from "#app/features/pairings/policy/policy-values.ts";
import { lineOfDeputy } from "#app/features/pairings/whatif/list-assumed.query.server.ts";
import { openWhatif } from "#app/features/pairings/whatif/open-whatif.command.server.ts";
import { whatifSchema } from "#app/features/pairings/whatif/whatif.schema.ts";
import { computeInWorker } from "#app/features/pairings/worker/ask-worker.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("whatif.title");

const policy = { roles: ["county_supervisor", "city_supervisor"], scope: "rows" } as const;

export const loader = guardedLoader(policy, async ({ ctx, actor, url }) => {
  const { now } = await getPairingPolicy(ctx);
  return {
    ...(await townshipsInScope(ctx, actor.role === "city_supervisor" ? null : actor.countyCode)),
    values: policyValues(readTriedPolicy(url.searchParams) ?? now),
    leaving: await lineOfDeputy(ctx, rowOf(url.searchParams.get("leaving"))),
    wholeCity: actor.role === "city_supervisor",
  };
});

export const action = guardedAction(
  { ...policy, audit: "pairing_plan.drafted" },
  async ({ ctx, request, services }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, whatifSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const opened = await openWhatif(ctx, parsed.key, parsed.value);
    if (!opened.ok) return answerRefused(opened, typed);
    const { planId } = opened.value;
    runDraft(ctx, planId, computeInWorker).catch((error: unknown) =>
      services.log.error({ err: error, planId }, "plan run failed"),
    );
    return redirect(`/plans/${planId}`);
  },
);

export default function Whatif() {
  return <WhatifForm {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
