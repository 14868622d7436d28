import { useLoaderData } from "@remix-run/react";
import { HandoverList } from "#app/features/pairings/components/pairs/handover-list.tsx";
import { listHandovers } from "#app/features/pairings/handovers/list-handovers.query.server.ts";
import { rowOf } from "#app/features/pairings/plan.schema.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("handover.title");

export const loader = guardedLoader(
  {
    roles: ["deputy", "station_clerk", "township_officer", "county_supervisor", "city_supervisor", "auditor"],
    scope: "rows",
  },
  async ({ ctx, actor, url }) => {
    const before = rowOf(url.searchParams.get("after"));
    const page = await listHandovers(ctx, { before });
    return { rows: page.rows, next: page.before, first: before === null, deputyId: actor.deputyId };
  },
);

export default function Handovers() {
  return <HandoverList {...useLoaderData<typeof loader>()} />;
}
