import { Link } from "@remix-run/react";
import { IMPORT_OUTCOMES } from "#app/domain/register/judge/reasons.ts";
import type { ImportRowView } from "#app/features/imports/get-import.query.server.ts";
import { useT } from "#app/i18n/context.tsx";
import type { Translator } from "#app/i18n/translator.ts";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { KeysetPager, pageEnds } from "#app/ui/list/keyset-pager.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { type Look, StatusBadge } from "#app/ui/record/status-badge.tsx";

export type ImportRowsProps = {
  rows: readonly ImportRowView[];
  hasPrevious: boolean;
  hasNext: boolean;
  outcome?: string;
};

const LOOKS: Record<ImportRowView["outcome"], Look> = {
  import: "good",
  review: "warn",
  reject: "late",
  duplicate: "rest",
  skip: "off",
};

/** Everything that was noticed in a row, as sentences. */
function reasons(t: Translator, row: ImportRowView): string {
  return row.notes
    .map((one) => t.dynamic(one.code.replace("import.", "import.reason."), one.facts))
    .join(" ");
}

/** The rows of an import with their outcomes and reasons; without a choice those that were not imported. */
export function ImportRows(props: ImportRowsProps) {
  const t = useT();
  const columns: Column<ImportRowView>[] = [
    {
      key: "row",
      head: t("imports.rows.row"),
      cell: (row) => (row.item === null ? row.row : t("imports.rows.item", { row: row.row, item: row.item })),
    },
    { key: "sheet", head: t("imports.rows.sheet"), cell: (row) => row.sheet || "–", phone: "drop" },
    {
      key: "name",
      head: t("imports.rows.name"),
      cell: (row) => row.name || (row.cells ?? []).filter(Boolean).slice(0, 3).join(" "),
      phone: "keep",
    },
    {
      key: "outcome",
      head: t("imports.rows.outcome"),
      cell: (row) => <StatusBadge look={LOOKS[row.outcome]} word={t(`import.outcome.${row.outcome}`)} />,
    },
    { key: "reason", head: t("imports.rows.reason"), cell: (row) => reasons(t, row), phone: "keep" },
  ];
  return (
    <Section title={t("imports.rows.title")}>
      <p data-noprint>
        <Link to="?">{t("imports.rows.exceptions")}</Link>
        {IMPORT_OUTCOMES.map((outcome) => (
          <span key={outcome}>
            {" · "}
            <Link to={`?outcome=${outcome}`} aria-current={props.outcome === outcome ? "page" : undefined}>
              {t(`import.outcome.${outcome}`)}
            </Link>
          </span>
        ))}
      </p>
      <DataTable
        caption={t("imports.rows.title")}
        columns={columns}
        rows={props.rows}
        rowKey={(row) => row.importRowId}
        empty={<EmptyState title={t("imports.rows.empty")} />}
      />
      <KeysetPager page={pageEnds(props, (row) => row.importRowId)} />
    </Section>
  );
}
