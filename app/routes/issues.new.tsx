import { json, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { RaiseForm } from "#app/features/issues/components/raise/raise-form.tsx";
import { findDuplicatesOfNew } from "#app/features/issues/duplicates/propose-duplicates.query.server.ts";
import { raiseIssueSchema } from "#app/features/issues/issue.schema.ts";
import { ISSUE_RAISERS } from "#app/features/issues/issue-roles.ts";
import { openRaiseForm } from "#app/features/issues/queries/open-raise-form.query.server.ts";
import { raiseIssue } from "#app/features/issues/raise-issue.command.server.ts";
import { PageSettings } from "#app/features/shell/components/page-settings.tsx";
import { answerInvalid, answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { type PageHandle, pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { formErrors } from "#app/i18n/form-messages.ts";
import { PlainPage, PlainTitle } from "#app/ui/plain/plain-page.tsx";

export const handle: PageHandle = { delivery: "plain" };
export const meta = pageTitle("issue.new.pageTitle");

const POLICY = { roles: ISSUE_RAISERS, scope: "rows" } as const;

export const loader = guardedLoader(POLICY, async ({ ctx, actor, url }) => {
  const wanted = Number(url.searchParams.get("firm"));
  return openRaiseForm(ctx, actor, Number.isSafeInteger(wanted) && wanted > 0 ? wanted : null);
});

export const action = guardedAction({ ...POLICY, audit: "issue.submit" }, async ({ ctx, actor, request }) => {
  const typed = await typedIn(request);
  const parsed = await parseForm(request, raiseIssueSchema);
  if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
  const { urgent, compared, firmId = actor.firmId, categoryCode = null, ...rest } = parsed.value;
  if (firmId === null) return answerInvalid("firmId", typed);
  const { title, words: body } = rest;
  const proposals = compared ? [] : await findDuplicatesOfNew(ctx, { firmId, categoryCode, title, body });
  if (proposals.length > 0) return json({ ok: true as const, typed, proposals });
  const raised = await raiseIssue(ctx, parsed.key, {
    ...rest,
    firmId,
    categoryCode,
    deputyId: null,
    contactId: null,
    severity: urgent ? "urgent" : "ordinary",
  });
  return raised.ok ? redirect(`/issues/${raised.value.issueId}`, 303) : answerRefused(raised, typed);
});

export default function NewIssue() {
  const t = useT();
  const facts = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <PlainPage
      product={t("common.productName")}
      settings={<PageSettings />}
      back={{ href: "/issues", label: t("issue.page.back") }}
    >
      <PlainTitle title={t("issue.new.pageTitle")} lead={t("issue.new.lead")} />
      <RaiseForm
        facts={facts}
        errors={formErrors(t, answer)}
        typed={answer?.typed}
        proposals={answer && "proposals" in answer ? answer.proposals : []}
      />
    </PlainPage>
  );
}
