import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PolicyPage } from "#app/features/pairings/components/policy/policy-page.tsx";
import { getCurve } from "#app/features/pairings/policy/get-curve.query.server.ts";
import { getPairingPolicy } from "#app/features/pairings/policy/get-policy.query.server.ts";
import { policyOf, readTriedPolicy, setPolicySchema } from "#app/features/pairings/policy/policy.schema.ts";
import { policyValues } from "#app/features/pairings/policy/policy-values.ts";
import { setPairingPolicy } from "#app/features/pairings/policy/set-policy.command.server.ts";
import { curveInWorker } from "#app/features/pairings/worker/ask-worker.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { shanghaiDay } from "#app/i18n/format.ts";

export const meta = pageTitle("policy.title");

export const loader = guardedLoader(
  { roles: ["county_supervisor", "city_supervisor"], scope: "rows" },
  async ({ ctx, actor, url }) => {
    const { now, versions } = await getPairingPolicy(ctx);
    const tried = readTriedPolicy(url.searchParams);
    const asksCurve = url.searchParams.get("curve") === "yes";
    const curve = asksCurve ? await getCurve(ctx, { countyCode: null, policy: tried }, curveInWorker) : null;
    return {
      version: now.version,
      values: policyValues(tried ?? now),
      tried: tried !== null,
      curve: curve?.ok ? curve.value : null,
      versions,
      mayChange: actor.role === "city_supervisor",
      today: shanghaiDay(new Date(await ctx.clock.now())),
    };
  },
);

export const action = guardedAction(
  { roles: ["city_supervisor"], scope: "rows", audit: "policy.set" },
  async ({ ctx, request }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, setPolicySchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const { inForceFrom, reason, ...fields } = parsed.value;
    const set = await setPairingPolicy(ctx, parsed.key, { policy: policyOf(fields), inForceFrom, reason });
    if (!set.ok) return answerRefused(set, typed);
    const said = flash("policy.done", { version: set.value.version });
    return redirect("/plans/policy", { headers: { "Set-Cookie": said } });
  },
);

export default function Policy() {
  return <PolicyPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
