import type { ImportErrorCode, ImportErrors } from "#app/domain/register/import-errors.ts";
import type {
  DeputyCandidate,
  FirmCandidate,
  ImportReference,
  ImportRow,
  IssueCandidate,
  PairCandidate,
  VisitCandidate,
} from "#app/domain/register/judge/candidates.ts";
import { judgeDeputies } from "#app/domain/register/judge/deputies.ts";
import { judgeFirms } from "#app/domain/register/judge/firms.ts";
import { judgeIssues } from "#app/domain/register/judge/issues.ts";
import { judgePairs } from "#app/domain/register/judge/pairs.ts";
import { judgeVisits } from "#app/domain/register/judge/visits.ts";
import type { ParsedSheet } from "#app/domain/register/judge/walk.ts";
import type { SheetData } from "#app/domain/register/sheet/cell.ts";
import type { ImportKind } from "#app/domain/register/sheet/fields.ts";
import type { SheetCorrection } from "#app/domain/register/sheet/header.ts";
import { ok, type Refusal, type Result } from "#app/domain/result.ts";
import { readSheets } from "#app/platform/sheets/read-sheet.server.ts";
import type { SheetFault } from "#app/platform/sheets/sheet-types.ts";

/** The candidate of each kind of list. */
export type CandidateOf = {
  firms: FirmCandidate;
  deputies: DeputyCandidate;
  pairs: PairCandidate;
  issues: IssueCandidate;
  contacts: VisitCandidate;
};

/** A file as read and judged without the register: how each sheet was understood, and every row with its outcome. */
export type ParsedImport<K extends ImportKind = ImportKind> = {
  kind: K;
  sheets: ParsedSheet[];
  rows: ImportRow<CandidateOf[K]>[];
};

const JUDGES: {
  [K in ImportKind]: (
    sheets: readonly SheetData[],
    reference: ImportReference,
    corrections: readonly SheetCorrection[],
  ) => { sheets: ParsedSheet[]; rows: ImportRow<CandidateOf[K]>[] };
} = {
  firms: judgeFirms,
  deputies: judgeDeputies,
  pairs: judgePairs,
  issues: judgeIssues,
  contacts: judgeVisits,
};

/** Reads and judges a file in this process. What comes from outside goes through `parseImport`, which does this in a capped child. */
export async function parseFile<K extends ImportKind>(
  kind: K,
  bytes: Uint8Array,
  reference: ImportReference,
  corrections: readonly SheetCorrection[] = [],
): Promise<Result<ParsedImport<K>, ImportErrorCode>> {
  const read = await readSheets(bytes);
  if (!read.ok) return { ok: false, error: refusalOf(read.fault) };
  return ok({ kind, ...JUDGES[kind](read.sheets, reference, corrections) });
}

/** The refusal of a file that could not be read, as the domain names it. */
export function refusalOf(fault: SheetFault): Refusal<ImportErrorCode> {
  const facts = fault.facts as ImportErrors[ImportErrorCode];
  return { code: `import.${fault.code}`, facts } as Refusal<ImportErrorCode>;
}
