import { ok, type Result, refuse } from "#app/domain/result.ts";
import { keepText } from "#app/features/issues/execute/keep-text.server.ts";
import {
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";

/**
 * Records that the unit has been in contact with the firm; a relayed message counts, and needs its words. With it an appointment may be
 * offered, of which a shielded firm decides whether it is seen, and files sent, which the firm finds on its page.
 */
export function recordFirmContact(
  ctx: Ctx,
  on: OnIssue,
  form: FormOf<"record_contact">,
): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.record_contact",
    content: form,
    command: () => {
      const { way, words, meetOn, meetAt } = form;
      if (way === "relayed" && words === "") return refuse("issue.message_without_words", {});
      if (way !== "relayed" && (meetOn || on.along)) return refuse("common.invalid", { field: "way" }, "way");
      if ((meetOn === undefined) !== (meetAt === undefined)) {
        const field = meetOn ? "meetAt" : "meetOn";
        return refuse("common.invalid", { field }, field);
      }
      return ok({ kind: "record_contact", way, meetOn, meetAt, fileIds: on.along?.fileIds });
    },
    beside: (decided) => keepText(decided, form.words),
  });
}
