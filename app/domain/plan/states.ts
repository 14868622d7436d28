/**
 * The life of a pairing plan 联系安排方案: `drafting` 测算中 -> `draft` 草案 -> `published` 已发布; a run may end as `failed`
 * 未完成 or `cancelled` 已取消, a draft as `discarded` 已作废. Only a draft changes anything, and only by being published.
 */
export const PLAN_STATES = ["drafting", "draft", "published", "discarded", "failed", "cancelled"] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/**
 * What a plan is for: `repair` 修补 keeps today's pairs, `reoptimise` 优化 moves where it pays, `restore` 恢复 goes back to the pairs
 * of a past day, `whatif` 推演 asks what would be and is never published.
 */
export const PLAN_PURPOSES = ["repair", "reoptimise", "restore", "whatif"] as const;
export type PlanPurpose = (typeof PLAN_PURPOSES)[number];

/** The steps of a run, in order, as its page shows them: read, lay out, solve, prove, store. */
export const DRAFT_STEPS = ["reading", "building", "solving", "checking", "storing"] as const;
export type DraftStep = (typeof DRAFT_STEPS)[number];

/** How far a run is; `at` ISO instant of the last sign of life. */
export type DraftProgress = {
  step: DraftStep;
  firms?: number;
  deputies?: number;
  nodes?: number;
  arcs?: number;
};

/** Seconds without a sign of life after which a run counts as broken off (the process died): several beats of two seconds. */
export const STALLED_AFTER_S = 20;

/** Why a firm's row differs from today, or what it stands on. */
export const CHANGE_REASONS = [
  "kept",
  "new_firm",
  "deputy_left",
  "not_allowed",
  "over_capacity",
  "better",
  "make_room",
  "no_place",
  "firm_left",
  "by_hand",
  "restored",
  "assumed",
] as const;
export type ChangeReason = (typeof CHANGE_REASONS)[number];

/** Why a deputy no longer takes part. */
export const LEAVE_REASONS = ["term_ended", "resigned", "moved", "recalled", "died"] as const;
export type LeaveReason = (typeof LEAVE_REASONS)[number];

/** A firm's request for another liaison 更换联系代表. */
export const REQUEST_STATES = ["open", "granted", "declined"] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** What binds a plan beside capacity: conflict of interest, exclusion by a supervisor, a firm's wish, a pin. */
export const CONSTRAINT_KINDS = ["conflict", "exclusion", "wish", "pin"] as const;
export type ConstraintKind = (typeof CONSTRAINT_KINDS)[number];
