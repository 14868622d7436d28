import { json } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import {
  endCalendarLink,
  makeCalendarLink,
} from "#app/features/contacts/calendar/calendar-link.command.server.ts";
import { calendarLinkSince } from "#app/features/contacts/calendar/get-calendar.query.server.ts";
import { CalendarPage } from "#app/features/contacts/components/calendar-page.tsx";
import { PageSettings } from "#app/features/shell/components/page-settings.tsx";
import { found } from "#app/http/answer-form.server.ts";
import { type PageHandle, pageTitle } from "#app/http/page/page-handle.ts";
import { readPreferences } from "#app/http/page/preferences.ts";
import { guardedAction, guardedLoader } from "#app/http/policy.server.ts";
import { useT } from "#app/i18n/context.tsx";
import { PlainErrorSummary } from "#app/ui/plain/plain-form.tsx";
import { PlainPage } from "#app/ui/plain/plain-page.tsx";

export const handle: PageHandle = { delivery: "plain" };
export const meta = pageTitle("calendar.title");

const POLICY = { roles: ["deputy"], scope: "own" } as const;

export const loader = guardedLoader(POLICY, async ({ ctx }) => ({ since: await calendarLinkSince(ctx) }));

/** The answer holds a secret, so that it is neither stored nor sent on: loading the page again makes no second link. */
export const action = guardedAction(
  { ...POLICY, audit: "calendar.link_made" },
  async ({ ctx, request, services }) => {
    const form = await request.formData().catch(() => null);
    if (form === null) return json({ address: null, ended: false, unreadable: true }, { status: 422 });
    if (form.get("intent") === "end") {
      found(await endCalendarLink(ctx));
      return { address: null, ended: true, unreadable: false };
    }
    const { token } = found(await makeCalendarLink(ctx));
    const { locale } = readPreferences(request.headers);
    return {
      address: `${services.origin}/calendar/${token}.ics?lang=${locale}`,
      ended: false,
      unreadable: false,
    };
  },
);

export default function Calendar() {
  const t = useT();
  const { since } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const unreadable = answer?.unreadable ? [{ field: "main", message: t("form.unreadable") }] : [];
  return (
    <PlainPage
      product={t("common.productName")}
      home="/today"
      settings={<PageSettings />}
      back={{ href: "/today", label: t("calendar.back") }}
    >
      <div className="p-stack">
        <PlainErrorSummary title={t("form.errorSummary", { count: unreadable.length })} errors={unreadable} />
        <CalendarPage since={since} address={answer?.address ?? null} ended={answer?.ended ?? false} />
      </div>
    </PlainPage>
  );
}
