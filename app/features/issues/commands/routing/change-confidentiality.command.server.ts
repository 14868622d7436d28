import { ok, type Result } from "#app/domain/result.ts";
import {
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import { setWording } from "#app/features/issues/execute/set-wording.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";

/** Changes how far the firm is known 调整保密方式; lowering needs its recorded yes, raising needs the department's wording. */
export function changeConfidentiality(
  ctx: Ctx,
  on: OnIssue,
  form: FormOf<"change_confidentiality">,
): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.change_confidentiality",
    content: form,
    command: () => ok({ kind: "change_confidentiality", to: form.to, reason: form.reason }),
    beside: (decided) => setWording(decided, form.to, form),
  });
}
