import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import {
  findLink,
  PASSWORD_MINIMUM,
  spendLink,
} from "#app/features/accounts/one-time-link.command.server.ts";
import { normalisePhone } from "#app/features/accounts/sign-in.command.server.ts";
import { activateSchema } from "#app/features/accounts/sign-in.schema.ts";
import { PageSettings } from "#app/features/shell/components/page-settings.tsx";
import { type PageHandle, pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { respond } from "#app/http/respond.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { PlainButton, PlainErrorSummary, PlainField, PlainForm } from "#app/ui/plain/plain-form.tsx";
import { PlainCard, PlainPage, PlainTitle } from "#app/ui/plain/plain-page.tsx";

export const handle: PageHandle = { delivery: "plain" };
export const meta = pageTitle("activate.title");

export const loader = guardedLoader({ roles: "public", scope: "own" }, async ({ ctx, params }) => {
  const link = await findLink(ctx, params.token ?? "");
  if (!link) throw new Response(null, { status: 404 });
  return { name: link.name, asksPhone: link.phone === null, minimum: PASSWORD_MINIMUM };
});

export const action = guardedAction(
  { roles: "public", scope: "own", audit: "account.activated" },
  async ({ ctx, services, request, params }) => {
    const parsed = await parseForm(request, activateSchema);
    if (!parsed.ok) return formRefusal(parsed);
    const phone = parsed.value.phone ? normalisePhone(parsed.value.phone) : null;
    const result = await spendLink(ctx, {
      token: params.token ?? "",
      password: parsed.value.password,
      phone,
    });
    if (!result.ok) return respond(result);
    const device = request.headers.get("user-agent") ?? "";
    return redirect("/", {
      headers: { "Set-Cookie": await services.auth.open(result.value, device, ctx.network) },
    });
  },
);

export default function Activate() {
  const t = useT();
  const { name, asksPhone, minimum } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const error = answer && !answer.ok ? answer.error : undefined;
  return (
    <PlainPage product={t("common.productName")} settings={<PageSettings />}>
      <PlainCard>
        <PlainTitle title={t("activate.title")} lead={t("activate.lead", { name })} />
        {error ? (
          <PlainErrorSummary
            title={t("login.refused")}
            errors={[{ field: "password", message: t.refusal(error) }]}
          />
        ) : null}
        <PlainForm keyless>
          {asksPhone ? (
            <PlainField
              name="phone"
              type="tel"
              label={t("activate.phone")}
              hint={t("activate.phoneHint")}
              autoComplete="tel"
            />
          ) : null}
          <PlainField
            name="password"
            type="password"
            label={t("activate.password")}
            hint={t("activate.passwordHint", { minimum })}
            autoComplete="new-password"
          />
          <PlainButton>{t("activate.submit")}</PlainButton>
        </PlainForm>
      </PlainCard>
    </PlainPage>
  );
}
