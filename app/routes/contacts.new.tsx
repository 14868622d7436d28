import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useRouteError } from "@remix-run/react";
import { ContactForm } from "#app/features/contacts/components/contact-form.tsx";
import { logContactSchema } from "#app/features/contacts/contact.schema.ts";
import { logContact } from "#app/features/contacts/log-contact.command.server.ts";
import { openContactForm } from "#app/features/contacts/open-contact-form.query.server.ts";
import { raiseFinding } from "#app/features/issues/raise-issue.command.server.ts";
import { PageSettings } from "#app/features/shell/components/page-settings.tsx";
import { answerRefused, typedIn } from "#app/http/answer-form.server.ts";
import { faultKind, type PageHandle, pageTitle } from "#app/http/page/page-handle.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { formErrors } from "#app/i18n/form-messages.ts";
import { PlainLink } from "#app/ui/plain/plain-form.tsx";
import { PlainPage, PlainTitle } from "#app/ui/plain/plain-page.tsx";

export const handle: PageHandle = { delivery: "plain", sheet: "form" };
export const meta = pageTitle("contact.new.title");

const POLICY = { roles: ["deputy", "station_clerk", "township_officer"], scope: "rows" } as const;

export const loader = guardedLoader(POLICY, async ({ ctx, actor, url }) => {
  const wanted = Number(url.searchParams.get("firm"));
  return {
    facts: await openContactForm(ctx, actor, Number.isSafeInteger(wanted) && wanted > 0 ? wanted : null),
    contactId: crypto.randomUUID() as string,
    wanted: url.searchParams.get("firm") ?? "",
    who: actor.userId,
  };
});

export const action = guardedAction(
  { ...POLICY, audit: "contact.logged" },
  async ({ ctx, actor, request }) => {
    const typed = await typedIn(request);
    const parsed = await parseForm(request, logContactSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const source = actor.role === "deputy" ? ("phone" as const) : ("desk" as const);
    const logged = await logContact(ctx, { ...parsed.value, source }, raiseFinding(ctx));
    if (!logged.ok) return answerRefused(logged, typed);
    return redirect(`/contacts/${logged.value.contactId}?saved=1`, 303);
  },
);

export default function NewContact() {
  const t = useT();
  const { facts, contactId, wanted, who } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const known = answer?.error.code === "common.key_reused" ? answer.typed.contactId : undefined;
  return (
    <PlainPage
      bare
      product={t("common.productShort")}
      home="/"
      settings={<PageSettings />}
      back={{ href: "/", label: t("common.home") }}
    >
      <div
        className="p-stack"
        data-visit=""
        data-who={who}
        data-firm={wanted}
        data-today={facts.today}
        data-answered={answer ? "1" : undefined}
      >
        <PlainTitle title={t("contact.new.title")} />
        <p role="status" tabIndex={-1} data-status="" />
        <div className="p-note" data-draft-note="" hidden>
          {t("contact.new.draftRestored")}
          <button type="button" className="o-act" data-draft-discard="">
            {t("contact.new.draftDiscard")}
          </button>
        </div>
        {known ? <PlainLink href={`/contacts/${known}`}>{t("contact.new.keptRecord")}</PlainLink> : null}
        <ContactForm
          facts={facts}
          contactId={contactId}
          errors={formErrors(t, answer)}
          typed={answer?.typed}
        />
        <section className="o-list" data-outbox="" data-who={who} hidden />
      </div>
      <script type="module" src="/contact-form.js" />
    </PlainPage>
  );
}

/** Signed out while writing: nothing is lost, the draft lies on the phone. */
export function ErrorBoundary() {
  const t = useT();
  const kind = faultKind(useRouteError());
  const signedOut = kind === "forbidden";
  return (
    <PlainPage product={t("common.productName")}>
      <PlainTitle
        title={signedOut ? t("contact.new.signedOut") : t(`page.${kind}.title`)}
        lead={signedOut ? t("contact.new.signedOutBody") : t(`page.${kind}.body`)}
      />
      <PlainLink main href={signedOut ? "/login?next=%2Fcontacts%2Fnew" : "/"}>
        {signedOut ? t("contact.new.signInAgain") : t("common.home")}
      </PlainLink>
    </PlainPage>
  );
}
