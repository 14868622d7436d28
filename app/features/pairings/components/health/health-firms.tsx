import { useLocation } from "@remix-run/react";
import { HEALTH_SETS, type HealthSet } from "#app/domain/plan/health.ts";
import type { HealthFirm } from "#app/features/pairings/health/list-health-firms.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { FilterBar, FilterSelect } from "#app/ui/list/filter-bar.tsx";
import { KeysetPager, pageEnds } from "#app/ui/list/keyset-pager.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";

type Option = { code: string; name: string };

/** The firms behind one number of the health page. */
export function HealthFirms(props: {
  set: HealthSet;
  county: string | null;
  list: { rows: HealthFirm[]; hasPrevious: boolean; hasNext: boolean; count: number };
  counties: readonly Option[];
  townships: readonly Option[];
}) {
  const { list, set } = props;
  const t = useT();
  const { formatCount, formatDay } = useFormat();
  const { search } = useLocation();
  const options = (rows: readonly Option[]) => rows.map(({ code, name }) => ({ value: code, label: name }));
  const day = (value: string | null) => (value === null ? "–" : formatDay(value));
  const columns: Column<HealthFirm>[] = [
    { key: "firm", head: t("plan.firm"), cell: (row) => row.firm, phone: "keep" },
    { key: "township", head: t("plan.township"), cell: (row) => row.township ?? "–" },
    { key: "deputy", head: t("pair.liaison"), cell: (row) => row.deputy ?? t("common.none"), phone: "label" },
    {
      key: "last",
      head: t("health.lastContact"),
      cell: (row) => day(row.lastContactOn),
      end: true,
      phone: "label",
    },
    {
      key: "due",
      head: t("health.contactDue"),
      cell: (row) => day(row.contactDueOn),
      end: true,
      phone: "label",
    },
    {
      key: "open",
      head: t("health.openCount"),
      cell: (row) => formatCount(row.openIssues),
      end: true,
      phone: "label",
    },
  ];
  const back = props.county ? `/pairing-health?county=${props.county}` : "/pairing-health";
  return (
    <>
      <PageHeader
        title={t(`health.${set}`)}
        lead={t(`health.about.${set}`)}
        back={{ to: back, label: t("health.title") }}
      />
      <FilterBar active={search !== `?set=${set}` && search !== ""}>
        <FilterSelect
          name="set"
          label={t("health.set")}
          any={t("health.programme")}
          options={HEALTH_SETS.map((name) => ({ value: name, label: t(`health.${name}`) }))}
        />
        {props.counties.length > 1 ? (
          <FilterSelect
            name="county"
            label={t("plan.county")}
            any={t("plan.wholeCity")}
            options={options(props.counties)}
          />
        ) : null}
        {props.townships.length > 0 ? (
          <FilterSelect
            name="township"
            label={t("plan.township")}
            any={t("plan.anyTownship")}
            options={options(props.townships)}
          />
        ) : null}
      </FilterBar>
      <DataTable
        caption={t(`health.${set}`)}
        columns={columns}
        rows={list.rows}
        rowKey={(row) => row.firmId}
        rowHref={(row) => `/pairs/${row.firmId}`}
        empty={<EmptyState title={t("list.empty")} />}
      />
      <KeysetPager
        page={pageEnds(list, (row) => row.firmId)}
        found={t("list.found", { count: formatCount(list.count) })}
      />
    </>
  );
}
