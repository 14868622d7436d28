import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";

const ALL = sql`true`;
const NONE = sql`false`;
const UNSEALED = sql`issues.confidentiality <> 'sealed'`;

/**
 * Which issues an actor may see, as a condition on `issues`. Conditions that go through `issue_parties` rest on row-level security
 * and need a transaction that has set the actor (`readTx`, `withTx`). Source: product rules, section 8.
 */
export function issueScope(actor: Actor): SQL {
  if (actor.kind === "system") return ALL;
  if (actor.kind === "anonymous") {
    const issueId = actor.link?.issueId ?? null;
    return issueId === null ? NONE : sql`issues.issue_id = ${issueId}`;
  }
  switch (actor.role) {
    case "city_supervisor":
    case "auditor":
      return ALL;
    case "county_supervisor":
      return sql`(issues.county_code = ${actor.countyCode} and ${UNSEALED})`;
    case "city_dispatcher":
      return sql`issues.transferred_at is not null`;
    case "county_dispatcher":
      return sql`(issues.county_code = ${actor.countyCode} and issues.transferred_at is not null)`;
    case "handler":
    case "department_head":
      // As an array it is one condition on the index of whatever a list is about; joined, all open issues would be read.
      return sql`issues.issue_id = any(array(select issue_id from issue_assignments where department_id = ${actor.departmentId}))`;
    case "post_holder":
      return sql`issues.issue_id in (select issue_id from notices where recipient_user_id = ${actor.userId})`;
    case "township_officer":
    case "station_clerk":
      return sql`(issues.issue_id in (select issue_id from issue_parties where township_code = ${actor.townshipCode}) and ${UNSEALED})`;
    case "deputy":
      return sql`issues.issue_id in (
        select issue_id from issue_parties where deputy_id = ${actor.deputyId}
        union select p.issue_id from issue_parties p
          where p.confidentiality <> 'sealed' and not p.past_deputy
            and p.firm_id in (select firm_id from pairings where deputy_id = ${actor.deputyId} and ended_on is null))`;
    case "firm_representative":
      return sql`issues.issue_id in (select issue_id from issue_parties where firm_id = ${actor.firmId})`;
    default:
      return NONE;
  }
}

/**
 * {@link issueScope} for a statement about one issue, which is found by its number: asks about that one instead of listing all that the
 * actor may see.
 */
export function oneIssueScope(actor: Actor): SQL {
  if (actor.kind !== "person") return issueScope(actor);
  const having = (table: string, condition: SQL) =>
    sql`exists (select from ${sql.raw(table)} own where own.issue_id = issues.issue_id and ${condition})`;
  switch (actor.role) {
    case "handler":
    case "department_head":
      // Whoever leads it was given it; but that it leads stands in the issue's own row.
      return sql`(issues.lead_department_id = ${actor.departmentId}
        or ${having("issue_assignments", sql`own.department_id = ${actor.departmentId}`)})`;
    case "post_holder":
      // Told of the issue itself, or of one of its levels: either is found by an index.
      return sql`(exists (select from notices own where own.own_issue_id = issues.issue_id and own.recipient_user_id = ${actor.userId})
        or exists (select from escalations raised join notices own using (escalation_id)
          where raised.issue_id = issues.issue_id and own.recipient_user_id = ${actor.userId}))`;
    case "township_officer":
    case "station_clerk":
      return sql`(${having("issue_parties", sql`own.township_code = ${actor.townshipCode}`)} and ${UNSEALED})`;
    case "deputy":
      return having(
        "issue_parties",
        sql`(own.deputy_id = ${actor.deputyId} or own.confidentiality <> 'sealed' and not own.past_deputy
          and own.firm_id in (select firm_id from pairings where deputy_id = ${actor.deputyId} and ended_on is null))`,
      );
    case "firm_representative":
      return having("issue_parties", sql`own.firm_id = ${actor.firmId}`);
    default:
      return issueScope(actor);
  }
}

/** Roles that read issues with the parties' identities masked whatever the confidentiality. */
export function seesMasked(actor: Actor): boolean {
  return actor.kind === "person" && actor.role === "auditor";
}

/** Whose scope is a county or the city, in the order of whose indexes lists are read; everybody else's issues are found one by one. */
export function seesByCounty(actor: Actor): boolean {
  if (actor.kind !== "person") return actor.kind === "system";
  return /^(city|county)_(supervisor|dispatcher)$|^auditor$/.test(actor.role);
}
