import { type SQL, sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import type { IssueSet } from "#app/domain/supervision/sets.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { issueScope } from "#db/views/issue.scope.ts";
import { issueSetFor } from "#db/views/issue-sets.ts";

/** So many of so many, for a rate that is printed with its denominator. */
export type Share = { met: number; of: number };

/** What a unit, or a dispatcher's office, has in hand and how it kept its clocks this year. */
export type UnitFigures = {
  year: number;
  inHand: Partial<Record<IssueSet, number>>;
  /** Clocks that ended or ran out this year, and those of them that were kept. */
  kept: { clock: "answer" | "signing" | "assignment"; share: Share }[];
  /** Signed answers of the year after which the firm did not send the issue back; of all signed. */
  notReturned: Share | null;
};

const UNIT_SETS = [
  "to_sign",
  "overdue",
  "due_soon",
  "paused",
  "promised",
  "promise_broken",
  "returned_twice",
] as const;
const DISPATCHER_SETS = ["to_assign", "overdue", "due_soon", "unassigned"] as const;

/** The figures of the actor's own unit; of the dispatcher's county or the city for a dispatcher. */
export function readUnitFigures(ctx: Ctx): Promise<UnitFigures> {
  const { actor } = ctx;
  const departmentId = actor.kind === "person" ? actor.departmentId : null;
  const isUnit = departmentId !== null;
  return readTx(ctx, async (tx, now) => {
    const year = Number(civilDayOf(now).slice(0, 4));
    const from = sql`(${`${year}-01-01`}::timestamp at time zone 'Asia/Shanghai')`;
    const scope = issueScope(actor);
    const sets: readonly IssueSet[] = isUnit ? UNIT_SETS : DISPATCHER_SETS;
    const columns = sets.map(
      (set) => sql`count(*) filter (where ${issueSetFor(actor, set, now)})::int as ${sql.identifier(set)}`,
    );
    const [inHand] = await tx.execute<UnitFigures["inHand"]>(
      sql`select ${sql.join(columns, sql`, `)} from issues where issues.state <> 'closed' and ${scope}`,
    );
    const share = async (clock: UnitFigures["kept"][number]["clock"], own: SQL, done: SQL) => {
      const [row] = await tx.execute<Share>(sql`
        select count(*) filter (where c.ended_at <= c.due_at)::int as met, count(*)::int as of
        from issues join clocks c on c.issue_id = issues.issue_id and c.kind = ${clock}
        where ${scope} and ${own} and c.due_at >= ${from}
          and ((c.ended_at is null and c.paused_at is null and c.due_at < ${now}::timestamptz) or (c.ended_at >= ${from} and ${done}))`);
      return { clock, share: row ?? { met: 0, of: 0 } };
    };
    if (!isUnit)
      return {
        year,
        inHand: inHand ?? {},
        kept: [await share("assignment", sql`true`, sql`true`)],
        notReturned: null,
      };
    const own = sql`c.owner_department_id = ${departmentId}`;
    // A clock that ended otherwise than by an answer (handed on, withdrawn) says nothing about answering.
    const answered = sql`exists (select from answers a where a.issue_id = c.issue_id and a.signed_at = c.ended_at)`;
    const [returned] = await tx.execute<Share>(sql`
      select count(*) filter (where issues.round <= a.round)::int as met, count(*)::int as of
      from answers a join issues using (issue_id)
      where a.department_id = ${departmentId} and a.signed_at >= ${from} and a.state = 'signed' and ${scope}`);
    return {
      year,
      inHand: inHand ?? {},
      kept: [await share("answer", own, answered), await share("signing", own, sql`true`)],
      notReturned: returned ?? { met: 0, of: 0 },
    };
  });
}
