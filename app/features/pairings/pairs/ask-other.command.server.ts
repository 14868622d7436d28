import { and, eq, sql } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { actorColumns, recordAudit, recordEvent } from "#db/record.ts";
import { pairingConstraints, pairingRequests } from "#db/schema/pairings.ts";
import { firmScope } from "#db/views/firm.scope.ts";

/** A firm asks for another liaison 更换联系代表, with its reason; one open request at a time. */
export function askOther(
  ctx: Ctx,
  key: string,
  input: { reason: string },
): Promise<Result<{ requestId: number }>> {
  const { actor } = ctx;
  return once(ctx, { key, action: "pairing_request.ask", content: input }, async (tx, now) => {
    if (actor.kind !== "person" || actor.role !== "firm_representative" || actor.firmId === null)
      return refuse("common.not_found", {});
    const { firmId } = actor;
    const [pair] = await tx.execute<{ deputy_id: number }>(
      sql`select deputy_id from pairings where firm_id = ${firmId} and ended_on is null`,
    );
    if (!pair) return refuse("common.not_found", {});
    const [row] = await tx
      .insert(pairingRequests)
      .values({
        firmId,
        deputyId: pair.deputy_id,
        reason: input.reason,
        requestedBy: actor.userId,
        requestedAt: now,
      })
      .onConflictDoNothing()
      .returning({ requestId: pairingRequests.requestId });
    if (!row) return refuse("plan.request_open", {});
    // Not on the firm's own timeline, which its liaison reads.
    const about = { subjectKind: "deputy" as const, subjectId: pair.deputy_id };
    await recordEvent(tx, actor, now, { ...about, kind: "deputy.other_asked", payload: row });
    const audit = { action: "pairing_request.asked", objectKind: "firm" as const, objectId: firmId };
    await recordAudit(tx, actor, now, audit, ctx.requestId);
    return ok(row);
  });
}

/**
 * A supervisor decides a firm's request. Granted, the wish counts as an exclusion: the next plan gives the firm another liaison, and
 * until then today's pair stands. The firm is told either way; the deputy is not told what the firm said.
 */
export function decideRequest(
  ctx: Ctx,
  key: string,
  input: { requestId: number; version: number; grant: boolean; decision: string },
): Promise<Result<{ state: string }>> {
  const { requestId, version, grant, decision } = input;
  return once(ctx, { key, action: "pairing_request.decide", content: input }, async (tx, now) => {
    const [asked] = await tx.execute<{
      firm_id: number;
      deputy_id: number;
      state: string;
      version: number;
      requested_by: number | null;
    }>(sql`
      select r.firm_id, r.deputy_id, r.state, r.version, r.requested_by from pairing_requests r join firms using (firm_id)
      where r.request_id = ${requestId} and ${firmScope(ctx.actor)} for update of r`);
    if (!asked) return refuse("common.not_found", {});
    if (asked.state !== "open") return refuse("plan.request_decided", {});
    if (asked.version !== version)
      return refuse("common.conflict", { expected: version, found: asked.version });
    const who = actorColumns(ctx.actor).actorUserId;
    const state = grant ? "granted" : "declined";
    await tx
      .update(pairingRequests)
      .set({ state, decision, decidedBy: who, decidedAt: now, version: version + 1 })
      .where(and(eq(pairingRequests.requestId, requestId)));
    if (grant)
      await tx.insert(pairingConstraints).values({
        firmId: asked.firm_id,
        deputyId: asked.deputy_id,
        kind: "wish",
        reason: decision,
        createdBy: who,
        createdAt: now,
      });
    if (asked.requested_by !== null)
      await tx.execute(sql`
        with told as (insert into notices (recipient_user_id, kind, facts, created_at)
          values (${asked.requested_by}, ${`pairing_request_${state}`}, '{"href": "/my-liaison"}'::jsonb, ${now}) returning notice_id)
        insert into outbox (topic, notice_id, payload, created_at, available_at)
        select 'notice', notice_id, '{}'::jsonb, ${now}::timestamptz, ${now}::timestamptz from told`);
    const about = { subjectKind: "deputy" as const, subjectId: asked.deputy_id };
    await recordEvent(tx, ctx.actor, now, {
      ...about,
      kind: `deputy.other_${state}`,
      payload: { requestId },
    });
    const audit = {
      action: `pairing_request.${state}`,
      objectKind: "firm" as const,
      objectId: asked.firm_id,
    };
    await recordAudit(tx, ctx.actor, now, audit, ctx.requestId);
    return ok({ state });
  });
}

/** An open request as a supervisor reads it. */
export type OpenRequest = {
  requestId: number;
  firmId: number;
  firm: string;
  deputyId: number;
  deputy: string;
  reason: string;
  at: string;
  version: number;
};

/** Open requests of the actor's place, oldest first. */
export async function listRequests(ctx: Ctx): Promise<OpenRequest[]> {
  return readTx(ctx, async (tx) => {
    const rows = await tx.execute<OpenRequest>(sql`
      select r.request_id as "requestId", firms.firm_id as "firmId", firms.name as firm, d.deputy_id as "deputyId", d.name as deputy,
        r.reason, to_char(r.requested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, r.version
      from pairing_requests r join firms using (firm_id) join deputies d on d.deputy_id = r.deputy_id
      where r.state = 'open' and ${firmScope(ctx.actor)} order by r.request_id limit 100`);
    return [...rows];
  });
}
