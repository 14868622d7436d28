import { and, eq, sql } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit } from "#db/record.ts";
import { pressureReports } from "#db/schema/intake/messages.ts";

/** Records what the city supervisor did about a report of pressure, once per key. Refuses with `common.not_found`, `common.conflict`. */
export function handlePressure(
  ctx: Ctx,
  key: string,
  form: { reportId: number; version: number; note: string },
): Promise<Result<true>> {
  return once(ctx, { key, action: "pressure.handle", content: form }, async (tx, now) => {
    if (ctx.actor.kind !== "person") return refuse("common.forbidden", {});
    const [row] = await tx
      .select({ version: pressureReports.version })
      .from(pressureReports)
      .where(eq(pressureReports.reportId, form.reportId))
      .for("update");
    if (!row) return refuse("common.not_found", {});
    if (row.version !== form.version)
      return refuse("common.conflict", { expected: form.version, found: row.version });
    await tx
      .update(pressureReports)
      .set({ handledAt: now, handledBy: ctx.actor.userId, note: form.note, version: sql`version + 1` })
      .where(and(eq(pressureReports.reportId, form.reportId)));
    await recordAudit(
      tx,
      ctx.actor,
      now,
      { action: "pressure.handled", objectKind: "installation", objectId: form.reportId },
      ctx.requestId,
    );
    return ok(true as const);
  });
}
