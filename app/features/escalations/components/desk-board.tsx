import { useLocation } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { KeysetPager } from "#app/ui/list/keyset-pager.tsx";
import { LadderMark } from "#app/ui/marks/ladder-mark.tsx";
import { StatCard, StatRow } from "#app/ui/record/figures.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { DESK_GROUPS, issueLook } from "./desk-looks.ts";

/** One row as the desk shows it; instants ISO. */
export type DeskBoardRow = {
  issueId: number;
  number: string;
  title: string;
  state: string;
  level: 0 | 1 | 2 | 3 | 4 | 5 | null;
  gateOpen: boolean;
  county: string;
  unit: string | null;
  dueAt: string | null;
  dueClock: string | null;
  provisional: boolean;
  paused: boolean;
  reason: { trigger: string; level: number; raisedAt: string } | null;
  next: { level: number; at: string } | null;
};

/** The supervisor's desk 督办台: figures that are lists, and for each row why it is here, who holds it, what comes next and when. */
export function DeskBoard(props: {
  set: string;
  figures: Record<string, number>;
  rows: readonly DeskBoardRow[];
  nextCursor: string | null;
}) {
  const t = useT();
  const { formatInstant, formatCount } = useFormat();
  const { search } = useLocation();
  const after = new URLSearchParams(search).has("after");

  const why = (row: DeskBoardRow): string => {
    if (row.paused) return t("desk.paused");
    if (row.reason)
      return `${t.dynamic(`trigger.${row.reason.trigger}`)} · ${formatInstant(row.reason.raisedAt)}`;
    return t.dynamic(`issue.state.${row.state}`);
  };
  const next = (row: DeskBoardRow): string => {
    if (row.gateOpen) return t("level.gate");
    if (row.next)
      return t("desk.next", {
        level: t.dynamic(`level.${row.next.level}`),
        when: formatInstant(row.next.at),
      });
    return row.dueClock ? t.dynamic(`clock.${row.dueClock}`) : t("common.none");
  };
  // Units of a county bear its name already.
  const holder = (row: DeskBoardRow): string =>
    row.unit?.startsWith(row.county) ? row.unit : [row.county, row.unit].filter(Boolean).join(" ");
  const columns: Column<DeskBoardRow>[] = [
    { key: "number", head: t("desk.number"), cell: (row) => row.number, phone: "keep" },
    { key: "title", head: t("desk.title"), cell: (row) => row.title, phone: "keep" },
    {
      key: "level",
      head: t("desk.level"),
      cell: (row) => (
        <LadderMark
          compact
          level={row.level}
          gate={row.gateOpen ? 3 : undefined}
          text={row.level === null ? t("level.none") : t.dynamic(`level.${row.level}`)}
        />
      ),
    },
    {
      key: "state",
      head: t("desk.state"),
      cell: (row) => <StatusBadge look={issueLook(row.state)} word={t.dynamic(`issue.state.${row.state}`)} />,
    },
    {
      key: "holder",
      head: t("desk.holder"),
      cell: holder,
      phone: "label",
    },
    { key: "why", head: t("desk.why"), cell: why, phone: "label" },
    { key: "next", head: t("desk.whatNext"), cell: next, phone: "label" },
    {
      key: "due",
      head: t("desk.due"),
      cell: (row) =>
        row.dueAt ? `${formatInstant(row.dueAt)}${row.provisional ? t("desk.provisional") : ""}` : "",
      end: true,
      phone: "label",
    },
  ];
  return (
    <>
      <PageHeader title={t("nav.desk")} lead={t("desk.lead")} />
      {DESK_GROUPS.map((group) => (
        <section key={group.name} aria-label={t.dynamic(`desk.group.${group.name}`)}>
          <StatRow>
            {group.sets.map(({ set, tone }) => (
              <StatCard
                key={set}
                label={t.dynamic(`desk.set.${set}`)}
                figure={formatCount(props.figures[set] ?? 0)}
                to={`/desk?set=${set}`}
                tone={(props.figures[set] ?? 0) > 0 ? tone : undefined}
              />
            ))}
          </StatRow>
        </section>
      ))}
      <Section title={t.dynamic(`desk.set.${props.set}`)}>
        <DataTable
          caption={t.dynamic(`desk.set.${props.set}`)}
          columns={columns}
          rows={props.rows}
          rowKey={(row) => row.issueId}
          rowHref={(row) => `/issues/${row.issueId}`}
          numbered
          empty={<EmptyState title={t("desk.empty")} hint={t("desk.emptyHint")} />}
        />
        <KeysetPager page={{ previous: after ? "" : null, next: props.nextCursor }} />
      </Section>
    </>
  );
}
