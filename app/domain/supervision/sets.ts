/**
 * The named sets of issues: each number on the supervisor's desk 督办台 is the size of one, each list its rows. Names are shared by
 * address, desk, list and export; what each means stands in one place, `db/views/issue-sets.ts`. Source: product rules, sections 6 and 9.
 */
export const ISSUE_SETS = [
  "open",
  "unresolved",
  "level_0",
  "level_1",
  "level_2",
  "gate_open",
  "level_3",
  "level_4",
  "level_5",
  "overdue",
  "due_soon",
  "unassigned",
  "to_triage",
  "to_transfer",
  "to_assign",
  "to_sign",
  "returned_twice",
  "not_satisfied",
  "paused",
  "paused_long",
  "promised",
  "promise_broken",
  "deputy_silent",
  "firm_silent",
  "vacant_post",
  "closed",
] as const;
export type IssueSet = (typeof ISSUE_SETS)[number];
