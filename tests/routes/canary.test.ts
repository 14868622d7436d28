import { inflateRawSync } from "node:zlib";
import { sql } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweepDue } from "#app/features/escalations/sweep-due.command.server.ts";
import { fileIdOf, storeFile } from "#app/features/files/store-file.command.server.ts";
import { raiseIssue } from "#app/features/issues/raise-issue.command.server.ts";
import { tellSides } from "#app/features/issues/tell-sides.command.server.ts";
import { listHandlers } from "#app/http/walk-handlers.server.ts";
import { createLogger } from "#app/platform/logger.ts";
import { readTx } from "#db/client.ts";
import type { PersonName } from "#tests/support/office.ts";
import { deskOf } from "#tests/support/office-desk.ts";
import { type Caller, loadTestBuild, type ServedOffice, serveOffice } from "#tests/support/served-office.ts";

/** Who works on issues for units and the government, and who reads everything masked: none of them may learn who a shielded firm is. */
const WATCHED: readonly Caller[] = [
  "handler",
  "department_head",
  "other_handler",
  "county_dispatcher",
  "city_dispatcher",
  "post_holder",
  "auditor",
];
/** Stands in every field that tells who the firm is, and in all its words. */
const CANARY = "金丝雀";
const CODE = "91420506MACANARY01";
const PHONE = "13900009999";
const HITS = [CANARY, "CANARY", PHONE];
const CONSENT = { consentedBy: "分管副主任", consentedOn: "2026-11-24", paperNo: "1" };
const MOST_PAGES = 150;

let served: ServedOffice;
let issues: { shielded: number; sealed: number };
const logged: string[] = [];

beforeAll(async () => {
  served = await serveOffice(
    await loadTestBuild(),
    createLogger("trace", { write: (line) => logged.push(line) }),
  );
  const { owner, firms, deputies } = served.office;
  await owner`update firms set name = ${`${CANARY}企业`}, former_names = array[${`${CANARY}旧名`}], uscc = ${CODE}, phone = ${PHONE},
    address = ${`${CANARY}路1号`}, business_scope = ${`${CANARY}范围`}, search_text = ${`${CANARY} canary ${CODE}`} where firm_id = ${firms.shop}`;
  await owner`update deputies set name = ${`${CANARY}代表`}, phone = ${PHONE}, search_text = ${`${CANARY}代表`} where deputy_id = ${deputies.deputy}`;
  await owner`update users set name = ${`${CANARY}本人`} where name in ('deputy', 'firm', '用户deputy', '用户firm_representative')`;
  await owner`insert into representatives (firm_id, name, phone, started_on) values (${firms.shop}, ${`${CANARY}联系人`}, ${PHONE}, '2026-01-01')`;
  issues = { shielded: await lived("shielded", "county"), sealed: await lived("sealed", "city") };
  served.office.advance(60 * 86_400_000);
  await sweepDue(served.office.ctx("system"));
  await tellSides(served.office.ctx("system"));
  await served.signInAll();
});
afterAll(async () => {
  await served?.close();
});

/** An issue that goes all the way to the firm's "not solved" and a second round, with words of the firm at every step that takes some. */
async function lived(confidentiality: "shielded" | "sealed", supervisor: PersonName): Promise<number> {
  const { office } = served;
  const { mustGive } = deskOf(office);
  const words = `${CANARY}说的话`;
  const raised = await raiseIssue(office.ctx("firm"), crypto.randomUUID(), {
    firmId: office.firms.shop,
    deputyId: office.deputies.deputy,
    contactId: null,
    title: `${CANARY}的难处`,
    words,
    categoryCode: "13",
    severity: "ordinary",
    confidentiality,
  });
  if (!raised.ok) throw new Error(raised.error.code);
  const { issueId } = raised.value;
  await mustGive(supervisor, issueId, "ask_information", { what: "请补充" });
  await mustGive("firm", issueId, "supply_information", { words });
  const classified = { categoryCode: "13", severity: "ordinary", type: "ordinary" } as const;
  const neutral = { title: "检查频繁", wording: "某企业反映检查频繁" };
  await mustGive(supervisor, issueId, "accept", { ...classified, confidentiality, ...neutral });
  await mustGive(supervisor, issueId, "transfer", { to: "county", ...CONSENT });
  await mustGive("dispatcher", issueId, "dispatch", {
    departmentId: office.units.lead,
    coHandlers: [office.units.other],
  });
  await mustGive("handler", issueId, "sign_for", {});
  await mustGive("firm", issueId, "add_material", { words });
  await mustGive("handler", issueId, "record_contact", { way: "relayed", words: "请说明时间" });
  await mustGive("handler", issueId, "draft_answer", { answerClass: "A", body: "已减少检查" });
  await mustGive("head", issueId, "sign_answer", { answerClass: "A" });
  await mustGive("firm", issueId, "say", {
    say: "not_solved",
    words,
    rating: "dissatisfied",
    attitude: "satisfied",
    remains: words,
  });
  return issueId;
}

/** The firm's own picture, and one that the unit relayed to it. */
async function filesOn(issueId: number): Promise<{ firm: string; unit: string }> {
  const { office } = served;
  const picture = (background: string) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background } })
      .png()
      .toBuffer();
  const subject = { kind: "issue", issueId } as const;
  const keep = async (who: PersonName, content: Uint8Array) => {
    const ctx = office.ctx(who);
    const stored = await storeFile(ctx, { fileId: fileIdOf(ctx, subject, content), subject, content });
    if (!stored.ok) throw new Error(stored.error.code);
    return stored.value.fileId;
  };
  return {
    firm: await keep("firm", await picture("#112233")),
    unit: await keep("handler", await picture("#445566")),
  };
}

const isHit = (text: string) => HITS.filter((hit) => text.includes(hit));

/** The texts inside a zip: what stands in a docx or xlsx. */
function unzipped(bytes: Buffer): string {
  let text = "";
  for (let at = bytes.indexOf("PK\u0001\u0002"); at >= 0; at = bytes.indexOf("PK\u0001\u0002", at + 4)) {
    const size = bytes.readUInt32LE(at + 20);
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + size);
    text += bytes.readUInt16LE(at + 10) === 0 ? packed.toString() : inflateRawSync(packed).toString();
  }
  return text;
}

async function textOf(response: Response): Promise<string> {
  const bytes = Buffer.from(await response.arrayBuffer());
  return bytes.subarray(0, 2).toString() === "PK" ? unzipped(bytes) : bytes.toString();
}

/** Every page the caller comes to: each address of the server, each search, and all that is linked from there. */
async function crawl(
  caller: Caller,
  addresses: readonly string[],
): Promise<{ pages: number; hits: string[] }> {
  const waiting = [...addresses];
  const seen = new Set<string>();
  const hits: string[] = [];
  while (waiting.length > 0 && seen.size < MOST_PAGES + addresses.length) {
    const address = waiting.shift()!;
    if (seen.has(address)) continue;
    seen.add(address);
    const response = await served.ask(caller, address);
    const text = await textOf(response);
    hits.push(...isHit(text).map((hit) => `${caller} ${address}: ${hit}`));
    if (response.status !== 200 || !text.startsWith("<!DOCTYPE")) continue;
    for (const [, href = ""] of text.matchAll(/href="(\/[^"#]*)"/g)) {
      const to = href.replaceAll("&amp;", "&");
      if (!/^\/(?:assets|build|logout|preferences|files)/.test(to)) waiting.push(to);
    }
  }
  return { pages: seen.size, hits };
}

describe("who a shielded firm is", () => {
  it("is in no picture that a unit, a dispatcher or the auditor can fetch, but the unit's own file is", async () => {
    const files = await filesOn(issues.shielded);
    for (const caller of WATCHED) {
      const page = await textOf(await served.ask(caller, `/issues/${issues.shielded}`));
      expect([caller, page.includes(files.firm)]).toEqual([caller, false]);
      expect([caller, (await served.ask(caller, `/files/${files.firm}`)).status]).toEqual([caller, 404]);
    }
    expect((await served.ask("handler", `/files/${files.unit}`)).status).toBe(200);
    expect((await served.ask("firm_representative", `/files/${files.unit}`)).status).toBe(200);
    expect((await served.ask("other_deputy", `/files/${files.unit}`)).status).toBe(404);
  });

  it("stands on no page, search, data answer, paper or export that a unit, a dispatcher or the auditor can open", async () => {
    const { office } = served;
    const build = await loadTestBuild();
    const ids = [issues.shielded, issues.sealed];
    const filled = (path: string) =>
      ids.map((issueId) =>
        path
          .replace(":issueId", String(issueId))
          .replace(":firmId", String(office.firms.shop))
          .replace(/:\w+|\*/g, "1"),
      );
    const loaders = listHandlers(build).filter((one) => one.kind === "loader" && one.path !== "/logout");
    const addresses = [
      ...new Set(
        loaders.flatMap((one) =>
          filled(one.path).flatMap((path) => [
            path,
            `${path}?${one.routeId.endsWith("_index") ? "index&" : ""}_data=${encodeURIComponent(one.routeId)}`,
          ]),
        ),
      ),
      ...["issues", "firms", "desk", "messages"].map((list) => `/${list}?q=${encodeURIComponent("检查")}`),
      `/issues?firm=${office.firms.shop}`,
      "/issues?cols=firm&cols=unit&set=open",
      "/issues?set=unresolved&cols=firm",
    ];
    const hits: string[] = [];
    let pages = 0;
    for (const caller of WATCHED) {
      const crawled = await crawl(caller, addresses);
      pages += crawled.pages;
      hits.push(...crawled.hits);
      for (const format of ["csv", "xlsx"]) {
        const response = await served.ask(caller, "/issues.file", {
          method: "POST",
          headers: {
            "Content-Type": "application/x-www-form-urlencoded",
            Origin: "http://liaison.test",
            "Sec-Fetch-Site": "same-origin",
          },
          body: new URLSearchParams({ format, filters: "set=open", reason: "核对" }),
        });
        const text = await textOf(response);
        if (caller === "department_head" && response.status === 200) expect(text).toContain("检查频繁");
        hits.push(...isHit(text).map((hit) => `${caller} export ${format}: ${hit}`));
      }
    }
    expect(hits).toEqual([]);
    expect(pages).toBeGreaterThan(300);
  });

  it("is read by its own side, so that the canaries are known to sing", async () => {
    const own = await served.ask("firm_representative", `/issues/${issues.shielded}`);
    expect(isHit(await own.text())).toContain(CANARY);
    const city = await served.ask("city_supervisor", `/issues/${issues.sealed}`);
    expect(isHit(await city.text())).toContain(CANARY);
  });

  it("stands in nothing that is sent to them, and in no line of the log", async () => {
    const rows = await served.office.owner`
      select n.kind, n.facts::text as facts, o.payload::text as payload from notices n
        left join outbox o on o.notice_id = n.notice_id or o.escalation_id = n.escalation_id
        where n.recipient_user_id in (select user_id from role_grants where role in ('handler', 'department_head', 'county_dispatcher', 'city_dispatcher', 'post_holder'))`;
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => isHit(JSON.stringify(row)).length > 0)).toEqual([]);
    const payloads = await served.office
      .owner`select payload::text as text from events where subject_kind = 'issue'`;
    expect(payloads.filter((row) => isHit(row.text).length > 0)).toEqual([]);
    expect(logged.filter((line) => isHit(line).length > 0)).toEqual([]);
  });

  it.each<PersonName>(["handler", "head", "otherHandler", "dispatcher", "auditor"])(
    "is kept by the database itself: %s reads nothing of it where the program's own filter is gone",
    async (who) => {
      const read = await readTx(served.office.ctx(who), async (tx) => ({
        parties: await tx.execute(sql`select * from issue_parties`),
        texts: await tx.execute(sql`select * from issue_texts where from_firm`),
        joined: await tx.execute(sql`
          select i.number, f.name, d.name as deputy, p.words from issues i left join issue_parties p using (issue_id)
          left join firms f using (firm_id) left join deputies d on d.deputy_id = p.deputy_id`),
      }));
      expect(read.parties).toHaveLength(0);
      expect(read.texts).toHaveLength(0);
      expect(read.joined).toHaveLength(2);
      expect(isHit(JSON.stringify(read.joined))).toEqual([]);
    },
  );
});
