import { useFormat, useT } from "#app/i18n/context.tsx";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { KeysetPager, pageEnds } from "#app/ui/list/keyset-pager.tsx";
import { StatCard, StatRow } from "#app/ui/record/figures.tsx";
import { Section } from "#app/ui/record/record-page.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import type {
  DuePage,
  DuePair,
  OpenPage,
  OpenVisit,
  VisitListPage,
} from "../lists/list-visits.query.server.ts";
import { VISIT_LISTS } from "../lists/visit-lists.ts";

/** What an office watches over: four numbers, each with its list, the oldest first. */
export function VisitWatch(props: { page: VisitListPage; printed: string }) {
  const t = useT();
  const { formatCount } = useFormat();
  const { page } = props;
  const figure = ({ count, atLeast }: VisitListPage["total"]) =>
    atLeast ? t("visits.atLeast", { count: formatCount(count) }) : formatCount(count);
  return (
    <>
      <PageHeader title={t("visits.title")} lead={t("visits.lead")} printed={props.printed} />
      <StatRow>
        {VISIT_LISTS.map((list) => (
          <StatCard
            key={list}
            label={t(`visits.list.${list}`)}
            figure={figure(page.counts[list])}
            to={`/visits?list=${list}`}
            tone={list !== "due_soon" && page.counts[list].count > 0 ? "warn" : undefined}
          />
        ))}
      </StatRow>
      <Section title={t(`visits.list.${page.list}`)} note={t(`visits.note.${page.list}`)}>
        {isDue(page) ? <DueTable page={page} /> : <OpenTable page={page} />}
      </Section>
    </>
  );
}

function isDue(page: VisitListPage): page is DuePage {
  return page.list === "overdue" || page.list === "due_soon";
}

function DueTable({ page }: { page: DuePage }) {
  const t = useT();
  const { formatDay } = useFormat();
  const columns: Column<DuePair>[] = [
    { key: "firm", head: t("visits.firm"), cell: (row) => row.firm, phone: "keep" },
    { key: "township", head: t("visits.township"), cell: (row) => row.township ?? "–" },
    { key: "deputy", head: t("visits.deputy"), cell: (row) => row.deputy, phone: "label" },
    {
      key: "phone",
      head: t("visits.phone"),
      cell: (row) =>
        row.deputyPhone === null ? "–" : <a href={`tel:${row.deputyPhone}`}>{row.deputyPhone}</a>,
      phone: "label",
    },
    {
      key: "last",
      head: t("visits.last"),
      cell: (row) => (row.lastContactOn === null ? "–" : formatDay(row.lastContactOn)),
      phone: "label",
    },
    { key: "due", head: t("visits.due"), cell: (row) => formatDay(row.dueOn), phone: "label" },
  ];
  if (page.list === "overdue")
    columns.push({
      key: "late",
      head: t("visits.late"),
      cell: (row) => t("visits.days", { count: row.daysLate }),
      end: true,
      phone: "label",
    });
  return (
    <>
      <DataTable
        caption={t(`visits.list.${page.list}`)}
        columns={columns}
        rows={page.rows}
        rowKey={(row) => row.pairingId}
        rowHref={(row) => `/firms/${row.firmId}`}
        empty={<EmptyState title={t(`visits.empty.${page.list}`)} />}
      />
      <KeysetPager page={pageEnds(page, (row) => row.pairingId)} />
    </>
  );
}

function OpenTable({ page }: { page: OpenPage }) {
  const t = useT();
  const { formatDay } = useFormat();
  const columns: Column<OpenVisit>[] = [
    {
      key: "firm",
      head: t(page.list === "review" ? "visits.firm" : "visits.typed"),
      cell: (row) => row.firms.join(" · "),
      phone: "keep",
    },
    { key: "outcome", head: t("visits.outcome"), cell: (row) => t(`contact.outcome.${row.outcome}`) },
    { key: "day", head: t("visits.day"), cell: (row) => formatDay(row.happenedOn) },
    { key: "by", head: t("visits.by"), cell: (row) => row.deputies.join(" · "), phone: "label" },
    { key: "township", head: t("visits.township"), cell: (row) => row.township ?? "–" },
    { key: "words", head: t("visits.words"), cell: (row) => row.note || "–", phone: "label" },
    { key: "photos", head: t("visits.photos"), cell: (row) => row.photos || "–", end: true, phone: "drop" },
  ];
  return (
    <>
      <DataTable
        caption={t(`visits.list.${page.list}`)}
        columns={columns}
        rows={page.rows}
        rowKey={(row) => row.contactId}
        rowHref={(row) => `/contacts/${row.contactId}`}
        empty={<EmptyState title={t(`visits.empty.${page.list}`)} />}
      />
      <KeysetPager page={pageEnds(page, (row) => row.contactNo)} />
    </>
  );
}
