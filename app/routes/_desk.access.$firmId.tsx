import { json } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FirmAccessPage } from "#app/features/accounts/components/firm-access-page.tsx";
import { issueFirmCode } from "#app/features/accounts/firm-access.command.server.ts";
import { getFirmAccess } from "#app/features/accounts/firm-access.query.server.ts";
import { firmCodeSchema } from "#app/features/accounts/firm-access.schema.ts";
import { FIRM_ACCESS_GIVERS } from "#app/features/accounts/firm-access-roles.ts";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { idParam } from "#app/http/params.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("access.title");

const POLICY = { roles: FIRM_ACCESS_GIVERS, scope: "rows" } as const;

export const loader = guardedLoader(POLICY, async ({ ctx, params }) => {
  const firm = await getFirmAccess(ctx, idParam(params.firmId));
  if (!firm) throw new Response(null, { status: 404 });
  return { firm };
});

export const action = guardedAction(
  { ...POLICY, audit: "account.firm_code_issued" },
  async ({ ctx, params, request, services }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, firmCodeSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const { name, replaces } = parsed.value;
    const made = await issueFirmCode(ctx, { firmId: idParam(params.firmId), name, replaces });
    if (!made.ok) return answerRefused(made, typed);
    return json({ ok: true as const, link: `${services.origin}/activate/${made.value.token}` });
  },
);

export default function Access() {
  const { firm } = useLoaderData<typeof loader>();
  return <FirmAccessPage firm={firm} own={false} answer={useActionData<typeof action>()} />;
}
