import { and, eq } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { planScope } from "#app/features/pairings/plan-scope.server.ts";
import { writeXlsx, XLSX_TYPE } from "#app/platform/sheets/write-sheet.server.ts";
import { type Ctx, readTx, withTx } from "#db/client.ts";
import { recordAudit } from "#db/record.ts";
import { pairingPlans } from "#db/schema/pairings.ts";
import { type ChangedPlan, changesPage, type PlanChange } from "./list-changes.server.ts";
import type { ChangeList } from "./plan-changes.schema.ts";

/** The words of the file, from i18n: name of the sheet, titles in the order of the cells, a change as cells. */
export type ChangeWords = {
  sheet: string;
  titles: readonly string[];
  cells: (change: PlanChange) => (string | number | null)[];
};

const WIDTH = 24;
const BATCH_ROWS = 1_000;

/**
 * Streams a plan's changes as a workbook, filters applied; the audit learns of it with the reason before the first row leaves.
 */
export async function exportChanges(
  ctx: Ctx,
  input: { planId: number; list: ChangeList; reason: string; words: ChangeWords },
): Promise<Result<{ stream: ReadableStream<Uint8Array>; type: string }>> {
  const { planId, list, reason, words } = input;
  const plan = await withTx(ctx, async (tx, now) => {
    const [seen] = await tx
      .select({ planId: pairingPlans.planId, purpose: pairingPlans.purpose })
      .from(pairingPlans)
      .where(and(eq(pairingPlans.planId, planId), planScope(ctx)));
    if (!seen) return undefined;
    const detail = { planId, filters: list, reason, format: "xlsx" };
    const audit = {
      action: "pairing_plan.export",
      objectKind: "export" as const,
      objectId: `plan ${planId}`,
    };
    await recordAudit(tx, ctx.actor, now, { ...audit, detail }, ctx.requestId);
    return seen;
  });
  if (!plan) return refuse("common.not_found", {});
  async function* rows(of: ChangedPlan) {
    for await (const change of changesOf(ctx, of, list)) yield words.cells(change);
  }
  const columns = words.titles.map((title) => ({ title, width: WIDTH }));
  return ok({ stream: writeXlsx({ name: words.sheet, columns, rows: rows(plan) }), type: XLSX_TYPE });
}

async function* changesOf(ctx: Ctx, plan: ChangedPlan, list: ChangeList): AsyncGenerator<PlanChange> {
  for (let after: number | undefined; ; ) {
    const asked = { ...list, after, before: undefined, page: undefined };
    const page = await readTx(ctx, (tx) => changesPage(tx, plan, asked, BATCH_ROWS));
    yield* page.rows;
    after = page.rows.at(-1)?.firmId;
    if (!page.hasNext) return;
  }
}
