import { useLoaderData } from "@remix-run/react";
import { DeskBoard } from "#app/features/escalations/components/desk-board.tsx";
import { deskSearch } from "#app/features/escalations/desk.schema.ts";
import { DESK_SETS, getDesk } from "#app/features/escalations/get-desk.query.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("nav.desk");

export const loader = guardedLoader(
  {
    roles: ["county_supervisor", "city_supervisor", "county_dispatcher", "city_dispatcher", "auditor"],
    scope: "rows",
  },
  async ({ ctx, url }) => {
    const { set, after } = deskSearch.parse(Object.fromEntries(url.searchParams));
    const chosen = DESK_SETS.find((name) => name === set) ?? "overdue";
    return { set: chosen, ...(await getDesk(ctx, { set: chosen, cursor: after })) };
  },
);

export default function Desk() {
  return <DeskBoard {...useLoaderData<typeof loader>()} />;
}
