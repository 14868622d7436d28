import type { PostKind } from "./posts.ts";

/** A post as it stands today: who holds it, who stands in during a leave, and which post a vacancy passes to. */
export type PostToday = {
  postId: number;
  body: "department" | "congress" | "inspection";
  kind: PostKind;
  departmentId: number | null;
  countyCode: string | null;
  nextPostId: number | null;
  holderUserId: number | null;
  standInUserId: number | null;
};

/** Who answers for a post today, and which posts on the way were found vacant. */
export type Resolved =
  | { userId: number; postId: number; vacant: number[] }
  | { userId: null; postId: null; vacant: number[] };

/** Posts by id and by place, for looking up many. */
export type PostIndex = { byId: ReadonlyMap<number, PostToday>; byPlace: ReadonlyMap<string, PostToday> };

function place(body: string, kind: string, departmentId: number | null, countyCode: string | null): string {
  return body === "department"
    ? `${body}:${kind}:${departmentId}`
    : `${body}:${kind}:${countyCode ?? "city"}`;
}

/** Builds the index; of two posts of one kind in one place the lower id counts. */
export function indexPosts(posts: readonly PostToday[]): PostIndex {
  const byId = new Map<number, PostToday>();
  const byPlace = new Map<string, PostToday>();
  for (const post of [...posts].sort((a, b) => a.postId - b.postId)) {
    byId.set(post.postId, post);
    const key = place(post.body, post.kind, post.departmentId, post.countyCode);
    if (!byPlace.has(key)) byPlace.set(key, post);
  }
  return { byId, byPlace };
}

/** The post of `kind` in a department, or in the congress or inspection office of a county (null = city). */
export function findPost(
  index: PostIndex,
  at: { body: PostToday["body"]; kind: PostKind; departmentId?: number | null; countyCode?: string | null },
): PostToday | undefined {
  return index.byPlace.get(place(at.body, at.kind, at.departmentId ?? null, at.countyCode ?? null));
}

/**
 * Follows a post to the person who answers for it today: the stand-in during a leave, else the holder, else the next post up, each
 * vacancy noted. A circle of vacant posts ends with nobody. Source: product rules, posts and stand-ins.
 */
export function resolvePost(index: PostIndex, postId: number): Resolved {
  const vacant: number[] = [];
  for (let post = index.byId.get(postId); post && !vacant.includes(post.postId); ) {
    const userId = post.standInUserId ?? post.holderUserId;
    if (userId !== null) return { userId, postId: post.postId, vacant };
    vacant.push(post.postId);
    post = post.nextPostId === null ? undefined : index.byId.get(post.nextPostId);
  }
  return { userId: null, postId: null, vacant };
}
