import { useLoaderData } from "@remix-run/react";
import {
  FIRM_READERS,
  isOneOf,
  REGISTER_EDITORS,
  REGISTER_EXPORTERS,
  REGISTER_IMPORTERS,
} from "#app/domain/register/rights.ts";
import { FirmList } from "#app/features/firms/components/firm-list.tsx";
import {
  DEFAULT_FIRM_COLUMNS,
  type FirmListRow,
  firmFieldsOf,
  knownFirmColumns,
} from "#app/features/firms/firm-columns.ts";
import { firmFilterParams, readFirmList } from "#app/features/firms/firm-filters.schema.ts";
import { listFirms } from "#app/features/firms/list-firms.query.server.ts";
import { listDivisions } from "#app/features/installation/list-divisions.query.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { readColumns } from "#app/ui/list/list-url.ts";
import { packRows, unpackRows } from "#app/ui/list/row-cells.ts";

export const meta = pageTitle("firm.list.title");

export const loader = guardedLoader({ roles: FIRM_READERS, scope: "rows" }, async ({ ctx, actor, url }) => {
  const list = readFirmList(url.searchParams);
  const columns = knownFirmColumns(readColumns(url.search, DEFAULT_FIRM_COLUMNS));
  const [page, divisions] = await Promise.all([
    listFirms(ctx, list, columns),
    listDivisions(ctx, list.county),
  ]);
  const filters = firmFilterParams(list).toString();
  const more = Boolean(list.more ?? list.sector ?? list.size ?? list.state ?? list.placed);
  const mayEdit = isOneOf(REGISTER_EDITORS, actor.role);
  return {
    ...page,
    rows: packRows(page.rows, firmFieldsOf(columns)),
    ...divisions,
    sectors: more ? divisions.sectors : [],
    more,
    selecting: mayEdit && list.select === "yes",
    columns,
    filters,
    filtered: filters !== "",
    sort: { key: list.sort, descending: list.dir === "desc" },
    mayEdit,
    mayExport: isOneOf(REGISTER_EXPORTERS, actor.role),
    mayImport: isOneOf(REGISTER_IMPORTERS, actor.role),
    printedBy: actor.name,
    printedAt: new Date().toISOString(),
  };
});

export default function Firms() {
  const { printedAt, printedBy, rows, ...page } = useLoaderData<typeof loader>();
  const t = useT();
  const { formatInstant } = useFormat();
  const printed = t("shell.printed", { when: formatInstant(printedAt), who: printedBy });
  return <FirmList {...page} rows={unpackRows<FirmListRow>(rows) as FirmListRow[]} printed={printed} />;
}
