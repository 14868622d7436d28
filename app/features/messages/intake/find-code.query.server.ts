import { sql } from "drizzle-orm";
import { type Ctx, read, type Tx } from "#db/client.ts";

/** Whose code it is, as the page it opens says: a deputy with where they are liaison, or a station. */
export type CodeOwner = {
  codeId: number;
  kind: "deputy" | "station";
  name: string;
  place: string;
  deputyId: number | null;
  /** The deputy is in office and can sign in. */
  reachable: boolean;
  countyCode: string;
  townshipCode: string | null;
};

/** The running code of a token; undefined when there is none, or it was revoked, or its deputy has left. */
export function findCode(ctx: Ctx, token: string): Promise<CodeOwner | undefined> {
  return read(ctx.db, (tx) => codeOf(tx, token));
}

/** The same inside a transaction. */
export async function codeOf(tx: Tx, token: string): Promise<CodeOwner | undefined> {
  const [row] = await tx.execute<CodeOwner>(sql`
    select q.code_id as "codeId", case when q.deputy_id is null then 'station' else 'deputy' end as kind,
      coalesce(d.name, s.name) as name, d.deputy_id as "deputyId",
      coalesce(u.state = 'active', false) as reachable,
      coalesce(d.county_code, s.county_code) as "countyCode", coalesce(d.township_code, s.township_code, st.township_code) as "townshipCode",
      case when q.deputy_id is null then s.address else concat(c.short_name, t.name) end as place
    from intake_codes q
    left join deputies d on d.deputy_id = q.deputy_id left join users u on u.user_id = d.user_id
    left join stations st on st.station_id = d.station_id
    left join stations s on s.station_id = q.station_id
    left join counties c on c.county_code = coalesce(d.county_code, s.county_code)
    left join townships t on t.township_code = coalesce(d.township_code, s.township_code)
    where q.token = ${token} and q.revoked_at is null and (d.deputy_id is null or d.state = 'active')`);
  return row;
}
