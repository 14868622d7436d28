import { and, eq } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import {
  type Decided,
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";
import { answers } from "#db/schema/answers.ts";

/**
 * Signs the drafted answer 签发答复 with its class, by the head or a dated delegate. Class B needs a date, keeps the issue open and
 * becomes a promise.
 */
export function signAnswer(ctx: Ctx, on: OnIssue, form: FormOf<"sign_answer">): Promise<Result<IssueAnswer>> {
  const { answerClass } = form;
  const promisedOn = form.promisedOn ?? null;
  return runIssueCommand(ctx, on, {
    action: "issue.sign_answer",
    content: form,
    command: () => ok({ kind: "sign_answer", answerClass, promisedOn }),
    async beside({ tx, now, issue }) {
      await supersedeSigned(tx, issue.issueId);
      const signed = await tx
        .update(answers)
        .set({ state: "signed", answerClass, promisedOn, signedBy: userOf(ctx), signedAt: now })
        .where(and(eq(answers.issueId, issue.issueId), eq(answers.state, "draft")))
        .returning({ answerId: answers.answerId });
      return signed.length === 1 ? ok(true) : refuse("issue.no_draft", {});
    },
  });
}

/** Corrects a signed answer 更正答复; the former text is kept, and a firm that already spoke is asked again. */
export function correctAnswer(
  ctx: Ctx,
  on: OnIssue,
  form: FormOf<"correct_answer">,
): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.correct_answer",
    content: form,
    command: () => ok({ kind: "correct_answer" }),
    async beside({ tx, now, issue, after }) {
      await supersedeSigned(tx, issue.issueId);
      await tx.insert(answers).values({
        issueId: issue.issueId,
        departmentId: after.lead!.departmentId,
        round: after.round,
        state: "signed",
        answerClass: after.answer!.answerClass,
        promisedOn: after.answer!.promisedOn,
        body: form.body,
        draftedBy: userOf(ctx),
        draftedAt: now,
        signedBy: userOf(ctx),
        signedAt: now,
      });
      return ok(true);
    },
  });
}

const userOf = (ctx: Ctx) => (ctx.actor.kind === "person" ? ctx.actor.userId : null);

/** At most one signed answer stands. */
async function supersedeSigned(tx: Decided["tx"], issueId: number): Promise<void> {
  await tx
    .update(answers)
    .set({ state: "superseded" })
    .where(and(eq(answers.issueId, issueId), eq(answers.state, "signed")));
}
