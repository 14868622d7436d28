/** Outcomes of a row of an import: taken over, put before a person, refused, the same as an earlier row, not a row of the list. */
export const IMPORT_OUTCOMES = ["import", "review", "reject", "duplicate", "skip"] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

type None = Record<string, never>;
type Shown = { value: string };

/** Why a row had its outcome, or what was noticed in it, with the facts the sentence names. `row` is always a row of the same sheet's numbering. */
export type ImportReasons = {
  "import.blank_row": { count: number };
  "import.total_row": Shown;
  "import.subtotal_row": Shown;
  "import.note_row": Shown;
  "import.end_marker": Shown;
  "import.section_row": Shown;
  "import.header_repeated": None;
  "import.merged_continuation": { row: number };

  "import.uscc_missing": None;
  "import.uscc_check_digit": { uscc: string };
  "import.uscc_length": { uscc: string; length: number };
  "import.uscc_characters": { uscc: string };
  "import.uscc_authority": { uscc: string };
  "import.uscc_zeros": { uscc: string };
  "import.uscc_rounded": { uscc: string; kept: string };
  "import.uscc_scientific": { uscc: string };
  "import.uscc_letter_typo": { uscc: string; suggestion: string };
  "import.uscc_with_text": { uscc: string; suggestion: string };
  "import.cell_failed": { column: string; value: string };

  "import.name_missing": None;
  "import.name_and_code_missing": None;
  "import.text_too_long": { column: string; length: number; limit: number };
  "import.bad_characters": { column: string };
  "import.extra_cells": { count: number };
  "import.struck_row": None;
  "import.place_conflict": { county: string; township: string };
  "import.firm_not_active": Shown;

  "import.duplicate_in_file": { row: number; sheet: string };
  "import.duplicate_without_code": { row: number; sheet: string };
  "import.same_code_other_name": { row: number; sheet: string; name: string };
  "import.same_code_other_values": { row: number; sheet: string; columns: string };
  "import.same_name_other_code": { row: number; sheet: string; uscc: string };

  "import.phone_invalid": Shown;
  "import.phone_missing": None;
  "import.same_phone_other_name": { row: number; sheet: string; name: string };
  "import.same_card_other_name": { row: number; sheet: string; name: string };
  "import.same_name_same_place": { row: number; sheet: string };
  "import.level_missing": None;
  "import.level_unknown": Shown;
  "import.county_missing": None;
  "import.card_rounded": Shown;
  "import.term_reversed": { started: string; ended: string };

  "import.deputy_missing": None;
  "import.firms_missing": None;
  "import.firm_unknown": { name: string };
  "import.firm_ambiguous": { name: string; count: number };
  "import.short_name": { name: string; suggestions: string };
  "import.pair_name_differs": { name: string; registered: string };
  "import.pair_ended": None;
  "import.firm_in_two_pairs": { row: number; sheet: string; deputy: string };

  "import.other_county": Shown;
  "import.firm_of_other_county": Shown;
  "import.place_differs": { registered: string; value: string };
  "import.programme_needs_place": None;
  "import.phone_of_other": { name: string };
  "import.card_of_other": { name: string };
  "import.namesake_in_register": { name: string; count: number };
  "import.mandate_of_nobody": None;
  "import.deputy_incomplete": { name: string };
  "import.firm_already_paired": { deputy: string };

  "import.issue_words_missing": None;
  "import.issue_firm_missing": None;
  "import.issue_raised_missing": None;
  "import.issue_date_rough": Shown;
  "import.issue_date_future": Shown;
  "import.issue_dates_reversed": { earlier: string; later: string };
  "import.issue_before_calendar": Shown;
  "import.issue_done_unknown": Shown;
  "import.issue_done_contradicts": None;
  "import.issue_unit_missing": None;
  "import.issue_dispatch_missing": None;
  "import.issue_promise_missing": None;
  "import.issue_not_satisfied": None;
  "import.issue_confidential": None;
  "import.issue_class_unknown": Shown;
  "import.issue_category_unknown": Shown;
  "import.issue_category_other": None;
  "import.unit_unknown": { name: string };
  "import.unit_ambiguous": { name: string; units: string };
  "import.firm_code_unknown": Shown;
  "import.firm_code_ambiguous": { value: string; count: number };
  "import.issue_known": { number: string };
  "import.issue_same_title": { number: string };
  "import.issue_moved_on": { number: string };
  "import.issue_enters_submitted": Shown;
  "import.issue_enters_transferred": Shown;
  "import.issue_enters_dispatched": Shown;
  "import.issue_enters_handling": Shown;
  "import.issue_enters_answered": Shown;
  "import.issue_enters_promised": Shown;
  "import.issue_enters_resolved": Shown;
  "import.issue_enters_explained": Shown;
  "import.issue_enters_unconfirmed": Shown;

  "import.visit_date_missing": None;
  "import.visit_date_rough": Shown;
  "import.visit_date_future": Shown;
  "import.visit_kind_unknown": Shown;
  "import.visit_outcome_unknown": Shown;
  "import.visit_too_many": { count: number; limit: number };
  "import.visit_known": { number: number };
  "import.visit_finding_kept": None;
  "import.deputy_unknown": { name: string };

  "import.hidden_row": None;
  "import.code_corrected": { typed: string; uscc: string };
  "import.date_month_only": { column: string; value: string };
  "import.date_year_only": { column: string; value: string };
  "import.date_unreadable": { column: string; value: string };
  "import.date_ambiguous": { column: string; value: string };
  "import.capital_unreadable": Shown;
  "import.capital_grouping": Shown;
  "import.capital_range": Shown;
  "import.capital_unit_assumed": { count: number };
  "import.county_unknown": Shown;
  "import.township_unknown": Shown;
  "import.township_ambiguous": Shown;
  "import.sector_unknown": Shown;
  "import.size_unknown": Shown;
  "import.phone_several": Shown;
  "import.change_unknown": Shown;
  "import.text_cut": { column: string; limit: number };
};
export type ImportReasonCode = keyof ImportReasons;

/** A code with its facts. */
export type ImportNote<C extends ImportReasonCode = ImportReasonCode> = {
  [K in C]: { code: K; facts: ImportReasons[K] };
}[C];

/** Makes a note, its facts checked against its code. */
export function note<C extends ImportReasonCode>(code: C, facts: ImportReasons[C]): ImportNote<C> {
  return { code, facts } as ImportNote<C>;
}
