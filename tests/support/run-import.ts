import type { ImportKind } from "#app/domain/register/sheet/fields.ts";
import type { Result } from "#app/domain/result.ts";
import { settleVisits } from "#app/features/contacts/settle-due.server.ts";
import { commitImport } from "#app/features/imports/commit-import.command.server.ts";
import { listImportRows } from "#app/features/imports/get-import.query.server.ts";
import { judgeImport } from "#app/features/imports/judge-import.command.server.ts";
import { uploadImport } from "#app/features/imports/upload-import.command.server.ts";
import { enterIssue } from "#app/features/issues/enter-issue.command.server.ts";
import type { Ctx } from "#db/client.ts";

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.facts)}`);
  return result.value;
}

/** What issues and contacts do with the rows of a ledger. */
export const otherNouns = (ctx: Ctx) => ({ enterIssue: enterIssue(ctx), settleVisits: settleVisits(ctx.db) });

/** Uploads and judges a list; text is a CSV in UTF-8. */
export async function judged(
  ctx: Ctx,
  kind: ImportKind,
  content: string | Uint8Array,
  county: string | null = null,
) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const file = { name: "list.csv", bytes };
  const { importId } = must(
    await uploadImport(ctx, { key: crypto.randomUUID(), kind, file, countyCode: county }),
  );
  const figures = must(await judgeImport(ctx, importId));
  return { importId, figures };
}

/** Uploads, judges and commits a list; answers with its number, its figures and the rows that were not imported. */
export async function imported(
  ctx: Ctx,
  kind: ImportKind,
  content: string | Uint8Array,
  county: string | null = null,
) {
  const { importId, figures } = await judged(ctx, kind, content, county);
  must(await commitImport(ctx, importId, otherNouns(ctx)));
  const { rows } = await listImportRows(ctx, importId, {}, {}, 1_000);
  const { added, updated, unchanged, missing } = figures;
  return { importId, figures: { added, updated, unchanged, missing }, rows };
}
