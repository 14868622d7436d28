import { sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import type { ConstraintKind } from "#app/domain/plan/states.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { actorColumns, recordAudit, recordEvent } from "#db/record.ts";
import { pairingConstraints } from "#db/schema/pairings.ts";
import { firmScope } from "#db/views/firm.scope.ts";

const SUPERVISORS = ["county_supervisor", "city_supervisor"];

/**
 * Declares what binds a firm and a deputy: a conflict of interest (deputies for themselves, firms for their liaison, supervisors for
 * any pair of their place), an exclusion or a pin (supervisors). It acts on the next plan; today's pair stands until then. Refused
 * when it is on record already, and for a pin on a pair that is excluded.
 */
export function bindPair(
  ctx: Ctx,
  key: string,
  input: { firmId: number; deputyId: number; kind: Exclude<ConstraintKind, "wish">; reason: string },
): Promise<Result<{ constraintId: number }>> {
  const { firmId, deputyId, kind, reason } = input;
  return once(ctx, { key, action: "pairing.bind", content: input }, async (tx, now) => {
    if (!(await mayBind(tx, ctx.actor, input))) return refuse("common.not_found", {});
    const there = await tx.execute<{ kind: ConstraintKind }>(sql`
      select kind from pairing_constraints where firm_id = ${firmId} and deputy_id = ${deputyId} and ended_at is null`);
    if (there.some((row) => row.kind === kind)) return refuse("plan.constraint_exists", {});
    const bars = there.some((row) => row.kind !== "pin");
    if (kind === "pin" ? bars : there.some((row) => row.kind === "pin"))
      return refuse("plan.pair_not_allowed", {});
    const who = actorColumns(ctx.actor).actorUserId;
    const [row] = await tx
      .insert(pairingConstraints)
      .values({ firmId, deputyId, kind, reason, createdBy: who, createdAt: now })
      .returning({ constraintId: pairingConstraints.constraintId });
    await record(tx, ctx, now, "deputy.pair_bound", { firmId, deputyId, kind });
    return ok({ constraintId: row!.constraintId });
  });
}

/** Withdraws what was declared: supervisors anything of their place, others what they declared themselves. */
export function releasePair(
  ctx: Ctx,
  key: string,
  input: { firmId: number; constraintId: number },
): Promise<Result<{ constraintId: number }>> {
  const { firmId, constraintId } = input;
  return once(ctx, { key, action: "pairing.release", content: input }, async (tx, now) => {
    const { actor } = ctx;
    if (actor.kind !== "person") return refuse("common.not_found", {});
    const own = SUPERVISORS.includes(actor.role) ? sql`true` : sql`c.created_by = ${actor.userId}`;
    const released = await tx.execute<{ deputy_id: number; kind: string }>(sql`
      update pairing_constraints c set ended_at = ${now}, ended_by = ${actor.userId} from firms
      where c.constraint_id = ${constraintId} and c.firm_id = ${firmId} and c.ended_at is null and firms.firm_id = c.firm_id
        and ${own} and ${firmScope(actor)} returning c.deputy_id, c.kind`);
    const [row] = released;
    if (!row) return refuse("common.not_found", {});
    await record(tx, ctx, now, "deputy.pair_released", { firmId, deputyId: row.deputy_id, kind: row.kind });
    return ok({ constraintId });
  });
}

async function mayBind(
  tx: Tx,
  actor: Actor,
  { firmId, deputyId, kind }: { firmId: number; deputyId: number; kind: ConstraintKind },
): Promise<boolean> {
  if (actor.kind !== "person") return false;
  const [firm] = await tx.execute<{ liaison: number | null }>(sql`
    select (select deputy_id from pairings where firm_id = firms.firm_id and ended_on is null) as liaison
    from firms where firms.firm_id = ${firmId} and ${firmScope(actor)}`);
  if (!firm) return false;
  const [deputy] = await tx.execute(sql`select deputy_id from deputies where deputy_id = ${deputyId}`);
  if (!deputy) return false;
  if (SUPERVISORS.includes(actor.role)) return true;
  if (kind !== "conflict") return false;
  if (actor.role === "deputy") return actor.deputyId === deputyId;
  return actor.role === "firm_representative" && firm.liaison === deputyId;
}

/** Stands on the deputy's record, which offices read: the firm's own timeline is open to its liaison. */
async function record(
  tx: Tx,
  ctx: Ctx,
  now: string,
  kind: string,
  payload: { firmId: number; deputyId: number; kind: string },
): Promise<void> {
  const { firmId, deputyId } = payload;
  await recordEvent(tx, ctx.actor, now, { subjectKind: "deputy", subjectId: deputyId, kind, payload });
  const audit = { action: kind, objectKind: "firm" as const, objectId: firmId, detail: payload };
  await recordAudit(tx, ctx.actor, now, audit, ctx.requestId);
}
