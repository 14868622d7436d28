import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { Whereabouts } from "./find-told.server.ts";
import type { Directory } from "./load-directory.server.ts";

type Subject = {
  clock_id: number;
  issue_id: number | null;
  subject_kind: string;
  subject_id: number;
  co_departments: number[];
};
type PartyRow = {
  clock_id: number;
  firm_users: number[];
  deputy_user: number | null;
  raised_by: number | null;
  township_code: string | null;
};

/** The parties' accounts of a batch of clocks. */
export type PartyUsers = { of: (row: Subject, directory: Directory) => Whereabouts["partyUsers"] };

/** Reads who speaks for the firm, who is its deputy, who raised, for clocks of issues and of pairings, in one query. */
export async function loadParties(tx: Tx, rows: readonly Subject[]): Promise<PartyUsers> {
  const subjects = rows.map((row) => ({
    clockId: row.clock_id,
    issueId: row.issue_id,
    pairingId: row.subject_kind === "pairing" ? row.subject_id : null,
  }));
  const found = await tx.execute<PartyRow>(sql`
    select s."clockId" as clock_id, f.township_code, d.user_id as deputy_user, ip.raised_by,
      coalesce((select jsonb_agg(g.user_id) from role_grants g where g.firm_id = f.firm_id and g.ended_on is null), '[]') as firm_users
    from jsonb_to_recordset(${JSON.stringify(subjects)}::text::jsonb) as s("clockId" int, "issueId" int, "pairingId" int)
    left join issue_parties ip on ip.issue_id = s."issueId"
    left join pairings p on p.pairing_id = s."pairingId"
    left join firms f on f.firm_id = coalesce(ip.firm_id, p.firm_id)
    left join deputies d on d.deputy_id = coalesce(ip.deputy_id, p.deputy_id)`);
  const byClock = new Map(found.map((row) => [row.clock_id, row]));
  return {
    of(row, directory) {
      const party = byClock.get(row.clock_id);
      const one = (userId: number | null | undefined) =>
        userId === null || userId === undefined ? [] : [userId];
      return {
        firm: party?.firm_users ?? [],
        deputy: one(party?.deputy_user),
        raiser: one(party?.raised_by),
        clerk: party?.township_code
          ? (directory.byRole.get(`station_clerk:${party.township_code}`) ?? [])
          : [],
        co_handler: row.co_departments.flatMap((id) => directory.byRole.get(`handler:${id}`) ?? []),
      };
    },
  };
}
