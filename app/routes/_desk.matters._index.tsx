import { useLoaderData } from "@remix-run/react";
import { MatterList } from "#app/features/matters/components/matter-list.tsx";
import { listMatters } from "#app/features/matters/list-matters.query.server.ts";
import { matterSearch } from "#app/features/matters/matter.schema.ts";
import { MATTER_KEEPERS, MATTER_READERS } from "#app/features/matters/matter-roles.ts";
import { proposeMatters } from "#app/features/matters/propose-matters.query.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("nav.matters");

export const loader = guardedLoader({ roles: MATTER_READERS, scope: "rows" }, async ({ ctx, actor, url }) => {
  const { show, similar } = matterSearch.parse(Object.fromEntries(url.searchParams));
  const keeps = MATTER_KEEPERS.includes(actor.role) && show === "running";
  return {
    show,
    rows: await listMatters(ctx, show),
    proposed: keeps ? await proposeMatters(ctx, similar === "yes") : null,
  };
});

export default function Matters() {
  return <MatterList {...useLoaderData<typeof loader>()} />;
}
