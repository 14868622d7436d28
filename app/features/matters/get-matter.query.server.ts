import { type SQL, sql } from "drizzle-orm";
import type { Level } from "#app/domain/deadline/clocks.ts";
import type { Closing, IssueState } from "#app/domain/issue/states.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { issueScope, seesMasked } from "#db/views/issue.scope.ts";
import { matterScope } from "#db/views/matter.scope.ts";
import { MATTER_KEEPERS } from "./matter-roles.ts";
import { ungrouped } from "./propose-matters.query.server.ts";

/** An issue of a matter as its reader may see it; instants ISO. */
export type GroupedIssue = {
  issueId: number;
  number: string;
  title: string;
  state: IssueState;
  closing: Closing | null;
  level: Level | null;
  county: string;
  unit: string | null;
  firm: string | null;
  dueAt: string | null;
};

/** One step of the matter's own life. */
export type MatterStep = { key: number; kind: string; at: string; by: string | null; words: string };

export type MatterView = {
  matterId: number;
  version: number;
  number: string;
  title: string;
  reason: string;
  county: string | null;
  unit: string | null;
  category: { name: string; nameEn: string } | null;
  openedAt: string;
  openedBy: string | null;
  closedAt: string | null;
  closedBy: string | null;
  closedReason: string | null;
  issues: GroupedIssue[];
  /** Issues of the matter outside the reader's scope. */
  beyond: number;
  firms: number;
  /** Open issues of the same class that stand in no matter; for those who may add them. */
  alike: GroupedIssue[];
  steps: MatterStep[];
  mayChange: boolean;
};

type Head = Omit<MatterView, "issues" | "beyond" | "firms" | "alike" | "steps" | "mayChange" | "category"> & {
  departmentId: number | null;
  categoryCode: string | null;
  categoryName: string | null;
  categoryNameEn: string | null;
  all: number;
};

const ALIKE = 30;

/** Issues that fit a condition, as rows of a matter's table. */
export async function readGrouped(ctx: Ctx, tx: Tx, where: SQL, limit: number): Promise<GroupedIssue[]> {
  const rows = await tx.execute<GroupedIssue>(sql`
    select issues.issue_id as "issueId", issues.number, issues.title, issues.state, issues.closing, issues.level, c.short_name as county,
      d.short_name as unit, f.name as firm, to_char(issues.next_due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "dueAt"
    from issues join counties c using (county_code) left join departments d on d.department_id = issues.lead_department_id
      left join issue_parties p on p.issue_id = issues.issue_id left join firms f on f.firm_id = p.firm_id
    where ${where} and ${issueScope(ctx.actor)} order by issues.state = 'closed', issues.issue_id limit ${limit}`);
  const masked = seesMasked(ctx.actor);
  return rows.map((row) => (masked ? { ...row, firm: null } : row));
}

/** One matter 督办事项 with its issues, each with its own state; refuses with `common.not_found`. */
export function getMatter(ctx: Ctx, matterId: number): Promise<Result<MatterView>> {
  return readTx(ctx, async (tx) => {
    const [head] = await tx.execute<Head>(sql`
      select matters.matter_id as "matterId", matters.version, matters.number, matters.title, matters.reason, c.short_name as county,
        d.short_name as unit, matters.department_id as "departmentId", matters.category_code as "categoryCode",
        k.name as "categoryName", k.name_en as "categoryNameEn", o.name as "openedBy", x.name as "closedBy", matters.closed_reason as "closedReason",
        to_char(matters.opened_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt",
        to_char(matters.closed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "closedAt",
        (select count(*)::int from matter_issues m where m.matter_id = matters.matter_id and m.left_reason is null) as all
      from matters left join counties c on c.county_code = matters.county_code left join departments d on d.department_id = matters.department_id
        left join categories k on k.category_code = matters.category_code left join users o on o.user_id = matters.opened_by
        left join users x on x.user_id = matters.closed_by
      where matters.matter_id = ${matterId} and ${matterScope(ctx.actor)}`);
    if (!head || ctx.actor.kind !== "person") return refuse("common.not_found", {});
    const { departmentId, categoryCode, categoryName, categoryNameEn, all, ...own } = head;
    const issues = await readGrouped(
      ctx,
      tx,
      sql`issues.issue_id in (select m.issue_id from matter_issues m where m.matter_id = ${matterId} and m.left_reason is null)`,
      1_000,
    );
    const mayChange = MATTER_KEEPERS.includes(ctx.actor.role) && own.closedAt === null;
    const alike =
      mayChange && departmentId !== null && categoryCode !== null
        ? await readGrouped(
            ctx,
            tx,
            sql`issues.lead_department_id = ${departmentId} and issues.category_code = ${categoryCode} and ${ungrouped}`,
            ALIKE,
          )
        : [];
    const [counted] = await tx.execute<{ firms: number }>(sql`
      select count(distinct p.firm_id)::int as firms from matter_issues m join issue_parties p on p.issue_id = m.issue_id
      where m.matter_id = ${matterId} and m.left_reason is null`);
    return ok({
      ...own,
      category: categoryName === null ? null : { name: categoryName, nameEn: categoryNameEn ?? "" },
      issues,
      beyond: all - issues.length,
      firms: counted?.firms ?? 0,
      alike,
      steps: await readSteps(tx, matterId),
      mayChange,
    });
  });
}

async function readSteps(tx: Tx, matterId: number): Promise<MatterStep[]> {
  const rows = await tx.execute<MatterStep>(sql`
    select e.event_id as key, e.kind, u.name as by, to_char(e.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      concat_ws(' · ', nullif(e.payload->>'numbers', ''), nullif(e.payload->>'reason', '')) as words
    from events e left join users u on u.user_id = e.actor_user_id
    where e.subject_kind = 'matter' and e.subject_id = ${matterId} order by e.event_id desc limit 200`);
  return [...rows];
}
