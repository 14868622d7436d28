import { and, eq } from "drizzle-orm";
import { ok, type Result } from "#app/domain/result.ts";
import {
  type Decided,
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";
import { answers } from "#db/schema/answers.ts";

/** Drafts the unit's answer 起草答复, or words it anew; the head signs it or sends it back. */
export function draftAnswer(
  ctx: Ctx,
  on: OnIssue,
  form: FormOf<"draft_answer">,
): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.draft_answer",
    content: form,
    command: () => ok({ kind: "draft_answer", answerClass: form.answerClass }),
    beside: (decided) => keepDraft(ctx, decided, form),
  });
}

/** One draft at a time: a later one takes its place, one that was sent back stays in the record. */
async function keepDraft(
  ctx: Ctx,
  { tx, now, issue, after }: Decided,
  form: FormOf<"draft_answer">,
): Promise<Result<true>> {
  await tx
    .update(answers)
    .set({ state: "superseded" })
    .where(and(eq(answers.issueId, issue.issueId), eq(answers.state, "draft")));
  await tx.insert(answers).values({
    issueId: issue.issueId,
    departmentId: after.lead!.departmentId,
    round: after.round,
    state: "draft",
    answerClass: form.answerClass,
    body: form.body,
    draftedBy: ctx.actor.kind === "person" ? ctx.actor.userId : null,
    draftedAt: now,
  });
  return ok(true);
}
