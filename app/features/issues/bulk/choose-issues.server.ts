import { type SQL, sql } from "drizzle-orm";
import type { Role } from "#app/domain/access/roles.ts";
import type { Closing, IssueState } from "#app/domain/issue/states.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { issueScope } from "#db/views/issue.scope.ts";
import { readIssueList } from "../issue-list.schema.ts";
import { issueConditions } from "../queries/list-issues.query.server.ts";
import { type BulkStep, MOST_AT_ONCE } from "./bulk.schema.ts";

/** The issues a step means: some by id, or all that a list's filters leave. */
export type ChosenIssues = { issueId: readonly number[]; matching?: "yes"; filters: string };

/** One chosen issue. `fits` = the step can be taken on it as it stands. */
export type ChosenIssue = {
  issueId: number;
  number: string;
  title: string;
  state: IssueState;
  closing: Closing | null;
  unit: string | null;
  tags: string[];
  fits: boolean;
};

/** Where an issue must stand for a step, as a condition on `issues`. */
const FITS: Record<BulkStep, SQL> = {
  remind: sql`(issues.state in ('dispatched', 'handling', 'promised') and issues.lead_department_id is not null)`,
  tag: sql`true`,
  untag: sql`true`,
  transfer: sql`issues.state = 'accepted'`,
  dispatch: sql`issues.state = 'transferred'`,
};

/** The chosen issues in the actor's scope, at most 200, first those that the step fits, and how many there are in all. */
export async function listChosen(
  ctx: Ctx,
  chosen: ChosenIssues,
  step: BulkStep,
  role: Role,
): Promise<{ issues: ChosenIssue[]; count: number }> {
  const now = await ctx.clock.now();
  const where =
    chosen.matching === "yes"
      ? issueConditions(ctx, readIssueList(new URLSearchParams(chosen.filters), role), now)
      : sql`issues.issue_id = any(${`{${chosen.issueId.join(",")}}`}::integer[]) and ${issueScope(ctx.actor)}`;
  return readTx(ctx, async (tx) => {
    const issues = await tx.execute<ChosenIssue>(sql`
      select issues.issue_id as "issueId", issues.number, issues.title, issues.state, issues.closing, d.short_name as unit,
        array(select tag from issue_tags t where t.issue_id = issues.issue_id order by tag) as tags, ${FITS[step]} as fits
      from issues left join departments d on d.department_id = issues.lead_department_id
      where ${where} order by fits desc, issues.issue_id limit ${MOST_AT_ONCE}`);
    const [all] = await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from (select 1 from issues where ${where} limit 10001) as counted`);
    return { issues: [...issues], count: all?.count ?? 0 };
  });
}
