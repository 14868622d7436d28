import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { SupervisionPolicy } from "#app/domain/supervision/policy.ts";
import type { IssueSet } from "#app/domain/supervision/sets.ts";
import { DUE_ORDER } from "./issue-order.ts";

/**
 * The condition of a set on `issues` at the instant `now` (ISO). "Unresolved" 未解决 = open, or closed without the firm's agreement.
 * All but the last rest on the issue's own columns, so that one pass counts them; `among` open ones, that they are open is not asked again.
 */
export function issueSet(set: IssueSet, now: string, among: "all" | "open" = "all"): SQL {
  const open = among === "open" ? sql`true` : sql`issues.state <> 'closed'`;
  const at = sql`${now}::timestamptz`;
  const late = sql`${DUE_ORDER} <= ${at}`;
  switch (set) {
    case "open":
      return open;
    case "unresolved":
      return sql`(${open} or issues.closing in ('explained', 'unconfirmed'))`;
    case "level_0":
    case "level_1":
    case "level_2":
    case "level_3":
    case "level_4":
    case "level_5":
      return sql`(${open} and issues.level is not null and issues.level = ${Number(set.slice(-1))})`;
    case "gate_open":
      return sql`(${open} and issues.gate_open)`;
    case "overdue":
      return sql`(${open} and ${late})`;
    case "due_soon":
      return sql`(${open} and ${DUE_ORDER} > ${at} and ${DUE_ORDER} <= ${at} + ${ruleDays("soonDays", now)})`;
    case "unassigned":
      return sql`(${open} and issues.lead_department_id is null)`;
    case "to_triage":
      return sql`issues.state = 'submitted'`;
    case "to_transfer":
      return sql`issues.state = 'accepted'`;
    case "to_assign":
      return sql`issues.state = 'transferred'`;
    case "to_sign":
      return sql`issues.state = 'dispatched'`;
    case "returned_twice":
      return sql`(${open} and issues.returns >= 2)`;
    case "not_satisfied":
      return sql`(${open} and issues.not_solved >= 1)`;
    case "paused":
      return sql`(${open} and issues.paused_at is not null)`;
    case "paused_long":
      return sql`(${open} and issues.paused_at < ${at} - ${ruleDays("pausedLongDays", now)})`;
    case "promised":
      return sql`issues.state = 'promised'`;
    case "promise_broken":
      return sql`(issues.state = 'promised' and issues.promised_on < (${at} at time zone 'Asia/Shanghai')::date)`;
    case "deputy_silent":
      return sql`(issues.state = 'answered' and issues.next_due_clock = 'callback' and ${late})`;
    case "firm_silent":
      return sql`(issues.state = 'answered' and issues.next_due_clock = 'callback')`;
    case "vacant_post":
      return sql`(${open} and issues.issue_id in (${pastVacantPosts(now)}))`;
    case "closed":
      return sql`issues.state = 'closed'`;
  }
}

/**
 * The set as `actor` has it to do: a county's dispatcher assigns what was transferred to the county, and only follows what went to the
 * city. Lists and counts of the same office agree by this.
 */
export function issueSetFor(actor: Actor, set: IssueSet, now: string, among: "all" | "open" = "all"): SQL {
  const whole = issueSet(set, now, among);
  const assigns = set === "to_assign" || set === "unassigned";
  if (!assigns || actor.kind !== "person" || actor.role !== "county_dispatcher") return whole;
  return sql`(${whole} and issues.transferred_to = 'county')`;
}

/** So many days as the rules of the desk in force at `now` say; read once a statement. */
function ruleDays(rule: keyof SupervisionPolicy & `${string}Days`, now: string): SQL {
  return sql`(select make_interval(days => (body->>${sql.raw(`'${rule}'`)})::int) from policies
    where kind = 'supervision' and in_force_from <= ${now}::timestamptz order by in_force_from desc, policy_version desc limit 1)`;
}

/** Issues with a level that passed over a post which nobody holds or stands in for today either. */
function pastVacantPosts(now: string): SQL {
  return sql`select e.issue_id from escalations e where e.vacant_posts <> '{}' and e.stood_down_at is null and e.vacant_posts && (
    select coalesce(array_agg(p.post_id), '{}') from posts p
    where not exists (select from post_holdings h where h.post_id = p.post_id and h.during @> (${now}::timestamptz at time zone 'Asia/Shanghai')::date)
      and not exists (select from post_stand_ins s where s.post_id = p.post_id and s.started_on <= (${now}::timestamptz at time zone 'Asia/Shanghai')::date
        and (s.ended_on is null or s.ended_on > (${now}::timestamptz at time zone 'Asia/Shanghai')::date)))`;
}
