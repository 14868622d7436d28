import type { DepartmentKind, PostKind } from "#app/domain/access/posts.ts";

/** Posts of a unit, lowest first; each passes to the next when it is vacant. City units end at the leader in charge. */
export function unitPosts(ofCity: boolean, kind: DepartmentKind): readonly PostKind[] {
  const own: PostKind[] = ["handler", "liaison", "deputy_head", "head"];
  const ledByCity = ofCity && kind !== "court" && kind !== "prosecutor";
  return ledByCity ? [...own, "leader_in_charge"] : own;
}

/** Posts of a standing committee (city or county), lowest first. */
export const COMMITTEE_POSTS: readonly PostKind[] = [
  "committee_clerk",
  "committee_deputy_director",
  "committee_director",
  "chairpersons",
];

/** Posts of a government inspection office 政府督查室 (city or county), lowest first. */
export const INSPECTION_POSTS: readonly PostKind[] = ["dispatcher", "inspection_head"];
