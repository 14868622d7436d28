/** Days a new liaison has at least before a contact is due, however late the former one was. Source: product rules, a handover carries the next due contact. */
export const HANDOVER_GRACE_DAYS = 14;

/** Days after leaving in which a former deputy can still sign in, to write the handover note. */
export const FAREWELL_DAYS = 60;

/** What in the registers can stand against a plan made before. */
export const DIFFERENCE_KINDS = [
  "firm_new",
  "firm_gone",
  "firm_back",
  "pair_changed",
  "deputy_left",
  "out_of_reach",
  "forbidden",
  "pinned",
  "over_capacity",
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];
