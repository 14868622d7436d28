import { ok, type Result, refuse } from "#app/domain/result.ts";
import { keepText } from "#app/features/issues/execute/keep-text.server.ts";
import {
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";

/** Records that the unit has been in contact with the firm; a relayed message counts, and needs its words. */
export function recordFirmContact(
  ctx: Ctx,
  on: OnIssue,
  form: FormOf<"record_contact">,
): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.record_contact",
    content: form,
    command: () =>
      form.way === "relayed" && form.words === ""
        ? refuse("issue.message_without_words", {})
        : ok({ kind: "record_contact", way: form.way }),
    beside: (decided) => keepText(decided, form.words),
  });
}
