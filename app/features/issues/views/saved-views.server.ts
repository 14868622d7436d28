import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, readTogether } from "#db/client.ts";
import { once } from "#db/once.ts";
import { limited } from "#db/views/keyset.ts";

/** A saved view 常用视图 as it is offered; `own` = it may be thrown away. */
export type SavedView = { viewId: number; name: string; query: string; shared: boolean; own: boolean };

const LIST = "issues";
/** Most views one person keeps. */
const MOST_VIEWS = 50;

/** The views of the list: one's own, and those shared by colleagues of the same role and county; null for who keeps none. */
export function viewsOf(actor: Actor): SQL | null {
  if (actor.kind !== "person") return null;
  return sql`
    select view_id as "viewId", name, query, shared, owner_user_id = ${actor.userId} as own from saved_views
    where list = ${LIST} and (owner_user_id = ${actor.userId}
      or (shared and role = ${actor.role} and county_code is not distinct from ${actor.countyCode}::text))
    order by own desc, name, view_id limit ${limited(2 * MOST_VIEWS)}`;
}

/** The views that `viewsOf` finds. */
export async function listViews(ctx: Ctx): Promise<SavedView[]> {
  const [views] = await readTogether<[SavedView]>(ctx, [viewsOf(ctx.actor)]);
  return views;
}

/** Keeps filters under a name; a second one of the same name takes the place of the first. Refuses with `issue.too_many_views`. */
export function saveView(
  ctx: Ctx,
  key: string,
  view: { name: string; filters: string; shared: boolean },
): Promise<Result<{ name: string }>> {
  return once(ctx, { key, action: "view.save", content: view }, async (tx, now) => {
    const { actor } = ctx;
    if (actor.kind !== "person") return refuse("common.forbidden", {});
    await tx.execute(sql`
      delete from saved_views where list = ${LIST} and owner_user_id = ${actor.userId} and name = ${view.name}`);
    const kept = await tx.execute(sql`
      insert into saved_views (owner_user_id, list, name, query, shared, role, county_code, created_at)
      select ${actor.userId}, ${LIST}, ${view.name}, ${queryOf(view.filters)}, ${view.shared}, ${actor.role}, ${actor.countyCode}::text, ${now}::timestamptz
      where (select count(*) from saved_views where owner_user_id = ${actor.userId}) < ${MOST_VIEWS} returning view_id`);
    return kept.length > 0
      ? ok({ name: view.name })
      : refuse("issue.too_many_views", { limit: MOST_VIEWS }, "name");
  });
}

/** Throws one of the actor's own views away. */
export function removeView(ctx: Ctx, key: string, viewId: number): Promise<Result<{ viewId: number }>> {
  return once(ctx, { key, action: "view.remove", content: { viewId } }, async (tx) => {
    const { actor } = ctx;
    if (actor.kind !== "person") return refuse("common.forbidden", {});
    const gone = await tx.execute(sql`
      delete from saved_views where view_id = ${viewId} and owner_user_id = ${actor.userId} returning view_id`);
    return gone.length > 0 ? ok({ viewId }) : refuse("common.not_found", {});
  });
}

/** The filters without the place in the list. */
function queryOf(filters: string): string {
  const params = new URLSearchParams(filters);
  for (const place of ["after", "before", "page"]) params.delete(place);
  return params.toString();
}
