import { and, eq, sql } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit } from "#db/record.ts";
import { pairingHandovers } from "#db/schema/pairings.ts";

/**
 * Writes one side's handover note 交接说明: the former liaison's or the new one's, each its own. Others are refused as if there were
 * no such handover.
 */
export function writeNote(
  ctx: Ctx,
  key: string,
  input: { handoverId: number; version: number; note: string },
): Promise<Result<{ handoverId: number }>> {
  const { actor } = ctx;
  const { handoverId, version, note } = input;
  return once(ctx, { key, action: "pairing_handover.note", content: input }, async (tx, now) => {
    const [row] = await tx
      .select()
      .from(pairingHandovers)
      .where(eq(pairingHandovers.handoverId, handoverId))
      .for("update");
    const deputyId = actor.kind === "person" && actor.role === "deputy" ? actor.deputyId : null;
    const side =
      row && deputyId === row.fromDeputyId ? "from" : row && deputyId === row.toDeputyId ? "to" : null;
    if (!row || deputyId === null || side === null) return refuse("common.not_found", {});
    if (row.version !== version) return refuse("common.conflict", { expected: version, found: row.version });
    const written = side === "from" ? { fromNote: note, fromNoteAt: now } : { toNote: note, toNoteAt: now };
    await tx
      .update(pairingHandovers)
      .set({ ...written, version: sql`${pairingHandovers.version} + 1` })
      .where(and(eq(pairingHandovers.handoverId, handoverId)));
    const audit = { action: "pairing_handover.note", objectKind: "pairing" as const, objectId: handoverId };
    await recordAudit(tx, actor, now, { ...audit, detail: { side } }, ctx.requestId);
    return ok({ handoverId });
  });
}
