/** Every clock the programme runs. Source: product rules, table of clocks. */
export const CLOCK_KINDS = [
  "triage",
  "transfer",
  "assignment",
  "signing",
  "objection",
  "ruling",
  "interim",
  "opinion",
  "answer",
  "promise",
  "request",
  "promise_date",
  "delivery",
  "confirmation",
  "callback",
  "correction",
  "message_takeup",
  "review",
  "protective_call",
  "ratification",
  "information",
  "contact",
] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** What a clock may hang on. */
export const SUBJECT_KINDS = ["issue", "assignment", "request", "promise", "message", "pairing"] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** Ladders: `main` for answer and promise clocks; every other clock has a reminder ladder of its own name. */
export const LADDERS = [
  "main",
  ...CLOCK_KINDS.filter(
    (kind): kind is Exclude<ClockKind, "answer" | "promise"> => kind !== "answer" && kind !== "promise",
  ),
] as const;
export type Ladder = (typeof LADDERS)[number];

/** Levels of the main ladder 提级督办: 0 yellow, 1 red, 2 head, 3 gate, 4 key list, 5 special inquiry. */
export const LEVELS = [0, 1, 2, 3, 4, 5] as const;
export type Level = (typeof LEVELS)[number];
