import postgres from "postgres";

/** Fifty rows of one list, fetched by their keys with the driver alone, each as the texts of its cells. */
export type RowsByKey = (list: string, keys: readonly number[]) => Promise<string[][]>;

/** Opens the least way to the rows of a list: what the benchmark compares our pages with. */
export function openRowsByKey(url: string): { rows: RowsByKey; close: () => Promise<void> } {
  const sql = postgres(url, { max: 8, fetch_types: false });
  const queries: Record<string, (keys: number[]) => PromiseLike<Iterable<Record<string, unknown>>>> = {
    firms: (keys) => sql<Record<string, unknown>[]>`
      select f.firm_id, f.name, c.short_name as county, t.name as township, d.name as deputy, f.last_contact_on::text
      from firms f left join counties c using (county_code) left join townships t using (township_code)
        left join pairings p on p.firm_id = f.firm_id and p.ended_on is null left join deputies d on d.deputy_id = p.deputy_id
      where f.firm_id in ${sql(keys)}`,
    deputies: (keys) => sql<Record<string, unknown>[]>`
      select d.deputy_id, d.name, d.level, c.short_name as county, t.name as township, d.sector_code, d.employer_name, d.state,
        (select count(*) from pairings p where p.deputy_id = d.deputy_id and p.ended_on is null) as firms
      from deputies d left join counties c using (county_code) left join townships t using (township_code)
      where d.deputy_id in ${sql(keys)}`,
    issues: (keys) => sql<Record<string, unknown>[]>`
      select i.issue_id, i.number, i.title, i.state, i.level, c.short_name as county, d.short_name as unit, i.next_due_at::text, i.submitted_at::text
      from issues i join counties c using (county_code) left join departments d on d.department_id = i.lead_department_id
      where i.issue_id in ${sql(keys)}`,
  };
  return {
    rows: async (list, keys) => {
      const rows = await queries[list]?.([...keys]);
      return [...(rows ?? [])].map((row) => Object.values(row).map((value) => String(value ?? "")));
    },
    close: () => sql.end(),
  };
}
