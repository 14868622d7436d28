import { and, eq, type SQL, sql } from "drizzle-orm";
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
import { oneIssueScope } from "#db/views/issue.scope.ts";

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
    .where(and(eq(issues.issueId, issueId), oneIssueScope(ctx.actor)))
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
  const { conflict, delegation } = relationQueries(actor, issueId, now);
  const [conflicted] = conflict === null ? [] : await tx.execute<Conflicted>(conflict);
  const [delegated] = delegation === null ? [] : await tx.execute<Delegated>(delegation);
  const by = relationOf(actor, parties ?? null, conflicted, delegated);
  return { events: log, facts, parties: parties ?? null, by };
}

/** The whole log of an issue, in the order in which it was recorded. */
export function readLog(tx: Tx, issueId: number): Promise<IssueEvent[]> {
  return readSubjectLog<IssueEvent>(tx, "issue", issueId, ISSUE_EVENT_KINDS);
}

/** A deputy's conflict with the issue; a handler's right to sign for the head, to the end of `until` (epoch ms). */
export type Conflicted = { conflicted: boolean };
export type Delegated = { headUserId: number; until: number };

/**
 * What has to be asked to tell how the actor stands to an issue. A deputy is conflicted who works for the unit, or is set apart from the
 * firm by declaration. A dated stand-in of the unit's head may sign for them 授权代签, to the end of the stand-in's last day.
 */
export function relationQueries(actor: Actor, issueId: number, now: string) {
  const none: { conflict: SQL | null; delegation: SQL | null } = { conflict: null, delegation: null };
  if (actor.kind !== "person") return none;
  if (actor.role === "deputy" && actor.deputyId !== null)
    return {
      ...none,
      conflict: sql`
        select exists (select 1 from issues join departments u on u.department_id = issues.lead_department_id
            join deputies d on d.employer_name = u.name
            where issues.issue_id = ${issueId} and d.deputy_id = ${actor.deputyId})
          or exists (select 1 from issue_parties ip join pairing_constraints c on c.firm_id = ip.firm_id
            where ip.issue_id = ${issueId} and c.deputy_id = ${actor.deputyId} and c.kind = 'conflict' and c.ended_at is null) as conflicted`,
    };
  if (actor.role !== "handler") return none;
  const today = dayOf(Date.parse(now));
  return {
    ...none,
    delegation: sql`
      select h.user_id as "headUserId", ${instantAt(today + 1) - 1}::float8 as until
      from issues join posts p on p.department_id = issues.lead_department_id and p.kind = 'head'
      join post_stand_ins s on s.post_id = p.post_id and s.user_id = ${actor.userId}
        and s.started_on <= ${isoDay(today)}::date and (s.ended_on is null or s.ended_on > ${isoDay(today)}::date)
      join post_holdings h on h.post_id = p.post_id and h.during @> ${isoDay(today)}::date
      where issues.issue_id = ${issueId} limit 1`,
  };
}

/** How the actor stands to an issue, from the answers to {@link relationQueries}. */
export function relationOf(
  actor: Actor,
  parties: Pick<Parties, "issueId" | "firmId" | "raisedBy"> | null,
  conflicted: Conflicted | undefined,
  delegated: Delegated | undefined,
): ActorFacts {
  const none = { actor, ownFirm: false, raiser: false, conflicted: false, delegation: null };
  if (actor.kind === "anonymous" && actor.link !== undefined)
    return { ...none, ownFirm: parties !== null && actor.link.issueId === parties.issueId };
  if (actor.kind !== "person") return none;
  return {
    actor,
    ownFirm: parties !== null && actor.firmId !== null && parties.firmId === actor.firmId,
    raiser: parties !== null && parties.raisedBy === actor.userId,
    conflicted: conflicted?.conflicted ?? false,
    delegation: delegated ?? null,
  };
}
