import { ok, type Result } from "#app/domain/result.ts";
import { findNamedUnit } from "#app/features/issues/execute/find-unit.server.ts";
import {
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";

/** Rules on a unit's objection 裁定退办: upheld, the issue goes to the ruled owner and its clock starts at the ruling. */
export function ruleObjection(
  ctx: Ctx,
  on: OnIssue,
  form: FormOf<"rule_objection">,
): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.rule_objection",
    content: form,
    async command(tx, issue) {
      const unit = await findNamedUnit(tx, form.departmentId, issue.facts.countyCode);
      if (!unit.ok) return unit;
      return ok({ kind: "rule_objection", upheld: form.upheld, reason: form.reason, unit: unit.value });
    },
  });
}

/** Rules on a unit's late request for reassignment 裁定改派; its time stays charged to the unit that asked. */
export function ruleReassignment(
  ctx: Ctx,
  on: OnIssue,
  form: FormOf<"rule_reassignment">,
): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.rule_reassignment",
    content: form,
    async command(tx, issue) {
      const unit = await findNamedUnit(tx, form.departmentId, issue.facts.countyCode);
      if (!unit.ok) return unit;
      return ok({ kind: "rule_reassignment", granted: form.granted, reason: form.reason, unit: unit.value });
    },
  });
}
