import type { PersonActor } from "#app/domain/access/actor.ts";
import { dayOf, isoDay } from "#app/domain/calendar/civil-day.ts";
import type { ContactPayloads } from "#app/domain/contact/events.ts";
import { decideLog } from "#app/domain/contact/rules.ts";
import { ok, type Result, refuse } from "#app/domain/result.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { contactDeputies, contactFirms, contacts } from "#db/schema/contacts.ts";
import { loadRulebook } from "#db/views/rulebook.ts";
import type { LogContactForm } from "./contact.schema.ts";
import { resolveDeputies, resolveFirms } from "./resolve-people.server.ts";
import { lockFirms, settleDue } from "./settle-due.server.ts";
import { tellLiaisons } from "./tell-liaisons.server.ts";

/** What a contact found that becomes an issue in the same save. */
export type Finding = {
  firmId: number;
  deputyId: number;
  contactId: string;
  title: string;
  words: string;
  confidentiality: "open" | "shielded";
};
export type RaisedIssue = { issueId: number; number: string };
/** Raises an issue inside the contact's transaction; handed in by the route, so that contacts need not know issues. */
export type RaiseFinding = (tx: Tx, now: string, finding: Finding) => Promise<Result<RaisedIssue>>;

export type LoggedContact = { contactId: string; contactNo: number; issue: RaisedIssue | null };

/**
 * Logs a contact 记走访: credits deputies and firms, moves what is due by cadence, tells the liaison of a firm that somebody else
 * visited it, and raises the finding as an issue, all in one save. `contactId` comes from the phone: the same one is never stored
 * twice, a repeat gets the first answer.
 */
export async function logContact(
  ctx: Ctx,
  input: LogContactForm & { source: "phone" | "desk" },
  raise: RaiseFinding,
): Promise<Result<LoggedContact>> {
  const actor = ctx.actor;
  if (actor.kind !== "person") return refuse("common.forbidden", {});
  return once(ctx, { key: input.contactId, action: "contact.log", content: input }, (tx, now) =>
    log(ctx, actor, input, raise, tx, now),
  );
}

async function log(
  ctx: Ctx,
  actor: PersonActor,
  input: LogContactForm & { source: "phone" | "desk" },
  raise: RaiseFinding,
  tx: Tx,
  now: string,
): Promise<Result<LoggedContact>> {
  const met = await resolveFirms(tx, actor, input.firmId, input.otherFirm);
  if (!met.ok) return met;
  const { firmIds, namedFirm } = met.value;
  const deputyIds = await resolveDeputies(tx, actor, input.withDeputies);
  if (!deputyIds.ok) return deputyIds;
  const raisesIssue = input.findingTitle !== "" || input.findingWords !== "";
  const claim = {
    ...input,
    nextVisitOn: input.nextVisitOn ?? null,
    firms: firmIds.length + (namedFirm === "" ? 0 : 1),
    deputies: deputyIds.value.length,
    raisesIssue,
  };
  const decided = decideLog(claim, isoDay(dayOf(Date.parse(now))));
  if (!decided.ok) return decided;
  // An issue belongs to a firm of the register from its first day.
  if (raisesIssue && firmIds.length === 0)
    return refuse("contact.finding_needs_firm", { name: namedFirm }, "findingTitle");

  await lockFirms(tx, firmIds);
  const { contactId, happenedOn } = input;
  const [row] = await tx
    .insert(contacts)
    .values({
      contactId,
      kind: input.kind,
      outcome: input.outcome,
      happenedOn,
      place: input.place,
      topics: input.topics,
      peopleMet: input.peopleMet,
      firmNote: input.firmNote,
      internalNote: input.internalNote,
      nextVisitOn: input.nextVisitOn ?? null,
      stationId: actor.stationId,
      source: input.source,
      namedFirm,
      recordedBy: actor.userId,
      recordedAs: actor.role,
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ contactNo: contacts.contactNo });
  // The id is taken although its key is not: it was stored by other means (an import, an older key), and stays as it is.
  if (!row) return refuse("common.key_reused", {});
  if (firmIds.length > 0)
    await tx.insert(contactFirms).values(firmIds.map((firmId) => ({ contactId, firmId, happenedOn })));
  await tx
    .insert(contactDeputies)
    .values(deputyIds.value.map((deputyId) => ({ contactId, deputyId, happenedOn })));
  await settleDue(tx, now, firmIds, await loadRulebook(ctx.db, tx, now));

  const payload: ContactPayloads["contact.logged"] = {
    kind: input.kind,
    outcome: input.outcome,
    happenedOn,
    firmIds,
    deputyIds: deputyIds.value,
  };
  await recordEvent(tx, actor, now, {
    subjectKind: "contact",
    subjectId: row.contactNo,
    kind: "contact.logged",
    payload,
  });
  const audit = { action: "contact.logged", objectKind: "contact" as const, objectId: row.contactNo };
  await recordAudit(tx, actor, now, audit, ctx.requestId);
  await tellLiaisons(tx, now, contactId, firmIds, deputyIds.value);

  if (!raisesIssue) return ok({ contactId, contactNo: row.contactNo, issue: null });
  const issue = await raise(tx, now, {
    firmId: firmIds[0]!,
    deputyId: deputyIds.value[0]!,
    contactId,
    title: input.findingTitle || titleFrom(input.findingWords),
    words: input.findingWords || input.findingTitle,
    confidentiality: input.findingShielded ? "shielded" : "open",
  });
  return issue.ok ? ok({ contactId, contactNo: row.contactNo, issue: issue.value }) : issue;
}

/** The first sentence stands in for a title that was not typed. */
function titleFrom(words: string): string {
  const [first = words] = words.split(/[\n。！？!?]/, 1);
  return [...first].slice(0, 60).join("");
}
