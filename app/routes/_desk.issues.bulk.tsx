import { useActionData, useLoaderData } from "@remix-run/react";
import type { Role } from "#app/domain/access/roles.ts";
import { isOneOf } from "#app/domain/register/rights.ts";
import {
  type BulkStep,
  bulkPageSchema,
  bulkStepSchema,
  MOST_AT_ONCE,
} from "#app/features/issues/bulk/bulk.schema.ts";
import { listChosen } from "#app/features/issues/bulk/choose-issues.server.ts";
import { stepOnIssues } from "#app/features/issues/bulk/step-on-issues.command.server.ts";
import { IssueBulk } from "#app/features/issues/components/desk/issue-bulk.tsx";
import { BULK_WORKERS, ISSUE_EXPORTERS, TAGGERS } from "#app/features/issues/issue-roles.ts";
import { findLastConsent, listUnits } from "#app/features/issues/queries/list-units.query.server.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { formErrors } from "#app/i18n/form-messages.ts";
import { shanghaiDay } from "#app/i18n/format.ts";

export const meta = pageTitle("issue.bulk.title");

/** What a role does with several issues at once: the congress transfers and tags, the government's office assigns. */
function stepsOf(role: Role): BulkStep[] {
  return isOneOf(TAGGERS, role) ? ["remind", "tag", "untag", "transfer"] : ["dispatch", "remind"];
}

export const loader = guardedLoader({ roles: BULK_WORKERS, scope: "rows" }, async ({ ctx, actor, url }) => {
  const page = bulkPageSchema.parse({
    ...Object.fromEntries(url.searchParams),
    issueId: url.searchParams.getAll("issueId"),
  });
  const steps = stepsOf(actor.role);
  const step = steps.find((one) => one === page.step) ?? steps[0]!;
  const { issues, count } = await listChosen(ctx, page, step, actor.role);
  return {
    filters: page.filters,
    matching: page.matching === "yes",
    steps,
    step,
    issues,
    count,
    most: MOST_AT_ONCE,
    units: step === "dispatch" ? await listUnits(ctx, actor.countyCode) : [],
    consentedBy: step === "transfer" ? await findLastConsent(ctx) : "",
    today: shanghaiDay(new Date(await ctx.clock.now())),
    mayExport: isOneOf(ISSUE_EXPORTERS, actor.role),
  };
});

export const action = guardedAction(
  { roles: BULK_WORKERS, scope: "rows", audit: "issue.command" },
  async ({ ctx, actor, request, services }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, bulkStepSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    if (!stepsOf(actor.role).includes(parsed.value.step))
      return answerRefused(
        { ok: false, error: { code: "issue.not_your_role", facts: { command: parsed.value.step } } },
        typed,
      );
    const done = await stepOnIssues(ctx, parsed.key, parsed.value, actor.role);
    if (!done.ok) return answerRefused(done, typed);
    services.wakeSweep();
    return { ok: true as const, done: done.value };
  },
);

export default function Bulk() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useT();
  const refused = answer && !answer.ok ? answer : undefined;
  return (
    <IssueBulk
      {...page}
      done={answer?.ok ? answer.done : null}
      errors={formErrors(t, refused)}
      typed={refused?.typed ?? {}}
    />
  );
}
