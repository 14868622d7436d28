import { ok, type Result } from "#app/domain/result.ts";
import {
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";

/** Records that the firm has the answer 送达: it opened it, was told by phone or in person. The firm's time to confirm runs from here. */
export function recordDelivery(
  ctx: Ctx,
  on: OnIssue,
  form: FormOf<"record_delivery">,
): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.record_delivery",
    content: form,
    command: () => ok({ kind: "record_delivery", ...form }),
  });
}
