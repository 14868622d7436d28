import type { DeputyLevel } from "#app/domain/access/roles.ts";
import type { ContactKind, ContactOutcome } from "#app/domain/contact/kinds.ts";
import type { LedgerIssue } from "#app/domain/issue/ledger/ledger-life.ts";
import type { MandateStep } from "#app/domain/register/compare/deputy.ts";
import type { FirmEntry } from "#app/domain/register/compare/firm.ts";
import type { ImportRow } from "#app/domain/register/judge/candidates.ts";

/** What a row would do to the register. */
export const IMPORT_CHANGES = ["added", "updated", "unchanged"] as const;
export type ImportChange = (typeof IMPORT_CHANGES)[number];

/** What an import writes of a deputy. */
export type DeputyEntry = {
  name: string;
  phone: string | null;
  cardNo: string | null;
  level: DeputyLevel;
  countyCode: string;
  townshipCode: string | null;
  stationId: number | null;
  sectorCode: string | null;
  employerName: string | null;
  employerUscc: string | null;
  state: "active" | "left";
};

/** What is written for a row of each kind. `person` names a new deputy within the file, the same for all rows that mean them. */
export type FirmWrite = {
  entry: FirmEntry;
  searchText: string;
  contactName: string | null;
  contactPhone: string | null;
};
export type DeputyWrite = {
  person: string | null;
  entry: DeputyEntry;
  level: DeputyLevel;
  mandate: MandateStep;
};
export type PairWrite = {
  firmId: number;
  person: string | null;
  deputyId: number | null;
  entry: DeputyEntry | null;
  startedOn: string;
  ends: number | null;
};
export type VisitWrite = {
  firmIds: number[];
  deputyIds: number[];
  happenedOn: string;
  kind: ContactKind;
  outcome: ContactOutcome;
  place: string;
  peopleMet: string;
  words: string;
};
export type RowWrite = FirmWrite | DeputyWrite | PairWrite | LedgerIssue | VisitWrite;

/** A row judged by itself and against the register: what it changes, in which record, and what stood there before. */
export type JudgedRow = ImportRow & {
  change: ImportChange | null;
  targetId: number | null;
  write: RowWrite | null;
  before: Record<string, unknown> | null;
};

/** A row that changes nothing, whatever the reason. */
export function leftAlone(row: ImportRow): JudgedRow {
  return { ...row, change: null, targetId: null, write: null, before: null };
}

/** How far the check of an import has come: the file is read, its rows are compared with the register, the findings are stored. */
export type ImportProgress =
  | { step: "read" }
  | { step: "compare"; rows: number }
  | { step: "store"; rows: number; done: number };

/** Figures of an import as stored and printed. */
export type ImportFigures = {
  added: number;
  updated: number;
  unchanged: number;
  missing: number;
  outcomes: Record<string, number>;
  missingIds: number[];
};
