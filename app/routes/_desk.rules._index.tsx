import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { RulesPage } from "#app/features/rules/components/rules-page.tsx";
import { calendarOfLines, draftOfForm, pointAtRow } from "#app/features/rules/draft-of-form.ts";
import { getRules } from "#app/features/rules/get-rules.query.server.ts";
import { openRehearsal } from "#app/features/rules/open-rehearsal.command.server.ts";
import { deskRulesSchema, draftCalendarSchema, draftRulesSchema } from "#app/features/rules/rules.schema.ts";
import { RULES_KEEPERS, RULES_READERS } from "#app/features/rules/rules-roles.ts";
import { setDeskRules } from "#app/features/rules/set-desk-rules.command.server.ts";
import { answerInvalid, answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("nav.policy");

export const loader = guardedLoader({ roles: RULES_READERS, scope: "rows" }, async ({ ctx, actor }) => ({
  rules: await getRules(ctx),
  mayRules: actor.role === "city_supervisor",
  mayCalendar: actor.role === "system_administrator",
}));

export const action = guardedAction(
  { roles: RULES_KEEPERS, scope: "rows", audit: "rules.changed" },
  async ({ ctx, request }) => {
    const typed = await typedIn(request);
    if (typed.intent === "desk") {
      const parsed = await parseForm(request, deskRulesSchema);
      if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
      const set = await setDeskRules(ctx, parsed.key, parsed.value);
      if (!set.ok) return answerRefused(set, typed);
      return redirect("/rules", { status: 303, headers: { "Set-Cookie": flash("rules.deskDone") } });
    }
    if (typed.intent === "rehearse_calendar") {
      const parsed = await parseForm(request, draftCalendarSchema);
      if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
      const draft = calendarOfLines(parsed.value.days);
      if (!draft.ok) return answerRefused(draft, typed);
      const opened = await openRehearsal(ctx, parsed.key, {
        purpose: parsed.value.purpose,
        draft: draft.value,
      });
      return opened.ok ? redirect(`/rules/${opened.value.rehearsalId}`, 303) : answerRefused(opened, typed);
    }
    if (typed.intent !== "rehearse") return answerInvalid("intent", typed);
    const parsed = await parseForm(request, draftRulesSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const input = { purpose: parsed.value.purpose, draft: draftOfForm(parsed.value) };
    const opened = await openRehearsal(ctx, parsed.key, input);
    return opened.ok
      ? redirect(`/rules/${opened.value.rehearsalId}`, 303)
      : answerRefused(pointAtRow(opened, parsed.value), typed);
  },
);

export default function Rules() {
  return <RulesPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
