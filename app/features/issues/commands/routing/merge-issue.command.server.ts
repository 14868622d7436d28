import { and, eq } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import {
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";
import { issues } from "#db/schema/issues.ts";
import { issueScope } from "#db/views/issue.scope.ts";

/** Merges an issue 并案 into another open one of the same matter, named by its number; the firm hears the other's outcome. */
export function mergeIssue(ctx: Ctx, on: OnIssue, form: FormOf<"merge">): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.merge",
    content: form,
    async command(tx) {
      const [into] = await tx
        .select({ issueId: issues.issueId, state: issues.state })
        .from(issues)
        .where(and(eq(issues.number, form.intoNumber.toUpperCase()), issueScope(ctx.actor)));
      if (!into || into.state === "closed")
        return refuse("common.invalid", { field: "intoNumber" }, "intoNumber");
      return ok({ kind: "merge", issueId: on.issueId, intoIssueId: into.issueId, reason: form.reason });
    },
  });
}
