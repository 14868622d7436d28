import { sql } from "drizzle-orm";
import type { PersonActor } from "#app/domain/access/actor.ts";
import type { Role } from "#app/domain/access/roles.ts";
import { stranger } from "#app/domain/issue/actors.ts";
import { decideIssue } from "#app/domain/issue/decide.ts";
import { NO_ISSUE } from "#app/domain/issue/facts.ts";
import type { Confidentiality, RaiserKind, Severity } from "#app/domain/issue/states.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import { pseudonymOf } from "#app/platform/pseudonym.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit } from "#db/record.ts";
import { firms } from "#db/schema/firms.ts";
import { issueParties, issues } from "#db/schema/issues.ts";
import { firmScope } from "#db/views/firm.scope.ts";
import { loadRulebook, policyBook } from "#db/views/rulebook.ts";
import { nextIssueNumber } from "#db/writes/next-issue-number.ts";
import { appendEvents, storeColumns } from "./execute/store-events.server.ts";

/** An issue as it is raised: for which firm, through which deputy, from which contact, in the raiser's own words. */
export type NewIssue = {
  firmId: number;
  deputyId: number | null;
  contactId: string | null;
  title: string;
  words: string;
  categoryCode: string | null;
  severity: Severity;
  confidentiality: Confidentiality;
};
export type RaisedIssue = { issueId: number; number: string };

const RAISER_KIND: Partial<Record<Role, RaiserKind>> = {
  firm_representative: "firm",
  deputy: "deputy",
  station_clerk: "clerk",
  township_officer: "township_officer",
  county_supervisor: "supervisor",
  city_supervisor: "supervisor",
};

/**
 * Raises an issue 提出诉求 for a firm in the actor's scope, once per key. What the firm said and who it is go to the protected table;
 * only an open issue shows title and words to everybody who may see it.
 */
export function raiseIssue(ctx: Ctx, key: string, input: NewIssue): Promise<Result<RaisedIssue>> {
  return once(ctx, { key, action: "issue.submit", content: input }, async (tx, now) => {
    if (ctx.actor.kind !== "person") return refuse("common.forbidden", {});
    const [inScope] = await tx
      .select({ firmId: firms.firmId })
      .from(firms)
      .where(sql`${firms.firmId} = ${input.firmId} and ${firmScope(ctx.actor)}`);
    if (!inScope) return refuse("common.not_found", {});
    const deputyId =
      input.deputyId ??
      (ctx.actor.role === "deputy" ? ctx.actor.deputyId : await liaisonOf(tx, input.firmId));
    return submit(ctx, ctx.actor, tx, now, { ...input, deputyId });
  });
}

/** For the route that logs a contact: raises what the contact found, inside the contact's own transaction. */
export function raiseFinding(ctx: Ctx) {
  return (
    tx: Tx,
    now: string,
    finding: Pick<NewIssue, "firmId" | "deputyId" | "contactId" | "title" | "words" | "confidentiality">,
  ): Promise<Result<RaisedIssue>> => {
    if (ctx.actor.kind !== "person") return Promise.resolve(refuse("common.forbidden", {}));
    return submit(ctx, ctx.actor, tx, now, { ...finding, categoryCode: null, severity: "ordinary" });
  };
}

/** A message 来信 as the issue it becomes takes it over: its number, the firm's clock, and past whom it was sent. */
export type PassedOn = Pick<NewIssue, "firmId" | "deputyId" | "title" | "words" | "confidentiality"> & {
  number: string;
  firstSpokenAt: string;
  pastDeputy: boolean;
};

/** For the route on which a message is passed on: raises it as the firm's own issue, inside the message's transaction. */
export function raisePassedOn(ctx: Ctx) {
  return (tx: Tx, now: string, message: PassedOn): Promise<Result<RaisedIssue>> => {
    if (ctx.actor.kind !== "person") return Promise.resolve(refuse("common.forbidden", {}));
    const { number: _number, firstSpokenAt: _at, pastDeputy: _past, ...issue } = message;
    const input: NewIssue = { ...issue, contactId: null, categoryCode: null, severity: "ordinary" };
    return submit(ctx, ctx.actor, tx, now, input, message);
  };
}

async function submit(
  ctx: Ctx,
  actor: PersonActor,
  tx: Tx,
  now: string,
  input: NewIssue,
  message?: PassedOn,
): Promise<Result<RaisedIssue>> {
  const raiserKind = message ? ("firm" as const) : RAISER_KIND[actor.role];
  if (raiserKind === undefined) return refuse("issue.not_your_role", { command: "submit" });
  const place = await placeOf(tx, input, actor);
  if (place === null) return refuse("common.invalid", { field: "firmId" }, "firmId");

  const rulebook = await loadRulebook(ctx.db, tx, now);
  const decided = decideIssue(
    NO_ISSUE,
    {
      kind: "submit",
      raiserKind,
      firmSpoke: raiserKind === "firm",
      firstSpokenAt: message ? Date.parse(message.firstSpokenAt) : null,
      countyCode: place.countyCode,
      categoryCode: input.categoryCode,
      severity: input.severity,
      type: "ordinary",
      confidentiality: input.confidentiality,
    },
    stranger(actor),
    { now: Date.parse(now), policies: policyBook(rulebook), calendar: rulebook.calendar },
  );
  if (!decided.ok) return decided;

  const open = input.confidentiality === "open";
  const number = message?.number ?? (await nextIssueNumber(tx, now));
  const [row] = await tx
    .insert(issues)
    .values({
      number,
      state: "submitted",
      raiserKind,
      countyCode: place.countyCode,
      pseudonym: pseudonymOf(place.pseudonymKey, `firm ${input.firmId}`),
      sectorGroup: place.sectorGroup,
      categoryCode: input.categoryCode,
      severity: input.severity,
      confidentiality: input.confidentiality,
      title: open ? input.title : "",
      wording: open ? input.words : "",
      firstSpokenAt: message?.firstSpokenAt ?? now,
      submittedAt: now,
    })
    .returning({ issueId: issues.issueId });
  const issueId = row!.issueId;
  await tx.insert(issueParties).values({
    issueId,
    confidentiality: input.confidentiality,
    firmId: input.firmId,
    deputyId: input.deputyId,
    townshipCode: place.townshipCode,
    contactId: input.contactId,
    raisedBy: message ? null : actor.userId,
    pastDeputy: message?.pastDeputy ?? false,
    title: input.title,
    words: input.words,
  });
  const facts = await appendEvents(tx, issueId, NO_ISSUE, decided.value);
  await storeColumns(tx, issueId, facts, decided.value, rulebook);
  await recordAudit(
    tx,
    actor,
    now,
    { action: "issue.submit", objectKind: "issue", objectId: issueId },
    ctx.requestId,
  );
  await tx.execute(sql`select pg_notify('liaison_due', '')`);
  return ok({ issueId, number });
}

type Place = {
  countyCode: string;
  townshipCode: string | null;
  sectorGroup: string | null;
  pseudonymKey: string;
};

/** Where the issue belongs: the firm's place, else that of the deputy or of who records it; with what may be said of a shielded firm. */
async function placeOf(tx: Tx, input: NewIssue, actor: PersonActor): Promise<Place | null> {
  const [row] = await tx.execute<Omit<Place, "countyCode"> & { countyCode: string | null }>(sql`
    select coalesce(f.county_code, (select county_code from deputies where deputy_id = ${input.deputyId}::integer),
      ${actor.countyCode}) as "countyCode", f.township_code as "townshipCode", s.group_code as "sectorGroup",
      (select value #>> '{}' from installation where name = 'pseudonym_key') as "pseudonymKey"
    from firms f left join sectors s using (sector_code) where f.firm_id = ${input.firmId}`);
  return row?.countyCode ? { ...row, countyCode: row.countyCode } : null;
}

async function liaisonOf(tx: Tx, firmId: number): Promise<number | null> {
  const [row] = await tx.execute<{ deputy_id: number }>(
    sql`select deputy_id from pairings where firm_id = ${firmId} and ended_on is null`,
  );
  return row?.deputy_id ?? null;
}
