import { Link, useLocation } from "@remix-run/react";
import { ISSUE_SETS, type IssueSet } from "#app/domain/supervision/sets.ts";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { EmptyState } from "#app/ui/feedback/notice.tsx";
import { Kept } from "#app/ui/kept.tsx";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { ColumnPicker, FilterBar, FilterSelect, SearchBox } from "#app/ui/list/filter-bar.tsx";
import { KeysetPager, pageEnds } from "#app/ui/list/keyset-pager.tsx";
import { withParams } from "#app/ui/list/list-url.ts";
import { LadderMark } from "#app/ui/marks/ladder-mark.tsx";
import { StatusBadge } from "#app/ui/record/status-badge.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { ISSUE_COLUMNS, type IssueColumn, type IssueLine } from "../issue-columns.ts";
import type { IssueListPage } from "../queries/list-issues.query.server.ts";
import { ListBulkBar, type ListDesk, ListLinks } from "./desk/list-desk.tsx";
import { stateBadge } from "./issue-look.ts";

/** Form of the ticked rows. */
const BULK = "bulk";

type IssueListProps = Omit<IssueListPage, "rows" | "views"> & {
  rows: readonly IssueLine[];
  columns: readonly IssueColumn[];
  /** What the role looks at first. */
  set: string;
  mayRaise: boolean;
  /** What a desk has beside the list; null on phones. */
  desk: ListDesk | null;
};

function useColumns(): Record<IssueColumn, Column<IssueLine>> {
  const t = useT();
  return {
    state: {
      key: "state",
      head: t("issue.list.state"),
      cell: (row) => {
        const badge = stateBadge(row.state, row.closing);
        return <StatusBadge look={badge.look} word={t.dynamic(badge.word)} />;
      },
    },
    level: {
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
    firm: { key: "firm", head: t("issue.page.firm"), cell: (row) => row.firm, phone: "inline" },
    unit: { key: "unit", head: t("issue.page.unit"), cell: (row) => row.unit, phone: "inline" },
    county: { key: "county", head: t("issue.page.county"), cell: (row) => row.county, phone: "drop" },
    due: { key: "due", head: t("issue.list.due"), cell: (row) => <Due row={row} />, phone: "label" },
  };
}

/** The list of issues in the reader's scope: inbox, triage and dispatcher's list are its sets. */
export function IssueListView(props: IssueListProps) {
  const t = useT();
  const { formatCount } = useFormat();
  const { search } = useLocation();
  const known = useColumns();
  const columns: Column<IssueLine>[] = [
    { key: "number", head: t("issue.list.number"), cell: (row) => row.number, phone: "inline" },
    {
      key: "title",
      head: t("issue.list.issue"),
      cell: (row) => row.title || t("issue.page.untitled"),
      phone: "keep",
    },
    ...props.columns.map((key) => known[key]),
  ];
  return (
    <>
      <PageHeader
        title={t("issue.list.title")}
        mainAction={
          props.mayRaise ? { to: "/issues/new", label: t("issue.list.raise"), icon: "plus" } : undefined
        }
        actions={
          <Kept by={["issue actions", t.locale, search, props.columns, props.desk]}>
            <ListActions {...props} />
          </Kept>
        }
      />
      <Kept by={["issue filters", t.locale, search, props.set, props.choices]}>
        <IssueFilters {...props} />
      </Kept>
      <DataTable
        caption={t("issue.list.title")}
        columns={columns}
        rows={props.rows}
        rowKey={(row) => row.issueId}
        rowHref={(row) => `/issues/${row.issueId}`}
        numbered
        select={
          props.desk?.selecting
            ? { form: BULK, name: "issueId", value: (row) => String(row.issueId) }
            : undefined
        }
        empty={<EmptyState title={t("list.empty")} hint={t("list.emptyHint")} />}
      />
      {props.desk?.selecting ? <ListBulkBar total={props.total} /> : null}
      <KeysetPager
        page={pageEnds(props, (row) => row.issueId)}
        found={
          props.total.atLeast
            ? t("list.foundAtLeast", { count: formatCount(props.total.count) })
            : t("list.found", { count: formatCount(props.total.count) })
        }
      />
    </>
  );
}

function ListActions({ columns, desk }: Pick<IssueListProps, "columns" | "desk">) {
  const known = useColumns();
  return (
    <>
      <ColumnPicker columns={ISSUE_COLUMNS.map((key) => ({ key, head: known[key].head }))} shown={columns} />
      {desk === null ? null : <ListLinks {...desk} />}
    </>
  );
}

/** The sets that are looked at every day; the others, which numbers of the desk lead to, are offered with the rarer filters. */
const EVERYDAY: readonly IssueSet[] = [
  "open",
  "unresolved",
  "overdue",
  "due_soon",
  "to_triage",
  "to_transfer",
  "to_assign",
  "to_sign",
  "not_satisfied",
  "promised",
  "paused",
  "closed",
];

function IssueFilters({ choices, set }: Pick<IssueListProps, "choices" | "set">) {
  const t = useT();
  const { search } = useLocation();
  const chosen = new URLSearchParams(search).get("set");
  const all = choices.categories.length > 0 || !EVERYDAY.some((one) => one === (chosen ?? set));
  const sets = (all ? ISSUE_SETS : EVERYDAY).filter((one) => one !== set);
  return (
    <FilterBar active={search !== ""} ordered>
      <SearchBox label={t("issue.list.search")} />
      <FilterSelect
        name="set"
        label={t("issue.list.set")}
        any={t(`desk.set.${set as "open"}`)}
        options={sets.map((one) => ({ value: one, label: t(`desk.set.${one}`) }))}
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
      {choices.categories.length === 0 ? (
        <Link to={withParams(search, { more: "yes" })}>{t("common.more")}</Link>
      ) : (
        <>
          <FilterSelect
            name="category"
            label={t("issue.page.category")}
            any={t("common.all")}
            options={choices.categories.map((one) => ({
              value: one.categoryCode,
              label: t.locale === "en" ? one.nameEn : one.name,
            }))}
          />
          <FilterSelect
            name="county"
            label={t("issue.page.county")}
            any={t("common.all")}
            options={choices.counties.map((one) => ({ value: one.countyCode, label: one.name }))}
          />
          {choices.tags.length === 0 ? null : (
            <FilterSelect
              name="tag"
              label={t("issue.bulk.tag")}
              any={t("common.all")}
              options={choices.tags.map((tag) => ({ value: tag, label: tag }))}
            />
          )}
          <input type="hidden" name="more" value="yes" />
        </>
      )}
    </FilterBar>
  );
}

function Due({ row }: { row: IssueLine }) {
  const t = useT();
  const { formatDay } = useFormat();
  if (row.due === "paused") return <StatusBadge look="pause" word={t("issue.list.paused")} />;
  if (row.due === null) return null;
  const day = formatDay(row.due);
  const words = row.due.endsWith("~") ? t("time.provisional", { day }) : day;
  return row.late ? <StatusBadge look="late" word={words} /> : words;
}
