import { useLoaderData } from "@remix-run/react";
import { REGISTER_EXPORTERS } from "#app/domain/register/rights.ts";
import { FirmExport } from "#app/features/firms/components/firm-export.tsx";
import { firmFilterParams, readFirmList } from "#app/features/firms/firm-filters.schema.ts";
import { countFirms } from "#app/features/firms/list-firms.query.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("firm.export.title");

export const loader = guardedLoader({ roles: REGISTER_EXPORTERS, scope: "rows" }, async ({ ctx, url }) => {
  const list = readFirmList(url.searchParams);
  return { filters: firmFilterParams(list).toString(), total: await countFirms(ctx, list) };
});

export default function Export() {
  return <FirmExport {...useLoaderData<typeof loader>()} />;
}
