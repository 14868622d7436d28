import { and, eq, sql } from "drizzle-orm";
import type { Actor } from "#app/domain/access/actor.ts";
import { dayOf, instantAt, isoDay } from "#app/domain/calendar/civil-day.ts";
import type { ActorFacts } from "#app/domain/issue/actors.ts";
import { ISSUE_EVENT_KINDS, type IssueEvent } from "#app/domain/issue/events.ts";
import { type IssueFacts, NO_ISSUE } from "#app/domain/issue/facts.ts";
import { foldIssue } from "#app/domain/issue/fold/apply.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { issueParties, issues } from "#db/schema/issues.ts";
import { readSubjectLog } from "#db/subject-log.ts";
import { issueScope } from "#db/views/issue.scope.ts";

/** Who spoke, as far as row-level security lets this actor see it; null where it does not. */
export type Parties = {
  issueId: number;
  firmId: number;
  deputyId: number | null;
  raisedBy: number | null;
  contactId: string | null;
  title: string;
  words: string;
};

/** One issue as a decision needs it: folded facts, how the actor stands to it, and the instant after its row was locked. */
export type LoadedIssue = {
  issueId: number;
  number: string;
  title: string;
  facts: IssueFacts;
  events: IssueEvent[];
  by: ActorFacts;
  parties: Parties | null;
  now: string;
};

/**
 * Locks an issue in the actor's scope and folds its log. `now` is read after the lock, so that the events of two commands that met
 * never carry each other's instants. Refuses with `common.not_found`.
 */
export async function lockIssue(tx: Tx, ctx: Ctx, issueId: number): Promise<Result<LoadedIssue>> {
  const [locked] = await tx
    .select({ issueId: issues.issueId, number: issues.number, title: issues.title })
    .from(issues)
    .where(and(eq(issues.issueId, issueId), issueScope(ctx.actor)))
    .for("update", { of: issues });
  if (!locked) return refuse("common.not_found", {});
  const [tick] = await tx.execute<{ ms: number }>(
    sql`select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
  );
  const now = new Date(tick!.ms + ctx.clock.offsetMs()).toISOString();
  return ok({ ...(await unfold(tx, ctx.actor, issueId, now)), ...locked, now });
}

/** The same for reading, without a lock. */
export async function readIssue(
  tx: Tx,
  actor: Actor,
  issueId: number,
  now: string,
): Promise<Pick<LoadedIssue, "facts" | "events" | "by" | "parties">> {
  return unfold(tx, actor, issueId, now);
}

async function unfold(tx: Tx, actor: Actor, issueId: number, now: string) {
  const log = await readLog(tx, issueId);
  const facts = foldIssue(log, NO_ISSUE);
  const [parties] = await tx
    .select({
      issueId: issueParties.issueId,
      firmId: issueParties.firmId,
      deputyId: issueParties.deputyId,
      raisedBy: issueParties.raisedBy,
      contactId: issueParties.contactId,
      title: issueParties.title,
      words: issueParties.words,
    })
    .from(issueParties)
    .where(eq(issueParties.issueId, issueId));
  const by = await relationOf(tx, actor, facts, parties ?? null, now);
  return { events: log, facts, parties: parties ?? null, by };
}

/** The whole log of an issue, in the order in which it was recorded. */
export function readLog(tx: Tx, issueId: number): Promise<IssueEvent[]> {
  return readSubjectLog<IssueEvent>(tx, "issue", issueId, ISSUE_EVENT_KINDS);
}

async function relationOf(
  tx: Tx,
  actor: Actor,
  facts: IssueFacts,
  parties: Parties | null,
  now: string,
): Promise<ActorFacts> {
  const none = { actor, ownFirm: false, raiser: false, conflicted: false, delegation: null };
  if (actor.kind === "anonymous" && actor.link !== undefined)
    return { ...none, ownFirm: parties !== null && actor.link.issueId === parties.issueId };
  if (actor.kind !== "person") return none;
  return {
    actor,
    ownFirm: parties !== null && actor.firmId !== null && parties.firmId === actor.firmId,
    raiser: parties !== null && parties.raisedBy === actor.userId,
    conflicted:
      actor.role === "deputy" &&
      actor.deputyId !== null &&
      (await isConflicted(tx, actor.deputyId, facts, parties)),
    delegation: actor.role === "handler" ? await findDelegation(tx, actor.userId, facts, now) : null,
  };
}

/** A deputy is conflicted who works for the unit, or is set apart from the firm by declaration. */
async function isConflicted(
  tx: Tx,
  deputyId: number,
  facts: IssueFacts,
  parties: Parties | null,
): Promise<boolean> {
  const [row] = await tx.execute<{ conflicted: boolean }>(sql`
    select exists (select 1 from deputies d join departments u on u.name = d.employer_name
        where d.deputy_id = ${deputyId} and u.department_id = ${facts.lead?.departmentId ?? null}::integer)
      or exists (select 1 from pairing_constraints where deputy_id = ${deputyId} and kind = 'conflict'
        and firm_id = ${parties?.firmId ?? null}::integer and ended_at is null) as conflicted`);
  return row?.conflicted ?? false;
}

/** A dated stand-in of the unit's head may sign for them 授权代签, to the end of the stand-in's last day. */
async function findDelegation(
  tx: Tx,
  userId: number,
  facts: IssueFacts,
  now: string,
): Promise<ActorFacts["delegation"]> {
  if (facts.lead === null) return null;
  const today = isoDay(dayOf(Date.parse(now)));
  const [row] = await tx.execute<{ head: number; ended_on: string | null }>(sql`
    select h.user_id as head, s.ended_on::text from posts p
    join post_stand_ins s on s.post_id = p.post_id and s.user_id = ${userId}
      and s.started_on <= ${today}::date and (s.ended_on is null or s.ended_on > ${today}::date)
    join post_holdings h on h.post_id = p.post_id and h.during @> ${today}::date
    where p.department_id = ${facts.lead.departmentId} and p.kind = 'head' limit 1`);
  if (!row) return null;
  return { headUserId: row.head, until: instantAt(dayOf(Date.parse(now)) + 1) - 1 };
}
