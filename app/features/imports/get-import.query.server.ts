import { sql } from "drizzle-orm";
import type { ImportErrorCode } from "#app/domain/register/import-errors.ts";
import type { ImportNote, ImportOutcome } from "#app/domain/register/judge/reasons.ts";
import type { ParsedSheet } from "#app/domain/register/judge/walk.ts";
import type { ImportField, ImportKind } from "#app/domain/register/sheet/fields.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, read } from "#db/client.ts";
import { keysetPage, type Page, type PageRequest } from "#db/views/keyset.ts";
import { importScope } from "./import-scope.server.ts";
import type { ImportMapping } from "./judge-import.command.server.ts";
import type { ImportChange, ImportFigures, ImportProgress } from "./judged-row.ts";

export type ImportState = "reading" | "judged" | "committed" | "undone" | "refused";

/** An import as the list shows it; instants ISO. */
export type ImportSummary = {
  importId: number;
  kind: ImportKind;
  state: ImportState;
  fileName: string;
  countyName: string | null;
  createdAt: string;
  createdBy: string | null;
  figures: Partial<Omit<ImportFigures, "missingIds">> & { progress?: ImportProgress };
};

/** How one sheet was understood, as the page shows it. */
export type SheetView = {
  name: string;
  state: ParsedSheet["state"];
  rowCount: number;
  hiddenRows: number;
  hiddenColumns: number;
  /** The last row of the header; null where none was found. */
  headerRow: number | null;
  columns: {
    column: number;
    title: string;
    field: ImportField | null;
    how: "synonym" | "contains" | "corrected" | null;
  }[];
};

export type ImportRecord = ImportSummary & {
  sheets: SheetView[];
  /** Why the file could not be read. */
  refusal: { code: ImportErrorCode; facts: Record<string, string | number> } | null;
  committedAt: string | null;
  undoneAt: string | null;
};

/** A judged row as a page shows it, its reasons still as codes. */
export type ImportRowView = {
  importRowId: number;
  sheet: string;
  row: number;
  item: number | null;
  outcome: ImportOutcome;
  change: ImportChange | null;
  targetId: number | null;
  notes: { code: ImportNote["code"]; facts: Record<string, string | number> }[];
  name: string;
  cells: string[] | null;
};

const instant = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
const SUMMARY = sql`imports.import_id as "importId", imports.kind, imports.state, imports.file_name as "fileName",
  counties.short_name as "countyName", ${instant("imports.created_at")} as "createdAt", users.name as "createdBy",
  imports.figures - 'missingIds' as figures`;
const FROM = sql`from imports left join counties on counties.county_code = imports.county_code
  left join users on users.user_id = imports.created_by`;

/** The imports in the actor's scope, newest first. */
export async function listImports(ctx: Ctx, page: PageRequest, rows = 20): Promise<Page<ImportSummary>> {
  const id = sql`imports.import_id`;
  const keyset = keysetPage(
    { key: id, id, descending: true, anchor: (at) => sql`select ${at}::int, ${at}::int` },
    page,
    rows,
  );
  const found = await read(ctx.db, (tx) =>
    tx.execute<ImportSummary>(sql`
      select ${SUMMARY} ${FROM} where ${importScope(ctx.actor)} and ${keyset.where}
      order by ${keyset.orderBy} limit ${keyset.limit}`),
  );
  return keyset.finish([...found]);
}

/** One import with how its file was understood. */
export async function getImport(ctx: Ctx, importId: number): Promise<Result<ImportRecord>> {
  const [row] = await read(ctx.db, (tx) =>
    tx.execute<Omit<ImportRecord, "sheets" | "refusal"> & { mapping: ImportMapping }>(sql`
      select ${SUMMARY}, imports.mapping, ${instant("imports.committed_at")} as "committedAt",
        ${instant("imports.undone_at")} as "undoneAt"
      ${FROM} where imports.import_id = ${importId} and ${importScope(ctx.actor)}`),
  );
  if (!row) return refuse("common.not_found", {});
  const { mapping, ...record } = row;
  const refusal = mapping.refusal ? { code: mapping.refusal.code, facts: mapping.refusal.facts } : null;
  return ok({ ...record, sheets: mapping.sheets.map(sheetView), refusal });
}

/** Columns without a header that are offered for correction. */
const UNTITLED_COLUMNS = 30;

function sheetView(sheet: ParsedSheet): SheetView {
  const width = Math.min(UNTITLED_COLUMNS, Math.max(0, ...sheet.preview.map((row) => row.cells.length)));
  const untitled = Array.from({ length: width }, (_, column) => ({
    column,
    title: "",
    field: null,
    how: null,
  }));
  return {
    name: sheet.name,
    state: sheet.state,
    rowCount: sheet.rowCount,
    hiddenRows: sheet.hiddenRows.length,
    hiddenColumns: sheet.hiddenColumns.length,
    headerRow: sheet.header?.rows.at(-1) ?? null,
    columns:
      sheet.header?.columns.map(({ column, title, field, how }) => ({ column, title, field, how })) ??
      untitled,
  };
}

/** How the sheets of an import were understood, in full: for the file of refused rows. */
export async function getImportSheets(ctx: Ctx, importId: number): Promise<Result<ParsedSheet[]>> {
  const [row] = await read(ctx.db, (tx) =>
    tx.execute<{ mapping: ImportMapping }>(sql`
      select mapping from imports where import_id = ${importId} and ${importScope(ctx.actor)}`),
  );
  return row ? ok(row.mapping.sheets) : refuse("common.not_found", {});
}

/** Which rows: of one outcome, of one change, or all that are not plainly imported. */
export type RowFilter = { outcome?: ImportOutcome; change?: ImportChange };

/** Rows of an import in the order of the file, keyset-paged; the caller has read the import in scope. */
export async function listImportRows(
  ctx: Ctx,
  importId: number,
  filter: RowFilter,
  page: PageRequest,
  rows = 50,
): Promise<Page<ImportRowView>> {
  const id = sql`r.import_row_id`;
  const keyset = keysetPage(
    { key: id, id, descending: false, anchor: (at) => sql`select ${at}::int, ${at}::int` },
    page,
    rows,
  );
  const narrowed = filter.change
    ? sql`r.change = ${filter.change}`
    : filter.outcome
      ? sql`r.outcome = ${filter.outcome}`
      : sql`r.outcome <> 'import'`;
  const found = await read(ctx.db, (tx) =>
    tx.execute<ImportRowView>(sql`
      select r.import_row_id as "importRowId", r.sheet, r.row, r.item, r.outcome, r.change, r.target_id as "targetId",
        (case when r.code is null then '[]'::jsonb
          else jsonb_build_array(jsonb_build_object('code', r.code, 'facts', r.facts -> 'facts')) end) || (r.facts -> 'notes') as notes,
        left(coalesce(r.candidate -> 'candidate' ->> 'name', r.candidate -> 'candidate' ->> 'firmName', ''), 80) as name,
        r.facts -> 'cells' as cells
      from import_rows r join imports using (import_id)
      where r.import_id = ${importId} and ${importScope(ctx.actor)} and ${narrowed} and ${keyset.where}
      order by ${keyset.orderBy} limit ${keyset.limit}`),
  );
  return keyset.finish([...found]);
}

/** Firms or deputies of the former edition that the new file lacks, by name, at most `limit`. */
export async function listMissing(
  ctx: Ctx,
  importId: number,
  limit = 200,
): Promise<{ id: number; name: string }[]> {
  const rows = await read(ctx.db, (tx) =>
    tx.execute<{ id: number; name: string }>(sql`
      with missing as (
        select imports.kind, value::int as id from imports cross join jsonb_array_elements_text(imports.figures -> 'missingIds')
        where import_id = ${importId} and ${importScope(ctx.actor)} limit ${limit})
      select id, coalesce(firms.name, deputies.name) as name from missing
        left join firms on missing.kind = 'firms' and firm_id = id
        left join deputies on missing.kind = 'deputies' and deputy_id = id
      where coalesce(firms.name, deputies.name) is not null order by name, id`),
  );
  return [...rows];
}
