import type { ImportReference } from "#app/domain/register/judge/candidates.ts";
import type { ImportKind } from "#app/domain/register/sheet/fields.ts";
import type { SheetCorrection } from "#app/domain/register/sheet/header.ts";
import { answerLines, readTask } from "#app/platform/sheets/capped-task.server.ts";
import { parseFile } from "./parse-file.server.ts";

/** What the parent asks of this process. */
export type ParseRequest = { kind: ImportKind; reference: ImportReference; corrections: SheetCorrection[] };

const task = await readTask();
const { kind, reference, corrections } = task.request as ParseRequest;
const parsed = await parseFile(kind, task.bytes, reference, corrections);
if (parsed.ok) await answerLines([{ ok: true, sheets: parsed.value.sheets }, ...parsed.value.rows]);
else await answerLines([parsed]);
