import { json, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FirmAccessPage } from "#app/features/accounts/components/firm-access-page.tsx";
import { CorrectionAsked, FormerMessages } from "#app/features/accounts/components/firm-history.tsx";
import { askCorrectionSchema } from "#app/features/accounts/corrections/correction.schema.ts";
import { askCorrection } from "#app/features/accounts/corrections/corrections.command.server.ts";
import { getFirmHistory } from "#app/features/accounts/corrections/list-corrections.query.server.ts";
import { issueFirmCode, withdrawConsent } from "#app/features/accounts/firm-access.command.server.ts";
import { getFirmAccess } from "#app/features/accounts/firm-access.query.server.ts";
import { firmCodeSchema, withdrawConsentSchema } from "#app/features/accounts/firm-access.schema.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("access.ownTitle");

const POLICY = { roles: ["firm_representative"], scope: "own" } as const;

export const loader = guardedLoader(POLICY, async ({ ctx, actor }) => {
  const firm = actor.firmId === null ? undefined : await getFirmAccess(ctx, actor.firmId);
  if (!firm) throw new Response(null, { status: 404 });
  return { firm, history: await getFirmHistory(ctx, firm.firmId) };
});

export const action = guardedAction(
  { ...POLICY, audit: "account.firm_code_issued" },
  async ({ ctx, actor, request, services }) => {
    const typed = await typedIn(request);
    if (typed.command === "withdraw_consent") {
      const parsed = await parseForm(request, withdrawConsentSchema);
      if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
      const gone = await withdrawConsent(ctx);
      return gone.ok ? redirect("/login", 303) : answerRefused(gone, typed);
    }
    if (typed.command === "correct") {
      const parsed = await parseForm(request, askCorrectionSchema);
      if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
      const asked = await askCorrection(ctx, parsed.key, parsed.value.wanted);
      if (!asked.ok) return answerRefused(asked, typed);
      return redirect("/my-firm", { status: 303, headers: { "Set-Cookie": flash("correction.sent") } });
    }
    const parsed = await parseForm(request, firmCodeSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const made = await issueFirmCode(ctx, {
      firmId: actor.firmId ?? 0,
      name: parsed.value.name,
      replaces: false,
    });
    if (!made.ok) return answerRefused(made, typed);
    return json({ ok: true as const, link: `${services.origin}/activate/${made.value.token}` });
  },
);

export default function MyFirm() {
  const { firm, history } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <FirmAccessPage
      firm={firm}
      own
      answer={answer}
      corrections={<CorrectionAsked corrections={history.corrections} answer={answer} />}
      messages={<FormerMessages messages={history.messages} />}
    />
  );
}
