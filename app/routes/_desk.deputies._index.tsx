import { useLoaderData } from "@remix-run/react";
import { DEPUTY_READERS, isOneOf, REGISTER_IMPORTERS } from "#app/domain/register/rights.ts";
import { DeputyList } from "#app/features/deputies/components/deputy-list.tsx";
import { deputyFilterParams, readDeputyList } from "#app/features/deputies/deputy-filters.schema.ts";
import {
  DEPUTY_FIELDS,
  type DeputyListRow,
  listDeputies,
} from "#app/features/deputies/list-deputies.query.server.ts";
import { listDivisions } from "#app/features/installation/list-divisions.query.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { packRows, unpackRows } from "#app/ui/list/row-cells.ts";

export const meta = pageTitle("deputy.list.title");

export const loader = guardedLoader({ roles: DEPUTY_READERS, scope: "rows" }, async ({ ctx, actor, url }) => {
  const list = readDeputyList(url.searchParams);
  const [page, divisions] = await Promise.all([listDeputies(ctx, list), listDivisions(ctx, list.county)]);
  return {
    ...page,
    rows: packRows(page.rows, DEPUTY_FIELDS),
    ...divisions,
    filtered: deputyFilterParams(list).size > 0,
    sort: { key: list.sort, descending: list.dir === "desc" },
    mayImport: isOneOf(REGISTER_IMPORTERS, actor.role),
    printedBy: actor.name,
    printedAt: new Date().toISOString(),
  };
});

export default function Deputies() {
  const { printedAt, printedBy, rows, ...page } = useLoaderData<typeof loader>();
  const t = useT();
  const { formatInstant } = useFormat();
  return (
    <DeputyList
      {...page}
      rows={unpackRows<DeputyListRow>(rows) as DeputyListRow[]}
      printed={t("shell.printed", { when: formatInstant(printedAt), who: printedBy })}
    />
  );
}
