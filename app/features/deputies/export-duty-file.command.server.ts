import { ok, type Result } from "#app/domain/result.ts";
import { type ExportTable, writeTables, XLSX_TYPE } from "#app/platform/sheets/write-sheet.server.ts";
import { type Ctx, withTx } from "#db/client.ts";
import { recordAudit } from "#db/record.ts";
import { type DutyFile, getDutyFile } from "./get-duty-file.query.server.ts";

/** A duty file as a workbook, logged before it leaves; the words of its sheets come from i18n. Refuses as the page does. */
export async function exportDutyFile(
  ctx: Ctx,
  deputyId: number,
  year: number | null,
  tablesOf: (file: DutyFile) => ExportTable[],
): Promise<Result<{ bytes: Uint8Array; type: string; year: number }>> {
  const file = await getDutyFile(ctx, deputyId, year);
  if (!file.ok) return file;
  await withTx(ctx, async (tx, now) => {
    const detail = { year: file.value.year, what: "duty_file" };
    await recordAudit(
      tx,
      ctx.actor,
      now,
      { action: "deputy.export", objectKind: "export", objectId: deputyId, detail },
      ctx.requestId,
    );
  });
  return ok({ bytes: await writeTables(tablesOf(file.value)), type: XLSX_TYPE, year: file.value.year });
}
