import type { PlanPage } from "#app/features/pairings/get-plan.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { StatCard, StatRow } from "#app/ui/record/figures.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { FiguresBeside } from "./figures-beside.tsx";

type Figures = NonNullable<PlanPage["figures"]>;

/** Today and the plan side by side: covered, near, in the same trade, load, changes against their unavoidable minimum, cost and proof. */
export function PlanPreview({ plan, figures }: { plan: PlanPage; figures: Figures }) {
  const t = useT();
  const { formatCount } = useFormat();
  return (
    <>
      <StatRow>
        <StatCard
          label={t("plan.paired")}
          figure={formatCount(figures.paired)}
          note={t("plan.ofFirms", { count: formatCount(figures.firms) })}
        />
        <StatCard
          label={t("plan.unpaired")}
          figure={formatCount(figures.unpaired)}
          tone={figures.unpaired > 0 ? "warn" : undefined}
          note={t("plan.was", { value: formatCount(figures.firms - figures.before.paired) })}
        />
        <StatCard
          label={t("plan.changed")}
          figure={formatCount(figures.changed)}
          note={t("plan.minimum", { count: figures.changedMinimum })}
        />
        <StatCard
          label={t("plan.proof")}
          figure={figures.proven ? t("plan.proven") : t("plan.notProven")}
          wordy
          note={t("plan.costAndBound", {
            cost: formatCount(figures.objective),
            bound: formatCount(figures.bound),
          })}
        />
      </StatRow>
      {plan.shortfall.length > 0 ? (
        <Notice tone="warn" title={t("plan.shortfall")}>
          {plan.shortfall
            .map((row) => t("plan.shortfallRow", { township: row.township, count: row.firms }))
            .join(t("plan.separator"))}
        </Notice>
      ) : null}
      <BeforeAfter figures={figures} />
    </>
  );
}

function BeforeAfter({ figures }: { figures: Figures }) {
  const t = useT();
  const { today, after } = figures;
  if (!today || !after) return null;
  const sets = [
    { name: t("plan.today"), figures: today },
    { name: t("plan.inPlan"), figures: after },
  ];
  return <FiguresBeside title={t("plan.beforeAfter")} sets={sets} />;
}

/** The counties of a plan over the whole city, each figure leading to its changes. */
export function PlanCounties(props: { figures: Figures; names: ReadonlyMap<string, string> }) {
  const t = useT();
  const { formatCount } = useFormat();
  const rows = props.figures.counties ?? [];
  if (rows.length < 2) return null;
  type Row = (typeof rows)[number];
  const columns: Column<Row>[] = [
    {
      key: "county",
      head: t("plan.county"),
      cell: (row) => props.names.get(row.countyCode) ?? row.countyCode,
      phone: "keep",
    },
    { key: "firms", head: t("plan.firms"), cell: (row) => formatCount(row.firms), end: true, phone: "half" },
    {
      key: "before",
      head: t("plan.today"),
      cell: (row) => formatCount(row.before),
      end: true,
      phone: "half",
    },
    {
      key: "after",
      head: t("plan.inPlan"),
      cell: (row) => formatCount(row.after),
      end: true,
      phone: "half",
    },
    {
      key: "changed",
      head: t("plan.changed"),
      cell: (row) => formatCount(row.changed),
      end: true,
      phone: "half",
    },
  ];
  return (
    <Section title={t("plan.byCounty")}>
      <DataTable
        caption={t("plan.byCounty")}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.countyCode}
        rowHref={(row) => `?county=${row.countyCode}`}
        compact
        empty={null}
      />
    </Section>
  );
}
