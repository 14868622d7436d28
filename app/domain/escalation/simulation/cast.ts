import { SYSTEM } from "#app/domain/access/actor.ts";
import type { DepartmentKind } from "#app/domain/access/posts.ts";
import type { Role } from "#app/domain/access/roles.ts";
import { type ActorFacts, stranger } from "#app/domain/issue/actors.ts";
import type { IssueCommand } from "#app/domain/issue/commands.ts";
import type { IssueFacts } from "#app/domain/issue/facts.ts";

/** Everybody of one simulated county, by name. */
export type Cast =
  | "firm"
  | "deputy"
  | "clerk"
  | "supervisor"
  | "city"
  | "dispatcher"
  | "handler"
  | "co_handler"
  | "head";

/** A command somebody gives. */
export type Move = { who: Cast | "system"; command: IssueCommand };

/** The one county of the simulation. */
export const SIMULATED_COUNTY = "420599";

/** The units of the simulation: id is the place in the list + 1. */
export const SIMULATED_UNITS: readonly DepartmentKind[] = [
  ...Array.from({ length: 13 }, (): DepartmentKind => "government"),
  "vertical",
  "vertical",
  "utility",
  "utility",
  "zone",
  "court",
  "prosecutor",
];

const ROLE_OF: Record<Cast, Role> = {
  firm: "firm_representative",
  deputy: "deputy",
  clerk: "station_clerk",
  supervisor: "county_supervisor",
  city: "city_supervisor",
  dispatcher: "county_dispatcher",
  handler: "handler",
  co_handler: "handler",
  head: "department_head",
};

/** The person of the cast in the right relation to the issue. */
export function actorOf(who: Cast | "system", facts: IssueFacts, userId = 1): ActorFacts {
  if (who === "system") return stranger(SYSTEM);
  const unit = who === "co_handler" ? facts.coHandlers[0]?.departmentId : facts.lead?.departmentId;
  const belongs = who === "handler" || who === "head" || who === "co_handler";
  return {
    ...stranger({
      kind: "person",
      userId,
      grantId: userId,
      name: "",
      role: ROLE_OF[who],
      countyCode: SIMULATED_COUNTY,
      townshipCode: null,
      stationId: null,
      departmentId: belongs ? (unit ?? null) : null,
      deputyId: null,
      firmId: null,
      postId: null,
    }),
    ownFirm: who === "firm",
    raiser: who === "firm",
  };
}
