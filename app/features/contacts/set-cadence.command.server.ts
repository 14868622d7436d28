import { sql } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { firmScope } from "#db/views/firm.scope.ts";
import { loadRulebook } from "#db/views/rulebook.ts";
import { lockFirms, settleDue } from "./settle-due.server.ts";

/**
 * Gives a firm a target of its own for how often it is contacted, in days, or (null) the policy's again; what is due moves with it.
 * Refused: outside the scope, `common.conflict` when somebody changed the firm since it was read.
 */
export function setCadence(
  ctx: Ctx,
  key: string,
  input: { firmId: number; version: number; cadenceDays: number | null },
): Promise<Result<{ firmId: number }>> {
  return once(ctx, { key, action: "firm.set_cadence", content: input }, async (tx, now) => {
    const { firmId, version, cadenceDays } = input;
    await lockFirms(tx, [firmId]);
    const [firm] = await tx.execute<{ version: number; cadence_days: number | null }>(sql`
      select version, cadence_days from firms where firm_id = ${firmId} and ${firmScope(ctx.actor)}`);
    if (!firm) return refuse("common.not_found", {});
    if (firm.version !== version)
      return refuse("common.conflict", { expected: version, found: firm.version });
    if (firm.cadence_days === cadenceDays) return ok({ firmId });
    await tx.execute(sql`
      update firms set cadence_days = ${cadenceDays}::int, version = version + 1 where firm_id = ${firmId}`);
    await settleDue(tx, now, [firmId], await loadRulebook(ctx.db, tx, now));
    const word = (days: number | null) => (days === null ? null : String(days));
    await recordEvent(tx, ctx.actor, now, {
      subjectKind: "firm",
      subjectId: firmId,
      kind: "firm.edited",
      payload: { changes: { cadenceDays: { from: word(firm.cadence_days), to: word(cadenceDays) } } },
    });
    const audit = { action: "firm.set_cadence", objectKind: "firm" as const, objectId: firmId };
    await recordAudit(tx, ctx.actor, now, { ...audit, detail: { cadenceDays } }, ctx.requestId);
    return ok({ firmId });
  });
}
