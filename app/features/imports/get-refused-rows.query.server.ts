import type { ImportRow } from "#app/domain/register/judge/candidates.ts";
import type { ImportNote } from "#app/domain/register/judge/reasons.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { XLSX_TYPE } from "#app/platform/sheets/write-sheet.server.ts";
import type { Ctx } from "#db/client.ts";
import { getImportSheets, type ImportRowView, listImportRows } from "./get-import.query.server.ts";
import { type RefusedRowsWords, writeRefusedRows } from "./refused-rows.server.ts";

const PAGE_ROWS = 2_000;

/** The rows of an import that a person has to look at or mend, as a workbook in their own columns with the reasons. */
export async function getRefusedRows(
  ctx: Ctx,
  importId: number,
  words: RefusedRowsWords,
): Promise<Result<{ bytes: Uint8Array; type: string }>> {
  const sheets = await getImportSheets(ctx, importId);
  if (!sheets.ok) return sheets;
  const rows: ImportRow[] = [];
  for (let after: number | undefined; ; ) {
    const page = await listImportRows(ctx, importId, {}, { after }, PAGE_ROWS);
    rows.push(...page.rows.map(asImportRow));
    after = page.rows.at(-1)?.importRowId;
    if (!page.hasNext) break;
  }
  return ok({ bytes: await writeRefusedRows({ sheets: sheets.value, rows }, words), type: XLSX_TYPE });
}

function asImportRow({
  sheet,
  row,
  item,
  outcome,
  notes: [first, ...notes],
  cells,
}: ImportRowView): ImportRow {
  return {
    sheet,
    row,
    item,
    outcome,
    code: first?.code ?? null,
    facts: (first?.facts ?? {}) as ImportNote["facts"],
    notes: notes as ImportNote[],
    cells: cells ?? [],
  };
}
