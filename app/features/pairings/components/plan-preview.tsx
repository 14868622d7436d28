import type { PlanPage } from "#app/features/pairings/get-plan.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { BarChart } from "#app/ui/charts/bar-chart.tsx";
import { Notice } from "#app/ui/feedback/notice.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { StatCard, StatRow } from "#app/ui/record/figures.tsx";
import { Section } from "#app/ui/record/record-page.tsx";

type Figures = NonNullable<PlanPage["figures"]>;
type Line = { key: string; head: string; today: string; plan: string; difference: string };

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
  const { formatCount, formatShare } = useFormat();
  const { today, after } = figures;
  if (!today || !after) return null;
  const line = (key: keyof typeof today & string, head: string, share: boolean): Line => {
    const [was, is] = [today[key] as number, after[key] as number];
    const show = (value: number, of: number) =>
      share && of > 0 ? `${formatCount(value)}（${formatShare(value, of)}）` : formatCount(value);
    return {
      key,
      head,
      today: show(was, today.paired),
      plan: show(is, after.paired),
      difference: signed(is - was, formatCount),
    };
  };
  const lines = [
    line("paired", t("plan.paired"), false),
    line("inOwnTownship", t("plan.ownTownship"), true),
    line("sameSector", t("plan.sameSector"), true),
    line("idleDeputies", t("plan.idle"), false),
    {
      key: "most",
      head: t("plan.most"),
      today: formatCount(Math.max(0, today.loads.length - 1)),
      plan: formatCount(Math.max(0, after.loads.length - 1)),
      difference: signed(after.loads.length - today.loads.length, formatCount),
    },
    line("cost", t("plan.costWithoutKeep"), false),
  ];
  const columns: Column<Line>[] = [
    { key: "head", head: t("plan.measure"), cell: (row) => row.head, phone: "keep" },
    { key: "today", head: t("plan.today"), cell: (row) => row.today, end: true },
    { key: "plan", head: t("plan.inPlan"), cell: (row) => row.plan, end: true },
    { key: "difference", head: t("plan.difference"), cell: (row) => row.difference, end: true },
  ];
  const most = Math.max(today.loads.length, after.loads.length);
  const held = Array.from({ length: most }, (_, count) => count);
  return (
    <>
      <Section title={t("plan.beforeAfter")}>
        <DataTable
          caption={t("plan.beforeAfter")}
          columns={columns}
          rows={lines}
          rowKey={(row) => row.key}
          empty={null}
        />
      </Section>
      <BarChart
        title={t("plan.loads")}
        axis={t("plan.held")}
        labels={held.map((count) => t("plan.heldCount", { count }))}
        series={[
          { name: t("plan.today"), tone: "second", values: held.map((count) => today.loads[count] ?? 0) },
          { name: t("plan.inPlan"), tone: "main", values: held.map((count) => after.loads[count] ?? 0) },
        ]}
        format={formatCount}
        tableLabel={t("plan.asTable")}
        height={280}
      />
    </>
  );
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
    { key: "firms", head: t("plan.firms"), cell: (row) => formatCount(row.firms), end: true },
    { key: "before", head: t("plan.today"), cell: (row) => formatCount(row.before), end: true },
    { key: "after", head: t("plan.inPlan"), cell: (row) => formatCount(row.after), end: true },
    { key: "changed", head: t("plan.changed"), cell: (row) => formatCount(row.changed), end: true },
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

function signed(value: number, format: (value: number) => string): string {
  if (value === 0) return "±0";
  return value > 0 ? `+${format(value)}` : `−${format(-value)}`;
}
