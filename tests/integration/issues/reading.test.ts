import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { countDesk } from "#app/features/escalations/get-desk.query.server.ts";
import { giveCommand } from "#app/features/issues/give-command.command.server.ts";
import type { FormCommand, FormOf } from "#app/features/issues/issue.schema.ts";
import { ISSUE_COLUMNS } from "#app/features/issues/issue-columns.ts";
import { readIssueList } from "#app/features/issues/issue-list.schema.ts";
import { getIssue } from "#app/features/issues/queries/get-issue.query.server.ts";
import { listIssues } from "#app/features/issues/queries/list-issues.query.server.ts";
import { listFormChoices } from "#app/features/issues/queries/list-units.query.server.ts";
import { readUnitFigures } from "#app/features/issues/queries/unit-figures.query.server.ts";
import { raiseIssue } from "#app/features/issues/raise-issue.command.server.ts";
import { checkClocks, rebuildClocks } from "#app/features/issues/rebuild-clocks.command.server.ts";
import { readRows } from "#db/client.ts";
import { issueScope, oneIssueScope } from "#db/views/issue.scope.ts";
import { type Office, openOffice, PEOPLE, type PersonName } from "#tests/support/office.ts";

let office: Office;
let shielded: number;
let open: number;

const CANARY = "金丝雀";
const CONSENT = { consentedBy: "分管副主任", consentedOn: "2026-11-24", paperNo: "1" };
const ACCEPT = {
  categoryCode: "06",
  severity: "ordinary",
  type: "ordinary",
  title: "",
  wording: "",
} as const;

async function give<K extends FormCommand>(who: PersonName, issueId: number, command: K, form: FormOf<K>) {
  const [row] = await office.owner<
    { version: number }[]
  >`select version from issues where issue_id = ${issueId}`;
  const on = { key: crypto.randomUUID(), issueId, version: row!.version };
  const given = await giveCommand(office.ctx(who), on, command, form);
  if (!given.ok) throw new Error(`${command}: ${given.error.code} ${JSON.stringify(given.error)}`);
}

async function raise(confidentiality: "open" | "shielded"): Promise<number> {
  const raised = await raiseIssue(office.ctx("firm"), crypto.randomUUID(), {
    firmId: office.firms.shop,
    deputyId: null,
    contactId: null,
    title: `${CANARY}停电`,
    words: `${CANARY}门口停电`,
    categoryCode: "06",
    severity: "ordinary",
    confidentiality,
  });
  if (!raised.ok) throw new Error(raised.error.code);
  return raised.value.issueId;
}

beforeAll(async () => {
  office = await openOffice();
  await office.owner`update firms set name = ${`${CANARY}商店`} where firm_id = ${office.firms.shop}`;
  open = await raise("open");
  shielded = await raise("shielded");
  const wording = { title: "某企业反映用电", wording: "片区停电" };
  await give("county", open, "accept", ACCEPT);
  await give("county", shielded, "accept", { ...ACCEPT, ...wording });
  for (const issueId of [open, shielded]) {
    await give("county", issueId, "transfer", { to: "county", ...CONSENT });
    await give("dispatcher", issueId, "dispatch", { departmentId: office.units.lead, coHandlers: [] });
  }
});
afterAll(() => office.close());

const ALL = readIssueList(new URLSearchParams("set=open"), "city_supervisor");

describe("the page of an issue", () => {
  it("keeps a shielded firm, its deputy and its words from the units, the dispatcher and the auditor", async () => {
    for (const who of ["handler", "head", "dispatcher", "auditor"] as const) {
      const page = await getIssue(office.ctx(who), shielded);
      if (!page.ok) throw new Error(`${who}: ${page.error.code}`);
      expect(page.value).toMatchObject({ title: "某企业反映用电", words: null, firm: null, deputy: null });
      expect(page.value.shielded?.pseudonym).toMatch(/^[A-Z2-9]{6}$/);
      expect(JSON.stringify(page.value)).not.toContain(CANARY);
      expect(JSON.stringify(await listIssues(office.ctx(who), ALL, ISSUE_COLUMNS))).not.toContain(
        `${CANARY}门口`,
      );
    }
  });

  it("shows the firm, its deputy and the supervisors their own words, the unit those of an open issue", async () => {
    for (const who of ["firm", "deputy", "county", "city", "officer"] as const) {
      const page = await getIssue(office.ctx(who), shielded);
      if (!page.ok) throw new Error(`${who}: ${page.error.code}`);
      expect([who, page.value.words]).toEqual([who, `${CANARY}门口停电`]);
    }
    const page = await getIssue(office.ctx("handler"), open);
    if (!page.ok) throw new Error(page.error.code);
    expect(page.value.firm?.name).toContain(CANARY);
  });

  it("offers each only what they may do now", async () => {
    const offered = async (who: PersonName) => {
      const page = await getIssue(office.ctx(who), open);
      return page.ok ? page.value.commands : [];
    };
    expect((await offered("handler"))[0]).toBe("sign_for");
    expect(await offered("handler")).toContain("object");
    expect(await offered("head")).not.toContain("sign_for");
    expect(await offered("deputy")).toEqual(["add_material"]);
    expect(await offered("firm")).toContain("withdraw");
    expect(await offered("dispatcher")).toContain("redispatch");
    expect(await offered("auditor")).toEqual([]);
  });

  it("explains both clocks: what is due next and why", async () => {
    const page = await getIssue(office.ctx("firm"), open);
    if (!page.ok) throw new Error(page.error.code);
    const { clocks } = page.value;
    expect(clocks.next).toMatchObject({ kind: "signing", party: "handler" });
    expect(clocks.department).toMatchObject({
      kind: "answer",
      words: { workingDaysLeft: 15, dueOn: "2026-12-15", provisional: false },
    });
    expect(clocks.department?.why.filter((note) => note.workingDay !== null)).toHaveLength(15);
  });

  it("does not exist outside one's scope", async () => {
    for (const who of ["otherCounty", "stranger", "colleague", "otherHandler"] as const) {
      const page = await getIssue(office.ctx(who), shielded);
      expect([who, page.ok ? "" : page.error.code]).toEqual([who, "common.not_found"]);
      expect((await listFormChoices(office.ctx(who), shielded, ["departmentId"])).units).toEqual([]);
    }
  });
});

describe("the scope of one issue", () => {
  it("is what the scope of lists says of it, for everybody", async () => {
    const names = [
      "firm",
      "deputy",
      "handler",
      "head",
      "dispatcher",
      "county",
      "city",
      "auditor",
      "officer",
    ] as const;
    for (const who of [...names, "otherCounty", "stranger", "colleague", "otherHandler"] as const) {
      const ctx = office.ctx(who);
      const [row] = await readRows<{ seen: number[]; one: number[] }>(
        ctx,
        sql`select array(select issue_id from issues where ${issueScope(ctx.actor)} order by 1) as seen,
          array(select issue_id from issues where ${oneIssueScope(ctx.actor)} order by 1) as one`,
      );
      expect([who, row?.one]).toEqual([who, row?.seen]);
    }
  });

  it("of a leader is what he was told of: an issue itself, or one of its levels", async () => {
    const asLeader = (who: PersonName) => {
      const ctx = office.ctx(who);
      if (ctx.actor.kind !== "person") throw new Error("nobody");
      return { ...ctx, actor: { ...ctx.actor, role: "post_holder" as const } };
    };
    const tell = async (who: PersonName, issueId: number, escalationId: number | null) => {
      const { userId } = asLeader(who).actor;
      await office.owner`insert into notices (recipient_user_id, issue_id, escalation_id, kind, facts, created_at)
        values (${userId}, ${issueId}, ${escalationId}, ${escalationId === null ? "urged" : "escalated"}, '{}', now())`;
    };
    const [level] = await office.owner<{ id: number }[]>`
      insert into escalations (issue_id, subject_kind, subject_id, ladder, episode, level, due_at, raised_at, reason)
      values (${open}, 'issue', ${open}, 'main', 9, 1, now(), now(), '{}') returning escalation_id as id`;
    await tell("county", open, level!.id);
    await tell("city", shielded, null);
    const seen: Record<string, number[]> = {};
    for (const who of ["county", "city", "head"] as const) {
      const ctx = asLeader(who);
      for (const scope of [issueScope, oneIssueScope]) {
        const [row] = await readRows<{ ids: number[] }>(
          ctx,
          sql`select array(select issue_id from issues where ${scope(ctx.actor)} order by 1) as ids`,
        );
        seen[`${who} ${scope.name}`] = row!.ids;
      }
    }
    expect(seen).toEqual({
      "county issueScope": [open],
      "county oneIssueScope": [open],
      "city issueScope": [shielded],
      "city oneIssueScope": [shielded],
      "head issueScope": [],
      "head oneIssueScope": [],
    });
    await expect(tell("head", 999_999, null)).rejects.toThrow(/notices_own_issue_id/);
    await office.owner`delete from notices where issue_id in (${open}, ${shielded})`;
    await office.owner`delete from escalations where escalation_id = ${level!.id}`;
  });
});

describe("the list of issues", () => {
  it("holds what is in each one's scope", async () => {
    const seen: Record<string, number> = {};
    for (const who of PEOPLE) seen[who] = (await listIssues(office.ctx(who), ALL, ISSUE_COLUMNS)).rows.length;
    expect(seen).toMatchObject({
      deputy: 2,
      colleague: 0,
      stranger: 0,
      clerk: 2,
      officer: 2,
      firm: 2,
      county: 2,
      otherCounty: 0,
      city: 2,
      dispatcher: 2,
      handler: 2,
      head: 2,
      otherHandler: 0,
      auditor: 2,
    });
  });

  it("names no firm to a unit where it is shielded, and finds nothing by its words", async () => {
    const list = await listIssues(office.ctx("handler"), { ...ALL, sort: "due" }, ISSUE_COLUMNS);
    expect(list.rows.find((row) => row.issueId === shielded)).toMatchObject({
      firm: null,
      title: "某企业反映用电",
    });
    const found = await listIssues(office.ctx("handler"), { ...ALL, q: CANARY }, ISSUE_COLUMNS);
    expect(found.rows.map((row) => row.issueId)).toEqual([open]);
  });

  it("gives each role its first look: inbox by due date, dispatcher's list to assign", () => {
    expect(readIssueList(new URLSearchParams(), "handler")).toMatchObject({ set: "open", sort: "due" });
    expect(readIssueList(new URLSearchParams(), "county_dispatcher")).toMatchObject({ set: "to_assign" });
    expect(readIssueList(new URLSearchParams("set=nonsense&after=x"), "city_supervisor")).toMatchObject({
      set: "open",
      sort: "newest",
      after: undefined,
    });
  });
});

describe("what waits to be assigned", () => {
  it("is for a county's dispatcher what was transferred to the county, in the list and in the count", async () => {
    const waits: Record<string, number> = {};
    for (const to of ["county", "city"] as const) {
      const sent = {
        firmId: office.firms.shop,
        title: "停电",
        words: "停电",
        confidentiality: "open",
      } as const;
      const raised = await raiseIssue(office.ctx("deputy"), crypto.randomUUID(), {
        ...sent,
        categoryCode: null,
        deputyId: null,
        contactId: null,
        severity: "ordinary",
      });
      if (!raised.ok) throw new Error(raised.error.code);
      waits[to] = raised.value.issueId;
      await give("county", waits[to], "accept", ACCEPT);
      await give("county", waits[to], "transfer", { to, ...CONSENT });
    }
    const list = readIssueList(new URLSearchParams(), "county_dispatcher");
    const { rows, total } = await listIssues(office.ctx("dispatcher"), list, ISSUE_COLUMNS);
    expect(rows.map((row) => row.issueId)).toEqual([waits.county]);
    const { inHand } = await readUnitFigures(office.ctx("dispatcher"));
    expect(inHand.to_assign).toBe(total.count);
    expect((await countDesk(office.ctx("dispatcher"))).to_assign).toBe(total.count);
    const page = await getIssue(office.ctx("dispatcher"), waits.city!);
    expect(page.ok && page.value.commands.includes("dispatch")).toBe(false);
  });
});

describe("clocks as rows", () => {
  it("follow from the events, and are written anew when they do not", async () => {
    expect(await checkClocks(office.ctx("system"))).toMatchObject({ differing: [], nextAfter: null });
    await office.owner`update clocks set due_at = due_at + interval '1 day' where issue_id = ${open} and kind = 'answer'`;
    expect((await checkClocks(office.ctx("system"))).differing).toEqual([open]);
    await rebuildClocks(office.ctx("system"), open);
    expect((await checkClocks(office.ctx("system"))).differing).toEqual([]);
  });
});
