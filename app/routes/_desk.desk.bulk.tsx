import { useActionData, useLoaderData } from "@remix-run/react";
import { DeskBulk } from "#app/features/escalations/components/desk-bulk.tsx";
import { bulkSchema, bulkSearch } from "#app/features/escalations/desk.schema.ts";
import { decideIssues, previewDecision } from "#app/features/issues/bulk/decide-issues.command.server.ts";
import { answerInvalid, answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { formErrors } from "#app/i18n/form-messages.ts";

export const meta = pageTitle("desk.bulk.title");

const SUPERVISORS = ["county_supervisor", "city_supervisor"] as const;

export const loader = guardedLoader({ roles: SUPERVISORS, scope: "rows" }, async ({ ctx, url }) => {
  const { intent, set, issueId } = bulkSearch.parse({
    ...Object.fromEntries(url.searchParams),
    issueId: url.searchParams.getAll("issueId"),
  });
  // Any reason will do to see what the rules allow.
  const lines = await previewDecision(ctx, { command: intent, reason: "-", issueIds: issueId });
  return { intent, set: set ?? "overdue", lines };
});

export const action = guardedAction(
  { roles: SUPERVISORS, scope: "rows", audit: "issue.command" },
  async ({ ctx, request, services }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, bulkSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const { intent, level, reason, issueId } = parsed.value;
    if (intent === "decide_level" && level === undefined) return answerInvalid("level", typed);
    const decision = { command: intent, level, reason, issueIds: issueId };
    const done = await decideIssues(ctx, parsed.key, decision);
    services.wakeSweep();
    return { ok: true as const, done };
  },
);

export default function Bulk() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT();
  const refused = answer && !answer.ok ? answer : undefined;
  return (
    <DeskBulk
      {...page}
      done={answer?.ok ? answer.done : null}
      errors={formErrors(t, refused)}
      typed={refused?.typed ?? {}}
    />
  );
}
