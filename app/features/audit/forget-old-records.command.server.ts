import { sql } from "drizzle-orm";
import { type Ctx, withTx } from "#db/client.ts";

/** How long answers to repeated forms, ended sessions and spent links are kept. */
const KEPT_DAYS = { idempotencyKeys: 30, sessions: 30, links: 90 };

/** Forgets what only served for a time; the log and the audit are never touched. */
export async function forgetOldRecords(ctx: Ctx): Promise<void> {
  await withTx(ctx, async (tx, now) => {
    await tx.execute(
      sql`delete from idempotency_keys where created_at < ${now}::timestamptz - make_interval(days => ${KEPT_DAYS.idempotencyKeys})`,
    );
    await tx.execute(
      sql`delete from sessions where expires_at < ${now}::timestamptz - make_interval(days => ${KEPT_DAYS.sessions})`,
    );
    await tx.execute(
      sql`delete from one_time_links where expires_at < ${now}::timestamptz - make_interval(days => ${KEPT_DAYS.links})`,
    );
    await tx.execute(
      sql`delete from login_throttles where window_started_at < ${now}::timestamptz - interval '1 day'`,
    );
    await tx.execute(
      // The newest stays: without it a process that slept would take a changed directory for the one it keeps.
      sql`delete from directory_changes where changed_at < ${now}::timestamptz - interval '1 day' and change_id < (select max(change_id) from directory_changes)`,
    );
  });
}
