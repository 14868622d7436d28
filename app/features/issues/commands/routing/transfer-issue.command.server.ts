import { ok, type Result } from "#app/domain/result.ts";
import {
  type IssueAnswer,
  type OnIssue,
  type Performance,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";

/** Hands an accepted issue to the government's dispatcher 转办 after recorded consent: who, on which day, under which paper number. */
export function transferIssue(ctx: Ctx, on: OnIssue, form: FormOf<"transfer">): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, transferring(form));
}

/** What a transfer does to an issue, for whoever transfers as part of more. */
export function transferring(form: FormOf<"transfer">): Performance {
  const { to, ...consent } = form;
  return {
    action: "issue.transfer",
    content: form,
    command: () => ok({ kind: "transfer", to, consent }),
  };
}
