import { sql } from "drizzle-orm";
import { HANDOVER_GRACE_DAYS } from "#app/domain/plan/handover.ts";
import type { Tx } from "#db/client.ts";

/**
 * Writes the handovers of a plan that has just ended and started its pairs: what is open with each firm is counted, open issues go to
 * the new deputy, the day of the next contact is carried over. Sealed issues are neither counted nor handed on: whoever was told
 * nothing of them learns nothing here. Returns how many.
 */
export async function handOver(tx: Tx, planId: number, today: string, now: string): Promise<number> {
  await tx.execute(sql`
    update pairings p set contact_due_on = case when f.opted_out_at is not null or old.contact_due_on is null then null
      else greatest(old.contact_due_on, ${today}::date + ${HANDOVER_GRACE_DAYS}::int) end
    from pairings old, firms f
    where p.plan_id = ${planId} and p.ended_on is null and old.ended_plan_id = ${planId} and old.firm_id = p.firm_id
      and f.firm_id = p.firm_id`);
  const rows = await tx.execute<{ handover_id: number }>(sql`
    insert into pairing_handovers (plan_id, firm_id, from_deputy_id, to_deputy_id, handed_on, open_issues, open_promises, contact_due_on, created_at)
    select ${planId}, old.firm_id, old.deputy_id, p.deputy_id, ${today}::date,
      (select count(*) from issue_parties ip join issues i using (issue_id)
        where ip.firm_id = old.firm_id and i.state <> 'closed' and i.confidentiality <> 'sealed'),
      (select count(*) from issue_parties ip join issues i using (issue_id) join promises pr using (issue_id)
        where ip.firm_id = old.firm_id and pr.ended_at is null and i.confidentiality <> 'sealed'),
      p.contact_due_on, ${now}
    from pairings old join pairing_plan_rows r on r.plan_id = ${planId} and r.firm_id = old.firm_id
      left join pairings p on p.firm_id = old.firm_id and p.plan_id = ${planId} and p.ended_on is null
    where old.ended_plan_id = ${planId} and r.reason is distinct from 'firm_left'
    order by old.firm_id returning handover_id`);
  await tx.execute(sql`
    update issue_parties ip set deputy_id = h.to_deputy_id
    from pairing_handovers h, issues i
    where h.plan_id = ${planId} and h.to_deputy_id is not null and ip.firm_id = h.firm_id and ip.deputy_id = h.from_deputy_id
      and i.issue_id = ip.issue_id and i.state <> 'closed' and i.confidentiality <> 'sealed' and ip.confidentiality <> 'sealed'`);
  return rows.length;
}

/**
 * Tells everybody whom the plan concerns, one notice a person: new and former liaisons with how many firms, each firm's people who its
 * liaison is, and the township's officer which firms are without one. Numbers and names of the pair only, nothing of any issue.
 */
export async function tellPlan(tx: Tx, planId: number, now: string): Promise<void> {
  await tx.execute(sql`
    with gained as (
      select d.user_id, 'pairing_gained' as kind, jsonb_build_object('planId', ${planId}::int, 'count', count(*), 'href', '/handovers') as facts
      from pairings p join deputies d using (deputy_id)
      where p.plan_id = ${planId} and p.ended_on is null and d.user_id is not null group by d.user_id
    ), handed as (
      select d.user_id, 'pairing_handed_over', jsonb_build_object('planId', ${planId}::int, 'count', count(*), 'href', '/handovers')
      from pairing_handovers h join deputies d on d.deputy_id = h.from_deputy_id
      where h.plan_id = ${planId} and d.user_id is not null group by d.user_id
    ), people as (
      select user_id, firm_id from representatives where user_id is not null and ended_on is null
      union select user_id, firm_id from role_grants where role = 'firm_representative' and firm_id is not null and ended_on is null
    ), firms_told as (
      select people.user_id, 'pairing_liaison', jsonb_build_object('planId', ${planId}::int, 'deputy', d.name, 'href', '/my-liaison')
      from pairings p join deputies d using (deputy_id) join people using (firm_id)
      where p.plan_id = ${planId} and p.ended_on is null
      union all
      select people.user_id, 'pairing_in_care', jsonb_build_object('planId', ${planId}::int, 'href', '/my-liaison')
      from pairing_handovers h join people using (firm_id) where h.plan_id = ${planId} and h.to_deputy_id is null
    ), care as (
      select g.user_id, 'pairing_care', jsonb_build_object('planId', ${planId}::int, 'count', count(*), 'href', '/care')
      from pairing_handovers h join firms f using (firm_id) join role_grants g on g.role = 'township_officer' and g.township_code = f.township_code
        and g.ended_on is null
      where h.plan_id = ${planId} and h.to_deputy_id is null group by g.user_id
    ), told as (
      insert into notices (recipient_user_id, kind, facts, created_at)
      select user_id, kind, facts, ${now}::timestamptz from (
        select * from gained union all select * from handed union all select * from firms_told union all select * from care) every
      returning notice_id
    )
    insert into outbox (topic, notice_id, payload, created_at, available_at)
    select 'notice', notice_id, '{}'::jsonb, ${now}, ${now} from told`);
}
