import { sql } from "drizzle-orm";
import { indexPosts, type PostIndex, type PostToday } from "#app/domain/access/post-resolution.ts";
import type { Tx } from "#db/client.ts";

/** Units as the ladder needs them: where they belong and which unit of the city is theirs. */
export type UnitPlace = { departmentId: number; countyCode: string | null; counterpartId: number | null };

/** Who can be told on a day: posts with their holders, and people by role and place. */
export type Directory = {
  posts: PostIndex;
  units: ReadonlyMap<number, UnitPlace>;
  /** User ids by `role:place`; place is a county, township or unit, or "city". */
  byRole: ReadonlyMap<string, number[]>;
};

type PostRow = {
  post_id: number;
  body: PostToday["body"];
  kind: PostToday["kind"];
  department_id: number | null;
  county_code: string | null;
  next_post_id: number | null;
  holder: number | null;
  stand_in: number | null;
};

const ROLES_TOLD = [
  "county_supervisor",
  "city_supervisor",
  "county_dispatcher",
  "city_dispatcher",
  "handler",
  "station_clerk",
];

/** Reads the directory as it stands on the civil day `today`. */
export async function loadDirectory(tx: Tx, today: string): Promise<Directory> {
  const posts = await tx.execute<PostRow>(sql`
    select p.post_id, p.body, p.kind, p.department_id, p.county_code, p.next_post_id,
      (select h.user_id from post_holdings h where h.post_id = p.post_id and h.during @> ${today}::date limit 1) as holder,
      (select s.user_id from post_stand_ins s where s.post_id = p.post_id and s.started_on <= ${today}::date
        and (s.ended_on is null or s.ended_on > ${today}::date) order by s.post_stand_in_id desc limit 1) as stand_in
    from posts p`);
  const units = await tx.execute<{
    department_id: number;
    county_code: string | null;
    counterpart_id: number | null;
  }>(sql`select department_id, county_code, counterpart_id from departments`);
  const grants = await tx.execute<{ role: string; place: string; user_id: number }>(sql`
    select role, coalesce(department_id::text, township_code, county_code, 'city') as place, user_id from role_grants
    where role in (${sql.join(
      ROLES_TOLD.map((role) => sql`${role}`),
      sql`, `,
    )})
      and started_on <= ${today}::date and (ended_on is null or ended_on > ${today}::date) order by grant_id`);
  const byRole = new Map<string, number[]>();
  for (const grant of grants) {
    const key = `${grant.role}:${grant.place}`;
    byRole.set(key, [...(byRole.get(key) ?? []), grant.user_id]);
  }
  return {
    posts: indexPosts(
      posts.map((row) => ({
        postId: row.post_id,
        body: row.body,
        kind: row.kind,
        departmentId: row.department_id,
        countyCode: row.county_code,
        nextPostId: row.next_post_id,
        holderUserId: row.holder,
        standInUserId: row.stand_in,
      })),
    ),
    units: new Map(
      units.map((row) => [
        row.department_id,
        { departmentId: row.department_id, countyCode: row.county_code, counterpartId: row.counterpart_id },
      ]),
    ),
    byRole,
  };
}
