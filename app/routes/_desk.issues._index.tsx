import { useLoaderData } from "@remix-run/react";
import { IssueListView } from "#app/features/issues/components/issue-list.tsx";
import { readIssueList } from "#app/features/issues/issue-list.schema.ts";
import { ISSUE_READERS } from "#app/features/issues/issue-roles.ts";
import { listIssues } from "#app/features/issues/queries/list-issues.query.server.ts";
import { pageTitle } from "#app/http/page/page-handle.ts";
import { guardedLoader } from "#app/http/policy.server.ts";

export const meta = pageTitle("issue.list.title");

export const loader = guardedLoader({ roles: ISSUE_READERS, scope: "rows" }, async ({ ctx, actor, url }) => {
  const list = readIssueList(url.searchParams, actor.role);
  const usual = readIssueList(new URLSearchParams(), actor.role).set;
  return {
    page: await listIssues(ctx, list),
    set: usual,
    mayRaise: actor.role === "deputy" || actor.role === "firm_representative",
  };
});

export default function Issues() {
  const { page, set, mayRaise } = useLoaderData<typeof loader>();
  return <IssueListView page={page} set={set} mayRaise={mayRaise} />;
}
