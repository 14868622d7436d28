import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MyLiaisonPage } from "#app/features/pairings/components/pairs/my-liaison.tsx";
import { askOther } from "#app/features/pairings/pairs/ask-other.command.server.ts";
import { bindPair, releasePair } from "#app/features/pairings/pairs/bind-pair.command.server.ts";
import { getMyLiaison } from "#app/features/pairings/pairs/my-liaison.query.server.ts";
import { myLiaisonSchema } from "#app/features/pairings/plan.schema.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("myLiaison.title");

export const loader = guardedLoader(
  { roles: ["firm_representative"], scope: "own" },
  async ({ ctx, actor }) => {
    const mine = await getMyLiaison(ctx, actor);
    if (!mine) throw new Response(null, { status: 404 });
    return { mine };
  },
);

export const action = guardedAction(
  { roles: ["firm_representative"], scope: "own", audit: "pairing_request.asked" },
  async ({ ctx, actor, request }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, myLiaisonSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const { key, value } = parsed;
    const firmId = actor.firmId ?? 0;
    const say = (said: "request.sent" | "pair.bound" | "pair.released") =>
      redirect("/my-liaison", { headers: { "Set-Cookie": flash(said) } });
    if (value.intent === "ask") {
      const asked = await askOther(ctx, key, { reason: value.reason });
      return asked.ok ? say("request.sent") : answerRefused(asked, typed);
    }
    if (value.intent === "conflict") {
      const { deputyId, conflict: reason } = value;
      const bound = await bindPair(ctx, key, { firmId, deputyId, kind: "conflict", reason });
      return bound.ok ? say("pair.bound") : answerRefused(bound, typed);
    }
    const released = await releasePair(ctx, key, { firmId, constraintId: value.constraintId });
    return released.ok ? say("pair.released") : answerRefused(released, typed);
  },
);

export default function MyLiaison() {
  return <MyLiaisonPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
