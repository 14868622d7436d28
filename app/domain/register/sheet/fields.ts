/** What an import file lists. */
export const IMPORT_KINDS = ["firms", "deputies", "pairs", "issues", "contacts"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** Columns a list of firms may have. */
export const FIRM_FIELDS = [
  "name",
  "uscc",
  "entityKind",
  "established",
  "capital",
  "capitalCurrency",
  "businessScope",
  "address",
  "county",
  "township",
  "sector",
  "size",
  "contactName",
  "phone",
  "state",
  "inProgramme",
] as const;

/** Columns a list of deputies may have. */
export const DEPUTY_FIELDS = [
  "name",
  "phone",
  "cardNo",
  "level",
  "electoralUnit",
  "group",
  "county",
  "township",
  "sector",
  "employerName",
  "employerUscc",
  "station",
  "termStarted",
  "termEnded",
  "change",
  "remark",
] as const;

/** Columns a list of today's pairs may have: one firm a row, or several in one cell. */
export const PAIR_FIELDS = [
  "deputyName",
  "deputyPhone",
  "deputyCardNo",
  "level",
  "group",
  "county",
  "township",
  "firm",
  "firmUscc",
  "started",
  "ended",
  "remark",
] as const;

/** Columns a running ledger of issues 问题台账 may have: one issue a row, several units in one cell. */
export const ISSUE_FIELDS = [
  "number",
  "title",
  "content",
  "firmName",
  "firmCode",
  "county",
  "category",
  "severity",
  "raisedBy",
  "raised",
  "transferred",
  "dispatched",
  "unit",
  "coUnit",
  "progress",
  "answer",
  "answerClass",
  "answered",
  "promised",
  "done",
  "closed",
  "satisfaction",
  "confidential",
] as const;

/** Columns a ledger of past visits 走访台账 may have: one visit a row, several firms or deputies in one cell. */
export const VISIT_FIELDS = [
  "happened",
  "firmName",
  "firmCode",
  "deputyName",
  "deputyPhone",
  "deputyCardNo",
  "county",
  "contactKind",
  "outcome",
  "place",
  "peopleMet",
  "talked",
  "found",
  "handled",
] as const;

export type FirmField = (typeof FIRM_FIELDS)[number];
export type DeputyField = (typeof DEPUTY_FIELDS)[number];
export type PairField = (typeof PAIR_FIELDS)[number];
export type IssueField = (typeof ISSUE_FIELDS)[number];
export type VisitField = (typeof VISIT_FIELDS)[number];
export type ImportField = FirmField | DeputyField | PairField | IssueField | VisitField;

/** The fields of each kind, for the choice when a person corrects the columns. */
export const FIELDS_OF: Record<ImportKind, readonly ImportField[]> = {
  firms: FIRM_FIELDS,
  deputies: DEPUTY_FIELDS,
  pairs: PAIR_FIELDS,
  issues: ISSUE_FIELDS,
  contacts: VISIT_FIELDS,
};

/** Fields of which a sheet must have every one, and fields of which it must have at least one more, to be such a list. */
export const REQUIRED_FIELDS: Record<
  ImportKind,
  { all: readonly ImportField[]; any: readonly ImportField[] }
> = {
  firms: { all: ["name"], any: ["uscc", "address", "established", "entityKind", "businessScope", "capital"] },
  deputies: {
    all: ["name"],
    any: ["phone", "cardNo", "level", "electoralUnit", "township", "termStarted", "change"],
  },
  pairs: { all: ["deputyName"], any: ["firm", "firmUscc"] },
  issues: { all: ["firmName"], any: ["title", "content"] },
  contacts: { all: ["firmName", "happened"], any: ["deputyName", "deputyPhone", "deputyCardNo"] },
};
