import { ok, type Result } from "#app/domain/result.ts";
import {
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";

/** Sends a drafted answer back to its handler 退回修改, with a comment. */
export function sendBackAnswer(
  ctx: Ctx,
  on: OnIssue,
  form: FormOf<"send_back_answer">,
): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.send_back_answer",
    content: form,
    command: () => ok({ kind: "send_back_answer", ...form }),
  });
}
