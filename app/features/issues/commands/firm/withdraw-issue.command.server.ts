import { ok, type Result } from "#app/domain/result.ts";
import {
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";

/** Withdraws an issue 撤回 by whoever raised it; after dispatch the city supervisor calls the firm. */
export function withdrawIssue(ctx: Ctx, on: OnIssue, form: FormOf<"withdraw">): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.withdraw",
    content: form,
    command: () => ok({ kind: "withdraw", ...form }),
  });
}
