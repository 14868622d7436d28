import type { ReactNode } from "react";
import { useFormat, useT } from "#app/i18n/context.tsx";
import { shanghaiDay } from "#app/i18n/format.ts";
import { issueStateKey } from "#app/i18n/issue-state.ts";
import { type Column, DataTable } from "#app/ui/list/data-table.tsx";
import { LadderMark } from "#app/ui/marks/ladder-mark.tsx";
import type { GroupedIssue } from "../get-matter.query.server.ts";

/** Issues of a matter: each for itself, with who has it and where it stands. */
export function MatterIssues(props: {
  caption: string;
  rows: readonly GroupedIssue[];
  select?: { form: string; name: string };
  extra?: { head: string; cell: (row: GroupedIssue) => ReactNode };
}) {
  const t = useT();
  const { formatDay } = useFormat();
  const { select, extra } = props;
  const columns: Column<GroupedIssue>[] = [
    { key: "number", head: t("desk.number"), cell: (row) => row.number, phone: "keep" },
    { key: "title", head: t("desk.title"), cell: (row) => row.title, phone: "keep" },
    {
      key: "firm",
      head: t("matter.firm"),
      cell: (row) => row.firm ?? t("matter.firmHidden"),
      phone: "label",
    },
    { key: "state", head: t("desk.state"), cell: (row) => t.dynamic(issueStateKey(row)) },
    {
      key: "level",
      head: t("desk.level"),
      cell: (row) => (
        <LadderMark
          compact
          level={row.level}
          text={row.level === null ? t("level.none") : t.dynamic(`level.${row.level}`)}
        />
      ),
    },
    { key: "unit", head: t("matter.unit"), cell: (row) => row.unit ?? "–", phone: "label" },
    {
      key: "due",
      head: t("desk.due"),
      cell: (row) => (row.dueAt === null ? "–" : formatDay(shanghaiDay(new Date(row.dueAt)))),
      end: true,
      phone: "label",
    },
  ];
  if (extra !== undefined) columns.push({ key: "extra", head: extra.head, cell: extra.cell, phone: "keep" });
  return (
    <DataTable
      caption={props.caption}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.issueId}
      rowHref={(row) => `/issues/${row.issueId}`}
      select={
        select === undefined ? undefined : { ...select, value: (row: GroupedIssue) => String(row.issueId) }
      }
      numbered
      empty={<p>{t("matter.noIssues")}</p>}
    />
  );
}
