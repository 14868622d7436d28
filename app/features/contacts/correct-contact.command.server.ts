import { count, eq } from "drizzle-orm";
import { type ContactWording, decideCorrection, mayReword } from "#app/domain/contact/rules.ts";
import { ok, type Result } from "#app/domain/result.ts";
import type { Ctx, Tx } from "#db/client.ts";
import { once } from "#db/once.ts";
import { recordAudit, recordEvent } from "#db/record.ts";
import { contactRevisions, contacts } from "#db/schema/contacts.ts";
import { type HeldContact, lockOwnContact } from "./lock-contact.server.ts";

export type Corrected = { contactId: string; version: number };

/** Rewords a contact 更正 by who recorded it; the former wording is kept. After 24 hours texts may only grow. */
export function correctContact(
  ctx: Ctx,
  key: string,
  input: { contactId: string; version: number } & ContactWording,
): Promise<Result<Corrected>> {
  return once(ctx, { key, action: "contact.correct", content: input }, async (tx, now) => {
    const found = await lockOwnContact(tx, ctx.actor, input.contactId, input.version);
    if (!found.ok) return found;
    const { contactId: _id, version: _version, ...wanted } = input;
    return rewrite(ctx, tx, now, found.value, wanted);
  });
}

/** Adds a paragraph to a contact's internal note, or to what the firm sees. */
export function addToContact(
  ctx: Ctx,
  key: string,
  input: { contactId: string; version: number; addition: string; forFirm: boolean },
): Promise<Result<Corrected>> {
  return once(ctx, { key, action: "contact.add", content: input }, async (tx, now) => {
    const found = await lockOwnContact(tx, ctx.actor, input.contactId, input.version);
    if (!found.ok) return found;
    const { kind, place, topics, peopleMet, firmNote, internalNote } = found.value;
    const grown = (former: string) => (former === "" ? input.addition : `${former}\n\n${input.addition}`);
    const texts = input.forFirm
      ? { firmNote: grown(firmNote), internalNote }
      : { firmNote, internalNote: grown(internalNote) };
    return rewrite(ctx, tx, now, found.value, { kind, place, topics, peopleMet, ...texts });
  });
}

async function rewrite(
  ctx: Ctx,
  tx: Tx,
  now: string,
  contact: HeldContact,
  wanted: ContactWording,
): Promise<Result<Corrected>> {
  const createdAt = Date.parse(contact.createdAt);
  const decided = decideCorrection(contact, wanted, createdAt, Date.parse(now));
  if (!decided.ok) return decided;
  const { contactId, contactNo } = contact;
  const [kept] = await tx
    .select({ revisions: count() })
    .from(contactRevisions)
    .where(eq(contactRevisions.contactId, contactId));
  const revision = (kept?.revisions ?? 0) + 1;
  const { kind, place, topics, peopleMet, firmNote, internalNote } = contact;
  await tx.insert(contactRevisions).values({
    contactId,
    revision,
    former: { kind, place, topics, peopleMet, firmNote, internalNote },
    correctedBy: ctx.actor.kind === "person" ? ctx.actor.userId : null,
    correctedAt: now,
  });
  const version = contact.version + 1;
  await tx
    .update(contacts)
    .set({ ...decided.value, topics: [...decided.value.topics], version })
    .where(eq(contacts.contactId, contactId));
  const addition = !mayReword(createdAt, Date.parse(now));
  await recordEvent(tx, ctx.actor, now, {
    subjectKind: "contact",
    subjectId: contactNo,
    kind: "contact.corrected",
    payload: { revision, addition },
  });
  await recordAudit(
    tx,
    ctx.actor,
    now,
    { action: "contact.corrected", objectKind: "contact", objectId: contactNo, detail: { revision } },
    ctx.requestId,
  );
  return ok({ contactId, version });
}
