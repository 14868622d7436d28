import { type SQL, sql } from "drizzle-orm";
import type { SubjectKind } from "#app/domain/deadline/clocks.ts";
import { clerksOf, type Directory, type Whereabouts } from "#app/domain/escalation/told.ts";
import type { Tx } from "../client.ts";

/** What a level is about, as far as its parties are concerned. */
export type PartySubject = {
  clockId: number;
  issueId: number | null;
  subjectKind: SubjectKind;
  subjectId: number;
  coDepartments: readonly number[];
};

type PartyRow = {
  clock_id: number;
  firm_id: number | null;
  firm: string | null;
  firm_users: number[];
  deputy_user: number | null;
  raised_by: number | null;
  township_code: string | null;
  station_id: number | null;
};

/** The parties' accounts of a batch of clocks; `pairedFirm` is named for pairs alone, never for issues. */
export type PartyUsers = {
  of: (subject: PartySubject, directory: Directory) => Whereabouts["partyUsers"];
  pairedFirm: (subject: PartySubject) => { firmId: number; firm: string } | null;
};

/** Reads who speaks for the firm, who is its deputy, who raised, for clocks of issues, pairings and messages, in one query; of a clock that was not asked for no party is known. */
export async function loadParties(tx: Tx, subjects: readonly PartySubject[]): Promise<PartyUsers> {
  const asked = subjects.map(({ clockId, issueId, subjectKind, subjectId }) => ({
    clockId,
    issueId,
    pairingId: subjectKind === "pairing" ? subjectId : null,
    messageId: subjectKind === "message" ? subjectId : null,
  }));
  const found =
    asked.length === 0
      ? []
      : await tx.execute<PartyRow>(sql`
    select s."clockId" as clock_id, f.firm_id, f.name as firm, d.user_id as deputy_user, ip.raised_by,
      case when m.message_id is null then f.township_code when not m.is_direct then m.township_code end as township_code,
      coalesce(d.station_id, k.station_id) as station_id,
      coalesce((select jsonb_agg(g.user_id) from role_grants g where g.firm_id = f.firm_id and g.ended_on is null), '[]') as firm_users
    from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as s("clockId" int, "issueId" int, "pairingId" int, "messageId" int)
    left join issue_parties ip on ip.issue_id = s."issueId"
    left join pairings p on p.pairing_id = s."pairingId"
    left join messages m on m.message_id = s."messageId"
    left join intake_codes k on k.code_id = m.code_id
    left join firms f on f.firm_id = coalesce(ip.firm_id, p.firm_id, m.firm_id)
    left join deputies d on d.deputy_id = coalesce(ip.deputy_id, p.deputy_id, case when m.owner = 'deputy' then m.deputy_id end)`);
  const byClock = new Map(found.map((row) => [row.clock_id, row]));
  const one = (userId: number | null | undefined) =>
    userId === null || userId === undefined ? [] : [userId];
  return {
    of({ clockId, coDepartments }, directory) {
      const party = byClock.get(clockId);
      return {
        firm: party?.firm_users ?? [],
        deputy: one(party?.deputy_user),
        raiser: one(party?.raised_by),
        clerk: clerksOf(directory.byRole, party?.township_code, party?.station_id),
        co_handler: coDepartments.flatMap((id) => directory.byRole.get(`handler:${id}`) ?? []),
      };
    },
    pairedFirm({ clockId, subjectKind }) {
      const party = byClock.get(clockId);
      return subjectKind === "pairing" && party?.firm_id && party.firm
        ? { firmId: party.firm_id, firm: party.firm }
        : null;
    },
  };
}

/** Whether one of the personal channels of `mail` and `sms` (booleans, as SQL) reaches the person of the row `u` of `users`. Rooms reach nobody in particular. */
export function reachedBy(mail: SQL, sms: SQL): SQL {
  return sql`(${mail} and u.email is not null or ${sms} and u.phone is not null)`;
}

const isSetUp = (channel: string) =>
  sql.raw(
    `coalesce((select value->'names' ? '${channel}' from installation where name = 'channels'), false)`,
  );

/** Whether the person of the row `u` of `users` has an account in use and is reached by none of the channels that the server set up. */
export const UNREACHED: SQL = sql`(coalesce(u.state = 'active', false) and not ${reachedBy(isSetUp("mail"), isSetUp("sms"))})`;
