import { sql } from "drizzle-orm";
import { type Ctx, readTx } from "#db/client.ts";

/** One report of pressure as the city supervisor reads it; instants ISO. */
export type PressureReport = {
  reportId: number;
  version: number;
  words: string;
  reportedAt: string;
  handledAt: string | null;
  note: string;
  number: string | null;
  issueId: number | null;
  messageId: number | null;
  firm: string | null;
  phone: string | null;
};

/** Reports shown on one page; open ones come first. */
const SHOWN = 100;

/** Every report of pressure, the open ones first; row-level security shows them to the city supervisor alone. */
export function listPressure(ctx: Ctx): Promise<PressureReport[]> {
  return readTx(ctx, async (tx) => [
    ...(await tx.execute<PressureReport>(sql`
      select r.report_id as "reportId", r.version, r.words, r.note, coalesce(i.number, m.number) as number, r.issue_id as "issueId", r.message_id as "messageId",
        to_char(r.reported_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "reportedAt",
        to_char(r.handled_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "handledAt",
        coalesce(f.name, nullif(m.firm_name, '')) as firm, coalesce(m.phone, f.phone) as phone
      from pressure_reports r left join messages m on m.message_id = r.message_id left join issues i on i.issue_id = r.issue_id
      left join issue_parties ip on ip.issue_id = r.issue_id left join firms f on f.firm_id = coalesce(ip.firm_id, m.firm_id)
      order by r.handled_at is not null, r.report_id desc limit ${SHOWN}`)),
  ]);
}
