/** Kinds of post 岗位 in a unit, in the inspection office or in a standing committee, lowest first. */
export const POST_KINDS = [
  "handler",
  "liaison",
  "deputy_head",
  "head",
  "leader_in_charge",
  "dispatcher",
  "inspection_head",
  "committee_clerk",
  "committee_deputy_director",
  "committee_director",
  "chairpersons",
] as const;
export type PostKind = (typeof POST_KINDS)[number];

/** Bodies a post may belong to: a department, a congress's standing committee, or the inspection office. */
export const POST_BODIES = ["department", "congress", "inspection"] as const;

/** Kinds of unit 承办单位类别; each has a ladder of its own. */
export const DEPARTMENT_KINDS = ["government", "vertical", "utility", "court", "prosecutor", "zone"] as const;
export type DepartmentKind = (typeof DEPARTMENT_KINDS)[number];
