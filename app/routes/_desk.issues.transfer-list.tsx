import { useLoaderData } from "@remix-run/react";
import { bulkPageSchema } from "#app/features/issues/bulk/bulk.schema.ts";
import { TransferList } from "#app/features/issues/components/desk/transfer-list.tsx";
import { BULK_WORKERS } from "#app/features/issues/issue-roles.ts";
import { listTransfers } from "#app/features/issues/papers/list-transfers.query.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { readPreferences } from "#app/http/page/preferences.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import { makeFormat, shanghaiDay } from "#app/i18n/format.ts";

export const meta = pageTitle("issue.paper.list");

export const loader = guardedLoader(
  { roles: BULK_WORKERS, scope: "rows" },
  async ({ ctx, actor, request, url }) => {
    const page = bulkPageSchema.parse({
      ...Object.fromEntries(url.searchParams),
      issueId: url.searchParams.getAll("issueId"),
    });
    const now = await ctx.clock.now();
    const format = makeFormat(
      translator(readPreferences(request.headers).locale),
      shanghaiDay(new Date(now)),
    );
    return {
      lines: await listTransfers(ctx, page, actor.role),
      filters: page.filters,
      printed: `${actor.name} · ${format.formatInstant(now)}`,
    };
  },
);

export default function Transfers() {
  return <TransferList {...useLoaderData<typeof loader>()} />;
}
