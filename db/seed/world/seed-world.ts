import { getTableName } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { ISql, Sql } from "postgres";
import { hashPassword } from "#app/platform/passwords.ts";
import { users } from "#db/schema/accounts.ts";
import { answers, promises, verdicts } from "#db/schema/answers.ts";
import { contactDeputies, contactFirms, contacts } from "#db/schema/contacts.ts";
import { departments, postHoldings, postStandIns, posts } from "#db/schema/departments.ts";
import { deputies, mandates, stations } from "#db/schema/deputies.ts";
import { clocks, escalations, notices } from "#db/schema/escalations.ts";
import { events } from "#db/schema/events.ts";
import { firms, representatives } from "#db/schema/firms.ts";
import { personas, roleGrants } from "#db/schema/grants.ts";
import { messages } from "#db/schema/intake/messages.ts";
import { issueAssignments, issueConsents, type issueParties, issues, issueTexts } from "#db/schema/issues.ts";
import { pairingConstraints, pairingPlanRows, pairingPlans, pairings } from "#db/schema/pairings.ts";
import { advanceKeys, copyRows, takeOffIndexes } from "./bulk.ts";
import { DEMO_PASSWORD } from "./cast.ts";
import { contactReminders } from "./contact-reminders.ts";
import { contactDeputyRows, contactEventRows, contactFirmRows, contactRows } from "./contact-rows.ts";
import { addIssueRows } from "./issues/issue-rows.ts";
import { firstKeys, noRows } from "./issues/issue-tables.ts";
import { liveIssues, rulesOf } from "./issues/lives.ts";
import { Teller } from "./issues/notice-rows.ts";
import { writeMessages } from "./messages.ts";
import { writeLetters } from "./oversight/letters.ts";
import { writeMatter } from "./oversight/matters.ts";
import { postKey, type ReferenceIds } from "./reference-ids.ts";
import type { RowOf } from "./rows.ts";
import { makeWorld, type World, type WorldOptions } from "./world.ts";

/** Told as the writing goes on: what is being written, and how much of all is done, in percent. */
export type Progress = (step: string, done: number, total: number) => void;

export type SeedWorldOptions = WorldOptions & { progress?: Progress };

/** Issues lived before their rows are sent: bounds the memory of a large world. */
const ISSUES_AT_ONCE = 4_000;

/** Large tables, whose indexes are built once all rows are there. */
const TABLES_WITHOUT_INDEXES: readonly PgTable[] = [
  users,
  roleGrants,
  deputies,
  mandates,
  firms,
  representatives,
  pairings,
  pairingPlanRows,
  contacts,
  contactFirms,
  contactDeputies,
  events,
  issues,
  issueAssignments,
  issueConsents,
  answers,
  verdicts,
  issueTexts,
  promises,
  clocks,
  escalations,
  notices,
];

/**
 * Fills an empty installation with the demonstration world, in one transaction: either all of it is there or nothing.
 * The reference data must be in place. Refuses where anybody has an account or a world was named already.
 * @throws Error when the installation is not empty
 */
export async function seedWorld(sql: Sql, options: SeedWorldOptions): Promise<World> {
  const progress = options.progress ?? (() => undefined);
  // postgres.js never answers reserve() on a connection that was not used before.
  await sql`select 1`;
  const connection = await sql.reserve();
  try {
    await connection`begin`;
    await connection`set local maintenance_work_mem = '256MB'`;
    await connection`select set_config('app.actor_kind', 'system', true)`;
    await refuseUnlessEmpty(connection);
    progress("registers", 0, 100);
    const world = makeWorld(options, await referenceIds(connection));
    await writeWorld(connection, world, options, progress);
    await connection`commit`;
    await connection`vacuum (analyze)`;
    progress("done", 100, 100);
    return world;
  } catch (error) {
    await connection`rollback`.catch(() => undefined);
    throw error;
  } finally {
    connection.release();
  }
}

async function refuseUnlessEmpty(sql: ISql): Promise<void> {
  const [row] = await sql<{ taken: boolean }[]>`
    select exists (select 1 from users) or exists (select 1 from installation where name = 'world') as taken`;
  if (row?.taken) throw new Error("the demonstration world goes into an empty installation only");
}

async function referenceIds(sql: ISql): Promise<ReferenceIds> {
  const units = await sql<{ code: string; id: number }[]>`
    select code, department_id as id from departments where county_code is null`;
  const rows = await sql<{ body: string; whose: string; kind: string; id: number }[]>`
    select p.body, coalesce(d.code, p.county_code, 'city') as whose, p.kind, p.post_id as id
    from posts p left join departments d using (department_id)`;
  return {
    units: new Map(units.map((row) => [row.code, row.id])),
    posts: new Map(rows.map((row) => [postKey(row.body, row.whose, row.kind), row.id])),
  };
}

async function writeWorld(
  sql: ISql,
  world: World,
  options: SeedWorldOptions,
  progress: Progress,
): Promise<void> {
  const { draft, units, contacts: seeds } = world;
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  for (const user of draft.users) if (user.state === "active") user.passwordHash = passwordHash;
  const putBack = await takeOffIndexes(sql, TABLES_WITHOUT_INDEXES);
  const written = new Set<PgTable>();
  const write = async <T extends PgTable>(table: T, rows: Iterable<RowOf<T>>, done: number) => {
    await copyRows(sql, table, rows);
    written.add(table);
    progress(getTableName(table), done, 100);
  };
  await write(users, draft.users, 2);
  await write(departments, units.counties, 2);
  await write(posts, units.posts, 3);
  await write(postHoldings, units.holdings, 3);
  await write(postStandIns, units.standIns, 3);
  await write(stations, world.stations.rows, 4);
  await write(deputies, world.deputies.rows, 6);
  await write(mandates, world.deputies.mandates, 7);
  await write(firms, world.firms.rows, 12);
  await write(representatives, world.firms.representatives, 14);
  await write(roleGrants, draft.grants, 15);
  await write(personas, world.cast.rows, 15);
  await write(pairingPlans, world.pairings.plans, 15);
  await write(pairingPlanRows, world.pairings.planRows, 18);
  await write(pairings, world.pairings.rows, 22);
  await write(pairingConstraints, world.pairings.constraints, 22);
  const sources = { ...world, firms: world.firms.rows };
  await write(contacts, contactRows(sources, seeds), 38);
  await write(contactFirms, contactFirmRows(seeds), 43);
  await write(contactDeputies, contactDeputyRows(seeds), 48);
  const contactEvents = seeds.length + seeds.filter((seed) => seed.review !== null).length;
  await write(events, contactEventRows(sources, seeds, 1), 56);
  await writeIssues(sql, world, contactEvents + 1, (table, rows) => copyRows(sql, table, rows), progress);
  for (const table of [
    issues,
    issueAssignments,
    issueConsents,
    answers,
    verdicts,
    issueTexts,
    promises,
    clocks,
    escalations,
    notices,
  ])
    written.add(table);
  progress("indexes", 78, 100);
  await putBack();
  await sql`select setval('issue_numbers', (select max(issue_id) from issues))`;
  for (const table of written) await advanceKeys(sql, table);
  const { seed, scale, today } = options;
  await writeMessages(sql, world, seed, today);
  await advanceKeys(sql, messages);
  await writeLetters(sql);
  await writeMatter(sql);
  const help_line = { phone: HELP_PHONE, zh: "", en: "", version: 1 };
  const facts = { world: "demo", seed, scale, today, pseudonym_key: world.pseudonymKey, help_line };
  await writeTheme(sql, today);
  for (const [name, value] of Object.entries(facts)) {
    await sql`insert into installation (name, value) values (${name}, ${JSON.stringify(value)}::text::jsonb)
      on conflict (name) do update set value = excluded.value`;
  }
}

/** A number that nobody has. */
const HELP_PHONE = "0717-0000123";

/** The city's theme of the month, so that the page before a visit has its questions. */
async function writeTheme(sql: ISql, today: string): Promise<void> {
  await sql`
    insert into conversation_themes (month_on, title, questions, edited_at, version)
    values (date_trunc('month', ${today}::date)::date, '惠企政策知道不知道、用没用上',
      array['今年出的惠企政策，听说过哪几项？', '有没有申请过？卡在哪一步？', '招工、融资、用地，眼下最难的是哪一样？'], ${`${today}T00:00:00Z`}, 1)`;
}

type Copy = <T extends PgTable>(table: T, rows: Iterable<RowOf<T>>) => Promise<number>;

/** Lives the issues and writes them piece by piece; keys run on over the pieces. */
async function writeIssues(
  sql: ISql,
  world: World,
  firstEvent: number,
  copy: Copy,
  progress: Progress,
): Promise<void> {
  const keys = firstKeys(firstEvent);
  const rules = rulesOf(world);
  const teller = new Teller(world);
  const total = world.draft.shape.issues;
  let rows = noRows();
  let lived = 0;
  const flush = async () => {
    await copy(issues, rows.issues);
    await writeParties(sql, rows.parties);
    await copy(issueAssignments, rows.assignments);
    await copy(issueConsents, rows.consents);
    await copy(answers, rows.answers);
    await copy(verdicts, rows.verdicts);
    await writeTexts(sql, rows.texts);
    await copy(promises, rows.promises);
    await copy(clocks, rows.clocks);
    await copy(escalations, rows.escalations);
    await copy(notices, rows.notices);
    await copy(events, rows.events);
    rows = noRows();
    progress("issues", 56 + Math.min(22, Math.round((22 * lived) / total)), 100);
  };
  for (const issue of liveIssues(world)) {
    addIssueRows(rows, keys, world, rules, teller, issue);
    if (++lived % ISSUES_AT_ONCE === 0) await flush();
  }
  await flush();
  rows = contactReminders(world, teller, keys, rules);
  await flush();
}

/** Words on the way, by INSERT for the same reason as the parties. */
async function writeTexts(sql: ISql, rows: readonly RowOf<typeof issueTexts>[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 2_000) {
    await sql`
      insert into issue_texts (text_id, issue_id, event_kind, from_firm, body, written_by, written_at)
      overriding system value
      select "textId", "issueId", "eventKind", "fromFirm", body, "writtenBy", "writtenAt"
      from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + 2_000))}::text::jsonb) as t("textId" int,
        "issueId" int, "eventKind" text, "fromFirm" boolean, body text, "writtenBy" int, "writtenAt" timestamptz)`;
  }
}

/** Who spoke, by INSERT: COPY is not allowed into a table under row-level security. */
async function writeParties(sql: ISql, rows: readonly RowOf<typeof issueParties>[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 2_000) {
    await sql`
      insert into issue_parties (issue_id, confidentiality, firm_id, deputy_id, township_code, contact_id, raised_by, title, words)
      select "issueId", confidentiality, "firmId", "deputyId", "townshipCode", "contactId", "raisedBy", title, words
      from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + 2_000))}::text::jsonb) as t("issueId" int,
        confidentiality text, "firmId" int, "deputyId" int, "townshipCode" text, "contactId" uuid, "raisedBy" int,
        title text, words text)`;
  }
}
