import { sql } from "drizzle-orm";
import { SYSTEM } from "#app/domain/access/actor.ts";
import { type Ctx, withTx } from "#db/client.ts";
import { tellPeople } from "#db/writes/tell-people.ts";
import { unitPeople } from "./give-letter-command.command.server.ts";

/** Notices looked at in one round. */
const BATCH = 50;

type Late = {
  letterId: number;
  number: string;
  issueId: number;
  signedBy: number;
  departmentId: number | null;
  countyCode: string;
};

/**
 * Reminds unit and signer, once, of each reply that is overdue; drops drafts whose issue was closed or stood down before anybody signed.
 * Safe from any number of processes. Returns how many were reminded of.
 */
export function tendLetters(ctx: Ctx): Promise<number> {
  return withTx(
    { ...ctx, actor: SYSTEM },
    async (tx, now) => {
      await tx.execute(sql`
        update supervision_notices l set state = 'dropped', version = l.version + 1,
          dropped_reason = case when i.state = 'closed' then 'issue_closed' else 'stood_down' end
        from issues i, escalations e where l.state = 'draft' and i.issue_id = l.issue_id and e.escalation_id = l.escalation_id
          and (i.state = 'closed' or e.stood_down_at is not null)`);
      const late = await tx.execute<Late>(sql`
        with taken as (
          select supervision_notice_id from supervision_notices
          where state = 'signed' and reminded_at is null and reply_by < (${now}::timestamptz at time zone 'Asia/Shanghai')::date
          order by supervision_notice_id limit ${BATCH} for update skip locked)
        update supervision_notices l set reminded_at = ${now}::timestamptz from taken, issues i
        where l.supervision_notice_id = taken.supervision_notice_id and i.issue_id = l.issue_id
        returning l.supervision_notice_id as "letterId", l.number, l.issue_id as "issueId", l.signed_by as "signedBy",
          l.department_id as "departmentId", i.county_code as "countyCode"`);
      for (const { letterId, number, issueId, signedBy, ...unit } of late) {
        const people = [...(await unitPeople(ctx.db, tx, now, unit)), { userId: signedBy }];
        const facts = { href: `/letters/${letterId}`, number };
        await tellPeople(tx, now, people, { kind: "letter_late", issueId, facts });
      }
      return late.length;
    },
    { idempotent: true },
  );
}
