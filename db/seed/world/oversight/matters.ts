import type { ISql } from "postgres";

/** One matter 督办事项 of the class with the second most firms, so that the largest is still proposed. */
export async function writeMatter(sql: ISql): Promise<void> {
  await sql`
    with classes as (
      select i.lead_department_id as unit, i.category_code as category, count(distinct p.firm_id) as firms
      from issues i join issue_parties p using (issue_id)
      where i.state <> 'closed' and i.lead_department_id is not null and i.category_code is not null and i.confidentiality <> 'sealed'
      group by 1, 2 having count(*) >= 2 order by 3 desc, 1, 2 limit 1 offset 1
    ), opened as (
      insert into matters (number, title, category_code, department_id, county_code, reason, opened_by, opened_at)
      select 'DB' || extract(year from max(i.dispatched_at)) || '-0001', d.short_name || '：' || k.name, c.category, c.unit,
        case when count(distinct i.county_code) = 1 then min(i.county_code) end, '多家企业反映同一问题，合并督办，一并研究解决办法。',
        (select user_id from role_grants where role = 'city_supervisor' order by grant_id limit 1), max(i.dispatched_at) + interval '1 day'
      from classes c join issues i on i.lead_department_id = c.unit and i.category_code = c.category and i.state <> 'closed' and i.confidentiality <> 'sealed'
        join departments d on d.department_id = c.unit join categories k on k.category_code = c.category
      group by c.unit, c.category, d.short_name, k.name
      returning matter_id, department_id, category_code, opened_at, number, reason, opened_by
    ), grouped as (
      insert into matter_issues (matter_id, issue_id, joined_at)
      select o.matter_id, i.issue_id, o.opened_at from opened o
        join issues i on i.lead_department_id = o.department_id and i.category_code = o.category_code and i.state <> 'closed' and i.confidentiality <> 'sealed'
      returning matter_id, issue_id)
    insert into events (subject_kind, subject_id, kind, payload, actor_user_id, actor_role, at)
    select 'matter', o.matter_id, 'matter.opened',
      jsonb_build_object('number', o.number, 'numbers', (select string_agg(i.number, ' ' order by i.issue_id) from grouped g join issues i using (issue_id)), 'reason', o.reason),
      o.opened_by, 'city_supervisor', o.opened_at from opened o`;
}
