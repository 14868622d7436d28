import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { listPersonas } from "#app/features/accounts/list-personas.query.server.ts";
import { signIn, signInAsPersona } from "#app/features/accounts/sign-in.command.server.ts";
import { signInSchema } from "#app/features/accounts/sign-in.schema.ts";
import { PageSettings } from "#app/features/shell/components/page-settings.tsx";
import { type PageHandle, pageTitle } from "#app/http/page/page-handle.ts";
import { safePath } from "#app/http/page/safe-path.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { respond } from "#app/http/respond.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { PlainButton, PlainErrorSummary, PlainField, PlainForm } from "#app/ui/plain/plain-form.tsx";
import { PlainCard, PlainGrid, PlainNotice, PlainPage, PlainTitle } from "#app/ui/plain/plain-page.tsx";

export const handle: PageHandle = { delivery: "plain" };
export const meta = pageTitle("login.title");

export const loader = guardedLoader(
  { roles: "public", scope: "none" },
  async ({ ctx, actor, services, url }) => {
    const next = safePath(url.searchParams.get("next"));
    if (actor.kind === "person" && !url.searchParams.has("again")) throw redirect(next);
    return { next, personas: services.world === "demo" ? await listPersonas(ctx) : [] };
  },
);

export const action = guardedAction(
  { roles: "public", scope: "none", audit: "account.signed_in" },
  async ({ ctx, services, context, request }) => {
    const device = request.headers.get("user-agent") ?? "";
    const copy = request.clone();
    const persona = (await copy.formData().catch(() => new FormData())).get("persona");
    if (typeof persona === "string") {
      const result = await signInAsPersona(ctx, persona);
      if (!result.ok) return respond(result);
      return redirect("/", {
        headers: { "Set-Cookie": await services.auth.open(result.value, device, ctx.network) },
      });
    }
    const parsed = await parseForm(request, signInSchema);
    if (!parsed.ok) return formRefusal(parsed);
    const { login, password, next } = parsed.value;
    const result = await signIn(ctx, { login, password, address: context.address });
    if (!result.ok) return respond(result);
    return redirect(safePath(next), {
      headers: { "Set-Cookie": await services.auth.open(result.value, device, ctx.network) },
    });
  },
);

export default function Login() {
  const t = useT();
  const { next, personas } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const error = answer && !answer.ok ? answer.error : undefined;
  const message = error && (error.code === "common.invalid" ? t("login.incomplete") : t.refusal(error));
  return (
    <PlainPage product={t("common.productName")} settings={<PageSettings />}>
      <PlainCard>
        <PlainTitle title={t("login.title")} lead={t("login.lead")} />
        {message ? (
          <PlainErrorSummary title={t("login.refused")} errors={[{ field: "login", message }]} />
        ) : null}
        <PlainForm keyless>
          <input type="hidden" name="next" value={next} />
          <PlainField
            name="login"
            label={t("login.name")}
            hint={t("login.nameHint")}
            autoComplete="username"
          />
          <PlainField
            name="password"
            type="password"
            label={t("login.password")}
            autoComplete="current-password"
          />
          <PlainButton>{t("login.submit")}</PlainButton>
        </PlainForm>
      </PlainCard>
      {personas.length > 0 ? (
        <PlainCard>
          <PlainNotice title={t("login.demoTitle")}>{t("login.demoLead")}</PlainNotice>
          <PlainForm keyless>
            <PlainGrid>
              {personas.map((one) => (
                <PlainButton key={one.persona} second name="persona" value={one.persona}>
                  {t.dynamic(`persona.${one.persona}.name`)}
                </PlainButton>
              ))}
            </PlainGrid>
          </PlainForm>
        </PlainCard>
      ) : null}
    </PlainPage>
  );
}
