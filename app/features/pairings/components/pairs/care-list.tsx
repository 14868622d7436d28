import type { CareRow } from "#app/features/pairings/pairs/get-pair.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { KeysetPager } from "#app/ui/list/keyset-pager.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";

/** Firms without an active liaison, looked after by the township office. */
export function CareList(props: { rows: readonly CareRow[]; next: number | null; first: boolean }) {
  const t = useT();
  const { formatDay } = useFormat();
  const columns: Column<CareRow>[] = [
    { key: "firm", head: t("handover.firm"), cell: (row) => row.firm, phone: "keep" },
    { key: "township", head: t("handover.township"), cell: (row) => row.township ?? "–" },
    { key: "former", head: t("care.former"), cell: (row) => row.former ?? t("common.none") },
    {
      key: "since",
      head: t("care.since"),
      cell: (row) => (row.leftOn ? formatDay(row.leftOn) : "–"),
      end: true,
    },
  ];
  return (
    <>
      <PageHeader title={t("care.title")} lead={t("care.lead")} />
      <DataTable
        caption={t("care.title")}
        columns={columns}
        rows={props.rows}
        rowKey={(row) => row.firmId}
        rowHref={(row) => `/firms/${row.firmId}`}
        empty={<EmptyState title={t("care.empty")} />}
      />
      <KeysetPager page={{ previous: props.first ? null : "", next: props.next }} />
    </>
  );
}
