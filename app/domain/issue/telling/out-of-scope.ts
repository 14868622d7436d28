/** Matters that are not for this office, each with where to go instead; told at intake and when an issue is declined. */
export const OUT_OF_SCOPE = [
  "litigation",
  "dispute",
  "petition",
  "discipline",
  "crime",
  "emergency",
  "personal",
] as const;
export type OutOfScope = (typeof OUT_OF_SCOPE)[number];
