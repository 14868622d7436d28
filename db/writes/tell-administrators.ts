import { sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import type { Tx } from "../client.ts";

/** What the office's machinery tells its administrators: the database's clock jumped, clocks differ from the log. */
export type AdministratorNotice = "clock_jumped" | "clocks_differ";

/** Puts a notice before every system administrator, with figures alone: they see no contents. */
export async function tellAdministrators(
  tx: Tx,
  now: string,
  kind: AdministratorNotice,
  facts: Record<string, number | string>,
): Promise<void> {
  const today = civilDayOf(now);
  await tx.execute(sql`
    with told as (
      insert into notices (recipient_user_id, kind, facts, created_at)
      select distinct user_id, ${kind}, ${JSON.stringify(facts)}::text::jsonb, ${now}::timestamptz from role_grants
      where role = 'system_administrator' and started_on <= ${today}::date and (ended_on is null or ended_on > ${today}::date)
      returning notice_id)
    insert into outbox (topic, notice_id, payload, created_at, available_at)
    select 'notice', notice_id, '{}'::jsonb, ${now}::timestamptz, ${now}::timestamptz from told`);
}
