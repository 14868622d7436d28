import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";

const grouping = (
  condition: SQL,
) => sql`exists (select 1 from matter_issues mi join issues mine on mine.issue_id = mi.issue_id
  where mi.matter_id = matters.matter_id and ${condition})`;

/**
 * Which matters 督办事项 an actor may see, as a condition on `matters`: the city all; a county those of its own or with an issue of its own;
 * a unit those it leads or has an issue in. The issues in them follow `issueScope`.
 */
export function matterScope(actor: Actor): SQL {
  if (actor.kind === "system") return sql`true`;
  if (actor.kind !== "person") return sql`false`;
  switch (actor.role) {
    case "city_supervisor":
    case "city_dispatcher":
    case "auditor":
      return sql`true`;
    case "county_supervisor":
    case "county_dispatcher":
      return sql`(matters.county_code = ${actor.countyCode} or ${grouping(sql`mine.county_code = ${actor.countyCode} and mine.confidentiality <> 'sealed'`)})`;
    case "handler":
    case "department_head":
      return sql`(matters.department_id = ${actor.departmentId} or ${grouping(sql`mine.lead_department_id = ${actor.departmentId}`)})`;
    default:
      return sql`false`;
  }
}
