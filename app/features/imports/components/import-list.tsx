import type { ImportKind } from "#app/domain/register/sheet/fields.ts";
import type { ImportState, ImportSummary } from "#app/features/imports/get-import.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { SubmitButton } from "#app/ui/form/button.tsx";
import { ChoiceField, FileField, SelectField } from "#app/ui/form/fields.tsx";
import type { FieldError, Typed } from "#app/ui/form/form-scope.tsx";
import { PostForm } from "#app/ui/form/post-form.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { KeysetPager, pageEnds } from "#app/ui/list/keyset-pager.tsx";
import { Card, Section } from "#app/ui/record/record-page.tsx";
import { type Look, StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";

const LOOKS: Record<ImportState, Look> = {
  reading: "work",
  judged: "fresh",
  committed: "done",
  undone: "off",
  refused: "late",
};

/** The state of an import as a badge. */
export function ImportBadge(props: { state: ImportState }) {
  const t = useT();
  return <StatusBadge look={LOOKS[props.state]} word={t(`imports.state.${props.state}`)} />;
}

export type ImportListProps = {
  rows: readonly ImportSummary[];
  hasPrevious: boolean;
  hasNext: boolean;
  kinds: readonly ImportKind[];
  counties: readonly { code: string; name: string }[];
  limitMegabytes: number;
  errors: readonly FieldError[];
  typed: Typed;
};

/** Uploading a list, and every list that was uploaded. */
export function ImportList(props: ImportListProps) {
  const t = useT();
  const { formatInstant } = useFormat();
  const columns: Column<ImportSummary>[] = [
    { key: "file", head: t("imports.file"), cell: (row) => row.fileName, phone: "keep" },
    { key: "kind", head: t("imports.kind"), cell: (row) => t(`import.kind.${row.kind}`) },
    { key: "state", head: t("imports.state"), cell: (row) => <ImportBadge state={row.state} /> },
    {
      key: "result",
      head: t("imports.result"),
      cell: ({ figures }) =>
        figures.added === undefined
          ? "–"
          : t("imports.resultValue", {
              added: figures.added,
              updated: figures.updated ?? 0,
              unchanged: figures.unchanged ?? 0,
            }),
    },
    { key: "when", head: t("imports.when"), cell: (row) => formatInstant(row.createdAt), phone: "label" },
    { key: "by", head: t("imports.by"), cell: (row) => row.createdBy ?? "–" },
  ];
  return (
    <>
      <PageHeader title={t("imports.title")} lead={t("imports.lead")} />
      <UploadForm {...props} />
      <Section title={t("imports.former")}>
        <DataTable
          caption={t("imports.former")}
          columns={columns}
          rows={props.rows}
          rowKey={(row) => row.importId}
          rowHref={(row) => `/imports/${row.importId}`}
          empty={<EmptyState title={t("imports.empty")} hint={t("imports.emptyHint")} />}
        />
        <KeysetPager page={pageEnds(props, (row) => row.importId)} />
      </Section>
    </>
  );
}

function UploadForm(props: ImportListProps) {
  const t = useT();
  return (
    <Section title={t("imports.upload.title")}>
      <Card>
        <PostForm
          upload
          errors={props.errors}
          typed={props.typed}
          buttons={<SubmitButton icon="import">{t("imports.upload.submit")}</SubmitButton>}
        >
          <ChoiceField
            name="kind"
            label={t("imports.upload.kind")}
            inline
            defaultValue={props.kinds[0]}
            options={props.kinds.map((kind) => ({ value: kind, label: t(`import.kind.${kind}`) }))}
          />
          {props.counties.length > 0 ? (
            <SelectField
              name="countyCode"
              label={t("imports.upload.county")}
              placeholder={t("imports.upload.countyAll")}
              optional
              options={props.counties.map(({ code, name }) => ({ value: code, label: name }))}
            />
          ) : null}
          <FileField
            name="file"
            label={t("imports.upload.file")}
            hint={t("imports.upload.fileHint", { limit: props.limitMegabytes })}
            accept=".xlsx,.csv,text/csv"
          />
        </PostForm>
      </Card>
    </Section>
  );
}
