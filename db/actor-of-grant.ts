import type { PersonActor } from "#app/domain/access/actor.ts";
import type { Role } from "#app/domain/access/roles.ts";
import type { roleGrants } from "./schema/grants.ts";

/** The person who acts in a role grant; the scope is that of the grant. */
export function actorOfGrant(grant: typeof roleGrants.$inferSelect, name: string): PersonActor {
  return {
    kind: "person",
    userId: grant.userId,
    grantId: grant.grantId,
    name,
    role: grant.role as Role,
    countyCode: grant.countyCode,
    townshipCode: grant.townshipCode,
    stationId: grant.stationId,
    departmentId: grant.departmentId,
    deputyId: grant.deputyId,
    firmId: grant.firmId,
    postId: grant.postId,
  };
}
