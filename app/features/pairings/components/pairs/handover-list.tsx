import type { Handover } from "#app/features/pairings/handovers/list-handovers.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { KeysetPager } from "#app/ui/list/keyset-pager.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";

/** Handovers of a deputy, a township or a county, newest first. */
export function HandoverList(props: {
  rows: readonly Handover[];
  next: number | null;
  first: boolean;
  deputyId: number | null;
}) {
  const t = useT();
  return (
    <>
      <PageHeader title={t("handover.title")} lead={t("handover.lead")} />
      <HandoverTable rows={props.rows} deputyId={props.deputyId} />
      <KeysetPager page={{ previous: props.first ? null : "", next: props.next }} />
    </>
  );
}

/** The handovers themselves; for a deputy with the state of the own note. */
export function HandoverTable(props: { rows: readonly Handover[]; deputyId?: number | null }) {
  const t = useT();
  const { formatDay, formatCount } = useFormat();
  const { deputyId } = props;
  const noteOf = (row: Handover) => {
    const mine = row.from.deputyId === deputyId ? row.fromNote : row.toNote;
    const both = row.fromNote !== "" && (row.to === null || row.toNote !== "");
    const done = deputyId ? mine !== "" : both;
    return done ? t("handover.done") : deputyId ? t("handover.waiting") : t("handover.noNote");
  };
  const columns: Column<Handover>[] = [
    { key: "firm", head: t("handover.firm"), cell: (row) => row.firm, phone: "keep" },
    { key: "township", head: t("handover.township"), cell: (row) => row.township ?? "–", phone: "drop" },
    { key: "from", head: t("handover.from"), cell: (row) => row.from.name, phone: "label" },
    { key: "to", head: t("handover.to"), cell: (row) => row.to?.name ?? t("handover.care"), phone: "label" },
    {
      key: "day",
      head: t("handover.day"),
      cell: (row) => formatDay(row.handedOn),
      end: true,
      phone: "label",
    },
    {
      key: "open",
      head: t("handover.open"),
      cell: (row) => formatCount(row.openIssues),
      end: true,
      phone: "label",
    },
    { key: "note", head: t("handover.state"), cell: noteOf, phone: "label" },
  ];
  return (
    <DataTable
      caption={t("handover.title")}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.handoverId}
      rowHref={(row) => `/handovers/${row.handoverId}`}
      empty={<EmptyState title={t("handover.empty")} hint={t("handover.emptyHint")} />}
    />
  );
}
