import { sql } from "drizzle-orm";
import type { Tx } from "../client.ts";

/** Somebody to be told in the inbox and by the channels. */
export type ToldPerson = { userId: number; postId?: number | null; inCopy?: boolean };

/** Puts one notice before each of `people`, nobody twice, and leaves it to the channels. `facts` are what its sentence may name. */
export async function tellPeople(
  tx: Tx,
  now: string,
  people: readonly ToldPerson[],
  notice: { kind: string; issueId: number | null; facts: Record<string, string | number> },
): Promise<void> {
  const told = [...new Map(people.map((one) => [one.userId, one])).values()];
  if (told.length === 0) return;
  await tx.execute(sql`
    with told as (
      insert into notices (recipient_user_id, post_id, issue_id, kind, in_copy, facts, created_at)
      select "userId", "postId", ${notice.issueId}::int, ${notice.kind}, coalesce("inCopy", false), ${JSON.stringify(notice.facts)}::text::jsonb, ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(told)}::text::jsonb) as t("userId" int, "postId" int, "inCopy" boolean)
      returning notice_id)
    insert into outbox (topic, notice_id, payload, created_at, available_at)
    select 'notice', notice_id, '{}'::jsonb, ${now}::timestamptz, ${now}::timestamptz from told`);
}
