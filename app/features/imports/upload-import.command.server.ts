import { eq, sql } from "drizzle-orm";
import { IMPORT_KINDS, type ImportKind } from "#app/domain/register/sheet/fields.ts";
import type { SheetCorrection } from "#app/domain/register/sheet/header.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { sha256 } from "#app/platform/ids.ts";
import { SHEET_LIMITS } from "#app/platform/sheets/sheet-limits.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { actorColumns, recordAudit } from "#db/record.ts";
import { imports } from "#db/schema/imports.ts";
import { importCounty, importScope } from "./import-scope.server.ts";

export type UploadImport = {
  key: string;
  kind: ImportKind;
  file: { name: string; bytes: Uint8Array };
  /** The county the file is for; null = every county (a county supervisor always imports for the own one). */
  countyCode: string | null;
};

const MEGABYTE = 1024 * 1024;

/** Takes a file in; it is read and judged next, nothing of the registers changes. */
export function uploadImport(ctx: Ctx, upload: UploadImport): Promise<Result<{ importId: number }>> {
  const { key, kind, file } = upload;
  const countyCode = importCounty(ctx.actor, kind, upload.countyCode);
  const digest = sha256(file.bytes);
  const content = { kind, digest, countyCode: upload.countyCode };
  return once(ctx, { key, action: "import.upload", content }, async (tx, now) => {
    if (countyCode === undefined || !IMPORT_KINDS.includes(kind)) return refuse("common.forbidden", {});
    if (file.bytes.length > SHEET_LIMITS.fileBytes)
      return refuse("import.file_too_large", { limitMegabytes: SHEET_LIMITS.fileBytes / MEGABYTE }, "file");
    if (file.bytes.length === 0) return refuse("import.empty_file", {}, "file");
    const [row] = await tx
      .insert(imports)
      .values({
        kind,
        state: "reading",
        fileName: file.name.replace(/[\0\p{Surrogate}]/gu, "").slice(0, 200),
        fileSha256: digest,
        content: Buffer.from(file.bytes),
        countyCode,
        mapping: { sheets: [], corrections: [] },
        figures: {},
        createdBy: actorColumns(ctx.actor).actorUserId,
        createdAt: now,
      })
      .returning({ importId: imports.importId });
    const importId = row!.importId;
    const audit = {
      action: "import.upload",
      objectKind: "import" as const,
      objectId: importId,
      detail: { kind, countyCode },
    };
    await recordAudit(tx, ctx.actor, now, audit, ctx.requestId);
    return ok({ importId });
  });
}

export type CorrectColumns = { key: string; importId: number; corrections: SheetCorrection[] | null };

/** Notes a person's corrections of columns (null: as before); the file is then read and judged again. */
export function correctColumns(ctx: Ctx, command: CorrectColumns): Promise<Result<{ importId: number }>> {
  const { key, importId, corrections } = command;
  return once(ctx, { key, action: "import.correct", content: { importId, corrections } }, async (tx) => {
    const [row] = await tx
      .select({ state: imports.state })
      .from(imports)
      .where(sql`${imports.importId} = ${importId} and ${importScope(ctx.actor)}`)
      .for("update");
    if (!row) return refuse("common.not_found", {});
    if (row.state === "committed" || row.state === "undone")
      return refuse("register.import_state", { state: row.state });
    await tx
      .update(imports)
      .set({ state: "reading", ...(corrections === null ? {} : { mapping: { sheets: [], corrections } }) })
      .where(eq(imports.importId, importId));
    return ok({ importId });
  });
}
