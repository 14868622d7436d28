import { ok, type Result } from "#app/domain/result.ts";
import {
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";

/** Hands a transferred issue back to the congress 退回, with the reason. */
export function handBackIssue(
  ctx: Ctx,
  on: OnIssue,
  form: FormOf<"hand_back">,
): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.hand_back",
    content: form,
    command: () => ok({ kind: "hand_back", ...form }),
  });
}
