import { ok, type Result, refuse } from "#app/domain/result.ts";
import { keepText } from "#app/features/issues/execute/keep-text.server.ts";
import {
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";

/** Adds what the firm, or who speaks for it, has to say; with it the firm may answer an appointment, which the unit reads without its words. */
export function addMaterial(
  ctx: Ctx,
  on: OnIssue,
  form: FormOf<"add_material">,
): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.add_material",
    content: form,
    command: () =>
      form.words === "" && form.meeting === undefined
        ? refuse("common.invalid", { field: "words" }, "words")
        : ok({ kind: "add_material", meeting: form.meeting }),
    beside: (decided) => keepText(decided, form.words),
  });
}
