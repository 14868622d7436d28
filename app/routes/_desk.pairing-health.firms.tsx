import { useLoaderData } from "@remix-run/react";
import { HealthFirms } from "#app/features/pairings/components/health/health-firms.tsx";
import { type HealthList, readHealthList } from "#app/features/pairings/health/health.schema.ts";
import { listHealthFirms } from "#app/features/pairings/health/list-health-firms.query.server.ts";
import { townshipsInScope } from "#app/features/pairings/list-counties.query.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle<Pick<HealthList, "set">>((data, t) => t(`health.${data.set}`));

export const loader = guardedLoader(
  { roles: ["county_supervisor", "city_supervisor"], scope: "rows" },
  async ({ ctx, actor, url }) => {
    const list = readHealthList(url.searchParams);
    const own = actor.role === "city_supervisor" ? null : actor.countyCode;
    const { counties, townships } = await townshipsInScope(ctx, own);
    const county = own ?? list.county ?? null;
    return {
      set: list.set,
      county,
      list: await listHealthFirms(ctx, list),
      counties,
      townships: county === null ? [] : townships.filter((place) => place.countyCode === county),
    };
  },
);

export default function ListOfHealth() {
  return <HealthFirms {...useLoaderData<typeof loader>()} />;
}
