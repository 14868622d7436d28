import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { isUnitSide } from "#app/domain/access/policy.ts";
import { ISSUE_EVENT_KINDS, type IssueEvent } from "#app/domain/issue/events.ts";
import { ENDINGS } from "#app/platform/documents.ts";
import { type Ctx, readTogether } from "#db/client.ts";
import { oneIssueScope, seesMasked } from "#db/views/issue.scope.ts";
import { limited } from "#db/views/keyset.ts";
import { letterScope } from "#db/views/letter.scope.ts";
import { matterScope } from "#db/views/matter.scope.ts";
import { RULEBOOK_STAMP } from "#db/views/rulebook.ts";
import {
  type Conflicted,
  type Delegated,
  type Parties,
  relationQueries,
} from "../execute/load-issue.server.ts";
import { sideOf } from "../sides.ts";
import type { AnswerView, EarlierIssue, IssuePage } from "./issue-page.ts";

type Head = {
  number: string;
  title: string;
  wording: string;
  county: string;
  pseudonym: string;
  sectorGroup: string | null;
  lead: string | null;
  categoryName: string | null;
  categoryNameEn: string | null;
  firm: string | null;
  deputy: string | null;
  parties: Parties | null;
};
type Logged = {
  kind: string;
  version: number;
  payload: object;
  userId: number | null;
  role: string;
  at: number;
  by: string | null;
  units: Record<string, string> | null;
};
type Words = { kind: string; ms: number; body: string };
type Oversight = Pick<IssuePage, "hasLetters" | "matter">;

/** An event of the log with the name of who caused it and of the units it speaks of. */
export type LoggedStep = { event: IssueEvent; by: string | null; units: Map<number, string> };

/** All that the page of an issue is made of, as row-level security and the reader's side leave it. */
export type PageRows = {
  head: Head;
  /** Who spoke; null where row-level security keeps it. */
  parties: Parties | null;
  /** The reader may know who spoke. */
  known: boolean;
  log: LoggedStep[];
  /** Words kept beside the log, by kind and instant of their event. */
  texts: Map<string, string>;
  answers: AnswerView[];
  oversight: Oversight;
  verdicts: IssuePage["verdicts"];
  files: IssuePage["files"];
  earlier: EarlierIssue[];
  conflicted: Conflicted | undefined;
  delegated: Delegated | undefined;
  /** Stamp of the rulebook. */
  stamp: string;
};

type Answers = [
  Head,
  Logged,
  Words,
  AnswerView,
  Oversight,
  IssuePage["verdicts"][number],
  IssuePage["files"][number],
  EarlierIssue,
  Conflicted,
  Delegated,
  { stamp: string },
];

/** Reads one issue in the actor's scope in one exchange with the database; null outside it. */
export async function readPageRows(ctx: Ctx, issueId: number, now: string): Promise<PageRows | null> {
  const { actor } = ctx;
  const relation = relationQueries(actor, issueId, now);
  const [heads, log, words, answers, oversight, verdicts, files, earlier, conflicts, delegations, stamps] =
    await readTogether<Answers>(ctx, [
      headOf(actor, issueId),
      logOf(issueId),
      wordsOf(issueId),
      answersOf(actor, issueId),
      oversightOf(actor, issueId),
      verdictsOf(actor, issueId),
      filesOf(actor, issueId),
      earlierOf(actor, issueId),
      relation.conflict,
      relation.delegation,
      RULEBOOK_STAMP,
    ]);
  const [head] = heads;
  if (head === undefined) return null;
  return {
    head,
    parties: head.parties,
    known: head.parties !== null && !seesMasked(actor),
    log: log.filter(({ kind }) => (ISSUE_EVENT_KINDS as readonly string[]).includes(kind)).map(stepOf),
    texts: new Map(words.map((row) => [`${row.kind} ${row.ms}`, row.body])),
    answers,
    oversight: oversight[0] ?? { hasLetters: false, matter: null },
    verdicts,
    files: files.map((file) => ({ ...file, name: nameOf(file) })),
    earlier,
    conflicted: conflicts[0],
    delegated: delegations[0],
    stamp: stamps[0]?.stamp ?? "",
  };
}

function stepOf({ userId, role, by, units, ...event }: Logged): LoggedStep {
  return {
    event: { ...event, actor: { userId, role } } as unknown as IssueEvent,
    by,
    units: new Map(Object.entries(units ?? {}).map(([id, name]) => [Number(id), name])),
  };
}

const headOf = (actor: Actor, issueId: number) => sql`
  select issues.number, issues.title, issues.wording, c.short_name as county, issues.pseudonym,
    issues.sector_group as "sectorGroup", d.short_name as lead, k.name as "categoryName", k.name_en as "categoryNameEn",
    f.name as firm, y.name as deputy,
    case when ip.issue_id is not null then jsonb_build_object('issueId', ip.issue_id, 'firmId', ip.firm_id, 'deputyId', ip.deputy_id,
      'raisedBy', ip.raised_by, 'contactId', ip.contact_id, 'title', ip.title, 'words', ip.words) end as parties
  from issues join counties c using (county_code) left join departments d on d.department_id = issues.lead_department_id
  left join categories k on k.category_code = issues.category_code
  left join issue_parties ip on ip.issue_id = issues.issue_id
  left join firms f on f.firm_id = ip.firm_id left join deputies y on y.deputy_id = ip.deputy_id
  where issues.issue_id = ${issueId} and ${oneIssueScope(actor)}`;

/** The whole log in the order in which it was recorded; instants in milliseconds. */
const logOf = (issueId: number) => sql`
  select e.kind, e.event_version as version, e.payload, e.actor_user_id as "userId", e.actor_role as role,
    floor(extract(epoch from e.at) * 1000)::float8 as at, u.name as by,
    case when e.kind in ('issue.dispatched', 'issue.opinion_given', 'issue.objected', 'issue.reassignment_asked') then (
      select jsonb_object_agg(d.department_id, d.short_name) from (
        select (e.payload->>'departmentId')::integer as id union all select (e.payload->>'proposedDepartmentId')::integer
        union all select jsonb_array_elements_text(e.payload->'coHandlers')::integer) named
      join departments d on d.department_id = named.id) end as units
  from events e left join users u on u.user_id = e.actor_user_id
  where e.subject_kind = 'issue' and e.subject_id = ${issueId} order by e.event_id`;

/** Row-level security leaves out what the reader may not see. */
const wordsOf = (issueId: number) => sql`
  select event_kind as kind, floor(extract(epoch from written_at) * 1000)::float8 as ms, body
  from issue_texts where issue_id = ${issueId}`;

function answersOf(actor: Actor, issueId: number): SQL {
  const departmentId = actor.kind === "person" ? actor.departmentId : null;
  return sql`
    select a.answer_id as "answerId", a.state, a.answer_class as "answerClass", a.body, a.round, a.promised_on::text as "promisedOn",
      a.comment, d.short_name as unit,
      to_char(a.signed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "signedAt",
      to_char(a.delivered_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deliveredAt"
    from answers a join departments d using (department_id)
    where a.issue_id = ${issueId} and (a.signed_at is not null or a.department_id = ${departmentId}::integer)
    order by a.answer_id desc`;
}

const oversightOf = (actor: Actor, issueId: number) => sql`
  select exists (select 1 from supervision_notices letters join issues on issues.issue_id = letters.issue_id
    where letters.issue_id = ${issueId} and ${letterScope(actor, oneIssueScope(actor))}) as "hasLetters",
    (select jsonb_build_object('matterId', matters.matter_id, 'number', matters.number, 'title', matters.title)
      from matter_issues taken join matters using (matter_id)
      where taken.issue_id = ${issueId} and taken.left_at is null and ${matterScope(actor)}
      order by matters.matter_id desc limit 1) as matter`;

/** What was said in the firm's own words only for whoever knows the firm. */
const verdictsOf = (actor: Actor, issueId: number) => sql`
  select verdict, channel, to_char(given_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "givenAt",
    ${seesMasked(actor) ? sql`''` : sql`case when exists (select from issue_parties ip where ip.issue_id = verdicts.issue_id) then words else '' end`} as words
  from verdicts where issue_id = ${issueId} order by verdict_id desc`;

/** Attachments: the firm's for whoever knows it, pictures would show whose they are; what a unit relayed for everybody in scope. */
function filesOf(actor: Actor, issueId: number): SQL | null {
  if (seesMasked(actor)) return null;
  return sql`
    select file_id as "fileId", name, mime, mime like 'image/%' as "isImage", from_unit as "fromUnit", size_bytes as "sizeBytes",
      to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "storedAt"
    from files
    where subject_kind = 'issue' and subject_id = ${issueId}
      and (from_unit or exists (select from issue_parties ip where ip.issue_id = ${issueId}))
    order by created_at, file_id`;
}

/** A file's name as it is fetched under. */
function nameOf({ name, mime }: IssuePage["files"][number]): string | null {
  return name === null ? null : `${name}.${ENDINGS[mime] ?? "bin"}`;
}

/** How many other issues of the firm the page names. */
const EARLIER = 5;

function earlierOf(actor: Actor, issueId: number): SQL | null {
  if (seesMasked(actor) || sideOf(actor) === "firm") return null;
  const own =
    actor.kind === "person" && isUnitSide(actor)
      ? sql`issues.title`
      : sql`coalesce(nullif(ip.title, ''), issues.title)`;
  return sql`
    select issues.issue_id as "issueId", issues.number, ${own} as title, issues.state, issues.closing
    from issue_parties ip join issues using (issue_id)
    where ip.firm_id = (select firm_id from issue_parties where issue_id = ${issueId}) and issues.issue_id <> ${issueId}
      and ${oneIssueScope(actor)}
    order by issues.issue_id desc limit ${limited(EARLIER)}`;
}
