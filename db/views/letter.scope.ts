import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { issueScope } from "./issue.scope.ts";

/**
 * Which supervision notices an actor may see, as a condition on `letters` beside `issues`: those of the issues it sees; a unit sees its
 * own and none before it is signed, and so do all who only read on. `seen` = the condition on `issues`, where it is asked more narrowly.
 */
export function letterScope(actor: Actor, seen = issueScope(actor)): SQL {
  if (actor.kind === "system") return seen;
  if (actor.kind !== "person") return sql`false`;
  switch (actor.role) {
    case "county_supervisor":
    case "city_supervisor":
    case "auditor":
      return seen;
    case "handler":
    case "department_head":
      return sql`(letters.department_id = ${actor.departmentId} and letters.signed_at is not null)`;
    case "county_dispatcher":
    case "city_dispatcher":
    case "post_holder":
      return sql`(${seen} and letters.signed_at is not null)`;
    default:
      return sql`false`;
  }
}
