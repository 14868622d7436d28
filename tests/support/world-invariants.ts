/** What must hold of the written world: a sentence and a query that counts the rows that break it. */
export const INVARIANTS: readonly (readonly [sentence: string, countOfBreaches: string])[] = [
  [
    "no deputy ever has more firms than places",
    `with days as (select distinct started_on as day from pairings)
     select count(*) from (
       select d.deputy_id, days.day from days join pairings p on p.during @> days.day join deputies d using (deputy_id)
       group by 1, 2, d.level having count(*) > case d.level when 'township' then 3 else 5 end) x`,
  ],
  [
    "a pair lies in one county unless the deputy's level covers the city",
    `select count(*) from pairings p join firms f using (firm_id) join deputies d using (deputy_id)
     where p.ended_on is null and d.level in ('township', 'county') and d.county_code <> f.county_code`,
  ],
  [
    "running pairs join active deputies with active firms of the programme",
    `select count(*) from pairings p join firms f using (firm_id) join deputies d using (deputy_id)
     where p.ended_on is null and (d.state <> 'active' or f.state <> 'active' or not f.in_programme)`,
  ],
  [
    "every contact credits a firm and a deputy on its own day",
    `select count(*) from contacts c where
       not exists (select 1 from contact_firms f where f.contact_id = c.contact_id and f.happened_on = c.happened_on)
       or not exists (select 1 from contact_deputies d where d.contact_id = c.contact_id and d.happened_on = c.happened_on)`,
  ],
  [
    "nobody records a contact before it happened",
    `select count(*) from contacts where (created_at at time zone 'Asia/Shanghai')::date < happened_on`,
  ],
  [
    "a firm's last contact is the last one at which somebody was met",
    `select count(*) from firms f where last_contact_on is distinct from (
       select max(cf.happened_on) from contact_firms cf join contacts c using (contact_id)
       where cf.firm_id = f.firm_id and c.outcome = 'met')`,
  ],
  [
    "a pair's last contact is the last one of its own deputy",
    `select count(*) from pairings p where ended_on is null and last_contact_on is distinct from (
       select max(cf.happened_on) from contact_firms cf join contacts c using (contact_id)
       join contact_deputies cd on cd.contact_id = c.contact_id and cd.deputy_id = p.deputy_id
       where cf.firm_id = p.firm_id and c.outcome = 'met')`,
  ],
  [
    "a closed issue leaves no clock running but what the congress still owes",
    `select count(*) from clocks c join issues i using (issue_id)
     where i.state = 'closed' and c.ended_at is null and c.kind not in ('review', 'protective_call')`,
  ],
  [
    "a closed issue leaves no unit and no promise behind",
    `select count(*) from issues i where state = 'closed' and (
       exists (select 1 from issue_assignments a where a.issue_id = i.issue_id and a.ended_at is null)
       or exists (select 1 from promises p where p.issue_id = i.issue_id and p.ended_at is null))`,
  ],
  [
    "a unit that leads an issue was given it",
    `select count(*) from issues i where lead_department_id is not null and not exists (
       select from issue_assignments a where a.issue_id = i.issue_id and a.department_id = i.lead_department_id)`,
  ],
  [
    "an issue with a unit has that unit as its one running lead and its clock on the main ladder",
    `select count(*) from issues i where state in ('dispatched', 'handling') and (
       (select array_agg(department_id) from issue_assignments a
         where a.issue_id = i.issue_id and part = 'lead' and ended_at is null) is distinct from array[lead_department_id]
       or (select count(*) from clocks c where c.issue_id = i.issue_id and ladder = 'main' and ended_at is null) <> 1)`,
  ],
  [
    "an answered issue has one signed answer of its class",
    `select count(*) from issues i where state in ('answered', 'promised') and (
       select array_agg(answer_class) from answers a where a.issue_id = i.issue_id and a.state = 'signed')
       is distinct from array[answer_class]`,
  ],
  [
    "a promised issue has one open promise for its day",
    `select count(*) from issues i where state = 'promised' and (
       select array_agg(due_on) from promises p where p.issue_id = i.issue_id and ended_at is null)
       is distinct from array[promised_on]`,
  ],
  [
    "every level written stands in the log, and every level of the log is written",
    `select count(*) from (
       select subject_kind, subject_id, ladder, episode::int, level::int, is_gate from escalations) w
     full join (
       select subject_kind, subject_id, payload->>'ladder' as ladder, (payload->>'episode')::int as episode,
         (payload->>'level')::int as level, kind = 'issue.gate_opened' as is_gate
       from events where kind in ('issue.escalated', 'issue.gate_opened', 'issue.level_decided', 'pairing.escalated')) l
       on (w.subject_kind, w.subject_id, w.ladder, w.episode, w.level, w.is_gate) = (l.subject_kind, l.subject_id, l.ladder, l.episode, l.level, l.is_gate)
     where w.subject_id is null or l.subject_id is null`,
  ],
  [
    "a level is raised after it was due and within a minute, or of the end of the pause in which it fell due",
    `select count(*) from escalations x where x.reason->>'trigger' <> 'decided' and (raised_at <= due_at or raised_at > due_at + interval '1 minute'
       and not exists (select 1 from events e where e.subject_kind = 'issue' and e.subject_id = x.issue_id
         and e.kind in ('issue.information_supplied', 'issue.resumed') and e.at between x.raised_at - interval '1 minute' and x.raised_at))`,
  ],
  [
    "every clock that is open and not paused looks ahead, or has nothing more to reach",
    `select count(*) from clocks where ended_at is null and next_due_at is not null
       and next_due_at < (select max(at) from events where kind = 'issue.escalated') - interval '1 day'`,
  ],
  [
    "a gate is open where five firms with running issues have the same problem at the same unit",
    `select count(*) from clocks c join issues i using (issue_id) join departments d on d.department_id = i.lead_department_id
     where c.ladder = 'main' and c.ended_at is null and c.paused_at is null and c.stood_down_at is null and c.gate = 'none'
       and d.kind not in ('court', 'prosecutor') and 5 <= (
         select count(distinct p.firm_id) from issues o join issue_parties p using (issue_id)
         where o.state <> 'closed' and o.lead_department_id = i.lead_department_id and o.category_code = i.category_code)`,
  ],
  [
    "a running pair with a due day has one running clock for it, and no other pair has one",
    `select count(*) from pairings p full join (select * from clocks where kind = 'contact' and ended_at is null) c on c.subject_id = p.pairing_id
     where (p.ended_on is null and p.contact_due_on is not null) is distinct from (c.clock_id is not null)
       or (c.clock_id is not null and (c.due_at at time zone 'Asia/Shanghai')::date <> p.contact_due_on)`,
  ],
  [
    "a red notice that repeats waits for its turn, which is ahead",
    `select count(*) from notices where repeat_at is not null and (acknowledged_at is not null or in_copy
       or repeat_at < (select max(at) from events where kind = 'issue.escalated') or repeat_at > now() + interval '2 days')`,
  ],
  [
    "the log of an issue runs forward",
    `select count(*) from (
       select at, lag(at) over (partition by subject_id order by event_id) as before
       from events where subject_kind = 'issue') e where at < before`,
  ],
  [
    "officials act in office hours of working days, but for what they do as raisers",
    `select count(*) from events e join calendar_days d on d.day = (e.at at time zone 'Asia/Shanghai')::date
     where e.subject_kind = 'issue'
       and e.actor_role in ('county_supervisor', 'city_supervisor', 'county_dispatcher', 'city_dispatcher', 'handler', 'department_head')
       and e.kind not in ('issue.submitted', 'issue.withdrawn', 'issue.information_supplied', 'issue.resumed')
       and (not d.is_workday or (e.at at time zone 'Asia/Shanghai')::time not between '08:00' and '18:00'
         or (e.at at time zone 'Asia/Shanghai')::time between '12:00:01' and '13:59:59')`,
  ],
  [
    "only the cast can sign in, and all of it can",
    `select count(*) from users u where (u.password_hash is not null) is distinct from
       exists (select 1 from personas p join role_grants g using (grant_id) where g.user_id = u.user_id)`,
  ],
  [
    "somebody is told of every red level of the main ladder",
    `select count(*) from escalations e where ladder = 'main' and level >= 1
       and not exists (select 1 from notices n where n.escalation_id = e.escalation_id)`,
  ],
  [
    "merged issues point at another one, the others at none",
    `select count(*) from issues where (closing is not distinct from 'merged') <> (merged_into_issue_id is not null)`,
  ],
];
