import { getCalendar } from "#app/features/contacts/calendar/get-calendar.query.server.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import { makeFormat, shanghaiDay } from "#app/i18n/format.ts";
import { DEFAULT_LOCALE, isLocale } from "#app/i18n/locale.ts";
import { calendarFile } from "#app/platform/calendar-file.ts";
import { sha256 } from "#app/platform/ids.ts";

const FILE = /^([0-9a-z]{20,40})\.ics$/;

/** What is due for a deputy as a calendar that phones follow; whoever has the link reads it, so it says no more than firm, day and phone. */
export const loader = guardedLoader({ roles: "public", scope: "own" }, async ({ ctx, params, url }) => {
  const [, token] = FILE.exec(params.file ?? "") ?? [];
  const calendar = token === undefined ? undefined : await getCalendar(ctx, sha256(token));
  if (calendar === undefined) throw new Response(null, { status: 404 });
  const asked = url.searchParams.get("lang");
  const t = translator(isLocale(asked) ? asked : DEFAULT_LOCALE);
  const { formatDay } = makeFormat(t, shanghaiDay(new Date(calendar.now)));
  const days = calendar.visits.map((visit) => ({
    id: `visit-${visit.firmId}@liaison`,
    day: visit.shownOn,
    title: t("calendar.visit", { firm: visit.firm }),
    body: [
      t(visit.shownOn === visit.dueOn ? "calendar.due" : "calendar.late", { day: formatDay(visit.dueOn) }),
      visit.phone,
    ]
      .filter(Boolean)
      .join("\n"),
  }));
  return new Response(calendarFile(t("calendar.name"), days, calendar.now), {
    headers: { "Content-Type": "text/calendar; charset=utf-8", "X-Content-Type-Options": "nosniff" },
  });
});
