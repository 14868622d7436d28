import { writeCalendar } from "#app/features/contacts/calendar/get-calendar.query.server.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import { makeFormat, shanghaiDay } from "#app/i18n/format.ts";
import { DEFAULT_LOCALE, isLocale } from "#app/i18n/locale.ts";

const FILE = /^([0-9a-z]{20,40})\.ics$/;

/** What is due for a deputy as a calendar that phones follow; whoever has the link reads it, so it says no more than firm, day and phone. */
export const loader = guardedLoader({ roles: "public", scope: "own" }, async ({ ctx, params, url }) => {
  const token = FILE.exec(params.file ?? "")?.[1];
  const asked = url.searchParams.get("lang");
  const t = translator(isLocale(asked) ? asked : DEFAULT_LOCALE);
  const words = (now: string) => {
    const { formatDay } = makeFormat(t, shanghaiDay(new Date(now)));
    return {
      name: t("calendar.name"),
      of: ({
        firm,
        phone,
        dueOn,
        shownOn,
      }: {
        firm: string;
        phone: string | null;
        dueOn: string;
        shownOn: string;
      }) => ({
        title: t("calendar.visit", { firm }),
        body: [t(shownOn === dueOn ? "calendar.due" : "calendar.late", { day: formatDay(dueOn) }), phone]
          .filter(Boolean)
          .join("\n"),
      }),
    };
  };
  const file = token === undefined ? undefined : await writeCalendar(ctx, token, words);
  if (file === undefined) throw new Response(null, { status: 404 });
  return new Response(file, {
    headers: { "Content-Type": "text/calendar; charset=utf-8", "X-Content-Type-Options": "nosniff" },
  });
});
