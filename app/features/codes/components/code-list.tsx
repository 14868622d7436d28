import { useT } from "#app/i18n/context.tsx";
import { type FormAnswer, unplacedErrors } from "#app/i18n/form-messages.ts";
import { EmptyState, Notice } from "#app/ui/feedback/notice.tsx";
import { LinkButton } from "#app/ui/form/button.tsx";
import { ButtonForm } from "#app/ui/form/button-form.tsx";
import { ErrorSummary } from "#app/ui/form/post-form.tsx";
import { DataTable } from "#app/ui/list/data-table.tsx";
import { FilterBar, SearchBox } from "#app/ui/list/filter-bar.tsx";
import { KeysetPager } from "#app/ui/list/keyset-pager.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type { CodePage } from "../codes.query.server.ts";

/** Codes of deputies and stations to print, and what is missing. */
export function CodeList(props: {
  page: CodePage;
  first: boolean;
  mayZip: boolean;
  search: string;
  answer: FormAnswer | undefined;
}) {
  const t = useT();
  const { page } = props;
  return (
    <>
      <PageHeader title={t("nav.codes")} lead={t("code.lead")} />
      <ErrorSummary errors={unplacedErrors(t, props.answer)} />
      {page.missing > 0 ? (
        <Notice title={t("code.missing", { count: page.missing })}>
          <ButtonForm name="command" value="issue" label={t("code.make")} />
        </Notice>
      ) : null}
      {props.mayZip && page.rows.length > 0 ? (
        <p>
          <a href="/codes.zip" download>
            {t("code.zip")}
          </a>
        </p>
      ) : null}
      {page.rows.length > 1 || props.search !== "" ? (
        <FilterBar active={props.search !== ""}>
          <SearchBox label={t("code.search")} />
        </FilterBar>
      ) : null}
      <DataTable
        caption={t("nav.codes")}
        columns={[
          {
            key: "name",
            head: t("code.whose"),
            // Loaded whole: the poster is a page without React.
            cell: (row) => <a href={`/codes/${row.codeId}`}>{row.name}</a>,
            phone: "keep",
          },
          { key: "kind", head: t("code.kind"), cell: (row) => t(`code.kind.${row.kind}`) },
          { key: "place", head: t("code.place"), cell: (row) => row.place },
        ]}
        rows={page.rows}
        rowKey={(row) => row.codeId}
        empty={<EmptyState title={t("code.empty")} />}
      />
      <KeysetPager page={{ previous: props.first ? null : "", next: page.next }} />
      <LinkButton to="/messages" look="quiet">
        {t("nav.messages")}
      </LinkButton>
    </>
  );
}
