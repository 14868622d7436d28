import { sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { isUnitSide } from "#app/domain/access/policy.ts";
import type { Role } from "#app/domain/access/roles.ts";
import type { Level } from "#app/domain/deadline/clocks.ts";
import { commandsFor } from "#app/domain/issue/decide.ts";
import type { IssueEvent, IssueEventKind } from "#app/domain/issue/events.ts";
import type {
  AnswerClass,
  Closing,
  Confidentiality,
  IssueState,
  IssueType,
  RaiserKind,
  Severity,
} from "#app/domain/issue/states.ts";
import { isTextShownTo } from "#app/domain/issue/telling/texts.ts";
import { isOneOf } from "#app/domain/register/rights.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { type Ctx, readTx, type Tx } from "#db/client.ts";
import { issueScope, seesMasked } from "#db/views/issue.scope.ts";
import { letterScope } from "#db/views/letter.scope.ts";
import { matterScope } from "#db/views/matter.scope.ts";
import { loadRulebook } from "#db/views/rulebook.ts";
import { type LoadedIssue, readIssue } from "../execute/load-issue.server.ts";
import { COMMAND_FIELDS, FORM_COMMANDS, type FormCommand } from "../issue.schema.ts";
import { HANDLING_SHEET_READERS } from "../issue-roles.ts";
import { offeredCommands } from "../offered-commands.ts";
import { isShownTo, type Side, sideOf } from "../sides.ts";
import { type IssueClocks, readClocks } from "./read-clocks.server.ts";

/** One step of the timeline; `version` is the issue's after it, so that a conflict can show what is new. */
export type TimelineStep = {
  key: number;
  version: number;
  kind: IssueEventKind;
  at: string;
  role: Role | "system";
  by: string | null;
  payload: Record<string, unknown>;
  /** Name of the unit the step names. */
  unit: string | null;
  /** The words that came with the step, where this reader may see them. */
  words: string | null;
  /** The firm sees neither the step nor the words with it; told to whoever is not the firm's side. */
  internal: boolean;
};

/** Another issue of the same firm, as far as the reader may see it. */
export type EarlierIssue = {
  issueId: number;
  number: string;
  title: string;
  state: IssueState;
  closing: Closing | null;
};

/** An answer as it may be read: signed ones by everybody, drafts by the unit alone. */
export type AnswerView = {
  answerId: number;
  state: "draft" | "sent_back" | "signed" | "superseded";
  answerClass: AnswerClass | null;
  body: string;
  round: number;
  promisedOn: string | null;
  comment: string | null;
  unit: string;
  signedAt: string | null;
  deliveredAt: string | null;
};

/** The page of an issue as its reader may see it; instants ISO, days civil. */
export type IssuePage = {
  issueId: number;
  number: string;
  title: string;
  wording: string;
  /** The raiser's own words, null where row-level security keeps them. */
  words: string | null;
  state: IssueState;
  closing: Closing | null;
  version: number;
  round: number;
  level: Level | null;
  gateOpen: boolean;
  severity: Severity;
  type: IssueType;
  confidentiality: Confidentiality;
  raiserKind: RaiserKind;
  category: { categoryCode: string; name: string; nameEn: string } | null;
  county: string;
  /** To which dispatcher it was transferred; null when it was not, or is with a unit. */
  transferredTo: "county" | "city" | null;
  lead: { departmentId: number; name: string } | null;
  coHandlers: string[];
  /** `hasPage` = the reader may open the firm's record. */
  firm: { firmId: number; name: string; hasPage: boolean } | null;
  /** What stands for a firm that the reader may not know; null where its name is shown. */
  shielded: { pseudonym: string; sectorGroup: string | null } | null;
  deputy: { deputyId: number; name: string } | null;
  contactId: string | null;
  submittedAt: string;
  clocks: IssueClocks;
  steps: TimelineStep[];
  answers: AnswerView[];
  /** There are supervision notices 督办函 about it that this reader may open. */
  hasLetters: boolean;
  /** The matter 督办事项 it is part of, where this reader may open that. */
  matter: { matterId: number; number: string; title: string } | null;
  verdicts: { verdict: string; channel: string; givenAt: string; words: string }[];
  files: { fileId: string; isImage: boolean }[];
  /** The latest other issues of the firm; empty where the firm is not known. */
  earlier: EarlierIssue[];
  /** Whether the reader may have the handling sheet 办理单. */
  hasSheet: boolean;
  commands: FormCommand[];
  /** Names of the fields each offered command asks for; the page knows no schema. */
  fields: Partial<Record<FormCommand, string[]>>;
};

type Head = {
  number: string;
  title: string;
  wording: string;
  county: string;
  pseudonym: string;
  sector_group: string | null;
  lead: string | null;
  category_name: string | null;
  category_name_en: string | null;
  firm: string | null;
  deputy: string | null;
};

/** One issue in the actor's scope; refuses with `common.not_found`. */
export function getIssue(ctx: Ctx, issueId: number): Promise<Result<IssuePage>> {
  return readTx(ctx, async (tx, now) => {
    const [head] = await tx.execute<Head>(sql`
      select issues.number, issues.title, issues.wording, c.short_name as county, issues.pseudonym, issues.sector_group,
        d.short_name as lead,
        k.name as category_name, k.name_en as category_name_en, f.name as firm, y.name as deputy
      from issues join counties c using (county_code) left join departments d on d.department_id = issues.lead_department_id
      left join categories k on k.category_code = issues.category_code
      left join issue_parties ip on ip.issue_id = issues.issue_id
      left join firms f on f.firm_id = ip.firm_id left join deputies y on y.deputy_id = ip.deputy_id
      where issues.issue_id = ${issueId} and ${issueScope(ctx.actor)}`);
    if (!head) return refuse("common.not_found", {});
    const loaded = await readIssue(tx, ctx.actor, issueId, now);
    return ok(await assemble(ctx, tx, issueId, now, head, loaded));
  });
}

async function assemble(
  ctx: Ctx,
  tx: Tx,
  issueId: number,
  now: string,
  head: Head,
  loaded: Pick<LoadedIssue, "facts" | "events" | "by" | "parties">,
): Promise<IssuePage> {
  const { facts, parties } = loaded;
  const side = sideOf(ctx.actor);
  const known = parties !== null && !seesMasked(ctx.actor);
  const own = known && side !== "unit" ? parties : null;
  const names = await namesOf(tx, loaded.events);
  const rulebook = await loadRulebook(ctx.db, tx, now);
  const givable: readonly string[] = commandsFor(facts, loaded.by, Date.parse(now));
  const allowed = FORM_COMMANDS.filter((command) =>
    givable.includes(command === "accept_and_transfer" ? "accept" : command),
  );
  const commands = offeredCommands(allowed, facts);
  return {
    issueId,
    number: head.number,
    title: own?.title || head.title,
    wording: head.wording,
    words: known ? parties.words : null,
    state: facts.state ?? "submitted",
    closing: facts.closing,
    version: facts.version,
    round: facts.round,
    level: facts.level,
    gateOpen: facts.clocks.some((span) => span.gate === "open" && span.endedAt === null),
    severity: facts.severity,
    type: facts.type,
    confidentiality: facts.confidentiality,
    raiserKind: facts.raiserKind,
    category: facts.categoryCode
      ? {
          categoryCode: facts.categoryCode,
          name: head.category_name ?? "",
          nameEn: head.category_name_en ?? "",
        }
      : null,
    county: head.county,
    transferredTo: facts.lead === null ? facts.transferredTo : null,
    lead: facts.lead ? { departmentId: facts.lead.departmentId, name: head.lead ?? "" } : null,
    coHandlers: facts.coHandlers.map((unit) => names.units.get(unit.departmentId) ?? ""),
    firm:
      known && head.firm ? { firmId: parties.firmId, name: head.firm, hasPage: opensFirms(ctx.actor) } : null,
    shielded: known && head.firm ? null : { pseudonym: head.pseudonym, sectorGroup: head.sector_group },
    deputy:
      known && head.deputy && parties.deputyId ? { deputyId: parties.deputyId, name: head.deputy } : null,
    contactId: own?.contactId ?? null,
    submittedAt: new Date(facts.submittedAt).toISOString(),
    clocks: readClocks(facts, rulebook, Date.parse(now)),
    steps: stepsFor(loaded.events, side, names, await readTexts(tx, issueId)),
    answers: await readAnswers(tx, issueId, ctx.actor),
    ...(await readOversight(tx, issueId, ctx.actor)),
    verdicts: await readVerdicts(tx, issueId, known),
    files: await readFiles(tx, issueId, known),
    earlier: known && side !== "firm" ? await readEarlier(tx, issueId, parties.firmId, ctx.actor) : [],
    hasSheet: ctx.actor.kind === "person" && isOneOf(HANDLING_SHEET_READERS, ctx.actor.role),
    commands,
    fields: Object.fromEntries(commands.map((command) => [command, Object.keys(COMMAND_FIELDS[command])])),
  };
}

async function readOversight(
  tx: Tx,
  issueId: number,
  actor: Actor,
): Promise<Pick<IssuePage, "hasLetters" | "matter">> {
  const [row] = await tx.execute<Pick<IssuePage, "hasLetters" | "matter">>(sql`
    select exists (select 1 from supervision_notices letters join issues on issues.issue_id = letters.issue_id
      where letters.issue_id = ${issueId} and ${letterScope(actor)}) as "hasLetters",
      (select jsonb_build_object('matterId', matters.matter_id, 'number', matters.number, 'title', matters.title)
        from matter_issues taken join matters using (matter_id)
        where taken.issue_id = ${issueId} and taken.left_at is null and ${matterScope(actor)}
        order by matters.matter_id desc limit 1) as matter`);
  return row ?? { hasLetters: false, matter: null };
}

/** Units and representatives have no register of firms. */
function opensFirms(actor: Actor): boolean {
  return sideOf(actor) !== "unit" && !(actor.kind === "person" && actor.role === "firm_representative");
}

type Names = { people: Map<number, string>; units: Map<number, string> };

/** Names of the people and units the log speaks of. */
async function namesOf(tx: Tx, log: readonly IssueEvent[]): Promise<Names> {
  const people = await tx.execute<{ user_id: number; name: string }>(sql`
    select user_id, name from users where user_id in (
      select jsonb_array_elements_text(${JSON.stringify(log.flatMap((event) => event.actor.userId ?? []))}::text::jsonb)::int)`);
  const units = await tx.execute<{ department_id: number; short_name: string }>(sql`
    select department_id, short_name from departments where department_id in (
      select jsonb_array_elements_text(${JSON.stringify(log.flatMap(unitsOf))}::text::jsonb)::int)`);
  return {
    people: new Map(people.map((row) => [row.user_id, row.name])),
    units: new Map(units.map((row) => [row.department_id, row.short_name])),
  };
}

function unitsOf(event: IssueEvent): number[] {
  if (event.kind === "issue.dispatched") return [event.payload.departmentId, ...event.payload.coHandlers];
  if (event.kind === "issue.opinion_given") return [event.payload.departmentId];
  if (event.kind === "issue.objected" || event.kind === "issue.reassignment_asked")
    return event.payload.proposedDepartmentId === null ? [] : [event.payload.proposedDepartmentId];
  return [];
}

/** The timeline of one side, newest first; a firm reads offices, not the names of people in them. */
function stepsFor(
  log: readonly IssueEvent[],
  side: Side,
  names: Names,
  texts: Map<string, string>,
): TimelineStep[] {
  let version = 0;
  const steps: TimelineStep[] = [];
  for (const [key, event] of log.entries()) {
    if (event.kind !== "issue.escalated" && event.kind !== "issue.gate_opened") version += 1;
    if (!isShownTo(event.kind, side)) continue;
    const [unit] = unitsOf(event);
    const userId = event.actor.userId;
    steps.push({
      key,
      version,
      kind: event.kind,
      at: new Date(event.at).toISOString(),
      role: event.actor.role,
      by: side === "firm" || userId === null ? null : (names.people.get(userId) ?? null),
      payload: event.payload,
      unit: unit === undefined ? null : (names.units.get(unit) ?? null),
      words: wordsOf(event, side, texts),
      internal: side !== "firm" && isInternal(event, texts),
    });
  }
  return steps.reverse();
}

function wordsOf(event: IssueEvent, side: Side, texts: Map<string, string>): string | null {
  const body = texts.get(`${event.kind} ${event.at}`);
  if (body === undefined) return null;
  return isTextShownTo(event as Parameters<typeof isTextShownTo>[0], side) ? body : null;
}

/** The firm reads neither that it happened nor, where words came with it, what was said. */
function isInternal(event: IssueEvent, texts: Map<string, string>): boolean {
  return (
    !isShownTo(event.kind, "firm") ||
    (texts.has(`${event.kind} ${event.at}`) && wordsOf(event, "firm", texts) === null)
  );
}

/** The words kept beside the log, by kind and instant of their event; row-level security leaves out what the reader may not see. */
async function readTexts(tx: Tx, issueId: number): Promise<Map<string, string>> {
  const rows = await tx.execute<{ kind: string; ms: number; body: string }>(sql`
    select event_kind as kind, floor(extract(epoch from written_at) * 1000)::float8 as ms, body
    from issue_texts where issue_id = ${issueId}`);
  return new Map(rows.map((row) => [`${row.kind} ${row.ms}`, row.body]));
}

async function readAnswers(tx: Tx, issueId: number, actor: Actor): Promise<AnswerView[]> {
  const departmentId = actor.kind === "person" ? actor.departmentId : null;
  const rows = await tx.execute<AnswerView>(sql`
    select a.answer_id as "answerId", a.state, a.answer_class as "answerClass", a.body, a.round, a.promised_on::text as "promisedOn",
      a.comment, d.short_name as unit,
      to_char(a.signed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "signedAt",
      to_char(a.delivered_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deliveredAt"
    from answers a join departments d using (department_id)
    where a.issue_id = ${issueId} and (a.signed_at is not null or a.department_id = ${departmentId}::integer)
    order by a.answer_id desc`);
  return [...rows];
}

async function readVerdicts(tx: Tx, issueId: number, known: boolean): Promise<IssuePage["verdicts"]> {
  const rows = await tx.execute<IssuePage["verdicts"][number]>(sql`
    select verdict, channel, to_char(given_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "givenAt",
      ${known ? sql`words` : sql`''`} as words
    from verdicts where issue_id = ${issueId} order by verdict_id desc`);
  return [...rows];
}

/** Attachments, for whoever knows the firm: pictures would show whose they are. */
async function readFiles(tx: Tx, issueId: number, known: boolean): Promise<IssuePage["files"]> {
  if (!known) return [];
  const rows = await tx.execute<IssuePage["files"][number]>(sql`
    select file_id as "fileId", mime like 'image/%' as "isImage" from files
    where subject_kind = 'issue' and subject_id = ${issueId} order by created_at`);
  return [...rows];
}

/** How many other issues of the firm the page names. */
const EARLIER = 5;

async function readEarlier(tx: Tx, issueId: number, firmId: number, actor: Actor): Promise<EarlierIssue[]> {
  const own =
    actor.kind === "person" && isUnitSide(actor)
      ? sql`issues.title`
      : sql`coalesce(nullif(ip.title, ''), issues.title)`;
  const rows = await tx.execute<EarlierIssue>(sql`
    select issues.issue_id as "issueId", issues.number, ${own} as title, issues.state, issues.closing
    from issue_parties ip join issues using (issue_id)
    where ip.firm_id = ${firmId} and issues.issue_id <> ${issueId} and ${issueScope(actor)}
    order by issues.issue_id desc limit ${EARLIER}`);
  return [...rows];
}
