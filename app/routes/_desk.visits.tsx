import { useLoaderData } from "@remix-run/react";
import { VisitWatch } from "#app/features/contacts/components/visit-watch.tsx";
import { listVisits } from "#app/features/contacts/lists/list-visits.query.server.ts";
import { readVisitList, VISIT_WATCHERS } from "#app/features/contacts/lists/visit-lists.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";

export const meta = pageTitle("visits.title");

export const loader = guardedLoader({ roles: VISIT_WATCHERS, scope: "rows" }, async ({ ctx, actor, url }) => {
  const { list, page } = readVisitList(url.searchParams);
  return { page: await listVisits(ctx, list, page), printedBy: actor.name, printedAt: await ctx.clock.now() };
});

export default function Visits() {
  const { page, printedBy, printedAt } = useLoaderData<typeof loader>();
  const t = useT();
  const { formatInstant } = useFormat();
  return (
    <VisitWatch
      page={page}
      printed={t("shell.printed", { when: formatInstant(printedAt), who: printedBy })}
    />
  );
}
