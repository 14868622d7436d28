import { eq } from "drizzle-orm";
import type { Confidentiality } from "#app/domain/issue/states.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import {
  type IssueAnswer,
  type OnIssue,
  runIssueCommand,
} from "#app/features/issues/execute/run-issue-command.server.ts";
import { setWording } from "#app/features/issues/execute/set-wording.server.ts";
import type { FormOf } from "#app/features/issues/issue.schema.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { categories } from "#db/schema/departments.ts";

const WEIGHT: Record<Confidentiality, number> = { open: 0, shielded: 1, sealed: 2 };

/**
 * Accepts an issue 受理 with category, severity, type and confidentiality. Where none is chosen the category's default holds, and what
 * the raiser chose is the floor. A shielded issue needs the department's wording.
 */
export function acceptIssue(ctx: Ctx, on: OnIssue, form: FormOf<"accept">): Promise<Result<IssueAnswer>> {
  const { title, wording, confidentiality, ...classified } = form;
  return runIssueCommand(ctx, on, {
    action: "issue.accept",
    content: form,
    async command(tx, issue) {
      const category = await defaultOf(tx, form.categoryCode);
      if (category === null) return refuse("common.invalid", { field: "categoryCode" }, "categoryCode");
      const floor = issue.facts.confidentialityFloor;
      const usual = WEIGHT[category] > WEIGHT[floor] ? category : floor;
      return ok({ kind: "accept", ...classified, confidentiality: confidentiality ?? usual });
    },
    beside: (decided) => setWording(decided, decided.after.confidentiality, { title, wording }),
  });
}

async function defaultOf(tx: Tx, categoryCode: string): Promise<Confidentiality | null> {
  const [row] = await tx
    .select({ usual: categories.defaultConfidentiality })
    .from(categories)
    .where(eq(categories.categoryCode, categoryCode));
  return row ? (row.usual as Confidentiality) : null;
}
