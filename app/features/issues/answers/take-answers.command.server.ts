import { sql } from "drizzle-orm";
import type { ListedAnswer } from "#app/domain/issue/ledger/answer-sheet.ts";
import type { ImportErrorCode } from "#app/domain/register/import-errors.ts";
import { ok, type Refusal, type Result, refuse } from "#app/domain/result.ts";
import { runCapped } from "#app/platform/sheets/run-capped.server.ts";
import { SHEET_LIMITS } from "#app/platform/sheets/sheet-limits.ts";
import type { SheetFault } from "#app/platform/sheets/sheet-types.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { issueScope } from "#db/views/issue.scope.ts";
import { derivedKey } from "../bulk/decide-issues.command.server.ts";
import { giveCommand } from "../give-command.command.server.ts";

const CHILD_ENTRY = "app/features/issues/answers/parse-answers.child.ts";
const MEGABYTE = 1024 * 1024;
/** Most answers taken over at once. */
const MOST_ANSWERS = 200;

/** What became, or would become, of one row: the issue it answers, or why it is left. */
export type TakenAnswer = ListedAnswer & {
  issueId: number | null;
  issueNumber: string | null;
  refusal: Refusal | null;
};
type FirstLine = { ok: true } | { ok: false; fault: SheetFault };

/**
 * Takes answers over that were given on another platform: each row whose number is that of an issue at the actor's unit, ours or the
 * one linked there, becomes a draft that the head still has to sign. `write` false only tells what would become of the rows. One that can't be taken is
 * named with the reason, the others go through; sending the same file again with the same key changes nothing.
 */
export async function takeAnswers(
  ctx: Ctx,
  key: string,
  file: { name: string; bytes: Uint8Array },
  write: boolean,
): Promise<Result<TakenAnswer[]>> {
  const listed = await readListed(file.bytes);
  if (!listed.ok) return listed;
  if (listed.value.length > MOST_ANSWERS)
    return refuse("register.too_many_chosen", { limit: MOST_ANSWERS }, "file");
  const issues = await findIssues(
    ctx,
    listed.value.map((row) => row.number),
  );
  const taken: TakenAnswer[] = [];
  for (const [at, row] of listed.value.entries()) {
    const found = issues.filter((issue) => issue.named === row.number.toUpperCase());
    const issue = found.length === 1 ? found[0] : undefined;
    const named = { ...row, issueId: issue?.issueId ?? null, issueNumber: issue?.number ?? null };
    taken.push({
      ...named,
      refusal: reasonAgainst(row, found.length) ?? (issue && !issue.open ? notOpen(issue.state) : null),
    });
    const last = taken[at]!;
    if (!write || last.refusal !== null || issue === undefined) continue;
    const on = { key: derivedKey(key, at), issueId: issue.issueId, version: null };
    const given = await giveCommand(ctx, on, "draft_answer", {
      answerClass: row.answerClass!,
      body: row.body,
    });
    if (!given.ok) last.refusal = given.error;
  }
  return ok(taken);
}

function notOpen(state: string): Refusal {
  return refusalOf(refuse("issue.illegal_transition", { state, command: "draft_answer" }));
}

/** Why a row can't be taken by what it says itself. */
function reasonAgainst(row: ListedAnswer, found: number): Refusal | null {
  if (found === 0) return refusalOf(refuse("issue.answer_number_unknown", { number: row.number }));
  if (found > 1) return refusalOf(refuse("issue.answer_number_doubtful", { number: row.number }));
  if (row.body === "") return refusalOf(refuse("issue.answer_empty", {}));
  return row.answerClass === null ? refusalOf(refuse("issue.answer_class_missing", {})) : null;
}

const refusalOf = (result: Extract<Result<never>, { ok: false }>): Refusal => result.error;

async function readListed(bytes: Uint8Array): Promise<Result<ListedAnswer[]>> {
  if (bytes.length === 0) return refuse("import.empty_file", {}, "file");
  if (bytes.length > SHEET_LIMITS.fileBytes)
    return refuse("import.file_too_large", { limitMegabytes: SHEET_LIMITS.fileBytes / MEGABYTE }, "file");
  const answer = await runCapped({ entry: CHILD_ENTRY, request: {}, bytes });
  if (!answer.ok) return refusedFile(answer.fault);
  const first = answer.lines.shift() as FirstLine | undefined;
  if (first === undefined) return refuse("import.reader_failed", {}, "file");
  if (!first.ok) return refusedFile(first.fault);
  const rows = answer.lines as ListedAnswer[];
  return rows.length > 0 ? ok(rows) : refuse("issue.no_answers_listed", {}, "file");
}

function refusedFile(fault: SheetFault): Result<never> {
  const error = { code: `import.${fault.code}` as ImportErrorCode, facts: fault.facts, field: "file" };
  return { ok: false, error: error as Refusal };
}

type Found = { issueId: number; number: string; named: string; state: string; open: boolean };

/** The issues at the unit that carry one of the numbers, as ours or as another platform's. */
function findIssues(ctx: Ctx, numbers: readonly string[]): Promise<Found[]> {
  const departmentId = ctx.actor.kind === "person" ? ctx.actor.departmentId : null;
  const wanted = JSON.stringify([...new Set(numbers.map((number) => number.toUpperCase()))]);
  return readTx(ctx, async (tx) => {
    const rows = await tx.execute<Found>(sql`
      with wanted as (select jsonb_array_elements_text(${wanted}::text::jsonb) as named),
        own as (select issues.issue_id, issues.number, issues.state from issues
          where issues.lead_department_id = ${departmentId}::integer and ${issueScope(ctx.actor)}),
        named as (select own.issue_id, upper(own.number) as named from own
          union select own.issue_id, upper(e.payload->>'number') from own join events e
            on e.subject_kind = 'issue' and e.subject_id = own.issue_id and e.kind = 'issue.platform_linked')
      select own.issue_id as "issueId", own.number, named.named, own.state,
        own.state in ('handling', 'promised') as open
      from wanted join named using (named) join own using (issue_id)`);
    return [...rows];
  });
}
