import { sql } from "drizzle-orm";
import { civilDayOf } from "#app/domain/calendar/civil-day.ts";
import type { MessageOwner } from "#app/domain/message/states.ts";
import type { Tx } from "#db/client.ts";

/** Whose turn it is, and where they are found. */
export type Addressee = {
  messageId: number;
  number: string;
  owner: MessageOwner;
  deputyId: number | null;
  townshipCode: string | null;
  countyCode: string;
};

/** Tells whoever has a message now that it waits for them; a notice names the number alone. `by` is not told of their own step. */
export async function tellOwner(
  tx: Tx,
  now: string,
  to: Addressee,
  by: number | null,
  kind: "message_waiting" | "message_reply" = "message_waiting",
): Promise<void> {
  const today = civilDayOf(now);
  const facts = JSON.stringify({ number: to.number, href: `/messages/${to.messageId}` });
  await tx.execute(sql`
    with people as (
      select user_id from deputies where ${to.owner} = 'deputy' and deputy_id = ${to.deputyId}::integer and user_id is not null
      union
      select user_id from role_grants
      where started_on <= ${today}::date and (ended_on is null or ended_on > ${today}::date) and case ${to.owner}
        when 'clerk' then role in ('station_clerk', 'township_officer') and township_code = ${to.townshipCode}::text
        when 'county_supervisor' then role = 'county_supervisor' and county_code = ${to.countyCode}
        when 'city_supervisor' then role = 'city_supervisor' else false end
    ), told as (
      insert into notices (recipient_user_id, kind, facts, created_at)
      select user_id, ${kind}, ${facts}::text::jsonb, ${now}::timestamptz from people
      where user_id is distinct from ${by}::integer order by user_id returning notice_id)
    insert into outbox (topic, notice_id, payload, created_at, available_at)
    select 'notice', notice_id, '{}'::jsonb, ${now}::timestamptz, ${now}::timestamptz from told`);
}
