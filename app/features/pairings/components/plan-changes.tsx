import { useLocation } from "@remix-run/react";
import type { PlanChange } from "#app/features/pairings/changes/list-changes.server.ts";
import type { PlanPage } from "#app/features/pairings/get-plan.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { LinkButton } from "#app/ui/form/button.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { FilterBar, FilterSelect, SearchBox } from "#app/ui/list/filter-bar.tsx";
import { KeysetPager, pageEnds } from "#app/ui/list/keyset-pager.tsx";
import { Section } from "#app/ui/record/record-page.tsx";

export type Places = {
  counties: readonly { code: string; name: string }[];
  townships: readonly { code: string; name: string }[];
};

/** Every firm that gets another deputy or none, with the reason; filters and page stand in the address. */
export function PlanChanges(props: { plan: PlanPage; places: Places; editable: boolean }) {
  const { plan, places } = props;
  const t = useT();
  const { formatCount } = useFormat();
  const { search } = useLocation();
  const filtered = ["q", "why", "county", "township", "deputy"].some((name) =>
    new URLSearchParams(search).get(name),
  );
  const columns: Column<PlanChange>[] = [
    { key: "firm", head: t("plan.firm"), cell: (change) => change.firm, phone: "keep" },
    { key: "township", head: t("plan.township"), cell: (change) => change.township ?? t("common.none") },
    {
      key: "from",
      head: t("plan.from"),
      cell: (change) => change.from?.name ?? t("common.none"),
      phone: "label",
    },
    {
      key: "to",
      head: t("plan.to"),
      cell: (change) => {
        if (change.to) return [change.to.name, change.to.township].filter(Boolean).join(" · ");
        return change.reason === "assumed" ? t("plan.assumedDeputy") : t("common.none");
      },
      phone: "label",
    },
    { key: "why", head: t("plan.why"), cell: (change) => whyOf(t, change), phone: "keep" },
  ];
  const options = (list: readonly { code: string; name: string }[]) =>
    list.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <Section
      title={t("plan.changes")}
      note={t("list.found", { count: formatCount(plan.found) })}
      actions={
        <LinkButton to={`${keptSearch(search)}panel=export`} look="quiet" icon="export">
          {t("plan.export")}
        </LinkButton>
      }
    >
      <FilterBar active={filtered}>
        <SearchBox label={t("plan.searchFirm")} />
        <FilterSelect
          name="why"
          label={t("plan.why")}
          any={t("plan.anyReason")}
          options={plan.byReason.flatMap((row) =>
            row.reason === null
              ? []
              : [
                  {
                    value: row.reason,
                    label: `${t.dynamic(`plan.why.${row.reason}`)} ${formatCount(row.count)}`,
                  },
                ],
          )}
        />
        {places.counties.length > 1 ? (
          <FilterSelect
            name="county"
            label={t("plan.county")}
            any={t("plan.wholeCity")}
            options={options(places.counties)}
          />
        ) : null}
        {places.townships.length > 0 ? (
          <FilterSelect
            name="township"
            label={t("plan.township")}
            any={t("plan.anyTownship")}
            options={options(places.townships)}
          />
        ) : null}
      </FilterBar>
      <DataTable
        caption={t("plan.changes")}
        columns={columns}
        rows={plan.changes.rows}
        rowKey={(change) => change.firmId}
        rowHref={(change) =>
          props.editable ? `/plans/${plan.planId}/firms/${change.firmId}` : `/pairs/${change.firmId}`
        }
        empty={<EmptyState title={filtered ? t("list.empty") : t("plan.noChanges")} />}
      />
      <KeysetPager page={pageEnds(plan.changes, (change) => change.firmId)} />
    </Section>
  );
}

/** The address's filters, with room for one more parameter. */
function keptSearch(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of ["panel", "after", "before", "page"]) params.delete(name);
  const kept = params.toString();
  return kept === "" ? "?" : `?${kept}&`;
}

/** The reason in words; plans of former versions kept none, and it is told from the pair. */
function whyOf(t: ReturnType<typeof useT>, change: PlanChange): string {
  if (change.reason) return t(`plan.why.${change.reason}`);
  if (!change.from) return t("plan.why.new_firm");
  if (!change.to) return t("plan.why.no_place");
  return change.from.left ? t("plan.why.deputy_left") : t("plan.why.better");
}
