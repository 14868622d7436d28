import { ok, type Result } from "#app/domain/result.ts";
import {
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";

/** Records that the unit has been in contact with the firm; a relayed message counts. */
export function recordFirmContact(
  ctx: Ctx,
  on: OnIssue,
  form: FormOf<"record_contact">,
): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.record_contact",
    content: form,
    command: () => ok({ kind: "record_contact", ...form }),
  });
}
