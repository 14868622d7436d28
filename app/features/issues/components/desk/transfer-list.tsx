import type { TransferLine } from "#app/features/issues/papers/list-transfers.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { Button } from "#app/ui/form/button.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import css from "./transfer-list.module.css";

/** The transfer list 转办清单 for paper, with the receipt that comes back signed. */
export function TransferList(props: { lines: readonly TransferLine[]; filters: string; printed: string }) {
  const t = useT();
  const { formatDay } = useFormat();
  const { lines } = props;
  const day = (value: string | null) => (value === null ? "" : formatDay(value));
  const columns: Column<TransferLine>[] = [
    { key: "no", head: t("issue.paper.no"), cell: (row) => lines.indexOf(row) + 1, phone: "drop" },
    { key: "number", head: t("issue.list.number"), cell: (row) => row.number, phone: "inline" },
    {
      key: "title",
      head: t("issue.list.issue"),
      cell: (row) => row.title || t("issue.page.untitled"),
      phone: "keep",
    },
    { key: "firm", head: t("issue.page.firm"), cell: (row) => row.firm, phone: "inline" },
    { key: "category", head: t("issue.page.category"), cell: (row) => row.category, phone: "drop" },
    {
      key: "consent",
      head: t("issue.paper.consent"),
      cell: (row) => [row.consentedBy, day(row.consentedOn), row.paperNo].filter(Boolean).join(" "),
      phone: "label",
    },
    {
      key: "transferred",
      head: t("issue.paper.transferred"),
      cell: (row) => day(row.transferredOn),
      phone: "label",
    },
    { key: "due", head: t("issue.list.due"), cell: (row) => day(row.dueOn), phone: "label" },
    { key: "unit", head: t("issue.page.unit"), cell: (row) => row.unit, phone: "inline" },
  ];
  return (
    <>
      <PageHeader
        title={t("issue.paper.list")}
        lead={t("issue.paper.count", { count: lines.length })}
        back={{ to: `/issues?${props.filters}`, label: t("issue.page.back") }}
        printed={props.printed}
        actions={
          <Button icon="print" onClick={() => window.print()}>
            {t("issue.paper.print")}
          </Button>
        }
      />
      <DataTable
        caption={t("issue.paper.list")}
        columns={columns}
        rows={lines}
        rowKey={(row) => row.issueId}
        empty={<EmptyState title={t("list.empty")} hint={t("list.emptyHint")} />}
      />
      {lines.length === 0 ? null : (
        <section className={css.receipt} aria-label={t("issue.paper.receipt")}>
          <h2>{t("issue.paper.receipt")}</h2>
          <p>{t("issue.paper.received", { count: lines.length })}</p>
          <p className={css.signs}>
            {(["from", "to", "on"] as const).map((name) => (
              <span key={name}>{t(`issue.paper.${name}`)}</span>
            ))}
          </p>
        </section>
      )}
    </>
  );
}
