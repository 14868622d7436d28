import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  faultOf,
  type HostilePost,
  hostilePosts,
  type Packing,
  requestOf,
} from "#tests/support/hostile/forms.ts";
import { DEPUTY_CODE, type MessageDesk, openMessageDesk, STATION_CODE } from "#tests/support/message-desk.ts";
import { deskOf } from "#tests/support/office-desk.ts";
import { type Caller, type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

const FULL = process.env.LIAISON_FULL === "1";
/** Generated inputs of each form. Source: safety rules, section 4. */
const POSTS = FULL ? 5_000 : 50;
/** Steps sent to one record before the next: a page that shows a thousand of them is not what is tested. */
const ONE_SUBJECT = 40;
const WAIT = 1_800_000;

let served: ServedOffice;
let desk: MessageDesk;
beforeAll(async () => {
  served = await serveOffice();
  desk = await openMessageDesk(served.office);
});
afterAll(() => served?.close());

/** Two bodies of three are packed as browsers do it. */
const EVERY: Packing[] = [
  ...Array<Packing>(5).fill("urlencoded"),
  ...Array<Packing>(5).fill("multipart"),
  "cut_short",
  "no_boundary",
  "json",
  "text",
  "empty",
];
const JSON_ANSWER = { Accept: "application/json" };

async function post(as: Caller, path: string, sent: HostilePost, headers: Record<string, string> = {}) {
  const { body, type } = requestOf(sent);
  const response = await served.ask(as, path, {
    method: "POST",
    body,
    headers: { "Content-Type": type, "Sec-Fetch-Site": "same-origin", Origin: served.origin, ...headers },
  });
  const text = await response.text();
  const fault = faultOf(response.status, response.headers.get("content-type") ?? "", text);
  return { status: response.status, location: response.headers.get("location") ?? "", fault };
}

/** Sends `POSTS` hostile posts of a form, one after the other; answers with the addresses that accepted ones were sent on to. */
async function attack(
  as: Caller,
  path: () => string | Promise<string>,
  base: () => Record<string, string> | Promise<Record<string, string>>,
  seed: number,
  options: { headers?: Record<string, string>; before?: () => Promise<unknown> } = {},
): Promise<{ taken: string[]; statuses: Record<number, number> }> {
  const taken: string[] = [];
  const statuses: Record<number, number> = {};
  const shape = await base();
  await fc.assert(
    fc.asyncProperty(
      hostilePosts(Object.fromEntries(Object.keys(shape).map((name) => [name, `<${name}>`])), EVERY),
      async (sent) => {
        await options.before?.();
        const fresh = await base();
        const fields = sent.fields.map(([name, value]): [string, string] => [
          name,
          value === `<${name}>` ? (fresh[name] ?? "") : value,
        ]);
        const answer = await post(as, await path(), { ...sent, fields }, options.headers);
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
        expect(answer.fault).toBeNull();
        if (answer.status < 400) taken.push(answer.location);
      },
    ),
    { numRuns: POSTS, seed, endOnFailure: true },
  );
  return { taken, statuses };
}

const counted = async (text: string): Promise<number> =>
  served.office.owner.begin(async (sql) => {
    await sql`select set_config('app.actor_kind', 'system', true)`;
    return (await sql.unsafe<{ n: number }[]>(`select count(*)::int as n from ${text}`))[0]!.n;
  });

const MEETING = { words: "请带上用电合同", meetOn: "2027-03-24", meetAt: "09:30" };
const CLASSED = { categoryCode: "06", severity: "ordinary", type: "ordinary", reason: "核对类别" };

/** Issues as they stand, with the steps that their log holds. */
const issuesIn = async (ids: readonly number[]) =>
  served.office.owner<{ state: string; version: number; steps: number }[]>`
    select state, version, (select count(*)::int from events e where e.subject_kind = 'issue' and e.subject_id = issue_id
      and e.kind not in ('issue.escalated', 'issue.gate_opened')) as steps
    from issues where issue_id in ${served.office.owner(ids)} order by issue_id`;

describe(`${POSTS} generated inputs`, { timeout: WAIT }, () => {
  const visit = () => ({
    contactId: randomUUID(),
    firmId: String(served.office.firms.shop),
    otherFirm: "",
    withDeputies: "",
    kind: "visit",
    outcome: "met",
    happenedOn: "2026-11-24",
    place: "",
    topics: "policy",
    peopleMet: "王甲山",
    internalNote: "走访了门店",
    firmNote: "",
    nextVisitOn: "2026-12-24",
    findingTitle: "",
    findingWords: "",
  });

  /** Contacts of which a part is missing: who, what was recorded in the log, what the finding became. */
  const HALF_CONTACTS = `contacts c where not exists (select 1 from contact_deputies d where d.contact_id = c.contact_id)
    or (named_firm = '' and not exists (select 1 from contact_firms f where f.contact_id = c.contact_id))
    or not exists (select 1 from events e where e.subject_kind = 'contact' and e.subject_id = c.contact_no and e.kind = 'contact.logged')
    or not exists (select 1 from idempotency_keys k where k.key = c.contact_id and k.response is not null)`;

  it.each([
    ["the form of a visit", "/contacts/new", 11],
    ["the outbox of a phone", "/contacts/log", 12],
  ] as const)("of %s are stored whole or refused with words", async (_name, path, seed) => {
    const before = await counted("contacts");
    const headers = path === "/contacts/log" ? JSON_ANSWER : {};
    const { taken, statuses } = await attack("deputy", () => path, visit, seed, { headers });
    console.info(path, JSON.stringify(statuses));
    expect(taken.length).toBeGreaterThan(0);
    // One that is sent again under its own number is answered again, never stored again.
    expect((await counted("contacts")) - before).toBeLessThanOrEqual(taken.length);
    if (path === "/contacts/new") expect((await counted("contacts")) - before).toBe(new Set(taken).size);
    expect(await counted(HALF_CONTACTS)).toBe(0);
    expect(
      await counted(
        "issue_parties p where contact_id is not null and not exists (select 1 from contacts c where c.contact_id = p.contact_id)",
      ),
    ).toBe(0);
  });

  it.each([
    [
      "a correction",
      13,
      {
        intent: "correct",
        kind: "visit",
        place: "",
        topics: "policy",
        peopleMet: "",
        internalNote: "改过的话",
        firmNote: "",
      },
    ],
    ["an addition", 14, { intent: "add", addition: "补充一句", forFirm: "on" }],
  ])("of %s of a visit leave it whole or are refused with words", async (_name, seed, fields) => {
    const ids: string[] = [];
    let asked = 0;
    const fresh = async () => {
      if (asked++ % ONE_SUBJECT !== 0) return;
      const contactId = randomUUID();
      await post("deputy", "/contacts/new", {
        fields: Object.entries({ ...visit(), contactId }),
        packing: "urlencoded",
      });
      ids.push(contactId);
    };
    await fresh();
    const last = () => ids.at(-1)!;
    const step = async () => {
      const [row] = await served.office.owner<
        { version: number }[]
      >`select version from contacts where contact_id = ${last()}`;
      return { ...fields, version: String(row!.version) } as Record<string, string>;
    };
    const { taken, statuses } = await attack("deputy", () => `/contacts/${last()}`, step, seed, {
      before: fresh,
    });
    console.info(_name, JSON.stringify(statuses));
    expect(taken.length).toBeGreaterThan(0);
    expect(await counted(HALF_CONTACTS)).toBe(0);
    const list = ids.map((id) => `'${id}'`).join();
    const [kept] = await served.office.owner.unsafe<{ steps: number; contacts: number }[]>(
      `select sum(version - 1)::int as steps, count(*)::int as contacts from contacts where contact_id in (${list})`,
    );
    expect(kept).toEqual({ steps: taken.length, contacts: ids.length });
  });

  it.each([
    ["a deputy", DEPUTY_CODE, 15],
    ["a station", STATION_CODE, 16],
  ])("of the page behind the code of %s are kept whole or refused with words", async (_name, code, seed) => {
    const before = await counted("messages");
    const form = () => ({
      key: randomUUID(),
      words: `门口道路挖开三个月没有恢复，客人进不来。${randomUUID()}`,
      phone: "13800000000",
      firmName: "夷陵测试商店",
      sealed: "on",
      direct: "on",
      website: "",
      opened: "2020-01-01T00:00:00.000Z",
    });
    const { taken, statuses } = await attack("anonymous", () => `/q/${code}`, form, seed, {
      before: () => served.office.owner`delete from intake_limits`,
    });
    console.info("/q", JSON.stringify(statuses));
    expect(taken.length).toBeGreaterThan(0);
    expect((await counted("messages")) - before).toBe(new Set(taken.map((one) => one.split("?")[0])).size);
    expect(
      await counted(`messages m where not exists (select 1 from status_links l where l.message_id = m.message_id)
        or not exists (select 1 from events e where e.subject_kind = 'message' and e.subject_id = m.message_id)
        or next_due_at is null or words = '' or phone = ''`),
    ).toBe(0);
    expect(
      await counted("(select number from messages group by number having count(*) > 1) as doubled"),
    ).toBe(0);
  });

  it.each([
    [
      "a unit's message to the firm",
      "handler",
      { command: "record_contact", way: "relayed", ...MEETING },
      19,
    ],
    ["a unit's interim answer", "handler", { command: "give_interim_answer", body: "已到现场查看" }, 20],
    ["a firm's material", "firm_representative", { command: "add_material", words: "补充：在测试路口" }, 21],
    ["a supervisor's classing", "county_supervisor", { command: "reclassify", ...CLASSED }, 22],
    ["a deputy's link for the firm", "deputy", { command: "reissue" }, 23],
  ] as const)(
    "of %s on an issue's page leave it whole or are refused with words",
    async (_name, as, fields, seed) => {
      const ids: number[] = [];
      let asked = 0;
      const fresh = async () => {
        if (asked++ % ONE_SUBJECT === 0) ids.push(await deskOf(served.office).handled());
      };
      await fresh();
      const last = () => ids.at(-1)!;
      const step = async (): Promise<Record<string, string>> => {
        const said = { key: randomUUID(), ...fields };
        if (fields.command === "reissue") return said;
        const [row] = await served.office.owner<
          { version: number }[]
        >`select version from issues where issue_id = ${last()}`;
        return { ...said, version: String(row!.version) };
      };
      const [before] = await issuesIn([last()]);
      const { taken, statuses } = await attack(as, () => `/issues/${last()}`, step, seed, { before: fresh });
      console.info(fields.command, JSON.stringify(statuses));
      expect(taken.length).toBeGreaterThan(0);
      const after = await issuesIn(ids);
      for (const issue of after) expect(issue).toMatchObject({ state: before!.state, steps: issue.version });
      const steps = after.reduce((sum, issue) => sum + issue.version - before!.version, 0);
      expect(steps).toBe(fields.command === "reissue" ? 0 : taken.length);
      expect(await counted(`issue_texts where body = '' and issue_id in (${ids.join()})`)).toBe(0);
    },
  );

  it.each([
    ["supply", 17],
    ["pressure", 18],
  ])(
    "of the step %s on a status page leave the message whole or are refused with words",
    async (command, seed) => {
      const sent: { messageId: number; token: string }[] = [];
      let asked = 0;
      const fresh = async () => {
        if (asked++ % ONE_SUBJECT !== 0) return;
        await served.office.owner`delete from intake_limits`;
        sent.push(await desk.mustSend());
      };
      await fresh();
      const last = () => sent.at(-1)!;
      const step = async (): Promise<Record<string, string>> => {
        const said = { key: randomUUID(), command, words: "补充：在测试路口" };
        if (command === "pressure") return said;
        const [row] = await served.office.owner.begin(async (sql) => {
          await sql`select set_config('app.actor_kind', 'system', true)`;
          return sql<
            { version: number }[]
          >`select version from messages where message_id = ${last().messageId}`;
        });
        return { ...said, version: String(row!.version) };
      };
      const { taken, statuses } = await attack("anonymous", () => `/s/${last().token}`, step, seed, {
        before: fresh,
      });
      console.info(command, JSON.stringify(statuses));
      expect(taken.length).toBeGreaterThan(0);
      for (const { messageId } of sent) expect((await desk.stateOf(messageId)).state).toBe("received");
      const ids = sent.map((one) => one.messageId).join();
      const kept =
        command === "supply"
          ? "message_texts where event_kind = 'message.supplied' and"
          : "pressure_reports where";
      expect(await counted(`${kept} message_id in (${ids})`)).toBe(taken.length);
    },
  );
});
