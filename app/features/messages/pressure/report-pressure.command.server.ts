import { sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit } from "#db/record.ts";
import { pressureReports } from "#db/schema/intake/messages.ts";

/**
 * 我受到压力: a firm says, by its link or by login, that it is put under pressure. Only the city supervisor is told and can read it; the
 * log says that something was reported, not what. Refuses with `common.not_found`.
 */
export function reportPressure(
  ctx: Ctx,
  input: { key: string; messageId: number | null; issueId: number | null; words: string },
): Promise<Result<true>> {
  const { key, ...content } = input;
  return once(ctx, { key, action: "pressure.report", content }, async (tx, now) => {
    const { messageId, issueId, words } = content;
    if (messageId === null && issueId === null) return refuse("common.not_found", {});
    await tx.insert(pressureReports).values({ messageId, issueId, words, reportedAt: now });
    const today = civilDayOf(now);
    const facts = JSON.stringify({ href: "/pressure" });
    await tx.execute(sql`
      with told as (
        insert into notices (recipient_user_id, kind, facts, created_at)
        select distinct user_id, 'pressure', ${facts}::text::jsonb, ${now}::timestamptz from role_grants
        where role = 'city_supervisor' and started_on <= ${today}::date and (ended_on is null or ended_on > ${today}::date)
        returning notice_id)
      insert into outbox (topic, notice_id, payload, created_at, available_at)
      select 'notice', notice_id, '{}'::jsonb, ${now}::timestamptz, ${now}::timestamptz from told`);
    const object =
      issueId === null
        ? ({ objectKind: "message", objectId: messageId ?? 0 } as const)
        : ({ objectKind: "issue", objectId: issueId } as const);
    await recordAudit(tx, ctx.actor, now, { action: "pressure.report", ...object }, ctx.requestId);
    return ok(true as const);
  });
}
