import type { ISql } from "postgres";

/**
 * Supervision notices 督办函 of the levels that draft one: of open issues half wait for a signature, the others are out or replied to;
 * of closed ones all were replied to. Numbers run on by county and year.
 */
export async function writeLetters(sql: ISql): Promise<void> {
  await sql`
    with drafted as (
      select e.escalation_id, e.issue_id, i.lead_department_id, i.county_code, i.state, e.raised_at,
        case when i.state = 'closed' then 'replied' else (array['draft', 'draft', 'signed', 'replied'])[1 + e.escalation_id % 4] end as letter
      from escalations e join issues i using (issue_id)
      where e.ladder = 'main' and e.level = 2 and not e.is_gate and e.stood_down_at is null and i.lead_department_id is not null
    ), offices as (
      select c.county_code, c.short_name,
        (select u.user_id from role_grants g join users u using (user_id) where g.role = 'county_supervisor' and g.county_code = c.county_code
          order by g.grant_id limit 1) as signer_id,
        (select u.name from posts p join post_holdings h using (post_id) join users u on u.user_id = h.user_id
          where p.body = 'congress' and p.kind = 'committee_director' and p.county_code = c.county_code order by h.post_holding_id desc limit 1) as director
      from counties c
    ), numbered as (
      select d.*, o.signer_id, coalesce(o.director, '值班负责人') as director, o.short_name,
        row_number() over (partition by d.county_code, extract(year from d.raised_at), d.letter = 'draft' order by d.raised_at, d.escalation_id) as no
      from drafted d join offices o using (county_code) where o.signer_id is not null
    )
    insert into supervision_notices (issue_id, escalation_id, department_id, state, number, body, signer, reply_by, drafted_at, signed_at, signed_by,
      received_at, received_by, replied_at, replied_by, reply)
    select n.issue_id, n.escalation_id, n.lead_department_id, n.letter,
      case when n.letter <> 'draft' then n.short_name || '人督〔' || extract(year from n.raised_at) || '〕' || n.no || '号' end,
      case when n.letter <> 'draft' then '该诉求已超过答复期限，请主要负责同志亲自过问，抓紧研究办理，并将办理情况书面回复我机关。' end,
      case when n.letter <> 'draft' then n.director end,
      case when n.letter <> 'draft' then (n.raised_at + interval '9 days')::date end,
      n.raised_at, case when n.letter <> 'draft' then n.raised_at + interval '1 day' end, case when n.letter <> 'draft' then n.signer_id end,
      case when n.letter <> 'draft' then n.raised_at + interval '2 days' end, case when n.letter <> 'draft' then h.user_id end,
      case when n.letter = 'replied' then n.raised_at + interval '6 days' end, case when n.letter = 'replied' then h.user_id end,
      case when n.letter = 'replied' then '已召集相关科室研究，责任人已与企业见面沟通，正在按计划办理，办结后将正式答复企业。' end
    from numbered n left join lateral (
      select g.user_id from role_grants g where g.department_id = n.lead_department_id order by g.grant_id limit 1) h on true
    order by n.raised_at, n.escalation_id`;
}
