import { ok, type Result } from "#app/domain/result.ts";
import {
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";

/** The unit signs for the issue 签收: it is being handled from now on. */
export function signForIssue(ctx: Ctx, on: OnIssue, form: FormOf<"sign_for">): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.sign_for",
    content: form,
    command: () => ok({ kind: "sign_for", ...form }),
  });
}
