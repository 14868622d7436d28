import { useLocation } from "@remix-run/react";
import type {
  ComparedPlan,
  Comparison,
  Disagreement,
  PlanChoice,
} from "#app/features/pairings/compare/compare-plans.query.server.ts";
import { FiguresBeside } from "#app/features/pairings/components/figures-beside.tsx";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { FilterBar, FilterSelect } from "#app/ui/list/filter-bar.tsx";
import { KeysetPager, pageEnds } from "#app/ui/list/keyset-pager.tsx";
import { StatCard, StatRow } from "#app/ui/record/figures.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";

/** Two plans side by side: what each reaches, what it costs, and every firm about which they disagree. */
export function PlanComparison(props: { choices: readonly PlanChoice[]; comparison: Comparison | null }) {
  const { choices, comparison } = props;
  const t = useT();
  const { search } = useLocation();
  const params = new URLSearchParams(search);
  const options = choices.map((plan) => ({
    value: String(plan.planId),
    label: [
      t("plan.name", { planId: plan.planId }),
      plan.county ?? t("plan.wholeCity"),
      t(`plan.purpose.${plan.purpose}`),
      t(`plan.state.${plan.state}`),
    ].join(" · "),
  }));
  return (
    <>
      <PageHeader
        title={t("plan.compare")}
        lead={t("plan.compareLead")}
        back={{ to: "/plans", label: t("nav.pairing") }}
      />
      <FilterBar active={search !== ""}>
        <FilterSelect name="a" label={t("plan.compareFirst")} any={t("plan.choose")} options={options} wide />
        <FilterSelect
          name="b"
          label={t("plan.compareSecond")}
          any={t("plan.choose")}
          options={options}
          wide
        />
        {comparison && comparison.byCounty.length > 1 ? (
          <FilterSelect
            name="county"
            label={t("plan.county")}
            any={t("plan.wholeCity")}
            options={comparison.byCounty.map((row) => ({
              value: row.countyCode,
              label: `${row.county} ${row.differing}`,
            }))}
          />
        ) : null}
      </FilterBar>
      {comparison ? (
        <Beside comparison={comparison} />
      ) : (
        <EmptyState
          title={params.has("a") && params.has("b") ? t("plan.compareNone") : t("plan.compareChoose")}
        />
      )}
    </>
  );
}

function Beside({ comparison }: { comparison: Comparison }) {
  const { first, second } = comparison;
  const t = useT();
  const { formatCount } = useFormat();
  const [one, two] = [first, second].map((plan) => t("plan.name", { planId: plan.planId })) as [
    string,
    string,
  ];
  // Plans drafted on the same registers share their day's pairs; others have no such day in common.
  const { today } = first.figures;
  const shared = today && JSON.stringify(today) === JSON.stringify(second.figures.today);
  const sets = [
    ...(shared ? [{ name: t("plan.today"), figures: today }] : []),
    ...(first.figures.after ? [{ name: one, figures: first.figures.after }] : []),
    ...(second.figures.after ? [{ name: two, figures: second.figures.after }] : []),
  ];
  const columns: Column<Disagreement>[] = [
    { key: "firm", head: t("plan.firm"), cell: (row) => row.firm, phone: "keep" },
    { key: "township", head: t("plan.township"), cell: (row) => row.township ?? "–" },
    { key: "today", head: t("plan.today"), cell: (row) => row.today ?? t("common.none"), phone: "label" },
    { key: "first", head: one, cell: (row) => row.first ?? t("common.none"), phone: "label" },
    { key: "second", head: two, cell: (row) => row.second ?? t("common.none"), phone: "label" },
  ];
  return (
    <>
      <StatRow>
        <StatCard
          label={t("plan.differing")}
          figure={formatCount(comparison.differing)}
          note={t("plan.ofFirms", {
            count: formatCount(Math.max(first.figures.firms, second.figures.firms)),
          })}
        />
        {[first, second].map((plan) => (
          <PlanCard key={plan.planId} plan={plan} />
        ))}
      </StatRow>
      {sets.length < 2 ? null : <FiguresBeside title={t("plan.sideBySide")} sets={sets} />}
      <Section title={t("plan.differingFirms")} note={t("plan.differingNote")}>
        <DataTable
          caption={t("plan.differingFirms")}
          columns={columns}
          rows={comparison.rows.rows}
          rowKey={(row) => row.firmId}
          rowHref={(row) => `/pairs/${row.firmId}`}
          empty={<EmptyState title={t("plan.same")} />}
        />
        <KeysetPager page={pageEnds(comparison.rows, (row) => row.firmId)} />
      </Section>
    </>
  );
}

function PlanCard({ plan }: { plan: ComparedPlan }) {
  const t = useT();
  const { formatCount } = useFormat();
  const { figures, keep } = plan;
  return (
    <StatCard
      label={`${t("plan.name", { planId: plan.planId })} · ${t(`plan.state.${plan.state}`)}`}
      figure={t("plan.changesCount", { count: figures.changed })}
      wordy
      note={[
        t("plan.minimum", { count: figures.changedMinimum }),
        t("plan.missing", { count: figures.unpaired }),
        ...(keep === null ? [] : [`${t("plan.keep")} ${formatCount(keep)}`]),
      ].join(" · ")}
      to={`/plans/${plan.planId}`}
    />
  );
}
