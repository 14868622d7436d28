import { CITY_UNITS } from "#db/seed/reference/city-units.ts";
import { COUNTIES } from "#db/seed/reference/divisions.ts";
import { COMMITTEE_POSTS, INSPECTION_POSTS, unitPosts } from "#db/seed/reference/posts.ts";

/** Keys that the reference data got in the database at hand. */
export type ReferenceIds = {
  /** City units by code. */
  units: ReadonlyMap<string, number>;
  /** Posts by `postKey`. */
  posts: ReadonlyMap<string, number>;
};

/** One name for a post of the reference data: whose it is (unit code, county code or "city") and its kind. */
export function postKey(body: string, whose: string, kind: string): string {
  return `${body}/${whose}/${kind}`;
}

/** The keys of a database into which the reference data went first and once: for looking at a world without one. */
export function freshReferenceIds(): ReferenceIds {
  const units = new Map(CITY_UNITS.map((unit, index) => [unit.code, index + 1]));
  const keys = CITY_UNITS.flatMap((unit) =>
    unitPosts(true, unit.kind).map((kind) => postKey("department", unit.code, kind)),
  );
  for (const whose of ["city", ...COUNTIES.map((county) => county.countyCode)]) {
    for (const kind of COMMITTEE_POSTS) keys.push(postKey("congress", whose, kind));
    for (const kind of INSPECTION_POSTS) keys.push(postKey("inspection", whose, kind));
  }
  return { units, posts: new Map(keys.map((key, index) => [key, index + 1])) };
}
