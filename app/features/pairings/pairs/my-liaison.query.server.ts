import { sql } from "drizzle-orm";
import type { PersonActor } from "#app/domain/access/actor.ts";
import type { DeputyLevel } from "#app/domain/access/roles.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { type Care, careOf } from "./get-pair.query.server.ts";

/** What a firm sees of its own liaisons: who it is, since when, and the last change. */
export type MyLiaison = {
  firm: string;
  township: string;
  liaisons: {
    pairingId: number;
    deputyId: number;
    name: string;
    level: DeputyLevel;
    startedOn: string;
    endedOn: string | null;
  }[];
  lastChange: { from: string; to: string; on: string } | null;
  care: Care | null;
  request: { state: string; reason: string; decision: string; at: string } | null;
  /** Conflicts of interest that stand: what the firm itself declared, with today's liaison or a former one. */
  conflicts: { constraintId: number; deputyId: number; deputy: string; reason: string; since: string }[];
};

/** The firm's own page 我的联系代表. */
export async function getMyLiaison(ctx: Ctx, actor: PersonActor): Promise<MyLiaison | undefined> {
  const { firmId } = actor;
  if (firmId === null) return undefined;
  return readTx(ctx, async (tx) => {
    const [firm] = await tx.execute<{ firm: string; township: string }>(sql`
      select f.name as firm, coalesce(t.name, '') as township from firms f left join townships t using (township_code) where f.firm_id = ${firmId}`);
    if (!firm) return undefined;
    const liaisons = await tx.execute<MyLiaison["liaisons"][number]>(sql`
      select p.pairing_id as "pairingId", d.deputy_id as "deputyId", d.name, d.level, p.started_on::text as "startedOn", p.ended_on::text as "endedOn"
      from pairings p join deputies d using (deputy_id)
      where p.firm_id = ${firmId} and p.ended_on is distinct from p.started_on order by p.started_on desc, p.pairing_id desc limit 20`);
    const [change] = await tx.execute<NonNullable<MyLiaison["lastChange"]>>(sql`
      select a.name as "from", b.name as "to", h.handed_on::text as "on" from pairing_handovers h
        join deputies a on a.deputy_id = h.from_deputy_id join deputies b on b.deputy_id = h.to_deputy_id
      where h.firm_id = ${firmId} order by h.handover_id desc limit 1`);
    const [request] = await tx.execute<NonNullable<MyLiaison["request"]>>(sql`
      select state, reason, decision, to_char(coalesce(decided_at, requested_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
      from pairing_requests where firm_id = ${firmId} order by request_id desc limit 1`);
    const conflicts = await tx.execute<MyLiaison["conflicts"][number]>(sql`
      select c.constraint_id as "constraintId", d.deputy_id as "deputyId", d.name as deputy, c.reason,
        to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since
      from pairing_constraints c join deputies d using (deputy_id)
      where c.firm_id = ${firmId} and c.kind = 'conflict' and c.ended_at is null and c.created_by = ${actor.userId}
      order by c.constraint_id desc limit 20`);
    return {
      ...firm,
      conflicts: [...conflicts],
      liaisons: [...liaisons],
      lastChange: change ?? null,
      care: await careOf(tx, ctx.actor, firmId),
      request: request ?? null,
    };
  });
}
