import { useLocation } from "@remix-run/react";
import { DEPUTY_LEVELS } from "#app/domain/access/roles.ts";
import type { DeputyListRow } from "#app/features/deputies/list-deputies.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { LinkButton } from "#app/ui/form/button.tsx";
import { Kept } from "#app/ui/kept.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { FilterBar, FilterSelect, SearchBox } from "#app/ui/list/filter-bar.tsx";
import { KeysetPager, pageEnds } from "#app/ui/list/keyset-pager.tsx";
import type { Sort } from "#app/ui/list/list-url.ts";
import { PageHeader } from "#app/ui/shell/page-header.tsx";

type Option = { code: string; name: string };

export type DeputyListProps = {
  rows: readonly DeputyListRow[];
  hasPrevious: boolean;
  hasNext: boolean;
  total: { count: number; atLeast: boolean };
  sort: Sort;
  filtered: boolean;
  counties: readonly Option[];
  townships: readonly Option[];
  sectors: readonly string[];
  mayImport: boolean;
  printed: string;
};

/** The register of deputies as a list. */
export function DeputyList(props: DeputyListProps) {
  const t = useT();
  const { formatNumber } = useFormat();
  const { search } = useLocation();
  const { filtered, counties, townships, sectors } = props;
  const filters = { filtered, counties, townships, sectors };
  const columns: Column<DeputyListRow>[] = [
    { key: "name", head: t("deputy.name"), cell: (row) => row.name, sortable: true, phone: "keep" },
    { key: "level", head: t("deputy.level"), cell: (row) => t(`deputy.level.${row.level}`) },
    {
      key: "place",
      head: t("deputy.place"),
      cell: (row) => [row.countyName, row.townshipName].filter(Boolean).join(" "),
    },
    { key: "employer", head: t("deputy.employer"), cell: (row) => row.employerName ?? "–", phone: "drop" },
    { key: "state", head: t("deputy.state"), cell: (row) => t(`deputy.state.${row.state}`) },
    { key: "firms", head: t("deputy.firms"), cell: (row) => row.firms, end: true, phone: "label" },
  ];
  const found = props.total.atLeast
    ? t("deputy.list.foundAtLeast", { count: formatNumber(props.total.count) })
    : t("deputy.list.found", { count: props.total.count });
  return (
    <>
      <PageHeader title={t("deputy.list.title")} lead={t("deputy.list.lead")} printed={props.printed} />
      <Kept by={["deputy filters", t.locale, search, filters]}>
        <DeputyFilters {...filters} />
      </Kept>
      <DataTable
        caption={t("deputy.list.title")}
        columns={columns}
        rows={props.rows}
        rowKey={(row) => row.deputyId}
        rowHref={(row) => `/deputies/${row.deputyId}`}
        sort={props.sort}
        empty={<NoDeputies {...props} />}
      />
      <KeysetPager page={pageEnds(props, (row) => row.deputyId)} found={found} />
    </>
  );
}

function DeputyFilters(props: Pick<DeputyListProps, "filtered" | "counties" | "townships" | "sectors">) {
  const t = useT();
  const any = t("common.all");
  const asOptions = (options: readonly Option[]) =>
    options.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <FilterBar active={props.filtered}>
      <SearchBox label={t("deputy.list.search")} />
      {props.counties.length > 0 ? (
        <FilterSelect
          name="county"
          label={t("deputy.county")}
          any={any}
          options={asOptions(props.counties)}
        />
      ) : null}
      {props.townships.length > 0 ? (
        <FilterSelect
          name="township"
          label={t("deputy.township")}
          any={any}
          options={asOptions(props.townships)}
        />
      ) : null}
      <FilterSelect
        name="level"
        label={t("deputy.level")}
        any={any}
        options={DEPUTY_LEVELS.map((level) => ({ value: level, label: t(`deputy.level.${level}`) }))}
      />
      <FilterSelect
        name="sector"
        label={t("deputy.sector")}
        any={any}
        options={props.sectors.map((code) => ({ value: code, label: t.dynamic(`sector.${code}`) }))}
      />
      <FilterSelect
        name="state"
        label={t("deputy.state")}
        any={any}
        options={(["active", "left"] as const).map((state) => ({
          value: state,
          label: t(`deputy.state.${state}`),
        }))}
      />
      <FilterSelect
        name="free"
        label={t("deputy.free")}
        any={any}
        options={[{ value: "yes", label: t("deputy.free.yes") }]}
      />
    </FilterBar>
  );
}

function NoDeputies(props: DeputyListProps) {
  const t = useT();
  if (props.filtered) return <EmptyState title={t("list.empty")} hint={t("list.emptyHint")} />;
  const action = props.mayImport ? (
    <LinkButton to="/imports" look="main" icon="import">
      {t("firm.list.import")}
    </LinkButton>
  ) : undefined;
  return <EmptyState title={t("deputy.list.empty")} hint={t("deputy.list.emptyHint")} action={action} />;
}
