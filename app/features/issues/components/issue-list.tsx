import { useLocation } from "@remix-run/react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { FilterBar, FilterSelect, SearchBox } from "#app/ui/list/filter-bar.tsx";
import { KeysetPager, pageEnds } from "#app/ui/list/keyset-pager.tsx";
import { LadderMark } from "#app/ui/marks/ladder-mark.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { LIST_SETS } from "../list-sets.ts";
import type { IssueListPage, IssueListRow } from "../queries/list-issues.query.server.ts";
import { stateBadge } from "./issue-look.ts";

/** The list of issues in the reader's scope: inbox, triage and dispatcher's list are its sets. */
export function IssueListView(props: { page: IssueListPage; set: string; mayRaise: boolean }) {
  const t = useT();
  const { formatDay, formatCount } = useFormat();
  const { search } = useLocation();
  const { page } = props;
  const today = page.now;
  const columns: Column<IssueListRow>[] = [
    { key: "number", head: t("issue.list.number"), cell: (row) => row.number, phone: "inline" },
    {
      key: "title",
      head: t("issue.list.issue"),
      cell: (row) => row.title || t("issue.page.untitled"),
      phone: "keep",
    },
    {
      key: "state",
      head: t("issue.list.state"),
      cell: (row) => {
        const badge = stateBadge(row.state, row.closing);
        return <StatusBadge look={badge.look} word={t.dynamic(badge.word)} />;
      },
    },
    {
      key: "level",
      head: t("issue.list.level"),
      cell: (row) =>
        row.level === null && !row.gateOpen ? null : (
          <LadderMark
            compact
            level={row.level}
            gate={row.gateOpen ? 3 : null}
            text={row.level === null ? t("level.none") : t.dynamic(`level.${row.level}`)}
          />
        ),
      phone: "inline",
    },
    { key: "firm", head: t("issue.page.firm"), cell: (row) => row.firm, phone: "inline" },
    { key: "unit", head: t("issue.page.unit"), cell: (row) => row.unit, phone: "inline" },
    { key: "county", head: t("issue.page.county"), cell: (row) => row.county, phone: "drop" },
    {
      key: "due",
      head: t("issue.list.due"),
      cell: (row) => <Due row={row} now={today} formatDay={formatDay} />,
      phone: "label",
    },
  ];
  return (
    <>
      <PageHeader
        title={t("issue.list.title")}
        mainAction={
          props.mayRaise ? { to: "/issues/new", label: t("issue.list.raise"), icon: "plus" } : undefined
        }
      />
      <FilterBar active={search !== ""}>
        <SearchBox label={t("issue.list.search")} />
        <FilterSelect
          name="set"
          label={t("issue.list.set")}
          any={t(`issue.listSet.${props.set as "open"}`)}
          options={LIST_SETS.map((set) => ({ value: set, label: t(`issue.listSet.${set}`) }))}
        />
        <FilterSelect
          name="category"
          label={t("issue.page.category")}
          any={t("common.all")}
          options={page.choices.categories.map((one) => ({
            value: one.categoryCode,
            label: t.locale === "en" ? one.nameEn : one.name,
          }))}
        />
        <FilterSelect
          name="county"
          label={t("issue.page.county")}
          any={t("common.all")}
          options={page.choices.counties.map((one) => ({ value: one.countyCode, label: one.name }))}
        />
        <FilterSelect
          name="sort"
          label={t("issue.list.sort")}
          any={t("issue.list.usualSort")}
          options={[
            { value: "due", label: t("issue.list.byDue") },
            { value: "newest", label: t("issue.list.byNewest") },
          ]}
        />
      </FilterBar>
      <DataTable
        caption={t("issue.list.title")}
        columns={columns}
        rows={page.rows}
        rowKey={(row) => row.issueId}
        rowHref={(row) => `/issues/${row.issueId}`}
        numbered
        empty={<EmptyState title={t("list.empty")} hint={t("list.emptyHint")} />}
      />
      <KeysetPager
        page={pageEnds(page, (row) => row.issueId)}
        found={
          page.total.atLeast
            ? t("list.foundAtLeast", { count: formatCount(page.total.count) })
            : t("list.found", { count: formatCount(page.total.count) })
        }
      />
    </>
  );
}

function Due(props: { row: IssueListRow; now: string; formatDay: (day: string) => string }) {
  const t = useT();
  const { row } = props;
  if (row.paused) return <StatusBadge look="pause" word={t("issue.list.paused")} />;
  if (row.dueAt === null) return "–";
  const day = props.formatDay(shanghai(row.dueAt));
  const words = row.provisional ? t("time.provisional", { day }) : day;
  return row.dueAt < props.now ? <StatusBadge look="late" word={words} /> : words;
}

const shanghai = (instant: string) =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
