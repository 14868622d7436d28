import { sql } from "drizzle-orm";
import { indexPosts, type PostToday } from "#app/domain/access/post-resolution.ts";
import { type Directory, holdersByRole, type RoleHolder } from "#app/domain/escalation/told.ts";
import type { Db, Tx } from "../client.ts";

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

const kept = new WeakMap<Db, { stamp: string; directory: Directory }>();

/**
 * What says whether anything has changed that processes keep: the directory, the register of firms. A row is written with each change, in its
 * transaction, so two equal stamps saw the same changes.
 */
export const CHANGES_STAMP = sql`(select concat_ws('/', count(*), max(change_id)) from directory_changes)`;

/**
 * The directory as the transaction sees it on the civil day `today`, read again only when something in it has changed or the day has
 * turned. Changes are noted by the database in the transaction that makes them, so what is kept is never older than the snapshot.
 */
export async function keptDirectory(db: Db, tx: Tx, today: string): Promise<Directory> {
  const [row] = await tx.execute<{ stamp: string }>(sql`select ${CHANGES_STAMP} as stamp`);
  const stamp = `${row?.stamp}/${today}`;
  const found = kept.get(db);
  if (found?.stamp === stamp) return found.directory;
  const directory = await loadDirectory(tx, today);
  kept.set(db, { stamp, directory });
  return directory;
}

/** Reads the directory as it stands on the civil day `today`. */
async function loadDirectory(tx: Tx, today: string): Promise<Directory> {
  const posts = await tx.execute<PostRow>(sql`
    select p.post_id, p.body, p.kind, p.department_id, p.county_code, p.next_post_id, h.user_id as holder, s.user_id as stand_in
    from posts p left join post_holdings h on h.post_id = p.post_id and h.during @> ${today}::date
    left join (
      select distinct on (post_id) post_id, user_id from post_stand_ins
      where started_on <= ${today}::date and (ended_on is null or ended_on > ${today}::date)
      order by post_id, post_stand_in_id desc) s on s.post_id = p.post_id`);
  const units = await tx.execute<{
    department_id: number;
    county_code: string | null;
    counterpart_id: number | null;
  }>(sql`select department_id, county_code, counterpart_id from departments`);
  const grants = await tx.execute<RoleHolder>(sql`
    select role, coalesce(department_id::text, township_code, county_code, 'city') as place, township_code as "townshipCode",
      station_id as "stationId", user_id as "userId"
    from role_grants
    where role in (${sql.join(
      ROLES_TOLD.map((role) => sql`${role}`),
      sql`, `,
    )})
      and started_on <= ${today}::date and (ended_on is null or ended_on > ${today}::date) order by grant_id`);
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
    byRole: holdersByRole(grants),
  };
}
