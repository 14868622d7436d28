import { json } from "@remix-run/node";
import { logContactSchema } from "#app/features/contacts/contact.schema.ts";
import { logContact } from "#app/features/contacts/log-contact.command.server.ts";
import { raiseFinding } from "#app/features/issues/raise-issue.command.server.ts";
import { refuseToPhone, requireAuthor } from "#app/http/answer/phone-answer.server.ts";
import { formRefusal, parseForm } from "#app/http/parse-form.server.ts";
import { guardedAction } from "#app/http/policy.server.ts";

/** Takes a contact from the outbox of a phone: the same form as the page's, answered in words and numbers instead of a page. */
export const action = guardedAction(
  { roles: ["deputy", "station_clerk", "township_officer"], scope: "rows", audit: "contact.logged" },
  async ({ ctx, actor, request }) => {
    requireAuthor(request, actor);
    const parsed = await parseForm(request, logContactSchema);
    if (!parsed.ok) return refuseToPhone(request, formRefusal(parsed));
    const source = actor.role === "deputy" ? ("phone" as const) : ("desk" as const);
    const logged = await logContact(ctx, { ...parsed.value, source }, raiseFinding(ctx));
    if (!logged.ok) return refuseToPhone(request, logged);
    const { contactId, contactNo, issue } = logged.value;
    return json({ ok: true, contactId, no: contactNo, issue: issue?.number ?? null });
  },
);
