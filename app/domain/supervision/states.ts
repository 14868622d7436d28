/** Life of a supervision notice 督办函: drafted with the level, signed by a person (only then it is sent), replied to; or dropped with a reason. */
export const LETTER_STATES = ["draft", "signed", "replied", "dropped"] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** What makes a closure look hollow 疑似虚假办结. Source: product rules, section 6. */
export const HOLLOW_SIGNS = ["within_minutes", "same_answer", "same_network", "recurred"] as const;
export type HollowSign = (typeof HOLLOW_SIGNS)[number];

/** What a person found on review: the closure is sound, or hollow (and the firm's side was taken up again). */
export const REVIEW_DECISIONS = ["sound", "hollow"] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** Life of a rehearsal of changed rules: it runs, ends or is cancelled; what was put in force says so. */
export const REHEARSAL_STATES = ["running", "done", "failed", "cancelled", "in_force"] as const;
export type RehearsalState = (typeof REHEARSAL_STATES)[number];
