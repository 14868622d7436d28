import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FIRM_READERS } from "#app/domain/register/rights.ts";
import { PairRecord } from "#app/features/pairings/components/pairs/pair-page.tsx";
import {
  explainPair,
  type FoundDeputy,
  findDeputies,
} from "#app/features/pairings/edits/explain-pair.query.server.ts";
import { listHandovers } from "#app/features/pairings/handovers/list-handovers.query.server.ts";
import { bindPair, releasePair } from "#app/features/pairings/pairs/bind-pair.command.server.ts";
import { findPair } from "#app/features/pairings/pairs/get-pair.query.server.ts";
import { dayOf, pairPageSchema } from "#app/features/pairings/plan.schema.ts";
import { explainInWorker } from "#app/features/pairings/worker/ask-worker.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle<{ pair: { firm: string } }>((data) => data.pair.firm);

const LONGEST_SEARCH = 60;

export const loader = guardedLoader(
  { roles: FIRM_READERS, scope: "rows" },
  async ({ ctx, actor, params, url }) => {
    const firmId = idParam(params.firmId);
    const pair = await findPair(ctx, firmId);
    if (!pair) throw new Response(null, { status: 404 });
    const supervisor = actor.role === "county_supervisor" || actor.role === "city_supervisor";
    const typed = (url.searchParams.get("q") ?? "").slice(0, LONGEST_SEARCH);
    const { planId } = pair;
    const asksWhy = supervisor && planId !== null && url.searchParams.has("why");
    const why = asksWhy ? await explainPair(ctx, { planId, firmId }, explainInWorker) : null;
    const searches = supervisor && planId !== null && typed !== "";
    return {
      pair,
      day: dayOf(url.searchParams.get("day")),
      asksWhy,
      why: why?.ok ? why.value : null,
      supervisor,
      deputyId: actor.deputyId,
      handovers: (await listHandovers(ctx, { firmId })).rows,
      typed,
      found: searches ? await findDeputies(ctx, { planId, firmId }, typed) : ([] as FoundDeputy[]),
    };
  },
);

export const action = guardedAction(
  { roles: ["deputy", "county_supervisor", "city_supervisor"], scope: "rows", audit: "firm.pair_bound" },
  async ({ ctx, request, params }) => {
    const firmId = idParam(params.firmId);
    const typed = await typedIn(request);
    const parsed = await parseForm(request, pairPageSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const { key, value } = parsed;
    const done =
      value.intent === "bind"
        ? await bindPair(ctx, key, {
            firmId,
            deputyId: value.deputyId,
            kind: value.kind,
            reason: value.reason,
          })
        : await releasePair(ctx, key, { firmId, constraintId: value.constraintId });
    if (!done.ok) return answerRefused(done, typed);
    const said = value.intent === "bind" ? "pair.bound" : "pair.released";
    return redirect(`/pairs/${firmId}`, { headers: { "Set-Cookie": flash(said) } });
  },
);

export default function Pair() {
  return <PairRecord {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
