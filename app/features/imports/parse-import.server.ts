import type { ImportErrorCode } from "#app/domain/register/import-errors.ts";
import type { ImportReference, ImportRow } from "#app/domain/register/judge/candidates.ts";
import type { ParsedSheet } from "#app/domain/register/judge/walk.ts";
import type { ImportKind } from "#app/domain/register/sheet/fields.ts";
import type { SheetCorrection } from "#app/domain/register/sheet/header.ts";
import { ok, type Refusal, type Result, refuse } from "#app/domain/result.ts";
import { runCapped } from "#app/platform/sheets/run-capped.server.ts";
import { SHEET_LIMITS } from "#app/platform/sheets/sheet-limits.ts";
import { type CandidateOf, type ParsedImport, refusalOf } from "./parse-file.server.ts";
import type { ParseRequest } from "./parse-import.child.ts";

/** Where the reading process starts, from the project's root. */
const CHILD_ENTRY = "app/features/imports/parse-import.child.ts";

const MEGABYTE = 1024 * 1024;

/**
 * Choices of one reading: a person's corrections of columns, the project's root where it is not the working directory,
 * another deadline, and where the child's error output goes when it failed (the log; it is not for the screen).
 */
export type ParseOptions = {
  corrections?: SheetCorrection[];
  root?: string;
  seconds?: number;
  onFailure?: (detail: string) => void;
};

type FirstLine = { ok: true; sheets: ParsedSheet[] } | { ok: false; error: Refusal<ImportErrorCode> };

/**
 * Reads an uploaded file and judges its rows, all in a child process with a memory and time cap. The file alone is
 * judged: what the register already holds is the caller's second step.
 */
export async function parseImport<K extends ImportKind>(
  kind: K,
  file: { name: string; bytes: Uint8Array },
  reference: ImportReference,
  options: ParseOptions = {},
): Promise<Result<ParsedImport<K>, ImportErrorCode>> {
  if (file.bytes.length > SHEET_LIMITS.fileBytes) {
    return refuse("import.file_too_large", { limitMegabytes: SHEET_LIMITS.fileBytes / MEGABYTE });
  }
  const request: ParseRequest = { kind, reference, corrections: options.corrections ?? [] };
  const answer = await runCapped({
    entry: CHILD_ENTRY,
    request,
    bytes: file.bytes,
    root: options.root,
    seconds: options.seconds,
  });
  if (!answer.ok) {
    options.onFailure?.(answer.detail);
    return { ok: false, error: refusalOf(answer.fault) };
  }
  const first = answer.lines.shift() as FirstLine | undefined;
  if (first === undefined) return refuse("import.reader_failed", {});
  if (!first.ok) return first;
  return ok({ kind, sheets: first.sheets, rows: answer.lines as ImportRow<CandidateOf[K]>[] });
}

/** Refuses a parsed file none of whose sheets was understood as a list; the caller that lets columns be corrected leaves this out. */
export function requireList<K extends ImportKind>(
  parsed: ParsedImport<K>,
): Result<ParsedImport<K>, ImportErrorCode> {
  if (parsed.sheets.some((sheet) => sheet.state === "list")) return ok(parsed);
  return refuse("import.no_list_found", { sheets: parsed.sheets.length });
}
