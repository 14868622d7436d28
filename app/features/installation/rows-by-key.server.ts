import postgres from "postgres";

/** Fifty rows of one list, fetched by their keys with the driver alone. */
export type RowsByKey = (list: string, keys: readonly number[]) => Promise<Record<string, string | null>[]>;

/** Opens the least way to the rows of a list, with what its usual columns show: what the benchmark compares our pages with. */
export function openRowsByKey(url: string): { rows: RowsByKey; close: () => Promise<void> } {
  const sql = postgres(url, { max: 8, fetch_types: false });
  const queries: Record<string, (keys: number[]) => PromiseLike<Iterable<Record<string, string | null>>>> = {
    firms: (keys) => sql<Record<string, string | null>[]>`
      select f.firm_id as id, f.name, concat_ws(' ', c.short_name, t.name) as place, d.name as deputy, f.last_contact_on::text as contact
      from firms f left join counties c using (county_code) left join townships t using (township_code)
        left join pairings p on p.firm_id = f.firm_id and p.ended_on is null left join deputies d on d.deputy_id = p.deputy_id
      where f.firm_id in ${sql(keys)}`,
    deputies: (keys) => sql<Record<string, string | null>[]>`
      select d.deputy_id as id, d.name, d.level, concat_ws(' ', c.short_name, t.name) as place, d.employer_name as employer, d.state,
        (select count(*) from pairings p where p.deputy_id = d.deputy_id and p.ended_on is null) as firms
      from deputies d left join counties c using (county_code) left join townships t using (township_code)
      where d.deputy_id in ${sql(keys)}`,
    issues: (keys) => sql<Record<string, string | null>[]>`
      select i.issue_id as id, i.number as name, i.title, i.state, i.closing, i.level::text, d.short_name as unit,
        (i.next_due_at at time zone 'Asia/Shanghai')::date::text as due, (i.next_due_at < now())::text as late
      from issues i join counties c using (county_code) left join departments d on d.department_id = i.lead_department_id
      where i.issue_id in ${sql(keys)}`,
  };
  return {
    rows: async (list, keys) => [...((await queries[list]?.([...keys])) ?? [])],
    close: () => sql.end(),
  };
}
