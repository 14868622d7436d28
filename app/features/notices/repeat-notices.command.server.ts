import { sql } from "drizzle-orm";
import { SYSTEM } from "#app/domain/access/actor.ts";
import { type Ctx, withTx } from "#db/client.ts";
import { REPEAT_AFTER } from "#db/writes/apply-escalations.ts";

/** Notices looked at in one transaction. */
const BATCH = 500;

/** What a round did; `more` = there may be more that is due. */
export type RepeatRound = { repeated: number; more: boolean };

/**
 * Puts red notices that nobody has seen 已阅 before their readers again, once a day, as long as the clock they are about runs: unread in
 * the inbox, and once more in the outbox. Waits while the clock is paused, ends with the clock or its stand-down. Safe from any number
 * of processes.
 */
export function repeatNotices(ctx: Ctx): Promise<RepeatRound> {
  return withTx(
    { ...ctx, actor: SYSTEM },
    async (tx, now) => {
      const [row] = await tx.execute<{ taken: number; repeated: number }>(sql`
        with due as (
          select notice_id, escalation_id, repeat_at from notices where repeat_at < ${now}::timestamptz
          order by repeat_at, notice_id limit ${BATCH} for update skip locked
        ), judged as (
          select due.notice_id,
            c.clock_id is not null and c.ended_at is null and c.stood_down_at is null as lives,
            c.paused_at is null as runs,
            due.repeat_at + ${REPEAT_AFTER}::interval * (1 + floor(extract(epoch from ${now}::timestamptz - due.repeat_at) / extract(epoch from ${REPEAT_AFTER}::interval))) as next_at
          from due left join escalations e using (escalation_id) left join clocks c using (clock_id)
        ), moved as (
          update notices n set repeat_at = case when j.lives then j.next_at end,
            read_at = case when j.lives and j.runs then null else n.read_at end
          from judged j where n.notice_id = j.notice_id
        ), queued as (
          insert into outbox (topic, notice_id, payload, created_at, available_at)
          select 'notice', notice_id, '{"repeat": true}'::jsonb, ${now}, ${now} from judged where lives and runs returning outbox_id
        )
        select (select count(*) from due)::int as taken, (select count(*) from queued)::int as repeated`);
      return { repeated: row?.repeated ?? 0, more: row?.taken === BATCH };
    },
    { idempotent: true },
  );
}
