import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ContactRecord } from "#app/features/contacts/components/contact-record.tsx";
import { type ContactAction, contactActionSchema } from "#app/features/contacts/contact.schema.ts";
import { addToContact, correctContact } from "#app/features/contacts/correct-contact.command.server.ts";
import { getContact } from "#app/features/contacts/get-contact.query.server.ts";
import { nameFirm } from "#app/features/contacts/lists/name-firm.command.server.ts";
import { reviewOutcome } from "#app/features/contacts/review-outcome.command.server.ts";
import { withdrawContact } from "#app/features/contacts/withdraw-contact.command.server.ts";
import { photoRefusal } from "#app/features/files/photo-refusals.ts";
import { PageSettings } from "#app/features/shell/components/page-settings.tsx";
import { answerRefused, found, typedIn } from "#app/http/answer-form.server.ts";
import { flash } from "#app/http/page/flash.ts";
import { homeOf } from "#app/http/page/navigation.ts";
import { type PageHandle, pageTitle } from "#app/http/page/page-handle.ts";
import { uuidParam } from "#app/http/params.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { formErrors } from "#app/i18n/form-messages.ts";
import { PlainPage } from "#app/ui/plain/plain-page.tsx";
import type { Ctx } from "#db/client.ts";

export const handle: PageHandle = { delivery: "plain" };
export const meta = pageTitle<typeof loader>("contact.list.title");

export const loader = guardedLoader(
  {
    roles: [
      "firm_representative",
      "deputy",
      "station_clerk",
      "township_officer",
      "county_supervisor",
      "city_supervisor",
      "auditor",
    ],
    scope: "rows",
  },
  async ({ ctx, actor, params, url }) => ({
    contact: found(await getContact(ctx, uuidParam(params.contactId))),
    saved: url.searchParams.has("saved"),
    home: homeOf(actor.role),
    refused: photoRefusal(url.searchParams.get("photo")),
    who: actor.userId,
  }),
);

/** The list from which an office came to a step. */
const QUEUES: Partial<Record<ContactAction["intent"], "review" | "unknown">> = {
  review: "review",
  name_firm: "unknown",
};

function perform(ctx: Ctx, contactId: string, key: string, form: ContactAction) {
  const { version } = form;
  switch (form.intent) {
    case "correct": {
      const { intent: _intent, ...wording } = form;
      return correctContact(ctx, key, { contactId, ...wording });
    }
    case "add":
      return addToContact(ctx, key, { contactId, version, addition: form.addition, forFirm: form.forFirm });
    case "withdraw":
      return withdrawContact(ctx, key, { contactId, version });
    case "review":
      return reviewOutcome(ctx, key, { contactId, version, review: form.review });
    case "name_firm":
      return nameFirm(ctx, key, { contactId, version, firm: form.none === "yes" ? null : form.firm });
  }
}

export const action = guardedAction(
  {
    roles: ["deputy", "station_clerk", "township_officer"],
    scope: "rows",
    audit: "contact.corrected",
  },
  async ({ ctx, params, request }) => {
    const contactId = uuidParam(params.contactId);
    const typed = await typedIn(request);
    const parsed = await parseForm(request, contactActionSchema);
    if (!parsed.ok) return answerRefused(formRefusal(parsed), typed);
    const done = await perform(ctx, contactId, parsed.key, parsed.value);
    if (!done.ok) return answerRefused(done, typed);
    // Whoever works off a queue goes back to it.
    const queue = QUEUES[parsed.value.intent];
    return redirect(queue === undefined ? `/contacts/${contactId}` : `/visits?list=${queue}`, {
      status: 303,
      headers: queue === undefined ? {} : { "Set-Cookie": flash(`visits.done.${queue}`) },
    });
  },
);

export default function Contact() {
  const t = useT();
  const { contact, saved, home, refused, who } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? (refused ? { ok: false as const, error: refused } : null);
  return (
    <PlainPage
      product={t("common.productName")}
      home={home}
      settings={<PageSettings />}
      back={{ href: home, label: t("common.home") }}
    >
      <div
        className="p-stack"
        data-visit=""
        data-who={who}
        data-saved={contact.contactId}
        data-record={contact.may.addPhotos ? contact.contactId : undefined}
      >
        <ContactRecord contact={contact} saved={saved} errors={formErrors(t, answer)} home={home} />
        {contact.may.addPhotos ? <section className="o-list" data-outbox="" data-who={who} hidden /> : null}
      </div>
      <script type="module" src="/contact-form.js" />
    </PlainPage>
  );
}
