import { sql } from "drizzle-orm";
import type { DeputyLevel } from "#app/domain/access/roles.ts";
import type { PairingPolicy } from "#app/domain/plan/pairing-policy.ts";
import type { Assumptions } from "#app/features/pairings/pairing-policy.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { deputyScope } from "#db/views/firm.scope.ts";

/** What a what-if takes for granted, by name. */
export type Assumed = {
  leaving: { deputyId: number; name: string; firms: number }[];
  additions: { township: string; level: DeputyLevel; count: number }[];
  policy: Partial<PairingPolicy>;
};

/** Names the assumptions of a what-if as its page shows them; deputies outside the actor's scope stay out. */
export async function listAssumed(ctx: Ctx, assume: Assumptions): Promise<Assumed> {
  const { leaving = [], additions = [], policy = {} } = assume;
  return readTx(ctx, async (tx) => {
    const people = await tx.execute<Assumed["leaving"][number]>(sql`
      select deputies.deputy_id as "deputyId", deputies.name,
        (select count(*)::int from pairings p where p.deputy_id = deputies.deputy_id and p.ended_on is null) as firms
      from deputies where ${deputyScope(ctx.actor)} and deputies.deputy_id = any(
        array(select jsonb_array_elements_text(${JSON.stringify(leaving)}::text::jsonb)::int)) order by deputies.name`);
    const places = await tx.execute<{ code: string; name: string }>(sql`
      select township_code as code, name from townships where township_code = any(
        array(select jsonb_array_elements_text(${JSON.stringify(additions.map((one) => one.townshipCode))}::text::jsonb)))`);
    const nameOf = new Map(places.map((row) => [row.code, row.name]));
    return {
      leaving: [...people],
      additions: additions.map(({ townshipCode, level, count }) => ({
        township: nameOf.get(townshipCode) ?? townshipCode,
        level,
        count,
      })),
      policy,
    };
  });
}

/** The line by which the form names a deputy to start with; empty outside the actor's scope. */
export async function lineOfDeputy(ctx: Ctx, deputyId: number | null): Promise<string> {
  if (deputyId === null) return "";
  return readTx(ctx, async (tx) => {
    const [row] = await tx.execute<{ line: string }>(sql`
      select coalesce(nullif(deputies.card_no, ''), deputies.phone, deputies.name) as line
      from deputies where deputies.deputy_id = ${deputyId} and deputies.state = 'active' and ${deputyScope(ctx.actor)}`);
    return row?.line ?? "";
  });
}
