import { useLoaderData } from "@remix-run/react";
import { HealthPage } from "#app/features/pairings/components/health/health-page.tsx";
import { getHealth } from "#app/features/pairings/health/get-health.query.server.ts";
import { readHealthPlace } from "#app/features/pairings/health/health.schema.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";

export const meta = pageTitle("health.title");

export const loader = guardedLoader(
  { roles: ["county_supervisor", "city_supervisor"], scope: "rows" },
  async ({ ctx, actor, url }) => ({
    health: await getHealth(ctx, readHealthPlace(url.searchParams)),
    wholeCity: actor.role === "city_supervisor",
    printedBy: actor.name,
    printedAt: await ctx.clock.now(),
  }),
);

export default function Health() {
  const { health, wholeCity, printedAt, printedBy } = useLoaderData<typeof loader>();
  const t = useT();
  const { formatInstant } = useFormat();
  const printed = t("shell.printed", { when: formatInstant(printedAt), who: printedBy });
  return <HealthPage health={health} wholeCity={wholeCity} printed={printed} />;
}
