import type { PairsFigures } from "#app/domain/plan/figures.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { BarChart } from "#app/ui/charts/bar-chart.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { Section } from "#app/ui/record/record-page.tsx";

/** A set of pairs with the name it stands under. */
export type NamedFigures = { name: string; figures: PairsFigures };
type Line = { key: string; head: string; values: readonly number[]; of: readonly number[] | null };

/** Sets of pairs side by side, the last two with their difference, and how the load lies in each. */
export function FiguresBeside(props: { title: string; sets: readonly NamedFigures[] }) {
  const { sets } = props;
  const t = useT();
  const { formatCount, formatShare } = useFormat();
  const line = (key: keyof PairsFigures & string, head: string, share = false): Line => ({
    key,
    head,
    values: sets.map(({ figures }) => figures[key] as number),
    of: share ? sets.map(({ figures }) => figures.paired) : null,
  });
  const lines: Line[] = [
    line("paired", t("plan.paired")),
    line("inOwnTownship", t("plan.ownTownship"), true),
    line("sameSector", t("plan.sameSector"), true),
    line("idleDeputies", t("plan.idle")),
    {
      key: "most",
      head: t("plan.most"),
      values: sets.map(({ figures }) => Math.max(0, figures.loads.length - 1)),
      of: null,
    },
    line("cost", t("plan.costWithoutKeep")),
  ];
  const show = ({ values, of }: Line, at: number) => {
    const [value, whole] = [values[at] ?? 0, of?.[at] ?? 0];
    return whole > 0 ? `${formatCount(value)}（${formatShare(value, whole)}）` : formatCount(value);
  };
  const last = sets.length - 1;
  const columns: Column<Line>[] = [
    { key: "head", head: t("plan.measure"), cell: (row) => row.head, phone: "keep" },
    ...sets.map(({ name }, at) => ({
      key: `set${at}`,
      head: name,
      cell: (row: Line) => show(row, at),
      end: true,
      phone: "label" as const,
    })),
    {
      key: "difference",
      head: t("plan.difference"),
      cell: (row) => signed((row.values[last] ?? 0) - (row.values[last - 1] ?? 0), formatCount),
      end: true,
      phone: "label",
    },
  ];
  const held = Array.from(
    { length: Math.max(...sets.map(({ figures }) => figures.loads.length)) },
    (_, n) => n,
  );
  return (
    <>
      <Section title={props.title}>
        <DataTable
          caption={props.title}
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
        series={sets.slice(-2).map(({ name, figures }, at) => ({
          name,
          tone: at === 0 ? "second" : "main",
          values: held.map((count) => figures.loads[count] ?? 0),
        }))}
        format={formatCount}
        tableLabel={t("plan.asTable")}
        height={280}
      />
    </>
  );
}

function signed(value: number, format: (value: number) => string): string {
  if (value === 0) return "±0";
  return value > 0 ? `+${format(value)}` : format(value);
}
