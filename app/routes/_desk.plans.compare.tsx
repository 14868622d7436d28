import { useLoaderData } from "@remix-run/react";
import { readComparison } from "#app/features/pairings/compare/compare.schema.ts";
import { comparePlans, listComparable } from "#app/features/pairings/compare/compare-plans.query.server.ts";
import { PlanComparison } from "#app/features/pairings/components/compare/plan-comparison.tsx";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("plan.compare");

export const loader = guardedLoader(
  { roles: ["county_supervisor", "city_supervisor"], scope: "rows" },
  async ({ ctx, url }) => {
    const [choices, comparison] = await Promise.all([
      listComparable(ctx),
      comparePlans(ctx, readComparison(url.searchParams)),
    ]);
    return { choices, comparison: comparison ?? null };
  },
);

export default function ComparePlans() {
  return <PlanComparison {...useLoaderData<typeof loader>()} />;
}
