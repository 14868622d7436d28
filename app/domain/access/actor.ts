import type { Role } from "./roles.ts";

/** Somebody signed in, acting in exactly one role; the scope columns are those of the role's grant. */
export type PersonActor = {
  kind: "person";
  userId: number;
  grantId: number;
  name: string;
  role: Role;
  countyCode: string | null;
  townshipCode: string | null;
  stationId: number | null;
  departmentId: number | null;
  deputyId: number | null;
  firmId: number | null;
  postId: number | null;
};

/** Who acts: a person in a role, the system itself (sweep, command line), or nobody known (public pages). */
export type Actor = PersonActor | { kind: "system" } | { kind: "anonymous" };

/** The actor of sweeps, jobs and the command line where no user is named. */
export const SYSTEM: Actor = { kind: "system" };
/** The actor of public pages. */
export const ANONYMOUS: Actor = { kind: "anonymous" };
