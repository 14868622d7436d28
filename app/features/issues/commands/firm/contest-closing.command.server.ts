import { ok, type Result } from "#app/domain/result.ts";
import {
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";

/** Contests a closing within 30 days: the next round, or from the third time on a decision by a person. */
export function contestClosing(ctx: Ctx, on: OnIssue, form: FormOf<"contest">): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.contest",
    content: form,
    command: () => ok({ kind: "contest", ...form }),
  });
}
