import type { PersonActor } from "#app/domain/access/actor.ts";
import { type ActorFacts, stranger } from "#app/domain/issue/actors.ts";
import type { GrantRow } from "../draft.ts";
import { postKey } from "../reference-ids.ts";
import type { World } from "../world.ts";

/** Finds who acts on an issue, as the actor a command would be given. */
export type People = {
  supervisor: (countyCode: string, sealed: boolean) => ActorFacts;
  citySupervisor: ActorFacts;
  dispatcher: (to: "county" | "city", countyCode: string) => ActorFacts;
  handler: (departmentId: number) => ActorFacts;
  head: (departmentId: number) => ActorFacts;
  deputy: (deputyId: number, raiser: boolean) => ActorFacts;
  clerk: (stationId: number, raiser: boolean) => ActorFacts | null;
  officer: (townshipCode: string) => ActorFacts;
  /** The firm by the link it was given. */
  firm: ActorFacts;
};

/** Looks the people up in the world's grants and seats. */
export function findPeople(world: World): People {
  const { draft, units } = world;
  const person = (grant: GrantRow): PersonActor => ({
    kind: "person",
    userId: grant.userId,
    grantId: grant.grantId,
    name: draft.users[grant.userId - 1]?.name ?? "",
    role: grant.role as PersonActor["role"],
    countyCode: grant.countyCode ?? null,
    townshipCode: grant.townshipCode ?? null,
    stationId: grant.stationId ?? null,
    departmentId: grant.departmentId ?? null,
    deputyId: grant.deputyId ?? null,
    firmId: grant.firmId ?? null,
    postId: grant.postId ?? null,
  });
  const seat = (body: string, whose: string, kind: string): ActorFacts => {
    const grantId = units.seatOf.get(postKey(body, whose, kind))?.grantId;
    const grant = draft.grants[(grantId ?? 0) - 1];
    if (grant === undefined) throw new Error(`nobody holds ${body}/${whose}/${kind}`);
    return stranger(person(grant));
  };
  const byDeputy = new Map<number, GrantRow>();
  const byStation = new Map<number, GrantRow>();
  const byTownship = new Map<string, GrantRow>();
  for (const grant of draft.grants) {
    if (grant.role === "deputy" && grant.deputyId) byDeputy.set(grant.deputyId, grant);
    if (grant.role === "station_clerk" && grant.stationId) byStation.set(grant.stationId, grant);
    if (grant.role === "township_officer" && grant.townshipCode) byTownship.set(grant.townshipCode, grant);
  }
  const unitSeat = (departmentId: number, kind: string) =>
    seat("department", units.byId.get(departmentId)?.code ?? "", kind);
  const citySupervisor = seat("congress", "city", "committee_clerk");
  return {
    citySupervisor,
    supervisor: (countyCode, sealed) =>
      sealed ? citySupervisor : seat("congress", countyCode, "committee_clerk"),
    dispatcher: (to, countyCode) => seat("inspection", to === "city" ? "city" : countyCode, "dispatcher"),
    handler: (departmentId) => unitSeat(departmentId, "handler"),
    head: (departmentId) => unitSeat(departmentId, "head"),
    deputy: (deputyId, raiser) => ({ ...stranger(person(byDeputy.get(deputyId) as GrantRow)), raiser }),
    clerk: (stationId, raiser) => {
      const grant = byStation.get(stationId);
      return grant === undefined ? null : { ...stranger(person(grant)), raiser };
    },
    officer: (townshipCode) => ({
      ...stranger(person(byTownship.get(townshipCode) as GrantRow)),
      raiser: true,
    }),
    firm: { ...stranger({ kind: "anonymous" }), ownFirm: true },
  };
}
