import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COUNTY, type Office, openOffice } from "#tests/support/office.ts";

/** A key that no row has. */
const NONE = 2_000_000_000;
const AT = "2026-01-05T00:00:00Z";

let office: Office;
let userId: number;
let postId: number;
let clockId: number;
let escalationId: number;
let issueId: number;

type Columns = Record<string, number | null>;

/** Rows that refer to what is there, but for the `columns` given. */
const escalation = (columns: Columns = {}) =>
  office.owner<{ escalation_id: number }[]>`insert into escalations ${office.owner({
    clock_id: clockId,
    issue_id: issueId,
    subject_kind: "issue",
    subject_id: issueId,
    ladder: "main",
    episode: 1,
    level: 1,
    due_at: AT,
    raised_at: AT,
    reason: {},
    ...columns,
  })} returning escalation_id`;
const notice = (columns: Columns = {}) =>
  office.owner`insert into notices ${office.owner({
    recipient_user_id: userId,
    post_id: postId,
    escalation_id: escalationId,
    issue_id: issueId,
    kind: "escalated",
    facts: {},
    created_at: AT,
    ...columns,
  })}`;
const outbox = (columns: Columns = {}) =>
  office.owner`insert into outbox ${office.owner({
    topic: "notice",
    escalation_id: escalationId,
    payload: {},
    created_at: AT,
    available_at: AT,
    ...columns,
  })}`;

beforeAll(async () => {
  office = await openOffice();
  const { owner } = office;
  const [user] = await owner<{ user_id: number }[]>`
    insert into users (name, created_at) values ('x', ${AT}) returning user_id`;
  userId = user!.user_id;
  const [post] = await owner<{ post_id: number }[]>`
    select max(post_id) as post_id from posts p where not exists (select from posts o where o.next_post_id = p.post_id)`;
  postId = post!.post_id;
  const [issue] = await owner<{ issue_id: number }[]>`
    insert into issues (number, title, raiser_kind, state, county_code, first_spoken_at, submitted_at)
    values ('YC2026-900001', 'x', 'deputy', 'submitted', ${COUNTY}, ${AT}, ${AT}) returning issue_id`;
  issueId = issue!.issue_id;
  const [clock] = await owner<{ clock_id: number }[]>`
    insert into clocks (subject_kind, subject_id, kind, ladder, episode, owner_party, policy_version, started_at, due_at, allowance_ms, working_days)
    values ('issue', ${issueId}, 'answer', 'main', 1, 'handler', 1, ${AT}, ${AT}, 0, 1) returning clock_id`;
  clockId = clock!.clock_id;
  const [level] = await escalation();
  escalationId = level!.escalation_id;
  await notice();
  await outbox();
});
afterAll(() => office?.close());

describe("what levels and their notices refer to", () => {
  it("has to be there, by whichever of them it is named", async () => {
    const notThere = { code: "23503" };
    await expect(notice({ recipient_user_id: NONE })).rejects.toMatchObject(notThere);
    await expect(notice({ post_id: NONE, escalation_id: null })).rejects.toMatchObject(notThere);
    await expect(notice({ escalation_id: NONE })).rejects.toMatchObject(notThere);
    await expect(escalation({ level: 2, clock_id: NONE })).rejects.toMatchObject(notThere);
    await expect(escalation({ level: 2, issue_id: NONE })).rejects.toMatchObject(notThere);
    await expect(outbox({ escalation_id: NONE })).rejects.toMatchObject(notThere);
    await expect(
      office.owner`insert into notices (recipient_user_id, kind, facts, created_at)
        select unnest(array[${userId}::int, ${NONE}]), 'issue', '{}', ${AT}`,
    ).rejects.toMatchObject(notThere);
  });

  it("may be left open where nothing is meant", async () => {
    await notice({ post_id: null, escalation_id: null, issue_id: null });
    await escalation({ clock_id: null, level: 3 });
    await outbox({ escalation_id: null });
  });

  it("is not changed afterwards, not even by the owner of the tables", async () => {
    const stays = { code: "23001" };
    const { owner } = office;
    await expect(owner`update notices set recipient_user_id = ${userId}`).rejects.toMatchObject(stays);
    await expect(owner`update notices set post_id = null`).rejects.toMatchObject(stays);
    await expect(owner`update notices set escalation_id = null`).rejects.toMatchObject(stays);
    await expect(owner`update escalations set clock_id = null`).rejects.toMatchObject(stays);
    await expect(owner`update escalations set issue_id = null`).rejects.toMatchObject(stays);
    await expect(owner`update outbox set escalation_id = null`).rejects.toMatchObject(stays);
  });

  it("is not removed under them", async () => {
    // A key of another table would refuse with words of its own: nothing else refers to these rows.
    const referred = { code: "23503", message: expect.stringContaining("still referred to") };
    const { owner } = office;
    for (const [table, key, id] of [
      ["users", "user_id", userId],
      ["posts", "post_id", postId],
      ["escalations", "escalation_id", escalationId],
      ["clocks", "clock_id", clockId],
      ["issues", "issue_id", issueId],
    ] as const)
      await expect(
        owner`delete from ${owner(table)} where ${owner(key)} = ${id}`,
        `a row of ${table}`,
      ).rejects.toMatchObject(referred);
    await expect(owner`delete from notices`).resolves.toBeDefined();
    await expect(
      owner`delete from escalations where escalation_id = ${escalationId}`,
      "a level that the outbox still has",
    ).rejects.toMatchObject(referred);
  });

  it("is counted where rows came in unchecked", async () => {
    const dangling = () => office.owner`select dangling_references()::int as dangling`;
    expect(await dangling()).toEqual([{ dangling: 0 }]);
    await office.owner.begin(async (tx) => {
      await tx`alter table notices disable trigger user`;
      await tx`insert into notices (recipient_user_id, kind, facts, created_at) values (${NONE}, 'issue', '{}', ${AT})`;
      await tx`alter table notices enable trigger user`;
    });
    expect(await dangling()).toEqual([{ dangling: 1 }]);
  });
});
