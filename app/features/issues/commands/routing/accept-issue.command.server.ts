import { eq } from "drizzle-orm";
import type { Confidentiality } from "#app/domain/issue/states.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import {
  type IssueAnswer,
  type OnIssue,
  type Performance,
  performOn,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import { setWording } from "#app/features/issues/execute/set-wording.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { categories } from "#db/schema/departments.ts";
import { transferring } from "./transfer-issue.command.server.ts";

const WEIGHT: Record<Confidentiality, number> = { open: 0, shielded: 1, sealed: 2 };

/**
 * Accepts an issue 受理 with category, severity, type and confidentiality. Where none is chosen the category's default holds, and what
 * the raiser chose is the floor. A shielded issue needs the department's wording.
 */
export function acceptIssue(ctx: Ctx, on: OnIssue, form: FormOf<"accept">): Promise<Result<IssueAnswer>> {
  return runIssueCommand(ctx, on, accepting(form));
}

/** Accepts an issue and hands it to the government's dispatcher in one go 受理并转办, the common case; refused as a whole. */
export function acceptAndTransfer(
  ctx: Ctx,
  on: OnIssue,
  form: FormOf<"accept_and_transfer">,
): Promise<Result<IssueAnswer>> {
  const { to, consentedBy, consentedOn, paperNo, ...accept } = form;
  const content = { issueId: on.issueId, version: on.version, content: form };
  return once(ctx, { key: on.key, action: "issue.accept_and_transfer", content }, async (tx) => {
    const accepted = await performOn(ctx, tx, on, accepting(accept));
    if (!accepted.ok) return accepted;
    const now = { issueId: on.issueId, version: accepted.value.version };
    return performOn(ctx, tx, now, transferring({ to, consentedBy, consentedOn, paperNo }));
  });
}

function accepting(form: FormOf<"accept">): Performance {
  const { title, wording, confidentiality, ...classified } = form;
  return {
    action: "issue.accept",
    content: form,
    async command(tx, issue) {
      const category = await defaultOf(tx, form.categoryCode);
      if (category === null) return refuse("common.invalid", { field: "categoryCode" }, "categoryCode");
      const { facts } = issue;
      // A firm that has agreed to be named is not shielded again by its first choice.
      const floor = facts.namingAgreed ? facts.confidentiality : facts.confidentialityFloor;
      const usual = WEIGHT[category] > WEIGHT[floor] ? category : floor;
      return ok({ kind: "accept", ...classified, confidentiality: confidentiality ?? usual });
    },
    beside: (decided) => setWording(decided, decided.after.confidentiality, { title, wording }),
  };
}

async function defaultOf(tx: Tx, categoryCode: string): Promise<Confidentiality | null> {
  const [row] = await tx
    .select({ usual: categories.defaultConfidentiality })
    .from(categories)
    .where(eq(categories.categoryCode, categoryCode));
  return row ? (row.usual as Confidentiality) : null;
}
