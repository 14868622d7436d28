import { describe, expect, it } from "vitest";
import { findPost, indexPosts, type PostToday, resolvePost } from "#app/domain/access/post-resolution.ts";

const post = (postId: number, over: Partial<PostToday> = {}): PostToday => ({
  postId,
  body: "department",
  kind: "head",
  departmentId: 7,
  countyCode: null,
  nextPostId: null,
  holderUserId: null,
  standInUserId: null,
  ...over,
});

describe("who answers for a post", () => {
  it("is its holder", () => {
    expect(resolvePost(indexPosts([post(1, { holderUserId: 10 })]), 1)).toEqual({
      userId: 10,
      postId: 1,
      vacant: [],
    });
  });

  it("is the stand-in while the holder is on leave", () => {
    const index = indexPosts([post(1, { holderUserId: 10, standInUserId: 11 })]);
    expect(resolvePost(index, 1).userId).toBe(11);
  });

  it("is the next post up when the post is vacant, and the vacancy is noted", () => {
    const index = indexPosts([
      post(1, { nextPostId: 2 }),
      post(2, { nextPostId: 3 }),
      post(3, { holderUserId: 30 }),
    ]);
    expect(resolvePost(index, 1)).toEqual({ userId: 30, postId: 3, vacant: [1, 2] });
  });

  it("is nobody when vacancies form a circle, and all of them are noted", () => {
    const index = indexPosts([post(1, { nextPostId: 2 }), post(2, { nextPostId: 1 })]);
    expect(resolvePost(index, 1)).toEqual({ userId: null, postId: null, vacant: [1, 2] });
  });

  it("is found by place: a unit's post by unit, a committee's by county", () => {
    const committee = post(5, {
      body: "congress",
      kind: "committee_director",
      departmentId: null,
      countyCode: "420581",
    });
    const index = indexPosts([post(1), committee]);
    expect(findPost(index, { body: "department", kind: "head", departmentId: 7 })?.postId).toBe(1);
    expect(
      findPost(index, { body: "congress", kind: "committee_director", countyCode: "420581" })?.postId,
    ).toBe(5);
    expect(findPost(index, { body: "congress", kind: "committee_director" })).toBeUndefined();
  });
});
