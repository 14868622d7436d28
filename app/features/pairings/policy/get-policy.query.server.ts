import { sql } from "drizzle-orm";
import { type PairingPolicy, policyDifference } from "#app/domain/plan/pairing-policy.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { loadPolicy } from "#db/views/rulebook.ts";

/** A version of the policy; instants ISO, `changed` names what differs from the version before it by number. */
export type PolicyVersion = {
  version: number;
  inForceFrom: string;
  reason: string;
  by: string | null;
  body: PairingPolicy;
  changed: (keyof PairingPolicy)[];
  state: "past" | "now" | "to_come";
};

/** The policy of pairing in force now, and every version with author and reason, the newest first. */
export async function getPairingPolicy(
  ctx: Ctx,
): Promise<{ now: PairingPolicy & { version: number }; versions: PolicyVersion[] }> {
  return readTx(ctx, async (tx, now) => {
    const { inForceFrom: _from, ...policy } = await loadPolicy<PairingPolicy>(tx, "pairing", now);
    const rows = await tx.execute<Omit<PolicyVersion, "changed" | "state">>(sql`
      select p.policy_version as version, p.body, p.reason, u.name as by,
        to_char(p.in_force_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "inForceFrom"
      from policies p left join users u on u.user_id = p.created_by
      where p.kind = 'pairing' order by p.policy_version desc limit 100`);
    const versions = rows.map((row, at): PolicyVersion => {
      const before = rows[at + 1];
      const changed = before
        ? (Object.keys(policyDifference(before.body, row.body)) as (keyof PairingPolicy)[])
        : [];
      const isToCome = Date.parse(row.inForceFrom) > Date.parse(now);
      return {
        ...row,
        changed,
        state: row.version === policy.version ? "now" : isToCome ? "to_come" : "past",
      };
    });
    return { now: policy, versions };
  });
}
