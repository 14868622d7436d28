import { useLoaderData } from "@remix-run/react";
import { isOneOf } from "#app/domain/register/rights.ts";
import { IssueListView } from "#app/features/issues/components/issue-list.tsx";
import {
  fieldsOf,
  type IssueLine,
  knownIssueColumns,
  usualIssueColumns,
} from "#app/features/issues/issue-columns.ts";
import { readIssueList } from "#app/features/issues/issue-list.schema.ts";
import {
  BULK_WORKERS,
  FIGURE_READERS,
  ISSUE_READERS,
  VIEW_KEEPERS,
} from "#app/features/issues/issue-roles.ts";
import { listIssues } from "#app/features/issues/queries/list-issues.query.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";
import { readColumns } from "#app/ui/list/list-url.ts";
import { packRows, unpackRows } from "#app/ui/list/row-cells.ts";

export const meta = pageTitle("issue.list.title");

export const loader = guardedLoader({ roles: ISSUE_READERS, scope: "rows" }, async ({ ctx, actor, url }) => {
  const list = readIssueList(url.searchParams, actor.role);
  const usual = readIssueList(new URLSearchParams(), actor.role).set;
  const columns = knownIssueColumns(readColumns(url.search, usualIssueColumns(actor.role)));
  const keepsViews = isOneOf(VIEW_KEEPERS, actor.role);
  const { rows, views, ...page } = await listIssues(ctx, list, columns, keepsViews);
  return {
    ...page,
    lines: packRows<IssueLine>(rows, fieldsOf(columns)),
    columns,
    set: usual,
    desk: keepsViews
      ? {
          bulk: isOneOf(BULK_WORKERS, actor.role),
          selecting: list.select === "yes" && isOneOf(BULK_WORKERS, actor.role),
          hasFigures: isOneOf(FIGURE_READERS, actor.role),
          takesAnswers: actor.role === "handler",
          views: views.map(({ name, query }) => ({ name, query })),
        }
      : null,
    mayRaise: actor.role === "deputy" || actor.role === "firm_representative",
  };
});

export default function Issues() {
  const { lines, ...page } = useLoaderData<typeof loader>();
  return <IssueListView {...page} rows={unpackRows<IssueLine>(lines) as IssueLine[]} />;
}
