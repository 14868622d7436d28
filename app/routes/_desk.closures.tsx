import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { closureSchema, closureSearch } from "#app/features/closures/closure.schema.ts";
import { ClosureList } from "#app/features/closures/components/closure-list.tsx";
import { decideClosure } from "#app/features/closures/decide-closure.command.server.ts";
import { listClosures } from "#app/features/closures/list-closures.query.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("nav.closures");

export const loader = guardedLoader(
  { roles: ["county_supervisor", "city_supervisor", "auditor"], scope: "rows" },
  async ({ ctx, actor, url }) => {
    const { show, after } = closureSearch.parse(Object.fromEntries(url.searchParams));
    const page = await listClosures(ctx, { show, after: after ?? null });
    return { page, show, mayDecide: actor.role !== "auditor" };
  },
);

export const action = guardedAction(
  { roles: ["county_supervisor", "city_supervisor"], scope: "rows", audit: "closure.decided" },
  async ({ ctx, request }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, closureSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const decided = await decideClosure(ctx, parsed.key, parsed.value);
    if (!decided.ok) return answerRefused(decided, typed);
    const said = flash(`closure.done.${parsed.value.decision}`, { number: decided.value.number });
    return redirect("/closures", { status: 303, headers: { "Set-Cookie": said } });
  },
);

export default function Closures() {
  return <ClosureList {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
