import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { viewSchema } from "#app/features/issues/bulk/bulk.schema.ts";
import { SavedViews } from "#app/features/issues/components/desk/saved-views.tsx";
import { VIEW_KEEPERS } from "#app/features/issues/issue-roles.ts";
import { listViews, removeView, saveView } from "#app/features/issues/views/saved-views.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { formErrors } from "#app/i18n/form-messages.ts";

export const meta = pageTitle("issue.views.title");

export const loader = guardedLoader({ roles: VIEW_KEEPERS, scope: "own" }, async ({ ctx, url }) => ({
  views: await listViews(ctx),
  filters: (url.searchParams.get("filters") ?? "").slice(0, 500),
}));

export const action = guardedAction(
  { roles: VIEW_KEEPERS, scope: "own", audit: "view.changed" },
  async ({ ctx, request }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, viewSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const form = parsed.value;
    if (form.intent === "remove") {
      const removed = await removeView(ctx, parsed.key, form.viewId);
      if (!removed.ok) return answerRefused(removed, typed);
      return redirect("/issues/views", {
        status: 303,
        headers: { "Set-Cookie": flash("issue.views.removed") },
      });
    }
    const saved = await saveView(ctx, parsed.key, form);
    if (!saved.ok) return answerRefused(saved, typed);
    return redirect(`/issues?${form.filters}`, {
      status: 303,
      headers: { "Set-Cookie": flash("issue.views.saved", { name: form.name }) },
    });
  },
);

export default function Views() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT();
  return <SavedViews {...page} errors={formErrors(t, answer)} typed={answer?.typed ?? {}} />;
}
