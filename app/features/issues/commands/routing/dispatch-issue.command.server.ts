import { ok, type Result } from "#app/domain/result.ts";
import { findUnits } from "#app/features/issues/execute/find-unit.server.ts";
import {
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx } from "#db/client.ts";

/** Assigns a transferred issue to a lead unit and co-handlers 交办: the answer clock begins here. */
export function dispatchIssue(ctx: Ctx, on: OnIssue, form: FormOf<"dispatch">): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.dispatch",
    content: form,
    async command(tx, issue) {
      const units = await findUnits(tx, issue.facts.countyCode, form);
      return units.ok ? ok({ kind: "dispatch", ...units.value }) : units;
    },
  });
}

/** Dispatches an accepted issue without the government's dispatcher 直接交办, where policy allows: courts, prosecutors. */
export function dispatchDirectly(
  ctx: Ctx,
  on: OnIssue,
  form: FormOf<"dispatch_directly">,
): Promise<Result<IssueAnswer>> {
  const { consentedBy, consentedOn, paperNo } = form;
  return runIssueCommand(ctx, on, {
    action: "issue.dispatch_directly",
    content: form,
    async command(tx, issue) {
      const units = await findUnits(tx, issue.facts.countyCode, form);
      if (!units.ok) return units;
      return ok({
        kind: "dispatch_directly",
        ...units.value,
        consent: { consentedBy, consentedOn, paperNo },
      });
    },
  });
}

/** Sends a dispatched issue to another unit 改派, with the reason. */
export function redispatchIssue(
  ctx: Ctx,
  on: OnIssue,
  form: FormOf<"redispatch">,
): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, {
    action: "issue.redispatch",
    content: form,
    async command(tx, issue) {
      const units = await findUnits(tx, issue.facts.countyCode, form);
      return units.ok ? ok({ kind: "redispatch", ...units.value, reason: form.reason }) : units;
    },
  });
}
