/** Refusals of logging, correcting and undoing contacts. */
export type ContactErrors = {
  "contact.no_firm": Record<string, never>;
  /** A ticked firm is not the actor's, or no longer: it may have been handed over while the form was open. */
  "contact.firm_not_yours": Record<string, never>;
  "contact.firm_unknown": { name: string };
  "contact.firm_ambiguous": { name: string; count: number };
  "contact.deputy_unknown": { name: string };
  "contact.no_deputy": Record<string, never>;
  "contact.too_many": { what: "firms" | "deputies"; limit: number };
  "contact.in_the_future": { day: string };
  "contact.too_long_ago": { day: string; earliest: string };
  "contact.visit_not_ahead": { day: string };
  "contact.nothing_written": Record<string, never>;
  "contact.already_withdrawn": Record<string, never>;
  "contact.undo_too_late": { hours: number };
  "contact.has_issue": { number: string };
  "contact.only_additions": { hours: number };
  "contact.nothing_changed": Record<string, never>;
  "contact.outcome_not_open": Record<string, never>;
  "contact.finding_needs_firm": { name: string };
  "contact.firm_settled": Record<string, never>;
};
