import { sql } from "drizzle-orm";
import { type Ctx, readTx } from "#db/client.ts";
import { type GroupedIssue, readGrouped } from "./get-matter.query.server.ts";
import { MOST_IN_MATTER } from "./matter-roles.ts";
import { ungrouped } from "./propose-matters.query.server.ts";

/** The open issues that a new matter would group, by class or chosen one by one; `named` = the class in words. */
export function listChosen(
  ctx: Ctx,
  asked: { unit?: number; category?: string; issueId: readonly number[] },
): Promise<{
  rows: GroupedIssue[];
  named: { unit: string; category: string; categoryEn: string } | null;
}> {
  return readTx(ctx, async (tx) => {
    if (asked.unit === undefined || asked.category === undefined) {
      const ids = JSON.stringify(asked.issueId);
      const where = sql`issues.issue_id in (select jsonb_array_elements_text(${ids}::text::jsonb)::int) and ${ungrouped}`;
      return { rows: await readGrouped(ctx, tx, where, MOST_IN_MATTER), named: null };
    }
    const where = sql`issues.lead_department_id = ${asked.unit} and issues.category_code = ${asked.category} and ${ungrouped}`;
    const rows = await readGrouped(ctx, tx, where, MOST_IN_MATTER);
    const [named] = await tx.execute<{ unit: string; category: string; categoryEn: string }>(sql`
      select d.short_name as unit, k.name as category, k.name_en as "categoryEn" from departments d, categories k
      where d.department_id = ${asked.unit} and k.category_code = ${asked.category}`);
    return { rows, named: named ?? null };
  });
}
