import { sql } from "drizzle-orm";
import { type Ctx, readTx } from "#db/client.ts";
import { matterScope } from "#db/views/matter.scope.ts";

/** A matter in the list; instants ISO. */
export type MatterRow = {
  matterId: number;
  number: string;
  title: string;
  county: string | null;
  unit: string | null;
  openedAt: string;
  closedAt: string | null;
  issues: number;
  settled: number;
  highest: number | null;
};

const SHOWN = 200;

/** The running or the closed matters in the actor's scope, the latest first, with how many of their issues are settled. */
export function listMatters(ctx: Ctx, show: "running" | "closed"): Promise<MatterRow[]> {
  return readTx(ctx, async (tx) => [
    ...(await tx.execute<MatterRow>(sql`
      select matters.matter_id as "matterId", matters.number, matters.title, c.short_name as county, d.short_name as unit,
        to_char(matters.opened_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt",
        to_char(matters.closed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "closedAt",
        count(i.issue_id)::int as issues, count(i.issue_id) filter (where i.state = 'closed')::int as settled,
        max(i.level) filter (where i.state <> 'closed') as highest
      from matters left join counties c on c.county_code = matters.county_code left join departments d on d.department_id = matters.department_id
        left join matter_issues m on m.matter_id = matters.matter_id and (m.left_at is null or matters.closed_at is not null and m.left_reason is null)
        left join issues i on i.issue_id = m.issue_id
      where matters.closed_at is ${sql.raw(show === "closed" ? "not null" : "null")} and ${matterScope(ctx.actor)}
      group by matters.matter_id, c.short_name, d.short_name order by matters.matter_id desc limit ${SHOWN}`)),
  ]);
}
