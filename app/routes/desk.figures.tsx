import { countDesk } from "#app/features/escalations/get-desk.query.server.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

/** The desk's figures alone, for a desk that is open. */
export const loader = guardedLoader(
  {
    roles: ["county_supervisor", "city_supervisor", "county_dispatcher", "city_dispatcher", "auditor"],
    scope: "rows",
  },
  async ({ ctx }) => ({ figures: await countDesk(ctx) }),
);
