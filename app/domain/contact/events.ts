import type { ContactKind, ContactOutcome } from "./kinds.ts";

/** What an officer or clerk found after an unsuccessful contact: carry on, or leave the firm in peace. */
export const OUTCOME_REVIEWS = ["resume", "leave_alone"] as const;
export type OutcomeReview = (typeof OUTCOME_REVIEWS)[number];

/** What each event of a contact carries; the words themselves stand in the record, where they can be erased. */
export type ContactPayloads = {
  "contact.logged": {
    kind: ContactKind;
    outcome: ContactOutcome;
    happenedOn: string;
    firmIds: readonly number[];
    deputyIds: readonly number[];
  };
  "contact.corrected": { revision: number; addition: boolean };
  "contact.withdrawn": Record<never, never>;
  "contact.outcome_reviewed": { review: OutcomeReview };
  /** An officer or clerk said which firm of the register was meant; null = none of it. */
  "contact.firm_named": { firmId: number | null };
};
