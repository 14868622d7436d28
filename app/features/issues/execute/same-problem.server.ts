import { sql } from "drizzle-orm";
import { type LadderPolicy, leastSameProblem } from "#app/domain/escalation/policy.ts";
import type { SameProblem } from "#app/domain/issue/clock-rows.ts";
import type { IssueEvent, IssueEventKind } from "#app/domain/issue/events.ts";
import { type IssueFacts, mainClock } from "#app/domain/issue/facts.ts";
import type { Tx } from "#db/client.ts";

/** Classes are counted one command at a time: two dispatches that meet would each miss the other's firm. */
const CLASS_LOCK = 7_202_603;

/** Events by which an issue comes to a class: another unit, another category. */
const JOINING: readonly IssueEventKind[] = ["issue.dispatched", "issue.reclassified"];

/** The firms of an issue's class; `rose` = this command brought a firm to a class that is large enough for a gate. */
export type FoundClass = SameProblem & { rose: boolean };

/**
 * Counts the firms whose open issues lie with the same unit under the same category, where the issue's clock can still open a gate by
 * their number. Called after the issue's own columns are written and before its clocks are.
 */
export async function findSameProblem(
  tx: Tx,
  issueId: number,
  facts: IssueFacts,
  recent: readonly IssueEvent[],
  ladders: readonly LadderPolicy[],
): Promise<FoundClass> {
  const least = leastSameProblem(ladders);
  const clock = mainClock(facts);
  if (least === null || clock === null || clock.gate !== "none" || clock.stoodDownAt !== null) return NONE;
  if (facts.lead === null || facts.categoryCode === null) return NONE;
  const joined = recent.some((event) => JOINING.includes(event.kind));
  const unit = facts.lead.departmentId;
  if (joined)
    await tx.execute(
      sql`select pg_advisory_xact_lock(${CLASS_LOCK}, hashtext(${`${unit}/${facts.categoryCode}`}))`,
    );
  const [row] = await tx.execute<{ firms: number; at: number | null }>(sql`
    select count_same_problem(${unit}::integer, ${facts.categoryCode}) as firms,
      (select extract(epoch from same_problem_at)::float8 * 1000 from clocks
        where issue_id = ${issueId} and ladder = 'main' and episode = ${clock.episode}) as at`);
  const firms = row?.firms ?? 0;
  if (firms < least) return { ...NONE, firms };
  const last = recent.at(-1)?.at ?? clock.startedAt;
  return { firms, at: row?.at ?? last, rose: joined };
}

const NONE: FoundClass = { firms: 0, at: null, rose: false };

/** Lets the sweep look at the other clocks of the class, whose gate the number of firms may open now. */
export async function wakeClass(
  tx: Tx,
  issueId: number,
  facts: IssueFacts,
  found: FoundClass,
): Promise<void> {
  const at = new Date(found.at ?? 0).toISOString();
  await tx.execute(sql`
    update clocks c set same_problem_firms = ${found.firms}, same_problem_at = ${at}, version = c.version + 1,
      next_due_at = case when c.paused_at is null then least(c.next_due_at, ${at}::timestamptz) end,
      next_level = case when c.paused_at is null then coalesce(c.next_level, 3) end
    from issues i
    where i.issue_id = c.issue_id and i.state <> 'closed' and i.lead_department_id = ${facts.lead?.departmentId ?? null}::integer
      and i.category_code = ${facts.categoryCode} and i.issue_id <> ${issueId}
      and c.ladder = 'main' and c.ended_at is null and c.stood_down_at is null and c.gate = 'none'
      and c.same_problem_firms < ${found.firms}`);
}
