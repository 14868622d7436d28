import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { ImportReasonCode } from "#app/domain/register/judge/reasons.ts";
import { IMPORT_KINDS, type ImportKind } from "#app/domain/register/sheet/fields.ts";
import type { Refusal } from "#app/domain/result.ts";
import { settleVisits } from "#app/features/contacts/settle-due.server.ts";
import { commitImport } from "#app/features/imports/commit-import.command.server.ts";
import { type ImportRowView, listImportRows } from "#app/features/imports/get-import.query.server.ts";
import { judgeImport } from "#app/features/imports/judge-import.command.server.ts";
import { discardImport } from "#app/features/imports/undo-import.command.server.ts";
import { uploadImport } from "#app/features/imports/upload-import.command.server.ts";
import { enterIssue } from "#app/features/issues/enter-issue.command.server.ts";
import { translator } from "#app/i18n/dictionaries.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { Ctx } from "#db/client.ts";
import { readArguments } from "./arguments.ts";
import type { CommandOut } from "./command.ts";
import { onInstallation } from "./session.ts";

/** A row that was not plainly imported, as printed. */
type PrintedRow = {
  sheet: string;
  row: number;
  item: number | null;
  outcome: string;
  code: ImportReasonCode | null;
  message: string;
};

const PAGE_ROWS = 2_000;
const USAGE = "import firms|deputies|pairs|issues|visits FILE [--dry-run] [--county CODE] [--json]";

/** `import firms|deputies|pairs|issues|visits FILE`: reads a list, says row by row what is not plainly imported, and commits unless `--dry-run`. */
export const importFile = onInstallation(["county"], ["dry-run"], ({ ctx, args, json, out, say }) => {
  const options = { dryRun: args.flags.has("dry-run"), json, county: args.options.get("county") ?? null };
  return runImport(args.words, options, { ctx, locale: say.locale }, out);
});

/** The same command on a context that is open already. */
export function importCommand(
  words: string[],
  deps: { ctx: Ctx; locale: Locale },
  out: CommandOut,
): Promise<number> {
  const args = readArguments(words, ["county", "as"], ["dry-run", "json", "demo"]);
  if (typeof args === "string") {
    out.stderr(args);
    return Promise.resolve(2);
  }
  const options = {
    dryRun: args.flags.has("dry-run"),
    json: args.flags.has("json"),
    county: args.options.get("county") ?? null,
  };
  return runImport(args.words, options, deps, out);
}

type Options = { dryRun: boolean; json: boolean; county: string | null };

async function runImport(
  words: readonly string[],
  options: Options,
  { ctx, locale }: { ctx: Ctx; locale: Locale },
  out: CommandOut,
): Promise<number> {
  const t = translator(locale);
  const [word, path, more] = words;
  const kind = word === "visits" ? "contacts" : word;
  const bytes = path === undefined ? null : await readFile(path).catch(() => null);
  if (
    !IMPORT_KINDS.includes(kind as ImportKind) ||
    path === undefined ||
    more !== undefined ||
    bytes === null
  ) {
    out.stderr(bytes === null && path !== undefined ? `${path}: ?\n${USAGE}` : USAGE);
    return 2;
  }
  const refused = (error: Refusal): number => {
    const message = t.refusal(error);
    out.stderr(message);
    if (options.json) out.stdout(JSON.stringify({ error: { ...error, message } }));
    return 1;
  };
  const file = { name: basename(path), bytes };
  const upload = { key: randomUUID(), kind: kind as ImportKind, file, countyCode: options.county };
  const uploaded = await uploadImport(ctx, upload);
  if (!uploaded.ok) return refused(uploaded.error);
  const { importId } = uploaded.value;
  const judged = await judgeImport(ctx, importId);
  if (!judged.ok) return refused(judged.error);
  const rows = await printedRows(ctx, importId, (row) => wordsOf(t, row));
  const done = options.dryRun
    ? await discardImport(ctx, importId)
    : await commitImport(ctx, importId, { enterIssue: enterIssue(ctx), settleVisits: settleVisits(ctx.db) });
  if (!done.ok) return refused(done.error);
  const { added, updated, unchanged, missing } = judged.value;
  if (options.json) out.stdout(JSON.stringify({ added, updated, unchanged, missing, rows }));
  else {
    for (const row of rows)
      out.stdout([row.sheet, row.row, row.item ?? "", row.outcome, row.message].join("\t"));
    out.stdout(t("cli.imported", { added, updated, unchanged, missing, left: rows.length }));
  }
  return 0;
}

function wordsOf(t: ReturnType<typeof translator>, row: ImportRowView): string {
  return row.notes
    .map((note) => t.dynamic(note.code.replace("import.", "import.reason."), note.facts))
    .join(" ");
}

async function printedRows(
  ctx: Ctx,
  importId: number,
  message: (row: ImportRowView) => string,
): Promise<PrintedRow[]> {
  const rows: PrintedRow[] = [];
  for (let after: number | undefined; ; ) {
    const page = await listImportRows(ctx, importId, {}, { after }, PAGE_ROWS);
    for (const row of page.rows) {
      const { sheet, row: number, item, outcome } = row;
      rows.push({
        sheet,
        row: number,
        item,
        outcome,
        code: row.notes[0]?.code ?? null,
        message: message(row),
      });
    }
    after = page.rows.at(-1)?.importRowId;
    if (!page.hasNext) return rows;
  }
}
