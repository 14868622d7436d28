import { ok, type Result } from "#app/domain/result.ts";
import {
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";

/** Declines an issue 不予受理 with the reason and where to go instead; the raiser may contest it once. */
export function declineIssue(ctx: Ctx, on: OnIssue, form: FormOf<"decline">): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.decline",
    content: form,
    command: () => ok({ kind: "decline", ...form }),
  });
}
