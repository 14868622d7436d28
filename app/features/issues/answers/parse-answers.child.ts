import { readAnswerSheets } from "#app/domain/issue/ledger/answer-sheet.ts";
import { answerLines, readTask } from "#app/platform/sheets/capped-task.server.ts";
import { readSheets } from "#app/platform/sheets/read-sheet.server.ts";

const task = await readTask();
const read = await readSheets(task.bytes);
await answerLines(
  read.ok ? [{ ok: true }, ...readAnswerSheets(read.sheets)] : [{ ok: false, fault: read.fault }],
);
