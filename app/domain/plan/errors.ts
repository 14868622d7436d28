/** Refusals of plans, edits by hand, handovers and what binds pairs. */
export type PlanErrors = {
  /** A run over the same scope is still going on. */
  "plan.already_running": { planId: number };
  /** The run was broken off: the process ended or the solver failed. */
  "plan.broken_off": Record<string, never>;
  /** The plan is not in the state that the command needs. */
  "plan.state": { state: string };
  /** A what-if stands on assumptions and can't be put in force. */
  "plan.hypothetical": Record<string, never>;
  /** The pair is against a hard rule: reach, conflict of interest, a deputy who left. */
  "plan.pair_not_allowed": Record<string, never>;
  /** The deputy has no place that is not pinned already. */
  "plan.no_place": { capacity: number };
  /** The firm is not part of the plan. */
  "plan.firm_not_in_plan": Record<string, never>;
  "plan.same_deputy": Record<string, never>;
  /** No pairs are recorded on that day. */
  "plan.nothing_on_day": { day: string };
  "plan.deputy_left": Record<string, never>;
  "plan.day_in_future": Record<string, never>;
  /** The firm has an open request already. */
  "plan.request_open": Record<string, never>;
  "plan.request_decided": Record<string, never>;
  /** The same constraint is on record already. */
  "plan.constraint_exists": Record<string, never>;
  /** A later tier of the policy costs less than the one before. */
  "plan.policy_order": Record<string, never>;
  /** Going without costs no more than the worst pair. */
  "plan.policy_unpaired": { worst: number };
  /** A policy can't be put in force for the past. */
  "plan.policy_day": Record<string, never>;
  /** The policy is the one that will be in force anyway. */
  "plan.policy_same": Record<string, never>;
  /** A line of the list names nobody, or several: 1-based. */
  "plan.line_unknown": { line: number; text: string };
  "plan.line_ambiguous": { line: number; text: string; count: number };
  /** A what-if without any assumption. */
  "plan.nothing_assumed": Record<string, never>;
};
