import { sql } from "drizzle-orm";
import type { PersonActor } from "#app/domain/access/actor.ts";
import { dayOf, isoDay } from "#app/domain/calendar/civil-day.ts";
import { type CadenceStanding, cadenceStanding } from "#app/domain/contact/cadence.ts";
import { type Ctx, readTx } from "#db/client.ts";
import { issueScope } from "#db/views/issue.scope.ts";
import { cadenceAt, loadRulebook } from "#db/views/rulebook.ts";

/** One firm of the deputy's own pairs; days are civil days, null where there was none or nothing is due. */
export type MyFirm = {
  firmId: number;
  name: string;
  phone: string | null;
  address: string;
  township: string | null;
  lastContactOn: string | null;
  contactDueOn: string | null;
  standing: CadenceStanding;
  optedOut: boolean;
  openIssues: number;
};

/** An answered issue whose firm the deputy may ask whether it is true. */
export type ToVerify = { issueId: number; number: string; title: string; firmName: string };

/** A notice not read yet; `facts` are those of its kind. */
export type WaitingNotice = {
  noticeId: number;
  kind: string;
  level: number | null;
  issueId: number | null;
  facts: Record<string, string | number>;
  createdAt: string;
};

/** The deputy's start page 今日. */
export type Today = { today: string; firms: MyFirm[]; toVerify: ToVerify[]; waiting: WaitingNotice[] };

const VERIFY_SHOWN = 10;
const NOTICES_SHOWN = 10;

/** What waits for a deputy today: own firms, most overdue first, answers to verify, unread notices. */
export function getToday(ctx: Ctx, actor: PersonActor): Promise<Today> {
  return readTx(ctx, async (tx, now) => {
    const today = isoDay(dayOf(Date.parse(now)));
    const cadence = cadenceAt(await loadRulebook(ctx.db, tx, now), now);
    const firms = await tx.execute<{
      firm_id: number;
      name: string;
      phone: string | null;
      address: string;
      township: string | null;
      last_contact_on: string | null;
      contact_due_on: string | null;
      opted_out: boolean;
      open_issues: number;
    }>(sql`
      select f.firm_id, f.name, coalesce(r.phone, f.phone) as phone, f.address, t.name as township,
        p.last_contact_on::text, p.contact_due_on::text, f.opted_out_at is not null as opted_out,
        (select count(*)::integer from issue_parties ip join issues i using (issue_id)
          where ip.firm_id = f.firm_id and i.state <> 'closed') as open_issues
      from pairings p join firms f on f.firm_id = p.firm_id
      left join townships t on t.township_code = f.township_code
      left join lateral (select phone from representatives
        where firm_id = f.firm_id and ended_on is null order by representative_id limit 1) r on true
      where p.deputy_id = ${actor.deputyId} and p.ended_on is null
      order by p.contact_due_on asc nulls last, f.firm_id`);
    const toVerify = await tx.execute<{
      issue_id: number;
      number: string;
      title: string;
      firm_name: string;
    }>(sql`
      select issues.issue_id, issues.number, ip.title, f.name as firm_name
      from issues join issue_parties ip on ip.issue_id = issues.issue_id join firms f on f.firm_id = ip.firm_id
      where issues.state = 'answered' and ${issueScope(actor)}
      order by issues.answered_at limit ${VERIFY_SHOWN}`);
    const waiting = await tx.execute<{
      notice_id: number;
      kind: string;
      level: number | null;
      issue_id: number | null;
      facts: Record<string, string | number>;
      created_at: string;
    }>(sql`
      select notice_id, kind, level, issue_id, facts, created_at from notices
      where recipient_user_id = ${actor.userId} and read_at is null
      order by notice_id desc limit ${NOTICES_SHOWN}`);
    return {
      today,
      firms: firms.map((row) => ({
        firmId: row.firm_id,
        name: row.name,
        phone: row.phone,
        address: row.address,
        township: row.township,
        lastContactOn: row.last_contact_on,
        contactDueOn: row.contact_due_on,
        standing: cadenceStanding(row.contact_due_on, today, cadence),
        optedOut: row.opted_out,
        openIssues: row.open_issues,
      })),
      toVerify: toVerify.map((row) => ({
        issueId: row.issue_id,
        number: row.number,
        title: row.title,
        firmName: row.firm_name,
      })),
      waiting: waiting.map((row) => ({
        noticeId: row.notice_id,
        kind: row.kind,
        level: row.level,
        issueId: row.issue_id,
        facts: row.facts,
        createdAt: new Date(row.created_at).toISOString(),
      })),
    };
  });
}
