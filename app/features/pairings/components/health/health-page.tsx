import { Link } from "@remix-run/react";
import type { HealthSet } from "#app/domain/plan/health.ts";
import type { HealthRow, PairingHealth } from "#app/features/pairings/health/get-health.query.server.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { BarChart } from "#app/ui/charts/bar-chart.tsx";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { StatCard, StatRow } from "#app/ui/record/figures.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";

const SHOWN = [
  "covered",
  "care",
  "overdue",
  "never_met",
  "silent",
  "open_issues",
] as const satisfies HealthSet[];
const TONES: Partial<Record<HealthSet, "warn" | "alarm">> = { care: "warn", overdue: "alarm" };

/** How the pairs stand, by county or by township: every number leads to the list it counts. */
export function HealthPage(props: { health: PairingHealth; wholeCity: boolean; printed: string }) {
  const { health } = props;
  const { county, total } = health;
  const t = useT();
  const { formatCount, formatShare } = useFormat();
  const here = { county: county?.code };
  return (
    <>
      <PageHeader
        title={county ? t("health.titleOf", { county: county.name }) : t("health.title")}
        lead={t("health.lead")}
        back={props.wholeCity && county ? { to: "/pairing-health", label: t("plan.wholeCity") } : undefined}
        printed={props.printed}
      />
      <StatRow>
        {SHOWN.map((set) => (
          <StatCard
            key={set}
            label={t(`health.${set}`)}
            figure={formatCount(total[set])}
            note={`${t("plan.ofFirms", { count: formatCount(total.programme) })} · ${formatShare(total[set], total.programme)}`}
            to={firmsOf(set, here)}
            tone={total[set] > 0 ? TONES[set] : undefined}
          />
        ))}
      </StatRow>
      <ByPlace health={health} />
      <Places health={health} />
      <BarChart
        title={t("plan.loads")}
        axis={t("plan.held")}
        labels={health.loads.map((_, count) => t("plan.heldCount", { count }))}
        series={[{ name: t("plan.today"), values: health.loads }]}
        format={formatCount}
        tableLabel={t("plan.asTable")}
        height={280}
      />
    </>
  );
}

type Place = { county?: string; township?: string };

function firmsOf(set: HealthSet, place: Place): string {
  const params = new URLSearchParams({ set });
  for (const [name, code] of Object.entries(place)) if (code) params.set(name, code);
  return `/pairing-health/firms?${params}`;
}

function deputiesOf(place: Place, idle: boolean): string {
  const params = new URLSearchParams({ state: "active" });
  for (const [name, code] of Object.entries(place)) if (code) params.set(name, code);
  if (idle) params.set("free", "yes");
  return `/deputies?${params}`;
}

/** Where a row lies: a county of the city, or a township of the county shown. */
function placeOf(health: PairingHealth, row: HealthRow): Place {
  return health.county ? { county: health.county.code, township: row.code } : { county: row.code };
}

function ByPlace({ health }: { health: PairingHealth }) {
  const t = useT();
  const { formatCount } = useFormat();
  const link = (set: HealthSet) => (row: HealthRow) =>
    row[set] === 0 ? "0" : <Link to={firmsOf(set, placeOf(health, row))}>{formatCount(row[set])}</Link>;
  const columns: Column<HealthRow>[] = [
    {
      key: "place",
      head: health.county ? t("plan.township") : t("plan.county"),
      cell: (row) => row.name,
      phone: "keep",
    },
    { key: "programme", head: t("health.programme"), cell: link("programme"), end: true, phone: "half" },
    ...SHOWN.map((set) => ({
      key: set,
      head: t(`health.${set}`),
      cell: link(set),
      end: true,
      phone: "half" as const,
    })),
  ];
  return (
    <Section title={health.county ? t("health.byTownship") : t("plan.byCounty")} note={t("health.drill")}>
      <DataTable
        caption={health.county ? t("health.byTownship") : t("plan.byCounty")}
        columns={columns}
        rows={health.rows}
        rowKey={(row) => row.code}
        rowHref={health.county ? undefined : (row) => `/pairing-health?county=${row.code}`}
        empty={<EmptyState title={t("health.empty")} />}
      />
    </Section>
  );
}

/** Places: how many there are, how they are held, where they lack, and where one more would help the whole most. */
function Places({ health }: { health: PairingHealth }) {
  const t = useT();
  const { formatCount, formatInstant, formatNumber } = useFormat();
  const { plan } = health;
  const columns: Column<HealthRow>[] = [
    {
      key: "place",
      head: health.county ? t("plan.township") : t("plan.county"),
      cell: (row) => row.name,
      phone: "keep",
    },
    {
      key: "deputies",
      head: t("health.deputies"),
      cell: (row) => <Link to={deputiesOf(placeOf(health, row), false)}>{formatCount(row.deputies)}</Link>,
      end: true,
      phone: "half",
    },
    {
      key: "idle",
      head: t("health.idle"),
      cell: (row) =>
        row.idle === 0 ? (
          "0"
        ) : (
          <Link to={deputiesOf(placeOf(health, row), true)}>{formatCount(row.idle)}</Link>
        ),
      end: true,
      phone: "half",
    },
    {
      key: "places",
      head: t("health.places"),
      cell: (row) => formatCount(row.places),
      end: true,
      phone: "half",
    },
    { key: "held", head: t("health.held"), cell: (row) => formatCount(row.held), end: true, phone: "half" },
    {
      key: "mean",
      head: t("health.mean"),
      cell: (row) => (row.deputies === 0 ? "–" : formatNumber(row.held / row.deputies, 1)),
      end: true,
      phone: "half",
    },
    { key: "most", head: t("health.most"), cell: (row) => formatCount(row.most), end: true, phone: "half" },
    ...(plan
      ? [
          {
            key: "shortfall",
            head: t("health.shortfall"),
            cell: (row: HealthRow) => formatCount(row.shortfall),
            end: true,
            phone: "half" as const,
          },
          {
            key: "worth",
            head: t("health.worth"),
            cell: (row: HealthRow) => (row.worth === null ? "–" : formatCount(row.worth)),
            end: true,
            phone: "half" as const,
          },
        ]
      : []),
  ];
  return (
    <Section
      title={t("health.placesTitle")}
      folds
      note={plan ? undefined : t("health.noPlan")}
      actions={
        plan ? (
          <Link to={`/plans/${plan.planId}`}>
            {t("health.fromPlan", { planId: plan.planId, at: formatInstant(plan.createdAt) })}
          </Link>
        ) : undefined
      }
    >
      <p>{t("health.worthHint")}</p>
      <DataTable
        caption={t("health.placesTitle")}
        columns={columns}
        rows={health.rows}
        rowKey={(row) => row.code}
        empty={<EmptyState title={t("health.empty")} />}
      />
    </Section>
  );
}
