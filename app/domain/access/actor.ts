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

/** What the holder of a secret status link may see and do: one message, one issue, as the firm that sent it. */
export type LinkedMatter = { messageId: number | null; issueId: number | null };

/** Who acts: a person in a role, the system itself (sweep, command line), or nobody known (public pages), perhaps with a status link. */
export type Actor = PersonActor | { kind: "system" } | { kind: "anonymous"; link?: LinkedMatter };

/** The actor of sweeps, jobs and the command line where no user is named. */
export const SYSTEM: Actor = { kind: "system" };
/** The actor of public pages. */
export const ANONYMOUS: Actor = { kind: "anonymous" };
