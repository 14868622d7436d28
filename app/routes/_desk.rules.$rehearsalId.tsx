import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { changeRehearsal } from "#app/features/rules/change-rehearsal.command.server.ts";
import { RehearsalPage } from "#app/features/rules/components/rehearsal-page.tsx";
import { getRehearsal } from "#app/features/rules/get-rehearsal.query.server.ts";
import { rehearsalSchema } from "#app/features/rules/rules.schema.ts";
import { RULES_KEEPERS, RULES_READERS } from "#app/features/rules/rules-roles.ts";
import { answerRefused, found, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { shanghaiDay } from "#app/i18n/format.ts";

export const meta = pageTitle("rules.rehearsal");

export const loader = guardedLoader({ roles: RULES_READERS, scope: "rows" }, async ({ ctx, params }) => ({
  rehearsal: found(await getRehearsal(ctx, idParam(params.rehearsalId))),
  today: shanghaiDay(new Date(await ctx.clock.now())),
}));

export const action = guardedAction(
  { roles: RULES_KEEPERS, scope: "rows", audit: "rules.changed" },
  async ({ ctx, params, request, services }) => {
    const rehearsalId = idParam(params.rehearsalId);
    const typed = await typedIn(request);
    const parsed = await parseForm(request, rehearsalSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const changed = await changeRehearsal(ctx, parsed.key, rehearsalId, parsed.value);
    if (!changed.ok) return answerRefused(changed, typed);
    services.wakeSweep();
    return redirect(`/rules/${rehearsalId}`, {
      status: 303,
      headers: { "Set-Cookie": flash(`rules.done.${parsed.value.intent}`) },
    });
  },
);

export default function Rehearsal() {
  return <RehearsalPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
