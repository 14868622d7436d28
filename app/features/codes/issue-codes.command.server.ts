import { and, eq, isNull, sql } from "drizzle-orm";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { randomToken } from "#app/platform/ids.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit } from "#db/record.ts";
import { intakeCodes } from "#db/schema/intake/messages.ts";
import { codeScope } from "./code-scope.server.ts";

/** Bits of a code that hangs on walls. Source: safety rules, section 2. */
const CODE_BITS = 128;
/** Codes made in one form; a county has fewer deputies and stations. */
const AT_ONCE = 3_000;

/** Makes codes for every deputy and station in the scope that has none, once per key. Returns how many. */
export function issueCodes(ctx: Ctx, key: string): Promise<Result<{ made: number }>> {
  return once(ctx, { key, action: "code.issue", content: {} }, async (tx, now) => {
    const { actor } = ctx;
    if (actor.kind !== "person") return refuse("common.forbidden", {});
    const wanting = await tx.execute<{ deputyId: number | null; stationId: number | null }>(sql`
      select d.deputy_id as "deputyId", null::int as "stationId" from deputies d left join stations s on false
      where d.state = 'active' and ${codeScope(actor)}
        and not exists (select from intake_codes q where q.deputy_id = d.deputy_id and q.revoked_at is null)
      union all
      select null, s.station_id from stations s left join deputies d on false
      where ${codeScope(actor)} and not exists (select from intake_codes q where q.station_id = s.station_id and q.revoked_at is null)
      limit ${AT_ONCE}`);
    const rows = wanting.map((one) => ({
      ...one,
      token: randomToken(CODE_BITS),
      createdBy: actor.userId,
      createdAt: now,
    }));
    if (rows.length > 0) await tx.insert(intakeCodes).values(rows).onConflictDoNothing();
    await audit(ctx, tx, now, "code.issued", actor.countyCode ?? "city", { made: rows.length });
    return ok({ made: rows.length });
  });
}

/** Takes a code out of use and puts a new one in its place, once per key; posters with the old one stop working at once. */
export function renewCode(ctx: Ctx, key: string, codeId: number): Promise<Result<{ codeId: number }>> {
  return once(ctx, { key, action: "code.renew", content: { codeId } }, async (tx, now) => {
    const { actor } = ctx;
    if (actor.kind !== "person") return refuse("common.forbidden", {});
    const [old] = await tx.execute<{ deputyId: number | null; stationId: number | null }>(sql`
      select q.deputy_id as "deputyId", q.station_id as "stationId" from intake_codes q
      left join deputies d on d.deputy_id = q.deputy_id left join stations s on s.station_id = q.station_id
      where q.code_id = ${codeId} and q.revoked_at is null and ${codeScope(actor)} for update of q`);
    if (!old) return refuse("common.not_found", {});
    await tx
      .update(intakeCodes)
      .set({ revokedAt: now, revokedBy: actor.userId })
      .where(and(eq(intakeCodes.codeId, codeId), isNull(intakeCodes.revokedAt)));
    const [fresh] = await tx
      .insert(intakeCodes)
      .values({ ...old, token: randomToken(CODE_BITS), createdBy: actor.userId, createdAt: now })
      .returning({ codeId: intakeCodes.codeId });
    await audit(ctx, tx, now, "code.renewed", codeId, {});
    return ok({ codeId: fresh!.codeId });
  });
}

async function audit(
  ctx: Ctx,
  tx: Tx,
  now: string,
  action: string,
  objectId: string | number,
  detail: Record<string, unknown>,
): Promise<void> {
  await recordAudit(tx, ctx.actor, now, { action, objectKind: "station", objectId, detail }, ctx.requestId);
}
