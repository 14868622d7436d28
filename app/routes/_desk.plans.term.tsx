import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { TermPage } from "#app/features/pairings/components/term/term-page.tsx";
import { runDraft } from "#app/features/pairings/draft-plan.command.server.ts";
import { listCounties } from "#app/features/pairings/list-counties.query.server.ts";
import { beginTermSchema } from "#app/features/pairings/plan.schema.ts";
import { beginTerm } from "#app/features/pairings/term/begin-term.command.server.ts";
import { getTerm } from "#app/features/pairings/term/get-term.query.server.ts";
import { computeInWorker } from "#app/features/pairings/worker/ask-worker.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("term.title");

const policy = { roles: ["county_supervisor", "city_supervisor"], scope: "rows" } as const;

export const loader = guardedLoader(policy, async ({ ctx, actor }) => ({
  term: await getTerm(ctx),
  mayImport: actor.role === "county_supervisor",
  counties: actor.role === "city_supervisor" ? await listCounties(ctx) : [],
}));

export const action = guardedAction(
  { ...policy, audit: "pairing_term.begun" },
  async ({ ctx, request, services }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, beginTermSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const begun = await beginTerm(ctx, parsed.key, { countyCode: parsed.value.countyCode || null });
    if (!begun.ok) return answerRefused(begun, typed);
    const { planId, left, firms } = begun.value;
    runDraft(ctx, planId, computeInWorker).catch((error: unknown) =>
      services.log.error({ err: error, planId }, "plan run failed"),
    );
    return redirect(`/plans/${planId}`, { headers: { "Set-Cookie": flash("term.begun", { left, firms }) } });
  },
);

export default function Term() {
  return <TermPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
