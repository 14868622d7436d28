import { useLoaderData } from "@remix-run/react";
import { CareList } from "#app/features/pairings/components/pairs/care-list.tsx";
import { listCare } from "#app/features/pairings/pairs/get-pair.query.server.ts";
import { rowOf } from "#app/features/pairings/plan.schema.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("care.title");

export const loader = guardedLoader(
  { roles: ["station_clerk", "township_officer", "county_supervisor", "city_supervisor"], scope: "rows" },
  async ({ ctx, url }) => {
    const after = rowOf(url.searchParams.get("after"));
    return { ...(await listCare(ctx, after)), first: after === null };
  },
);

export default function Care() {
  return <CareList {...useLoaderData<typeof loader>()} />;
}
