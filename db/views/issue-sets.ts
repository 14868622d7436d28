import { type SQL, sql } from "drizzle-orm";
import { DUE_ORDER } from "./issue-order.ts";

/** The sets of the desk 督办台: each number on it is the size of one, each list its rows. Names are shared by URL, desk and export. */
export const ISSUE_SETS = [
  "open",
  "unresolved",
  "level_0",
  "level_1",
  "level_2",
  "level_3",
  "level_4",
  "level_5",
  "gate_open",
  "overdue",
  "due_soon",
  "to_triage",
  "to_transfer",
  "to_assign",
  "to_sign",
  "returned_twice",
  "paused",
  "promised",
  "closed",
] as const;
export type IssueSet = (typeof ISSUE_SETS)[number];

/** How many days ahead "due soon" looks; the working-day count is shown beside each row. */
const SOON_DAYS = 3;

/**
 * The condition of a set on `issues` at the instant `now` (ISO). "Unresolved" 未解决 = open, or closed without the firm's agreement.
 */
export function issueSet(set: IssueSet, now: string): SQL {
  const open = sql`issues.state <> 'closed'`;
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
      return sql`(${open} and ${DUE_ORDER} <= ${now}::timestamptz)`;
    case "due_soon":
      return sql`(${open} and ${DUE_ORDER} > ${now}::timestamptz and ${DUE_ORDER} <= ${now}::timestamptz + make_interval(days => ${SOON_DAYS}))`;
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
    case "paused":
      return sql`(${open} and issues.paused_at is not null)`;
    case "promised":
      return sql`issues.state = 'promised'`;
    case "closed":
      return sql`issues.state = 'closed'`;
  }
}
